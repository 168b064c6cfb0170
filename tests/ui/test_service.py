"""One queue: what is asked while the models are loaded waits, and nothing is read twice."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from threading import Event
from types import SimpleNamespace

import pytest

from answer.datatypes import Response
from index.datatypes import Document, RetrievedPassage
from index.encoder import Encoder
from index.errors import ModelError
from index.lexical import LexicalIndex
from ingest.build import read_all, save_index
from tests.ui.sample import ACROSS, QUOTE, FakeAnswerer, citation_of
from ui import service
from ui.service import AnswerService, Library, feedback_file, index_folder

EMPTY = Library({}, (), LexicalIndex.build([""]))


def test_a_question_waits_until_the_models_are_loaded(answerer: FakeAnswerer) -> None:
    loaded = Event()

    def load() -> FakeAnswerer:
        loaded.wait(10)
        return answerer

    answering = AnswerService(EMPTY, load)
    coming = answering.ask("Hvad skal man betale?")
    assert not answering.is_ready
    assert not coming.done()
    loaded.set()
    assert not coming.result(10).refused
    assert answering.is_ready


def test_a_question_is_read_once(answerer: FakeAnswerer) -> None:
    answering = AnswerService(EMPTY, lambda: answerer)
    first = answering.ask("Hvad skal man betale?").result(10)
    assert answering.ask("Hvad skal man betale?").result(10) is first
    assert answerer.asked == ["Hvad skal man betale?"]


def test_passages_are_prepared_a_little_at_a_time(answerer: FakeAnswerer) -> None:
    answering = AnswerService(EMPTY, lambda: answerer)
    for _ in range(4):  # each question stands in the queue behind one more step
        answering.ask(f"Hvad skal man betale {_}?").result(10)
    assert answerer.prepared == [0, 1, 2]


def test_prepared_questions_are_answered_ahead_and_kept(answerer: FakeAnswerer) -> None:
    answering = AnswerService(EMPTY, lambda: answerer, prepared=["Hvad skal man betale?", "Hvem?"])
    for number in range(300):  # more than are remembered
        answering.ask(f"Nummer {number}?").result(10)
    count = len(answerer.asked)
    assert answering.ask("Hvad skal man betale?").done()
    assert answering.ask("Hvem?").result(0).refused
    assert len(answerer.asked) == count == 302


def test_a_section_knows_which_prepared_questions_it_answers(answerer: FakeAnswerer, document: Document) -> None:
    answering = AnswerService(EMPTY, lambda: answerer, prepared=["Hvad skal man betale?", "Hvem?", "Kan man betale?"])
    for number in range(7):  # each stands in the queue behind one more step
        answering.ask(f"{number}?").result(10)
    # Both are answered by one sentence, so one of them is enough, and none beside that sentence.
    assert answering.also_answered(citation_of(document, ACROSS)) == ["Hvad skal man betale?"]
    assert answering.also_answered(citation_of(document, QUOTE)) == []
    elsewhere = replace(citation_of(document, ACROSS), section="Andet")
    assert answering.also_answered(elsewhere) == []


def test_what_failed_is_asked_again() -> None:
    class Once:
        asked = 0

        def ask(self, question: str, *, documents: Collection[str] = ()) -> Response:
            self.asked += 1
            if self.asked == 1:
                raise ModelError("first")
            return Response(question, (), refused=True, sources=())

        def search(self, question: str) -> tuple[RetrievedPassage, ...]:
            return ()

        def read_ahead(self, start: int) -> None:
            return None

    answering = AnswerService(EMPTY, Once)
    with pytest.raises(ModelError):
        answering.ask("?").result(10)
    assert answering.ask("?").result(10).refused


def test_a_failed_load_is_told(answerer: FakeAnswerer) -> None:
    def load() -> FakeAnswerer:
        raise ModelError("no weights")

    answering = AnswerService(EMPTY, load)
    with pytest.raises(ModelError):
        answering.ask("?").result(10)
    with pytest.raises(ModelError):
        answering.check()


def test_folders_are_read_when_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("KILDESVAR_INDEX", raising=False)
    monkeypatch.delenv("KILDESVAR_FEEDBACK", raising=False)
    assert index_folder().parts[-2:] == ("data", "index")
    assert feedback_file().parts[-2:] == ("data", "feedback.sqlite")
    monkeypatch.setenv("KILDESVAR_INDEX", str(tmp_path))
    assert index_folder() == tmp_path


def test_a_new_index_is_taken_over_while_the_page_runs(
    answerer: FakeAnswerer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoder: Encoder
) -> None:
    loads: list[Path] = []

    def models(folder: Path, _encoder: str) -> SimpleNamespace:
        loads.append(folder)
        return SimpleNamespace(over=lambda index: answerer)

    monkeypatch.setenv("KILDESVAR_INDEX", str(tmp_path / "index"))
    monkeypatch.setattr(service, "_models", models)
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(
            "I alt svarede 812 kommuner på de spørgsmål, der blev stillet.\n", "utf-8"
        )
        files = sorted(tmp_path.glob("*.txt"))
        save_index(read_all(files), tmp_path / "index", encoder)
        assert list(service.answer_service().documents) == [file.stem for file in files]
        assert service.answer_service() is service.answer_service()
    assert loads == [tmp_path / "index"] * 2
