"""What is marked on a page, to the letter."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from index.datatypes import Document, Metadata, Page, Span
from tests.ui.sample import ACROSS, EXACT, QUOTE, span_of
from ui.highlight import Mark, marked_pieces, page_paragraphs
from ui.visit import Quoted, stands_there

TEXT = "Første ord.\n\nAndet afsnit er længere.\n\n\n\nTredje"


def marked(document: Document, page: Page, quote: Span, mark: Mark, *exact: Span) -> str:
    paragraphs = page_paragraphs(document, page, quote, exact)
    return "|".join(piece.text for paragraph in paragraphs for piece in paragraph.pieces if piece.mark is mark)


def test_quote_with_exact_words(document: Document) -> None:
    page = document.pages[0]
    assert marked(document, page, span_of(QUOTE), Mark.EXACT, span_of(EXACT)) == EXACT
    assert marked(document, page, span_of(QUOTE), Mark.QUOTE, span_of(EXACT)) == "Man <b>skal</b> betale | & moms."


def test_two_facts_are_both_marked(document: Document) -> None:
    facts = (span_of("skal"), span_of(EXACT))
    assert marked(document, document.pages[0], span_of(QUOTE), Mark.EXACT, *facts) == f"skal|{EXACT}"


def test_quote_over_a_page_break_is_marked_on_both_pages(document: Document) -> None:
    first, second = document.pages[:2]
    assert marked(document, first, span_of(ACROSS), Mark.QUOTE) == "Et citat begynder her "
    assert marked(document, second, span_of(ACROSS), Mark.QUOTE) == "og slutter her."
    assert marked(document, document.pages[2], span_of(ACROSS), Mark.QUOTE) == ""


def test_section_heading_is_known(document: Document) -> None:
    headings = [paragraph.heading for paragraph in page_paragraphs(document, document.pages[0], None, ())]
    assert headings == [1, 0, 0]


def test_a_quote_that_differs_never_stands_there(document: Document) -> None:
    span = span_of(QUOTE)
    assert stands_there(document, Quoted(document.id, QUOTE, span))
    for other in (QUOTE.replace("skal", "skal ikke"), QUOTE.replace("6", "9"), QUOTE.replace("pct.", "pct")):
        assert not stands_there(document, Quoted(document.id, other, span))


spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda ends: Span(min(ends), max(ends)))


@given(spans, spans, st.lists(spans, max_size=3))
def test_pieces_are_the_text_to_the_letter(whole: Span, quote: Span, exact: list[Span]) -> None:
    document = Document("d", "D", TEXT, (Page(1, "1", 0, len(TEXT)),), (), Metadata("D"))
    pieces = marked_pieces(document, whole, quote, exact)
    assert "".join(piece.text for piece in pieces) == document.quote(whole)
    offset = whole.start
    for piece in pieces:
        for place in range(offset, offset + len(piece.text)):
            inside_exact = any(span.start <= place < span.end for span in exact)
            inside_quote = quote.start <= place < quote.end
            expected = Mark.EXACT if inside_exact else Mark.QUOTE if inside_quote else Mark.PLAIN
            assert piece.mark is expected
        offset += len(piece.text)


@given(spans)
def test_paragraphs_hold_all_but_the_breaks(quote: Span) -> None:
    page = Page(1, "1", 0, len(TEXT))
    document = replace(Document("d", "D", TEXT, (page,), (), Metadata("D")))
    joined = ["".join(piece.text for piece in each.pieces) for each in page_paragraphs(document, page, quote, ())]
    assert joined == ["Første ord.", "Andet afsnit er længere.", "Tredje"]
