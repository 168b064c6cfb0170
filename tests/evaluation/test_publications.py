"""Several publications in one index: the right page is one of the right publication; a PDF says what its text said."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from answer.answerer import Answerer
from evaluation.__main__ import main
from evaluation.metrics import Outcome, page_rank
from evaluation.publications import all_together
from evaluation.typeset import typeset
from ingest.blocks import Publication
from ingest.chunk import split_passages
from ingest.read import read_publication
from tests.evaluation.test_evaluation import ANSWERABLE, response

BUDGETS = {"nordby": ("Nordby Kommune", "12 mio. kr."), "sydby": ("Sydby Kommune", "30 mio. kr.")}


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    for name, (town, sum_) in BUDGETS.items():
        (tmp_path / name).mkdir()
        text = (
            f"Årsrapport fra {town}\n\n{town} brugte {sum_} på biblioteker i 2022.\n\f{town} takker for et godt år.\n"
        )
        (tmp_path / name / "publication.txt").write_text(text, encoding="utf-8")
        question = f"Hvor meget brugte {town} på biblioteker?"
        facts = {"id": name, "question": question, "answerable": True, "answers": [sum_], "page": [1]}
        (tmp_path / name / "questions.jsonl").write_text(json.dumps(facts), encoding="utf-8")
    return [tmp_path / name for name in BUDGETS]


def test_the_same_words_in_another_publication_are_no_answer() -> None:
    asked = replace(ANSWERABLE, document="d")
    given = response("6 pct. og 12 pct.")
    assert Outcome(asked, given, 1).right
    elsewhere = replace(ANSWERABLE, document="en-anden")
    assert not Outcome(elsewhere, given, 1).right
    assert not Outcome(elsewhere, given, 1).on_right_page
    assert page_rank(elsewhere, given) == 0


@pytest.mark.parametrize("as_pdf", [False, True], ids=["text", "pdf"])
def test_each_question_is_answered_out_of_its_own_publication(
    folders: list[Path], answerer: Answerer, as_pdf: bool
) -> None:
    over_all, questions = all_together(folders, answerer, as_pdf)
    assert set(over_all.documents) == set(questions) == set(BUDGETS)
    for name, (question,) in questions.items():
        given = over_all.ask(question.text)
        assert question.document == name
        assert Outcome(question, given, page_rank(question, given)).right_among(3)


def test_the_command_line_measures_all_together(
    folders: list[Path], index_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--publications", str(folders[0].parent), "--together", "--index", str(index_dir)]) == 0
    assert "| sydby | 1 |" in capsys.readouterr().out


def test_a_typeset_publication_is_read_back_page_by_page(real: Publication, tmp_path: Path) -> None:
    again = read_publication(typeset(real, tmp_path / "sat.pdf"))
    assert len(again.document.pages) == len(real.document.pages)

    def quotable(publication: Publication) -> set[tuple[int, str]]:
        return {
            (passage.page, " ".join(publication.document.quote(sentence).split()))
            for passage in split_passages(publication)
            for sentence in passage.sentences
        }

    wanted = quotable(real)
    assert len(wanted - quotable(again)) <= 0.02 * len(wanted)
