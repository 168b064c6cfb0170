"""The real thing: real model, real index, real publication."""

import threading

import pytest

from answer.answerer import LONGEST_QUESTION

HINDER = "Hvor ofte hæmmer politiske beslutninger innovation?"


def test_the_founding_question(answerer):
    response = answerer.ask(HINDER)
    assert not response.refused
    quote = response.answers[0].citation
    assert "6 pct." in quote.quote
    assert "12 pct." in quote.quote
    assert quote.page == 4
    assert quote.section == "Politiske beslutningers betydning"
    assert set(response.answers[0].texts) == {"6 pct.", "12 pct."}


@pytest.mark.xfail(reason="asked in English, the sentence is not yet ranked first; see the README's known limits")
def test_the_founding_question_in_english(answerer):
    first = answerer.ask("how often do political decisions hinder innovation?").answers[0].citation
    assert "6 pct." in first.quote
    assert "12 pct." in first.quote
    assert first.page == 4


@pytest.mark.parametrize(
    ("question", "words", "page"),
    [
        ("Hvad er telefonnummeret til Morten Thaarup?", "23 99 75 57", 6),
        ("Hvor mange offentlige arbejdspladser har svaret?", "2.271", 16),
        ("Hvordan er innovation defineret?", "ny eller væsentligt ændret måde", 1),
        ("Hvad er svarprocenten?", "50 procent", 16),
    ],
)
def test_plain_questions(answerer, question, words, page):
    first = answerer.ask(question).answers[0]
    assert words in first.citation.quote
    assert first.citation.page == page


def test_every_quote_is_to_the_letter(answerer):
    for question in [HINDER, "Hvem er Sofia Osmani?", "Hvad er vejrdata?", "Hvorfor genbruge andres løsninger?"]:
        for answer in answerer.ask(question).answers:
            citation = answer.citation
            document = answerer.documents[citation.document_id]
            assert citation.quote == document.text[citation.span.start : citation.span.end]
            assert answer.text == document.text[answer.span.start : answer.span.end]
            assert citation.span.contains(answer.span)
            page = next(page for page in document.pages if page.number == citation.page)
            assert page.start <= citation.span.start < page.end
            assert 0 <= answer.probability <= 1


def test_answers_are_from_different_places_best_first(answerer):
    answers = answerer.ask(HINDER).answers
    assert 1 <= len(answers) <= 3
    assert not any(a.citation.span.overlaps(b.citation.span) for a in answers for b in answers if a is not b)


@pytest.mark.parametrize("question", ["asdf qwer", "hej", "Hvem vandt EM i 1992?", "Hvad er klokken?", "", "   "])
def test_what_is_not_answered_is_refused(answerer, question):
    response = answerer.ask(question)
    assert response.refused
    assert response.answers == ()


def test_a_refusal_shows_the_nearest_places(answerer):
    assert len(answerer.ask("Hvem vandt EM i 1992?").sources) > 0


def test_asked_twice_answered_alike(answerer):
    first, second = answerer.ask(HINDER), answerer.ask(HINDER)
    assert (first.answers, first.sources) == (second.answers, second.sources)


def test_a_very_long_question_is_cut_not_refused_with_an_error(answerer):
    assert answerer.ask("Hvor ofte? " * LONGEST_QUESTION).question.startswith("Hvor ofte?")


def test_threads_get_their_own_answers(answerer):
    questions = [HINDER, "Hvad er svarprocenten?", "Hvem er regionsdirektør?"] * 3
    expected = {question: answerer.ask(question).answers for question in questions}
    given: list[tuple[str, object]] = []
    threads = [threading.Thread(target=lambda q=q: given.append((q, answerer.ask(q).answers))) for q in questions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(given) == len(questions)
    assert all(answers == expected[question] for question, answers in given)


def test_timings_are_told(answerer):
    timings = answerer.ask(HINDER).timings
    assert set(timings) == {"retrieve", "read", "total"}
    assert timings["total"] == pytest.approx(timings["retrieve"] + timings["read"])
