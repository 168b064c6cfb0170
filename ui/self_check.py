"""Whether everything that a course needs is here: publications, models, an answer, and no need of the internet."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

from ui import course_texts as texts
from ui.service import AnswerService

LONGEST_WAIT_S = 120.0


@dataclass(frozen=True, slots=True)
class Checked:
    """name: one of `course_texts.CHECKS`. found: what the check tells besides, "" where it failed."""

    name: str
    passed: bool
    found: str = ""


def check(service: AnswerService, question: str) -> list[Checked]:
    """Asks a question while every way out of this machine is shut."""
    attempts: list[Any] = []
    with _nothing_outside(attempts):
        service.wait_until_ready(LONGEST_WAIT_S)
        loaded = service.is_ready and _passes(service.check)
        started = time.perf_counter()
        answered = loaded and _passes(lambda: service.try_out(question).result(LONGEST_WAIT_S))
        took = texts.MILLISECONDS(number=round(1000 * (time.perf_counter() - started)))
    return [
        Checked("index", bool(service.library.passages), str(len(service.documents))),
        Checked("models", loaded),
        Checked("answer", answered, took),
        Checked("offline", not attempts),
    ]


def _passes(step: Callable[[], object]) -> bool:
    try:
        step()
    except Exception:
        return False
    return True


@contextmanager
def _nothing_outside(attempts: list[Any]) -> Iterator[None]:
    """Refuses and notes connections to other machines while it lasts, those of other visitors' threads, too."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and not _is_here(str(address[0])):
            attempts.append(address)
            raise OSError("refused while it is tested that no network is needed")
        connect(self, address)

    socket.socket.connect = guarded  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        socket.socket.connect = connect  # type: ignore[method-assign]


def _is_here(host: str) -> bool:
    try:
        return ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return host == "localhost"
