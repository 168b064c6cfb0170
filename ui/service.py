"""The publications at once, the models when they are loaded, and what is asked of them."""

import gc
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import streamlit as st

from answer.datatypes import Citation, Response
from index.datatypes import Document, Passage, RetrievedPassage, Span
from index.errors import IndexNotFoundError
from index.folders import index_folder
from index.lexical import LexicalIndex
from index.manifest import read_manifest
from ui.answer_queue import AnswerQueue, Remembered
from ui.prepared import prepared_questions

if TYPE_CHECKING:
    from answer.answerer import Answerer
    from index.encoder import Encoder

_DATA = Path(__file__).resolve().parent.parent / "data"
_REMEMBERED_ANSWERS = 256
_REMEMBERED_SEARCHES = 32  # each names every passage
_Question = tuple[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Library:
    """What can be shown without a model: the publications, their passages, and which words those have.

    originals: the files that the publications were read from, by document id, as far as they are kept.
    """

    documents: Mapping[str, Document]
    passages: Sequence[Passage]
    words: LexicalIndex
    originals: Mapping[str, Path] = field(default_factory=dict)


class Answering(Protocol):
    """What answers and searches: the Answerer with its index, or a fake in a test."""

    def ask(self, question: str, *, documents: Collection[str] = ()) -> Response:
        """The answer of some publications, by their ids, or of all; or a refusal."""

    def search(self, question: str) -> Sequence[RetrievedPassage]:
        """All passages, the nearest to the question first."""

    def read_ahead(self, start: int) -> int | None:
        """Prepares passages from number `start`; returns where to go on, None when all is prepared."""


class AnswerService:
    """Answers one question at a time, through one queue.

    The models are the queue's first job: a question asked before they are loaded waits behind them.
    """

    def __init__(self, library: Library, load: Callable[[], Answering], prepared: Sequence[str] = ()) -> None:
        """prepared: questions that are answered ahead, when there is time, and from then on at once."""
        self.library = library
        self._queue = AnswerQueue()
        self._answerer = self._queue.submit(load)
        self._to_prepare = tuple(dict.fromkeys(prepared))
        self._prepared: dict[_Question, Future[Response]] = {}
        self._answered_in: dict[tuple[str, str], list[tuple[str, Span]]] = {}
        self._queue.submit_later(_keep_out_of_collections)
        self._queue.submit_later(lambda: self._read_ahead(0))
        self._asked = Remembered(self._queue, self._answer, _REMEMBERED_ANSWERS)
        self._searched = Remembered(self._queue, self._search, _REMEMBERED_SEARCHES)

    @property
    def documents(self) -> Mapping[str, Document]:
        """The publications, by their id."""
        return self.library.documents

    @property
    def is_ready(self) -> bool:
        """Whether loading has ended, well or not."""
        return self._answerer.done()

    def wait_until_ready(self, seconds: float) -> None:
        """Returns when loading has ended, or after `seconds`."""
        wait([self._answerer], timeout=seconds)

    def check(self) -> None:
        """Raises what loading raised, if it has ended so."""
        if self._answerer.done():
            self._answerer.result()

    def ask(self, question: str, documents: Iterable[str] = ()) -> Future[Response]:
        """The coming answer of some publications, by their ids, or of all. Who no longer waits for it leaves."""
        asked = (question, frozenset(documents))
        return self._prepared[asked] if asked in self._prepared else self._asked.coming(asked)

    def also_answered(self, citation: Citation) -> Sequence[str]:
        """The prepared questions that the section of a citation answers elsewhere, as far as they are prepared.

        Of those that one sentence answers, the first.
        """
        said, questions = [citation.span], []
        for question, quote in self._answered_in.get((citation.document_id, citation.section), ()):
            if not any(quote.overlaps(other) for other in said):
                said.append(quote)
                questions.append(question)
        return questions

    def try_out(self, question: str) -> Future[Response]:
        """The coming answer, found anew whether the question was asked before or not."""
        return self._queue.submit(self._answer, (question, frozenset()))

    def search(self, question: str) -> Future[Sequence[RetrievedPassage]]:
        """The coming passages, the nearest first. Who no longer waits for them leaves."""
        return self._searched.coming(question)

    def ahead_of(self, coming: Future[Any]) -> int:
        """How many questions are answered before one is."""
        return self._queue.ahead_of(coming)

    def leave(self, coming: Future[Any]) -> None:
        """Somebody no longer waits; what nobody waits for is not worked on."""
        self._queue.leave(coming)

    def _answer(self, asked: _Question) -> Response:
        question, documents = asked
        return self._answerer.result().ask(question, documents=documents)

    def _search(self, question: str) -> Sequence[RetrievedPassage]:
        return self._answerer.result().search(question)

    def _read_ahead(self, start: int) -> None:
        """A little at a time, each behind the questions that wait; then the prepared questions, likewise."""
        following = self._answerer.result().read_ahead(start)
        if following is not None:
            self._queue.submit_later(lambda: self._read_ahead(following))
        else:
            self._queue.submit_later(lambda: self._prepare(0))

    def _prepare(self, number: int) -> None:
        if number < len(self._to_prepare):
            asked = (self._to_prepare[number], frozenset[str]())
            ended: Future[Response] = Future()
            response = self._answer(asked)
            ended.set_result(response)
            self._prepared[asked] = ended
            if not response.refused:
                citation = response.answers[0].citation
                answered = self._answered_in.setdefault((citation.document_id, citation.section), [])
                answered.append((response.question, citation.span))
            self._queue.submit_later(lambda: self._prepare(number + 1))
        else:
            _keep_out_of_collections()


def _keep_out_of_collections() -> None:
    """Models and index are never garbage, and Python would look through them a fifth of a second at a time.

    Meanwhile nobody's page is drawn and nothing is answered.
    """
    gc.collect()
    gc.freeze()


class _Loaded:
    """An Answerer that also searches its own index."""

    def __init__(self, answerer: "Answerer") -> None:
        self._answerer = answerer
        self.ask = answerer.ask
        self.read_ahead = answerer.read_ahead

    def search(self, question: str) -> Sequence[RetrievedPassage]:
        index = self._answerer.index
        return index.search(question, self._answerer.encoder, len(index.passages))


def feedback_file() -> Path:
    """Where thumbs are stored: KILDESVAR_FEEDBACK, else data/feedback.sqlite."""
    return Path(os.environ.get("KILDESVAR_FEEDBACK", _DATA / "feedback.sqlite"))


def shared_encoder() -> "Encoder":
    """The encoder that answers are found with; it is loaded once."""
    from index.encoder import load_encoder

    try:
        return _models(index_folder(), read_manifest(index_folder()).encoder).encoder
    except IndexNotFoundError:
        return load_encoder()


def answer_service() -> AnswerService:
    """The one service of this server, over the index that is there now: a new index is taken over as it comes.

    Raises KildesvarError when there is no index that can be read.
    """
    folder = index_folder()
    return _service(folder, read_manifest(folder).folder)


def forget_service() -> None:
    """What failed to load is not kept, so that the page works once the remedy has been tried."""
    _service.clear()
    _models.clear()


@st.cache_resource(show_spinner=False, max_entries=1)
def _service(folder: Path, version: str) -> AnswerService:
    # The index alone is quick to load; the Answerer imports torch, which takes seconds.
    from index.passage_index import PassageIndex

    index = PassageIndex.load(folder)
    library = Library(index.documents, index.passages, index.lexical, index.originals)
    prepared = prepared_questions(index.documents, index.passages)
    return AnswerService(library, lambda: _Loaded(_models(folder, index.manifest.encoder).over(index)), prepared)


@st.cache_resource(show_spinner=False, max_entries=1)
def _models(folder: Path, encoder: str) -> "Answerer":
    from answer.answerer import Answerer

    return Answerer.load(folder)
