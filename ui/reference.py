"""How a place in a publication is named, and how a quote is cited outside the page."""

from index.datatypes import Document, Page, Span
from ui import texts


def page_name(page: Page) -> str:
    """ "s. 4"; "s. 12 (PDF-side 16)" where the printed page number is another than the place in the file.

    Empty for a source without pages.
    """
    if page.label == "":
        return ""
    if page.label == str(page.number):
        return texts.PAGE(label=page.label)
    return texts.LABELLED_PAGE_IN_FILE(label=page.label, number=page.number)


def place(document: Document, span: Span, section: str) -> str:
    """Page and section of a span, such as "s. 4 · Politiske beslutningers betydning"."""
    page = document.page_at(span.start)
    return " · ".join(part for part in (page_name(page), section) if part)


def full_reference(document: Document, page: Page) -> str:
    """Who, when, what and where, such as "Center for Offentlig Innovation (COI) (2021): Fornyelse fra oven, s. 4"."""
    facts = document.metadata
    year = "" if facts.year is None else f"({facts.year})"
    author = " ".join(part for part in (facts.publisher, year) if part)
    work = f"{author}: {document.title}" if author else document.title
    return ", ".join(part for part in (work, page_name(page)) if part)


def cited_quote(document: Document, quote: str, span: Span) -> str:
    """The quote in quotation marks, followed by its full reference in brackets."""
    return texts.CITED_QUOTE(quote=quote, reference=full_reference(document, document.page_at(span.start)))
