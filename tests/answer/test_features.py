import math

import pytest

from answer.features import FIRST_NAMES, LEAST_STARTS, NAMES, candidates, read_candidates
from answer.reader import PassageReading
from index.lexical import LexicalIndex
from tests.answer.sample import SENTENCES, TEXT, candidate, found, reading, span_of


@pytest.fixture
def features():
    lexical = LexicalIndex.build([TEXT, "Noget helt andet."])

    def of(question, **changes):
        first = candidates(question, [found(**changes)], [(2.0, -1.0, 0.5)], lexical)
        return [dict(zip(FIRST_NAMES, candidate.features.tolist(), strict=True)) for candidate in first]

    return of


def test_one_row_a_sentence_with_the_scores_it_was_given(features):
    rows = features("Hvad kostede indsatsen?")
    assert [row["match"] for row in rows] == [2.0, -1.0, 0.5]
    assert {row["passage_match"] for row in rows} == {2.0}
    assert [row["sentence"] for row in rows] == [0.9, 0.8, 0.7]
    assert {(row["dense"], row["fused"]) for row in rows} == {(0.9, 0.8)}


def test_cover_counts_the_questions_words(features):
    rows = features("kostede indsatsen Odense")
    assert [row["cover"] for row in rows] == pytest.approx([2 / 3, 0, 1 / 3])
    assert rows[0]["passage_cover"] == 1.0
    assert rows[0]["unknown"] == 0.0
    assert features("zebraer kostede")[0]["unknown"] == 0.5


def test_kind_of_answer(features):
    assert [row["kind"] for row in features("Hvor meget kostede det?")] == [0.0, -1.0, -1.0]
    assert [row["kind"] for row in features("Hvad skete der?")] == [0.0, 0.0, 0.0]


def test_another_year_and_another_place_are_noticed(features):
    assert features("Hvad kostede det i 2021?")[0]["numbers_missing"] == 0.0
    assert features("Hvad kostede det i 2015?")[0]["numbers_missing"] == 1.0
    assert features("Hvad betalte Odense?")[0]["names_missing"] == 0.0
    assert features("Hvad betalte Aarhus?")[0]["names_missing"] == 1.0


def test_what_no_passage_knows(features):
    assert features("Hvad betalte Odense i 2021?")[0]["names_unknown"] == 0.0
    assert features("Hvad betalte Aarhus i 2021?")[0]["names_unknown"] == 1.0
    assert features("Hvad betalte Odense i 2015?")[0]["numbers_unknown"] == 1.0


def test_a_question_in_english_is_not_held_to_danish_words(features):
    assert features("What did the zebras pay?")[0]["in_english"] == 1.0
    assert features("What did the zebras pay?")[0]["unknown"] == 0.0


def test_a_neighbour_and_another_figure(features):
    assert [row["neighbour"] for row in features("Hvad?")] == [-1.0, 2.0, -1.0]
    assert features("Hvad viser figur 2?", kind="figure", figure="2")[0]["other_figure"] == 0.0
    assert features("Hvad viser figur 2?", kind="figure", figure="3")[0]["other_figure"] == 1.0


def test_marks_of_the_sentence(features):
    assert [row["is_question"] for row in features("Hvad?")] == [0.0, 1.0, 0.0]
    assert [row["is_short"] for row in features("Hvad?")] == [0.0, 1.0, 0.0]
    assert features("Hvad?", kind="figure")[0]["is_figure"] == 1.0
    assert features("Hvad koster det?", kind="contact")[0]["is_contact"] == 1.0
    assert features("Hvem kontakter jeg?", kind="contact")[0]["is_contact"] == 0.0


def test_only_what_was_read_goes_on_with_the_readers_span_and_features():
    first = [candidate(number, SENTENCES[number], 1.0) for number in range(3)]
    read = PassageReading((reading(0, "4,5 mio. kr.", 2.0, starts=1.0), reading(2, "Odense", -1.0, starts=0.0)))
    found_again = read_candidates(first, {first[0].found.passage.id: read})
    assert [candidate.number for candidate in found_again] == [0, 2]
    assert found_again[0].span == span_of("4,5 mio. kr.")
    assert found_again[0].features.tolist() == [1.0, 2.0, 2.0, 0.0]
    assert found_again[1].features.tolist() == pytest.approx([1.0, -1.0, 2.0, math.log(LEAST_STARTS)])
    assert read_candidates(first, {}) == []
    assert NAMES[len(FIRST_NAMES) :] == ("reader", "passage_reader", "starts")
