"""What the page itself proposes to ask is answered, by the real models, with what it should be answered with."""

import pytest

from answer.answerer import Answerer
from ui.course_texts import PUBLICATION
from ui.prepared import prepared_questions

UNANSWERABLE = "Hvem vandt Tour de France i 2022?"
SAID = {
    "Hvor ofte hæmmer politiske beslutninger innovation?": "12 pct.",
    "Hvor mange af de kommunale innovationer er igangsat af politiske beslutninger?": "27 pct. af de kommunale",
    "Hvordan er innovation defineret?": "Innovation er defineret som",
    "Hvor mange millioner kroner er afsat til skolebygninger?": "625 millioner kroner",
    "Hvor mange brugere er der kommet, siden vejrdata blev frigivet?": "1.500 brugere",
    "Hvad viser figur 3?": "Figur 3:",
    "Hvor stor en andel af de kommunale innovationer er igangsat af politiske beslutninger?": "27 pct. af de kommunale",
    "Hvor stor en andel af de regionale innovationer er igangsat af politiske beslutninger?": "13 pct. af de regionale",
    "How is innovation defined?": "Innovation er defineret som",
}


PROPOSED = prepared_questions([PUBLICATION])


@pytest.mark.parametrize("question", PROPOSED)
def test_a_proposed_question_is_answered_as_it_should_be(answerer: Answerer, question: str) -> None:
    response = answerer.ask(question)
    if question == UNANSWERABLE:
        assert response.refused
    else:
        assert SAID[question] in response.answers[0].citation.quote


def test_all_that_is_expected_is_proposed() -> None:
    assert set(PROPOSED) == {*SAID, UNANSWERABLE}
