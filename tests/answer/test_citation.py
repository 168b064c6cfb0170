from dataclasses import replace

import numpy as np

from answer.calibration import Ranked
from answer.citation import choose, cite
from answer.features import NAMES
from index.datatypes import Span
from tests.answer.sample import SENTENCES, candidate, document, passage, span_of

NOTHING_READ = [0.0] * len(NAMES)


def ranked(*chosen):
    return [
        Ranked(
            candidate=candidate(number, words, *NOTHING_READ),
            quote=span_of(SENTENCES[number]),
            logit=0.0,
            probability=probability,
            answerable=0.9,
        )
        for number, words, probability in chosen
    ]


def test_the_quote_is_the_sentence_to_the_letter():
    doc = document()
    (answer,) = choose(ranked((0, "4,5 mio. kr.", 0.9)), {doc.id: doc})
    assert answer.text == "4,5 mio. kr." == doc.quote(answer.span)
    assert answer.citation.quote == SENTENCES[0] == doc.quote(answer.citation.span)
    assert answer.citation.span.contains(answer.span)
    assert answer.probability == 0.9


def test_the_page_is_that_of_the_first_letter():
    doc = document()
    assert (cite(doc, "", span_of(SENTENCES[0])).page, cite(doc, "", span_of(SENTENCES[0])).page_label) == (1, "i")
    assert (cite(doc, "", span_of(SENTENCES[2])).page, cite(doc, "", span_of(SENTENCES[2])).page_label) == (2, "1")


def test_the_same_place_is_given_once_and_three_at_most():
    doc = document()
    twice = ranked((0, "4,5 mio. kr.", 0.9), (0, "2021", 0.8), (2, "Odense Kommune", 0.7), (1, "Hvem", 0.1))
    answers = choose(twice, {doc.id: doc})
    assert [answer.text for answer in answers] == ["4,5 mio. kr.", "Odense Kommune", "Hvem"]
    assert len(choose(twice, {doc.id: doc}, limit=2)) == 2


def test_the_same_words_in_two_publications_are_two_answers():
    doc = document()
    here, there = ranked((0, "2021", 0.9), (0, "2021", 0.8))
    elsewhere = replace(there.candidate.found, passage=passage(document_id="anden"))
    there = replace(there, candidate=replace(there.candidate, found=elsewhere))
    answers = choose([here, there], {doc.id: doc, "anden": replace(doc, id="anden")})
    assert [answer.citation.document_id for answer in answers] == ["prøve", "anden"]
    assert [answer.citation.quote for answer in answers] == [SENTENCES[0]] * 2


def test_the_exact_words_are_those_of_the_quoted_sentence_that_gives_what_is_asked_for():
    doc = document()
    first, second = ranked((0, "4,5 mio. kr.", 0.9), (1, "Hvem", 0.2))
    together = replace(first, quote=Span(span_of(SENTENCES[0]).start, span_of(SENTENCES[1]).end))

    def with_features(place, **given):
        features = [given.get(name, 0.0) for name in NAMES]
        return replace(place, candidate=replace(place.candidate, features=np.array(features)))

    (answer,) = choose([with_features(together, starts=-2.0), with_features(second, starts=-0.5)], {doc.id: doc})
    assert answer.text == "Hvem"
    unkind = with_features(second, starts=-0.5, kind=-1.0)
    (answer,) = choose([with_features(together, starts=-2.0), unkind], {doc.id: doc})
    assert answer.text == "4,5 mio. kr."
