import pytest

from answer.features import NAMES, candidates
from answer.reader import PassageReading
from index.lexical import LexicalIndex
from tests.answer.sample import TEXT, found, reading


@pytest.fixture
def features():
    lexical = LexicalIndex.build([TEXT, "Noget helt andet."])

    def of(question, **changes):
        readings = [
            PassageReading((reading(0, "4,5 mio. kr.", 2.0), reading(1, "Hvem", -1.0), reading(2, "Odense", 0.5)))
        ]
        read = candidates(question, [found(**changes)], readings, lexical)
        return [dict(zip(NAMES, candidate.features.tolist(), strict=True)) for candidate in read]

    return of


def test_one_row_a_sentence_with_the_scores_it_was_given(features):
    rows = features("Hvad kostede indsatsen?")
    assert [row["reader"] for row in rows] == [2.0, -1.0, 0.5]
    assert {row["passage_reader"] for row in rows} == {2.0}
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
