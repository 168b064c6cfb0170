"""Files for a visitor to take along: places as a table (CSV) and as references (RIS)."""

import csv
import io
from collections.abc import Iterable, Mapping

from index.datatypes import Document, Passage
from ui import find_texts as texts
from ui.citation_formats import ris_record
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
    records = (_ris_record(passage, documents[passage.document_id]) for passage in passages)
    return "".join(records).encode("utf-8")


def _ris_record(passage: Passage, document: Document) -> str:
    return ris_record(document, document.page_at(passage.start), passage.section, passage.text, passage.id)
