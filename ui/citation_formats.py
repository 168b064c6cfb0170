"""A quote with its reference in the forms that others read, with the day it was taken: Markdown, BibTeX and RIS."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.datatypes import Document, Page, Span
from ingest.read import slug
from ui import texts
from ui.reference import full_reference

_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")
_BIBTEX = str.maketrans({c: f"\\{c}" for c in "&%$#_{}"} | {"~": r"\~{}", "^": r"\^{}", "\\": r"\textbackslash{}"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quote out of a publication. span: its place in the document's text; taken: the day it was quoted."""

    document: Document
    quote: str
    span: Span
    section: str
    taken: date

    @property
    def page(self) -> Page:
        """The page of its first letter."""
        return self.document.page_at(self.span.start)


def plain_markdown(text: str) -> str:
    """Text in which nothing is taken for Markdown."""
    return _MARKDOWN.sub(r"\\\1", text)


def block_quote(text: str) -> str:
    """Text as a block quote in Markdown, line by line."""
    return "\n".join(f"> {plain_markdown(line)}  " for line in text.split("\n")).rstrip()


def reference_with_section(document: Document, span: Span, section: str) -> str:
    """The full reference of a place, with the section that it stands in."""
    reference = full_reference(document, document.page_at(span.start))
    return f"{reference} · {section}" if section else reference


def as_markdown(quotation: Quotation) -> str:
    """A block quote, and below it the full reference with the section."""
    where = reference_with_section(quotation.document, quotation.span, quotation.section)
    return f"{block_quote(quotation.quote)}\n\n{plain_markdown(where)}. {_taken(quotation)}\n"


def as_bibtex(quotation: Quotation) -> str:
    """A `@techreport` entry, which BibTeX and biblatex both know."""
    document, page = quotation.document, quotation.page
    facts = document.metadata
    number = page.label or str(page.number)
    fields = (
        ("title", _full_title(document)),
        ("author", facts.publisher),
        ("institution", facts.publisher),
        ("year", str(facts.year or "")),
        ("isbn", facts.isbn),
        ("pages", number),
        ("note", _taken(quotation)),
        ("annote", f"”{' '.join(quotation.quote.split())}”"),
    )
    # The name of an organisation is in braces of its own, so that it is not parted as a person's.
    lines = [
        f"  {name} = {{{{{value.translate(_BIBTEX)}}}}}"
        if name in ("author", "institution", "title")
        else f"  {name} = {{{value.translate(_BIBTEX)}}}"
        for name, value in fields
        if value
    ]
    key = "-".join(part for part in (slug(document.title), str(facts.year or ""), slug(number)) if part)
    return f"@techreport{{{key},\n" + ",\n".join(lines) + "\n}\n"


def as_ris(quotation: Quotation) -> str:
    """A record that Zotero, EndNote and Mendeley read."""
    note = f"”{quotation.quote}”"
    identity = f"{quotation.document.id}:{quotation.span.start}"
    return ris_record(quotation.document, quotation.page, quotation.section, note, identity, quotation.taken)


def ris_record(
    document: Document, page: Page, section: str, note: str, identity: str, taken: date | None = None
) -> str:
    """A RIS record of a place in a publication; the note comes with its section before it."""
    facts = document.metadata
    fields: Sequence[tuple[str, str]] = (
        ("TY", "RPRT"),
        ("TI", _full_title(document)),
        # The comma keeps the name of an organisation from being turned round as a person's.
        ("AU", f"{facts.publisher}," if facts.publisher else ""),
        ("PB", facts.publisher),
        ("PY", str(facts.year or "")),
        ("SN", facts.isbn),
        ("LA", facts.language),
        ("SP", page.label or str(page.number)),
        ("Y2", f"{taken:%Y/%m/%d}" if taken else ""),
        ("N1", f"{section}: {note}" if section else note),
        ("ID", identity),
    )
    lines = [f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in fields if value]
    return "".join([*lines, "ER  - \r\n\r\n"])


def _full_title(document: Document) -> str:
    return ": ".join(part for part in (document.title, document.metadata.subtitle) if part)


def _taken(quotation: Quotation) -> str:
    day = quotation.taken
    return texts.TAKEN_ON(day=day.day, month=day.month, year=day.year)
