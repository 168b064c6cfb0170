from answer.tokens import sentence_mask, sentences_seen, text_shift, tokens_of
from index.datatypes import Span
from tests.answer.sample import SENTENCES, passage


def test_tokens_that_touch_a_span():
    offsets = [(0, 0), (0, 3), (3, 7), (7, 9), (0, 0)]
    assert tokens_of(Span(4, 8), offsets) == Span(2, 4)
    assert sentence_mask([Span(0, 3), Span(3, 9)], offsets).tolist() == [[0, 1, 0, 0, 0], [0, 0, 1, 1, 0]]


def test_sentences_stand_at_their_place_in_the_search_text():
    inside = passage()
    ends = [(0, len(inside.search_text)), (0, 0)]
    places = sentences_seen(inside, ends)
    assert [inside.search_text[place.start : place.end] for _number, place in places] == list(SENTENCES)
    assert text_shift(inside) == len("Økonomi\n")


def test_a_sentence_beyond_the_window_is_not_seen():
    inside = passage()
    ends = [(0, len("Økonomi\n") + 10), (0, 0)]
    assert [number for number, _place in sentences_seen(inside, ends)] == [0]
