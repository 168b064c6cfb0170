"""Kursus: steps forth and back, prepared questions, a fresh start, and a check that tells the truth."""

import socket
from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from index.datatypes import Document
from tests.ui.conftest import html_of, press
from tests.ui.sample import FakeAnswerer, library_of
from ui import course_texts as texts
from ui.self_check import check
from ui.service import AnswerService

OpenPage = Callable[[], AppTest]


@pytest.fixture
def document(document: Document) -> Document:
    """The sample, under the id that the tour's questions belong to."""
    return replace(document, id=texts.PUBLICATION)


@pytest.fixture
def course(open_page: OpenPage) -> AppTest:
    return open_page().run().switch_page("course_page.py").run()


def step_of(page: AppTest) -> int:
    html = html_of(page)
    return next(n for n in range(1, len(texts.STEPS) + 1) if texts.POSITION(number=n, count=len(texts.STEPS)) in html)


def test_there_is_a_figure_and_something_that_cannot_be_answered_among_eight_to_ten_steps() -> None:
    assert 8 <= len(texts.STEPS) <= 10
    questions = [question for step in texts.STEPS for question in step.questions]
    assert any("figur" in question for question in questions)
    assert any("Tour de France" in question for question in questions)


def test_steps_forth_and_back(course: AppTest) -> None:
    assert step_of(course) == 1
    assert next(button for button in course.button if button.label == texts.PREVIOUS()).disabled
    for number in range(2, len(texts.STEPS) + 1):
        assert step_of(press(course, texts.NEXT())) == number
    assert next(button for button in course.button if button.label == texts.NEXT()).disabled
    assert step_of(press(course, texts.PREVIOUS())) == len(texts.STEPS) - 1


def test_questions_are_asked_one_after_the_other_and_forgotten_with_the_step(
    course: AppTest, answerer: FakeAnswerer
) -> None:
    at = next(n for n, step in enumerate(texts.STEPS) if len(step.questions) > 1)
    for _ in range(at):
        press(course, texts.NEXT())
    press(course, texts.ASK())
    press(course, texts.ASK())
    assert answerer.asked[0] == texts.STEPS[at].questions[0]
    assert answerer.asked[1] not in texts.STEPS[at].questions  # the follow-up, made whole
    assert texts.ASK() not in [button.label for button in course.button]
    assert "ks-question" not in html_of(press(course, texts.NEXT()))
    assert step_of(press(course, texts.RESET())) == 1


def test_the_check_says_ready(course: AppTest) -> None:
    html = html_of(press(course, texts.RUN_CHECK()))
    assert texts.READY() in html
    assert html.count(f"<b>{texts.PASSED()}</b>") == len(texts.CHECKS)


def test_the_check_tells_what_fails(document: Document) -> None:
    class Reaching(FakeAnswerer):
        def ask(self, question, documents=()):
            with socket.socket() as outside:
                outside.connect(("192.0.2.1", 80))
            return super().ask(question, documents)

    checked = check(AnswerService(library_of(document), lambda: Reaching(document)), "Hvad?")
    assert {each.name for each in checked if not each.passed} == {"answer", "offline"}
    assert socket.socket.connect.__qualname__ != "_nothing_outside.<locals>.guarded"
