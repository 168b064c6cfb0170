"""The one queue through which everything is answered: one thing at a time, in the order asked, and nothing twice."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from threading import Lock
from typing import Any, Generic, ParamSpec, TypeVar

Asked = TypeVar("Asked", bound=Hashable)
Result = TypeVar("Result")
Given = ParamSpec("Given")


class AnswerQueue:
    """Work on a thread of its own, so that no page waits for another's drawing.

    Visitors' questions know their place, and one that no visitor waits for any more is not worked on.
    """

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="answer")
        self._lock = Lock()
        # The visitors that wait for each question that has not ended, in the order of the queue.
        self._waiting: dict[Future[Any], int] = {}

    def submit(self, work: Callable[Given, Result], *given: Given.args, **named: Given.kwargs) -> Future[Result]:
        """Work that is done in any case, behind what waits already."""
        return self._executor.submit(work, *given, **named)

    def submit_later(self, work: Callable[[], object]) -> None:
        """Work that is done if there is time: not when the server is ending."""
        with suppress(RuntimeError):
            self._executor.submit(work)

    def ask(self, work: Callable[[], Result]) -> Future[Result]:
        """A visitor's question; the visitor waits for it until `leave`."""
        coming: Future[Result] = Future()
        with self._lock:
            self._waiting[coming] = 1
        self._executor.submit(self._answer, coming, work)
        return coming

    def join(self, coming: Future[Any]) -> bool:
        """One more visitor waits for a question that was asked before; False where it was given up or has failed."""
        with self._lock:
            if coming in self._waiting:
                self._waiting[coming] += 1
                return True
        return not coming.cancelled() and coming.exception() is None

    def leave(self, coming: Future[Any]) -> None:
        """A visitor no longer waits."""
        with self._lock:
            if coming in self._waiting:
                self._waiting[coming] -= 1

    def ahead_of(self, coming: Future[Any]) -> int:
        """How many questions are before one, that which is worked on included; 0 when it has ended."""
        ahead = 0
        with self._lock:
            for other, visitors in self._waiting.items():
                if other is coming:
                    return ahead
                ahead += visitors > 0
        return 0

    def _answer(self, coming: Future[Result], work: Callable[[], Result]) -> None:
        with self._lock:
            if self._waiting[coming] <= 0:
                del self._waiting[coming]
                coming.cancel()
            if not coming.set_running_or_notify_cancel():
                return
        try:
            result = work()
        except BaseException as error:
            self._ended(coming)
            coming.set_exception(error)
        else:
            self._ended(coming)
            coming.set_result(result)

    def _ended(self, coming: Future[Any]) -> None:
        with self._lock:
            del self._waiting[coming]


class Remembered(Generic[Asked, Result]):
    """Sends questions to the queue. One that was asked before is not worked on again; one that failed is."""

    def __init__(self, queue: AnswerQueue, answer: Callable[[Asked], Result], limit: int) -> None:
        """limit: how many results are kept; the one that was asked for longest ago goes first."""
        self._queue = queue
        self._answer = answer
        self._limit = limit
        self._results: OrderedDict[Asked, Future[Result]] = OrderedDict()
        self._lock = Lock()

    def coming(self, question: Asked) -> Future[Result]:
        """The coming result, which a visitor waits for from now on."""
        with self._lock:
            future = self._results.get(question)
            if future is None or not self._queue.join(future):
                future = self._queue.ask(lambda: self._answer(question))
                self._results[question] = future
            self._results.move_to_end(question)
            if len(self._results) > self._limit:
                self._results.popitem(last=False)
            return future
