"""What stands right before and after a quote."""

from dataclasses import replace

from index.datatypes import Document, Metadata, Page, Passage, Span
from ui.neighbours import neighbours

TEXT = "Alle betaler.\nMedmindre de er børn. Nej.\n\nOverskrift\n\nNyt afsnit."
DOCUMENT = Document("d", "D", TEXT, (Page(1, "1", 0, len(TEXT)),), (), Metadata("D"))


def span(text: str) -> Span:
    return Span(TEXT.index(text), TEXT.index(text) + len(text))


ALL, UNLESS, NO, NEW = (span(text) for text in ("Alle betaler.", "Medmindre de er børn.", "Nej.", "Nyt afsnit."))
PASSAGE = Passage("d:0", "d", TEXT, 0, len(TEXT), 1, "", "text", (ALL, UNLESS, NO, NEW))


def test_the_sentences_on_both_sides() -> None:
    assert neighbours(DOCUMENT, [PASSAGE], UNLESS) == (ALL, NO)
    assert neighbours(DOCUMENT, [PASSAGE], Span(ALL.start, UNLESS.end)) == (None, NO)


def test_nothing_from_beyond_a_heading_or_another_document() -> None:
    assert neighbours(DOCUMENT, [PASSAGE], NO) == (UNLESS, None)
    assert neighbours(DOCUMENT, [PASSAGE], NEW) == (None, None)
    assert neighbours(DOCUMENT, [replace(PASSAGE, document_id="e")], UNLESS) == (None, None)
