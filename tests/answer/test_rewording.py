import random

import pytest

from answer.rewording import OUTSIDE_QUESTIONS, Rewording, about_another, in_own_words, roughen
from answer.training_data import Example
from index.datatypes import Span
from ingest.sentences import split_sentences

PASSAGE = "Nordby Kommune brugte 4 mio. kr. på nye cykelstier i 2022, fordi flere børn cykler til skole. De er 12 km."


def example(answer: str, question: str = "Hvad kostede det?", source: str = "written") -> Example:
    start = PASSAGE.index(answer)
    return Example(question, PASSAGE, tuple(split_sentences(PASSAGE)), Span(start, start + len(answer)), "g", source)


def without(asked: Example) -> Example:
    return Example(asked.question, "Skolerne får 3 mio. kr.", (Span(0, 23),), None, "g", asked.source)


@pytest.mark.parametrize("seed", range(20))
def test_a_question_in_the_texts_words_asks_for_the_answer_without_giving_it(seed):
    question = in_own_words(example("4 mio. kr."), random.Random(seed))
    assert question is not None
    assert "mio" not in question
    assert sum(word.strip(",?") in PASSAGE for word in question.split()) >= 3


def test_the_asking_word_fits_the_answer():
    def asks(answer: str) -> set[str]:
        asked = (in_own_words(example(answer), random.Random(seed)) or "" for seed in range(20))
        return {question.split()[0] for question in asked if question.endswith("?")}

    assert {"Hvor"} <= asks("4 mio. kr.")
    assert "Hvorfor" in asks("fordi flere børn cykler til skole")
    assert "Hvornår" in asks("2022")


def test_a_sentence_that_is_all_answer_makes_no_question():
    assert in_own_words(example("De er 12 km."), random.Random(1)) is None


@pytest.mark.parametrize("seed", range(20))
def test_another_year_or_name_is_one_that_no_passage_has(seed):
    own = example("4 mio. kr.")
    question = "Hvad brugte man i Nordby på stier i 2022?"
    other = about_another(question, (own, without(own)), ["Sydby", "Nordby Kommune"], random.Random(seed))
    assert other is not None
    assert ("2022" in other) != ("Nordby" in other)


def test_a_question_that_names_nothing_of_its_passage_can_not_ask_about_another():
    own = example("4 mio. kr.")
    assert about_another("Hvad kostede stierne i Vestby?", (own,), ["Sydby"], random.Random(1)) is None


def test_some_questions_are_reworded_and_some_of_those_lose_their_answer_everywhere():
    own = example("4 mio. kr.", "Hvad brugte man i Nordby på stier i 2022?")
    asked, chance = (own, without(own)), random.Random(1)
    drawn = [Rewording([[asked]])(asked, chance) for _ in range(300)]
    assert all(first.question == second.question and second.span is None for first, second in drawn)
    kinds = {(first.question == own.question, first.span == own.span) for first, _second in drawn}
    assert kinds == {(True, True), (False, True), (False, False)}


@pytest.mark.parametrize("source", ["squad_da", "norquad"])
def test_foreign_questions_are_left_alone(source):
    asked = (example("4 mio. kr.", source=source),)
    assert all(Rewording([[asked]])(asked, random.Random(seed)) == asked for seed in range(20))


@pytest.mark.parametrize("seed", range(30))
def test_roughened_questions_stay_questions(seed):
    rough = roughen("Hvor mange kommuner svarede på spørgeskemaet i 2019?", random.Random(seed))
    assert rough.strip()
    assert "2019" in rough or len(rough) > 10


def test_some_questions_are_about_the_world_outside_and_answered_by_no_passage():
    own = example("4 mio. kr.")
    asked, chance = (own, without(own)), random.Random(1)
    drawn = [Rewording([[asked]])(asked, chance) for _ in range(300)]
    outside = [pair for pair in drawn if pair[0].question in OUTSIDE_QUESTIONS.read_text(encoding="utf-8").splitlines()]
    assert outside
    assert all(e.span is None for pair in outside for e in pair)
