"""How a place in a publication is named, and how a quote is cited outside the page."""

from index.datatypes import Document, Page, Span
from ui import texts


def page_name(page: Page) -> str:
    """ "s. 4"; "s. 12 (side 16 i filen)" where the printed page number is another than the place in the file."""
    if page.label == "":
        return texts.PAGE_IN_FILE(number=page.number)
    if page.label == str(page.number):
        return texts.PAGE(label=page.label)
    return texts.LABELLED_PAGE_IN_FILE(label=page.label, number=page.number)


def place(document: Document, span: Span, section: str) -> str:
    """Page and section of a span, such as "s. 4 · Politiske beslutningers betydning"."""
    page = page_name(document.page_at(span.start))
    return f"{page} · {section}" if section else page


def full_reference(document: Document, page: Page) -> str:
    """Who, when, what and where, such as "Center for Offentlig Innovation (COI) (2021): Fornyelse fra oven, s. 4"."""
    facts = document.metadata
    year = "" if facts.year is None else f"({facts.year})"
    author = " ".join(part for part in (facts.publisher, year) if part)
    return f"{author}: {document.title}, {page_name(page)}" if author else f"{document.title}, {page_name(page)}"


def cited_quote(document: Document, quote: str, span: Span) -> str:
    """The quote in quotation marks, followed by its full reference in brackets."""
    return texts.CITED_QUOTE(quote=quote, reference=full_reference(document, document.page_at(span.start)))
