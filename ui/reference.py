"""How a place in a publication is named, and how a quote is cited outside the page."""

from answer.datatypes import Citation
from answer.place import page_name, place_name
from index.datatypes import Document, Page, Span


def place(document: Document, span: Span, section: str) -> str:
    """Page and section of a span, such as "s. 4 · Politiske beslutningers betydning"."""
    page = document.page_at(span.start)
    return place_name(page.number, page.label, section)


def full_reference(document: Document, page: Page) -> str:
    """Who, when, what and where, such as "Center for Offentlig Innovation (COI) (2021): Fornyelse fra oven, s. 4"."""
    facts = document.metadata
    year = "" if facts.year is None else f"({facts.year})"
    author = " ".join(part for part in (facts.publisher, year) if part)
    work = f"{author}: {document.title}" if author else document.title
    return ", ".join(part for part in (work, page_name(page.number, page.label)) if part)


def cited_quote(document: Document, citation: Citation) -> str:
    """The quote in Danish quotation marks, followed by its full reference in brackets."""
    return f"”{citation.quote}” ({full_reference(document, document.page_at(citation.span.start))})"
