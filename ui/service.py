"""The publications at once, the models when they are loaded, and one queue through which all are answered."""

import os
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Protocol

import streamlit as st

from answer.datatypes import Response
from index.datatypes import Document

_DATA = Path(__file__).resolve().parent.parent / "data"
_REMEMBERED_ANSWERS = 256


class Answering(Protocol):
    """What answers a question: the Answerer, or a fake in a test."""

    def ask(self, question: str) -> Response:
        """The publication's answer, or a refusal."""

    def read_ahead(self, start: int) -> int | None:
        """Prepares passages from number `start`; returns where to go on, None when all is prepared."""


class AnswerService:
    """Answers one question at a time on a thread of its own, so that no page waits for another's drawing.

    The models are the queue's first job: a question asked before they are loaded waits behind them.
    """

    def __init__(self, documents: Mapping[str, Document], load: Callable[[], Answering]) -> None:
        self.documents = documents
        self._queue = ThreadPoolExecutor(max_workers=1, thread_name_prefix="answer")
        self._answerer = self._queue.submit(load)
        self._queue.submit(self._read_ahead, 0)
        self._asked: OrderedDict[str, Future[Response]] = OrderedDict()
        self._lock = Lock()

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

    def ask(self, question: str) -> Future[Response]:
        """The coming answer. A question asked before is not read again; one that failed is."""
        with self._lock:
            future = self._asked.get(question)
            if future is None or (future.done() and future.exception() is not None):
                future = self._queue.submit(self._answer, question)
                self._asked[question] = future
            self._asked.move_to_end(question)
            if len(self._asked) > _REMEMBERED_ANSWERS:
                self._asked.popitem(last=False)
            return future

    def _read_ahead(self, start: int) -> None:
        """A little at a time, each behind the questions that wait."""
        following = self._answerer.result().read_ahead(start)
        if following is not None:
            with suppress(RuntimeError):  # the queue was closed
                self._queue.submit(self._read_ahead, following)

    def _answer(self, question: str) -> Response:
        return self._answerer.result().ask(question)


def index_folder() -> Path:
    """Where the index lies: KILDESVAR_INDEX, else data/index."""
    return Path(os.environ.get("KILDESVAR_INDEX", _DATA / "index"))


def feedback_file() -> Path:
    """Where thumbs are stored: KILDESVAR_FEEDBACK, else data/feedback.sqlite."""
    return Path(os.environ.get("KILDESVAR_FEEDBACK", _DATA / "feedback.sqlite"))


@st.cache_resource(show_spinner=False)
def answer_service() -> AnswerService:
    """The one service of this server. Raises KildesvarError when there is no index that can be read."""
    # The index alone is quick to load; the Answerer imports torch, which takes seconds.
    from index.passage_index import PassageIndex

    folder = index_folder()
    return AnswerService(PassageIndex.load(folder).documents, lambda: _load_answerer(folder))


def _load_answerer(folder: Path) -> Answering:
    from answer.answerer import Answerer

    return Answerer.load(folder)
