"""HTML for what others have written: questions and publication text. Everything is escaped here."""

from collections.abc import Iterable
from html import escape

from index.datatypes import Span
from ui.highlight import Mark, Paragraph, Piece


def text_html(text: str) -> str:
    """Text as HTML; line breaks are kept."""
    return escape(text).replace("\n", "<br>")


def pieces_html(pieces: Iterable[Piece]) -> str:
    """Marked text: the quote as <mark>, the exact words as <mark class="exact"> so that both can be told apart."""
    return "".join(_piece_html(piece) for piece in pieces)


def emphasised_html(pieces: Iterable[Piece]) -> str:
    """A quote by itself: only its exact words are set off."""
    return "".join(
        f'<mark class="exact">{text_html(piece.text)}</mark>' if piece.mark is Mark.EXACT else text_html(piece.text)
        for piece in pieces
    )


def marked_html(text: str, marked: Iterable[Span]) -> str:
    """Text with some of it marked. marked: offsets in the text, by start, not overlapping."""
    parts, at = [], 0
    for span in marked:
        parts += [text_html(text[at : span.start]), f"<mark>{text_html(text[span.start : span.end])}</mark>"]
        at = span.end
    return "".join([*parts, text_html(text[at:])])


def paragraph_html(paragraph: Paragraph) -> str:
    """A paragraph of a page. Section headings start below the page's own h1 and h2."""
    tag = f"h{min(paragraph.heading + 2, 6)}" if paragraph.heading else "p"
    return f"<{tag}>{pieces_html(paragraph.pieces)}</{tag}>"


def _piece_html(piece: Piece) -> str:
    match piece.mark:
        case Mark.PLAIN:
            return text_html(piece.text)
        case Mark.QUOTE:
            return f"<mark>{text_html(piece.text)}</mark>"
        case Mark.EXACT:
            return f'<mark class="exact">{text_html(piece.text)}</mark>'
