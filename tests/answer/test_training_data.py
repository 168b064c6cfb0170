import json
from pathlib import Path

import numpy as np

from answer.objectives import area_under_curve
from answer.training_data import (
    MAX_PASSAGE_CHARACTERS,
    Example,
    alone,
    among_others,
    publication_examples,
    reading_examples,
    written_examples,
)

CONTEXT = "Undersøgelsen er fra 2019. I alt svarede 812 kommuner. Resten svarede ikke."


def write_lines(path: Path, rows: list[dict]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def answer_of(example: Example) -> str:
    assert example.span is not None
    return example.passage[example.span.start : example.span.end]


def test_reading_examples_keep_the_answer_in_place(tmp_path):
    start = CONTEXT.index("812")
    rows: list[dict] = [
        {"title": "a", "context": CONTEXT, "question": "Hvor mange?", "answers": [{"text": "812", "start": start}]},
        {"title": "a", "context": CONTEXT, "question": "Hvem?", "answers": []},
        {"title": "a", "context": CONTEXT, "question": "Støj", "answers": [{"text": "", "start": -1}]},
    ]
    first, second = reading_examples(write_lines(tmp_path / "kilde.jsonl", rows))
    assert answer_of(first) == "812"
    assert first.evidence == [1]
    assert (second.span, second.evidence) == (None, [])
    assert first.group == "kilde/a"


def test_long_contexts_are_cut_around_the_answer(tmp_path):
    context = "Det første afsnit er her. " * 60 + CONTEXT + " Og mere følger efter." * 60
    answer = {"text": "812 kommuner", "start": context.index("812")}
    (example,) = reading_examples(
        write_lines(tmp_path / "k.jsonl", [{"title": "a", "context": context, "question": "?", "answers": [answer]}])
    )
    assert len(example.passage) <= MAX_PASSAGE_CHARACTERS
    assert answer_of(example) == "812 kommuner"


def test_other_passages_do_not_answer_and_are_not_the_own(tmp_path):
    rows = [
        {
            "title": f"t{n}",
            "context": f"Sted {n} har {n} huse.",
            "question": f"Huse {n}?",
            "answers": [{"text": str(n), "start": 5}],
        }
        for n in range(4)
    ]
    examples = reading_examples(write_lines(tmp_path / "k.jsonl", rows))
    found = among_others(examples, lambda texts, _kind: np.eye(4, dtype=np.float32)[: len(texts)], same_group=False)
    assert [own for own, *_others in found] == examples
    for own, *others in found:
        assert len(others) == 3
        assert {other.question for other in others} == {own.question}
        assert own.passage not in {other.passage for other in others}
        assert all(other.span is None for other in others)


def test_a_question_without_an_answer_is_not_set_beside_other_groups_which_may_have_it(tmp_path):
    rows = [{"title": f"t{n}", "context": f"Sted {n}.", "question": f"Huse {n}?", "answers": []} for n in range(2)]
    examples = reading_examples(write_lines(tmp_path / "k.jsonl", rows))
    found = among_others(examples, lambda texts, _kind: np.eye(2, dtype=np.float32), same_group=False)
    assert found == alone(examples)


def test_publication_examples_are_the_projects_own_passages(tmp_path, encoder):
    text = "Overskrift\n\n" + CONTEXT + "\n\nEt andet afsnit om noget helt andet, nemlig skoler og børn i byerne.\n"
    (tmp_path / "publication.txt").write_text(text, encoding="utf-8")
    write_lines(
        tmp_path / "questions.jsonl",
        [
            {"id": "1", "question": "Hvor mange svarede?", "answerable": True, "answers": ["812"], "page": [1]},
            {"id": "2", "question": "Hvor mange svarede i 2010?", "answerable": False},
        ],
    )

    def encode(texts, kind):
        return encoder.encode_passages(texts) if kind == "passage" else encoder.encode_queries(texts)

    answered, refused = publication_examples(tmp_path, encode)
    assert answer_of(answered[0]) == "812"
    assert all(other.span is None and "812" not in other.passage for other in answered[1:])
    assert all(example.question.endswith("2010?") and example.span is None for example in refused)


def test_written_examples_stand_below_their_heading(tmp_path):
    asked = [{"q": "Hvor mange?", "a": "812"}, {"q": "Hvem?", "a": None}]
    row = {"publication": "P", "heading": "Svar", "context": CONTEXT, "questions": asked}
    first, second = written_examples(write_lines(tmp_path / "a.jsonl", [row]))
    assert first.passage == "Svar\n" + CONTEXT
    assert answer_of(first) == "812"
    assert first.evidence == [1]
    assert (second.span, second.group) == (None, "written/P")


def test_other_passages_of_the_same_publication(tmp_path):
    rows = [
        {"publication": p, "heading": "H", "context": f"{p} {n}.", "questions": [{"q": f"{p}?", "a": f"{n}"}]}
        for p in "AB"
        for n in range(2)
    ]
    examples = written_examples(write_lines(tmp_path / "a.jsonl", rows))
    found = among_others(examples, lambda texts, _kind: np.eye(4, dtype=np.float32), same_group=True)
    assert [[(e.question[0], e.passage[2]) for e in asked] for asked in found] == [[(p, p)] * 2 for p in "AABB"]


def test_area_under_curve():
    assert area_under_curve(np.array([0.1, 0.9, 0.8]), np.array([False, True, True])) == 1.0
    assert area_under_curve(np.array([0.9, 0.1, 0.8]), np.array([False, True, True])) == 0.0
