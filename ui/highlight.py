"""Which characters of a text are marked: the quote, and inside it the exact words that answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from index.datatypes import Document, Page, Span

PARAGRAPH_BREAK = "\n\n"


class Mark(Enum):
    """How strongly a piece of text is marked."""

    PLAIN = "plain"
    QUOTE = "quote"
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text that is marked alike throughout."""

    text: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a page. `heading` is the level of the section that begins with it, 0 for running text."""

    pieces: tuple[Piece, ...]
    heading: int = 0


def marked_pieces(document: Document, span: Span, quote: Span | None, exact: Sequence[Span]) -> tuple[Piece, ...]:
    """The text of `span` cut where its marking changes. Joined, the pieces are the text to the letter."""
    bounds = {span.start, span.end}
    for marked in (*exact, *([] if quote is None else [quote])):
        bounds |= {min(max(offset, span.start), span.end) for offset in (marked.start, marked.end)}
    cuts = sorted(bounds)
    return tuple(Piece(document.text[start:end], _mark_at(start, quote, exact)) for start, end in pairwise(cuts))


def page_paragraphs(document: Document, page: Page, quote: Span | None, exact: Sequence[Span]) -> tuple[Paragraph, ...]:
    """The paragraphs of a page, in order, with what of them is marked. Empty paragraphs are left out."""
    levels = {section.start: section.level for section in document.sections}
    paragraphs = []
    start = page.start
    for text in document.text[page.start : page.end].split(PARAGRAPH_BREAK):
        span = Span(start, start + len(text))
        if text.strip():
            paragraphs.append(Paragraph(marked_pieces(document, span, quote, exact), heading=levels.get(span.start, 0)))
        start = span.end + len(PARAGRAPH_BREAK)
    return tuple(paragraphs)


def _mark_at(offset: int, quote: Span | None, exact: Sequence[Span]) -> Mark:
    if any(span.start <= offset < span.end for span in exact):
        return Mark.EXACT
    if quote is not None and quote.start <= offset < quote.end:
        return Mark.QUOTE
    return Mark.PLAIN
