import json
import math
import re

import numpy as np
import pytest

from answer.datatypes import Answer, Citation, Response
from evaluation.__main__ import main
from evaluation.bench import compare
from evaluation.charts import draw_reliability, draw_training
from evaluation.fit import MOST_WRONG_REFUSALS, best_threshold
from evaluation.metrics import Outcome, calibration_error, measure, measure_by, page_rank, reliability, risk_coverage
from evaluation.questions import Question, read_question_set
from evaluation.report import table
from index.datatypes import RetrievedPassage, Span
from index.errors import QuestionSetError
from tests.answer.sample import passage

ANSWERABLE = Question("a", "Hvor ofte?", "da", "full", True, (re.compile("6 pct"), re.compile("12 pct")), (4,))
UNANSWERABLE = Question("b", "Hvem?", "en", "keyword", False, (), ())


def response(*quotes, page=4, probability=0.8):
    answers = tuple(
        Answer(
            quote, Span(0, len(quote)), Citation("d", "D", page, str(page), "", quote, Span(0, len(quote))), probability
        )
        for quote in quotes
    )
    sources = tuple(RetrievedPassage(passage(page=number), 0.5, rank) for rank, number in enumerate((2, 4, 4), start=1))
    return Response("?", answers, not answers, sources, timings={"total": 10.0})


def outcome(question, given):
    return Outcome(question, given, page_rank(question, given))


def test_all_expressions_must_be_found():
    assert outcome(ANSWERABLE, response("6 pct. og 12 pct.")).right
    assert not outcome(ANSWERABLE, response("6 pct.", "12 pct.")).right
    assert outcome(ANSWERABLE, response("6 pct.", "12 pct.")).right_among(3)
    assert not outcome(ANSWERABLE, response()).right_among(3)
    assert not outcome(UNANSWERABLE, response("noget")).right


def test_the_metrics_are_the_shares_they_say():
    metrics = measure(
        [
            outcome(ANSWERABLE, response("6 pct. og 12 pct.")),
            outcome(ANSWERABLE, response("noget andet", "6 pct. og 12 pct.", page=5)),
            outcome(ANSWERABLE, response()),
            outcome(UNANSWERABLE, response()),
            outcome(UNANSWERABLE, response("noget")),
        ]
    )
    assert (metrics.questions, metrics.answerable) == (5, 3)
    assert metrics.page_recall_1 == 0
    assert metrics.page_recall_5 == 1
    assert metrics.mrr == 0.5
    assert metrics.answer_1 == pytest.approx(1 / 3)
    assert metrics.answer_3 == pytest.approx(2 / 3)
    assert metrics.page_1 == pytest.approx(1 / 3)
    assert metrics.right_refusals == 0.5
    assert metrics.wrong_refusals == pytest.approx(1 / 3)
    assert (metrics.p50_ms, metrics.p95_ms) == (10, 10)


def test_calibration_error():
    assert calibration_error([0.75] * 4, [True, True, True, False]) == 0
    assert calibration_error([1.0, 1.0], [False, False]) == 1
    assert math.isnan(calibration_error([], []))


def test_reliability_and_risk():
    low, high = reliability([0.21, 0.25, 0.92, 1.0], [False, True, True, True])
    assert (low.probability, low.right, low.count) == (pytest.approx(0.23), 0.5, 2)
    assert (high.probability, high.right, high.count) == (pytest.approx(0.96), 1.0, 2)
    covered, risk = risk_coverage([0.2, 0.9, 0.5], [False, True, False], questions=6)
    assert covered == pytest.approx([1 / 6, 2 / 6, 3 / 6])
    assert risk == pytest.approx([0, 1 / 2, 2 / 3])


def test_charts_are_drawn(tmp_path):
    outcomes = [outcome(ANSWERABLE, response("6 pct. og 12 pct.")), outcome(UNANSWERABLE, response())]
    draw_reliability(outcomes, tmp_path / "a.png")
    log = tmp_path / "log.jsonl"
    rows = [{"step": 0, "examples": {}}, {"step": 10, "loss": 2.0, "auc": 0.5}, {"step": 20, "loss": 1.0, "auc": 0.7}]
    log.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert main(["chart", str(log), str(tmp_path / "b.png")]) == 0
    for name in "ab":
        assert (tmp_path / f"{name}.png").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(QuestionSetError, match="mangler"):
        draw_training(tmp_path / "mangler.jsonl", tmp_path / "c.png")


def test_the_threshold_refuses_few_that_have_an_answer():
    probabilities, answerable = np.linspace(0, 1, 101), np.ones(101, bool)
    assert best_threshold(probabilities, answerable) == pytest.approx(MOST_WRONG_REFUSALS)


def test_groups():
    by = measure_by([outcome(ANSWERABLE, response()), outcome(UNANSWERABLE, response())], lambda q: q.language)
    assert list(by) == ["da", "en"]
    assert "| da | 1 |" in table(by)


def test_question_sets_are_read_and_what_is_wrong_is_named(tmp_path):
    path = tmp_path / "sæt.jsonl"
    row = {"id": "1", "question": "Hvor?", "answerable": True, "answers": ["i  Odense|Aarhus"], "pages": [1]}
    path.write_text(json.dumps(row) + "\n")
    (question,) = read_question_set(path)
    assert question.answered_by(["Det var i\n\nOdense."])
    path.write_text(json.dumps(row) + "\n{nej\n")
    with pytest.raises(QuestionSetError, match="linje 2"):
        read_question_set(path)
    path.write_text(json.dumps({**row, "answers": []}) + "\n")
    with pytest.raises(QuestionSetError, match="linje 1"):
        read_question_set(path)
    path.write_text("")
    with pytest.raises(QuestionSetError, match="ingen spørgsmål"):
        read_question_set(path)


@pytest.mark.parametrize(("name", "answerable", "unanswerable"), [("dev", 120, 60), ("test", 60, 30)])
def test_the_question_sets_are_whole(name, answerable, unanswerable, passage_index):
    from evaluation.__main__ import DEV_SET

    questions = read_question_set(DEV_SET.with_name(f"{name}.jsonl"))
    assert len({question.id for question in questions}) == len(questions)
    assert sum(q.answerable for q in questions) >= answerable
    assert sum(not q.answerable for q in questions) >= unanswerable
    assert {"da", "en", "sv", "no"} <= {q.language for q in questions}
    (document,) = passage_index.documents.values()
    for question in questions:
        pages = [document.text[page.start : page.end] for page in document.pages if page.number in question.pages]
        if question.answerable:
            assert question.answered_by(pages), question.id


def test_the_two_sets_share_no_question():
    from evaluation.__main__ import DEV_SET, TEST_SET

    dev, test = ({q.text.lower() for q in read_question_set(path)} for path in (DEV_SET, TEST_SET))
    assert not dev & test


def test_the_command_line_measures_and_saves(index_dir, tmp_path, capsys):
    questions = tmp_path / "sæt.jsonl"
    rows = [
        {"id": "1", "question": "Hvad er svarprocenten?", "answerable": True, "answers": ["50 procent"], "pages": [16]},
        {"id": "2", "question": "asdf qwer", "answerable": False, "answers": [], "pages": [], "language": "en"},
    ]
    questions.write_text("".join(json.dumps(row) + "\n" for row in rows))
    report = tmp_path / "rapport" / "tal.json"
    assert main([str(questions), "--index", str(index_dir), "--report", str(report)]) == 0
    assert "| alle | 2 |" in capsys.readouterr().out
    facts = json.loads(report.read_text())
    assert facts["all"]["answer_1"] == 1.0
    assert facts["all"]["right_refusals"] == 1.0
    assert set(facts["language"]) == {"da", "en"}
    assert facts["manifest"]["encoder"] == "bundled"
    assert len(facts["questions"]) == 2
    assert "commit" in facts


def test_a_missing_set_is_an_error(index_dir, tmp_path, capsys):
    assert main([str(tmp_path / "mangler.jsonl"), "--index", str(index_dir)]) == 1
    assert "mangler.jsonl" in capsys.readouterr().err


def test_the_benchmark_compares_the_ways_to_retrieve_on_a_real_index(passage_index, encoder):
    asked = Question("a", "Hvor ofte hæmmer politiske beslutninger innovation?", "da", "full", True, (), (4,))
    ways = compare(passage_index, encoder, [asked])
    assert [(way.recall_5, way.p50_ms > 0) for way in ways.values()] == [(1.0, True)] * 3
