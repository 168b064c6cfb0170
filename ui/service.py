"""The publications at once, the models when they are loaded, and one queue through which all are answered."""

import os
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

import streamlit as st

from answer.datatypes import Response
from index.datatypes import Document, Passage, RetrievedPassage
from index.errors import IndexNotFoundError
from index.folders import index_folder
from index.lexical import LexicalIndex
from index.manifest import read_manifest

if TYPE_CHECKING:
    from answer.answerer import Answerer
    from index.encoder import Encoder

_DATA = Path(__file__).resolve().parent.parent / "data"
_REMEMBERED_ANSWERS = 256
_REMEMBERED_SEARCHES = 32  # each names every passage
Asked = TypeVar("Asked", bound=Hashable)
Result = TypeVar("Result")


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
    """Answers one question at a time on a thread of its own, so that no page waits for another's drawing.

    The models are the queue's first job: a question asked before they are loaded waits behind them.
    """

    def __init__(self, library: Library, load: Callable[[], Answering]) -> None:
        self.library = library
        self._queue = ThreadPoolExecutor(max_workers=1, thread_name_prefix="answer")
        self._answerer = self._queue.submit(load)
        self._queue.submit(self._read_ahead, 0)
        self._asked = _Remembered(self._queue, self._answer, _REMEMBERED_ANSWERS)
        self._searched = _Remembered(self._queue, self._search, _REMEMBERED_SEARCHES)

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
        """The coming answer of some publications, by their ids, or of all."""
        return self._asked.coming((question, frozenset(documents)))

    def try_out(self, question: str) -> Future[Response]:
        """The coming answer, found anew whether the question was asked before or not."""
        return self._queue.submit(self._answer, (question, frozenset()))

    def search(self, question: str) -> Future[Sequence[RetrievedPassage]]:
        """The coming passages, the nearest first."""
        return self._searched.coming(question)

    def _answer(self, asked: tuple[str, frozenset[str]]) -> Response:
        question, documents = asked
        return self._answerer.result().ask(question, documents=documents)

    def _search(self, question: str) -> Sequence[RetrievedPassage]:
        return self._answerer.result().search(question)

    def _read_ahead(self, start: int) -> None:
        """A little at a time, each behind the questions that wait."""
        following = self._answerer.result().read_ahead(start)
        if following is not None:
            with suppress(RuntimeError):  # the queue was closed
                self._queue.submit(self._read_ahead, following)


class _Remembered(Generic[Asked, Result]):
    """Sends questions to the queue. One that was sent before is not read again; one that failed is."""

    def __init__(self, queue: Executor, read: Callable[[Asked], Result], limit: int) -> None:
        self._queue = queue
        self._limit = limit
        self._read = read
        self._results: OrderedDict[Asked, Future[Result]] = OrderedDict()
        self._lock = Lock()

    def coming(self, question: Asked) -> Future[Result]:
        with self._lock:
            future = self._results.get(question)
            if future is None or (future.done() and future.exception() is not None):
                future = self._queue.submit(self._read, question)
                self._results[question] = future
            self._results.move_to_end(question)
            if len(self._results) > self._limit:
                self._results.popitem(last=False)
            return future


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
    return AnswerService(library, lambda: _Loaded(_models(folder, index.manifest.encoder).over(index)))


@st.cache_resource(show_spinner=False, max_entries=1)
def _models(folder: Path, encoder: str) -> "Answerer":
    from answer.answerer import Answerer

    return Answerer.load(folder)
