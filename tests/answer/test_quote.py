import pytest

from answer.quote import quote_span
from index.datatypes import Passage, Span


def passage_of(*sentences: str, kind="text", between=" ") -> Passage:
    text = between.join(sentences)
    spans, at = [], 0
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + len(between)
    return Passage("p:0", "p", text, 0, len(text), 1, "", kind, tuple(spans))


def quoted(passage: Passage, number: int, *logits: float) -> str:
    span = quote_span(passage, number, dict(enumerate(logits)))
    return passage.text[span.start : span.end]


def test_a_sentence_stands_alone():
    passage = passage_of("Byrådet fredede skolerne.", "Prisen var 6 kr.", "Vejret var godt.")
    assert quoted(passage, 1, -5.0, 3.0, -5.0) == "Prisen var 6 kr."


def test_a_sentence_that_points_back_takes_the_one_before():
    passage = passage_of("Modstanden har et navn.", "Det bliver kaldt syndromet.", "Vejret var godt.")
    assert quoted(passage, 1, -5.0, 3.0, -5.0) == "Modstanden har et navn. Det bliver kaldt syndromet."


def test_a_neighbour_that_answers_as_well_is_quoted_too():
    passage = passage_of("Staten har 35 pct.", "Regionerne har 13 pct.", "Vejret var godt.")
    assert quoted(passage, 0, 3.0, 2.9, -5.0) == "Staten har 35 pct. Regionerne har 13 pct."
    assert quoted(passage, 1, 2.9, 3.0, -5.0) == "Staten har 35 pct. Regionerne har 13 pct."


@pytest.mark.parametrize(
    "passage",
    [
        passage_of("Hvem betalte?", "Det gjorde kommunen."),
        passage_of("Modstanden har et navn.", "Det bliver kaldt syndromet.", between="\n\n"),
        passage_of("Anna Hansen", "Det gamle rådhus", kind="contact"),
        passage_of("ord " * 79 + "slut.", "Det er langt."),
    ],
)
def test_what_is_not_joined(passage):
    assert quoted(passage, 1, 3.0, 3.0) == passage.text[passage.sentences[1].start : passage.sentences[1].end]


def test_a_sentence_that_was_not_read_is_not_joined():
    passage = passage_of("Modstanden har et navn.", "Det bliver kaldt syndromet.")
    assert quote_span(passage, 1, {1: 3.0}) == passage.sentences[1]
