"""The queue: one thing at a time, each visitor's place, and nothing done for who has left."""

from collections.abc import Iterator
from threading import Event

import pytest

from ui.answer_queue import AnswerQueue, Remembered


class Held:
    """A queue whose first job lasts until `go`."""

    def __init__(self) -> None:
        self.go = Event()
        self.answered: list[str] = []
        self.queue = AnswerQueue()
        self.queue.submit(self.go.wait, 10)
        self.remembered: Remembered[str, str] = Remembered(self.queue, self._answer, limit=2)

    def _answer(self, question: str) -> str:
        self.answered.append(question)
        if question == "galt":
            raise ZeroDivisionError
        return question.upper()


@pytest.fixture
def held() -> Iterator[Held]:
    held = Held()
    yield held
    held.go.set()


def test_everybody_knows_their_place(held: Held) -> None:
    first, second, third = (held.remembered.coming(question) for question in ("a", "b", "c"))
    assert [held.queue.ahead_of(coming) for coming in (first, second, third)] == [0, 1, 2]
    held.queue.leave(second)
    assert held.queue.ahead_of(third) == 1
    held.go.set()
    assert third.result(10) == "C"
    assert held.queue.ahead_of(third) == 0


def test_what_nobody_waits_for_is_not_worked_on(held: Held) -> None:
    left, kept = held.remembered.coming("a"), held.remembered.coming("b")
    held.queue.leave(left)
    held.go.set()
    assert kept.result(10) == "B"
    assert left.cancelled()
    assert held.answered == ["b"]
    assert held.remembered.coming("a").result(10) == "A"


def test_a_question_of_two_is_answered_when_one_leaves(held: Held) -> None:
    first, second = held.remembered.coming("a"), held.remembered.coming("a")
    assert first is second
    held.queue.leave(first)
    held.go.set()
    assert second.result(10) == "A"
    assert held.answered == ["a"]


def test_who_comes_back_in_time_keeps_the_place(held: Held) -> None:
    coming = held.remembered.coming("a")
    held.remembered.coming("b")
    held.queue.leave(coming)
    assert held.remembered.coming("a") is coming
    assert held.queue.ahead_of(coming) == 0


def test_what_failed_is_tried_again_and_stops_nobody(held: Held) -> None:
    failing, other = held.remembered.coming("galt"), held.remembered.coming("b")
    held.go.set()
    with pytest.raises(ZeroDivisionError):
        failing.result(10)
    assert other.result(10) == "B"
    assert held.remembered.coming("galt") is not failing


def test_only_the_latest_are_remembered(held: Held) -> None:
    held.go.set()
    for question in ("a", "b", "c", "a"):
        held.remembered.coming(question).result(10)
    assert held.answered == ["a", "b", "c", "a"]
