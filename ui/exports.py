"""Files for a visitor to take along: places as a table (CSV) and as references (RIS)."""

import csv
import io
from collections.abc import Iterable, Mapping

from index.datatypes import Document, Passage
from ui import find_texts as texts
from ui.reference import full_reference

# A spreadsheet would take a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_file(passages: Iterable[Passage], documents: Mapping[str, Document]) -> bytes:
    """A table that a Danish spreadsheet opens as it is: UTF-8 with a mark, columns parted by semicolons."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([name() for name in texts.COLUMNS])
    for passage in passages:
        document = documents[passage.document_id]
        page = document.page_at(passage.start)
        cells = (
            document.title,
            document.metadata.publisher,
            str(document.metadata.year or ""),
            page.label,
            str(page.number),
            passage.section,
            texts.KINDS[passage.kind](),
            passage.text,
            full_reference(document, page),
        )
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def ris_file(passages: Iterable[Passage], documents: Mapping[str, Document]) -> bytes:
    """A record for each place, which Zotero, EndNote and Mendeley read. The text of the place is the note."""
    return "".join(_ris_record(passage, documents[passage.document_id]) for passage in passages).encode("utf-8")


def _ris_record(passage: Passage, document: Document) -> str:
    facts = document.metadata
    page = document.page_at(passage.start)
    fields = (
        ("TY", "RPRT"),
        ("TI", ": ".join(part for part in (document.title, facts.subtitle) if part)),
        # The comma keeps the name of an organisation from being turned round as a person's.
        ("AU", f"{facts.publisher}," if facts.publisher else ""),
        ("PB", facts.publisher),
        ("PY", str(facts.year or "")),
        ("SN", facts.isbn),
        ("LA", facts.language),
        ("SP", page.label or str(page.number)),
        ("N1", f"{passage.section}: {passage.text}" if passage.section else passage.text),
        ("ID", passage.id),
    )
    lines = [f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in fields if value]
    return "".join([*lines, "ER  - \r\n\r\n"])
