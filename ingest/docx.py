"""The paragraphs of a Word document."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.errors import PublicationError
from ingest.flow import Flow, Paragraph
from ingest.metadata import FileFacts

_HEADING = re.compile(r"(?:heading|overskrift) (\d)", re.I)


def read_docx(path: Path) -> Flow:
    """The headings, paragraphs, list items and table rows of a .docx, in order.

    Raises:
        PublicationError: it is broken, or locked with a password.
    """
    from docx import Document

    try:
        document = Document(str(path))
        paragraphs = tuple(_paragraphs(document))
        about = document.core_properties
        facts = FileFacts(about.title or "", about.author or "", about.created.year if about.created else None)
    except Exception as error:  # python-docx fails in any way on a damaged file
        raise PublicationError(
            f"{path}: Word-filen er beskadiget eller låst med en adgangskode. Åbn den i Word, og gem en kopi uden "
            "adgangskode som .docx."
        ) from error
    return Flow(paragraphs, facts)


def _paragraphs(document: Any) -> Iterator[Paragraph]:
    from docx.table import Table

    for item in document.iter_inner_content():
        if isinstance(item, Table):
            yield from _rows(item)
        else:
            yield _paragraph(item)


def _paragraph(item: Any) -> Paragraph:
    style = item.style.name if item.style is not None else ""
    heading = _HEADING.match(style)
    if heading or style in ("Title", "Titel"):
        return Paragraph("heading", (item.text,), int(heading.group(1)) if heading else 1)
    properties = item._p.pPr
    listed = style.startswith(("List", "Opstilling")) or (properties is not None and properties.numPr is not None)
    return Paragraph("item" if listed else "text", (item.text,))


def _rows(table: Any) -> Iterator[Paragraph]:
    for row in table.rows:
        cells: list[Any] = []
        for cell in row.cells:
            if not any(cell._tc is other._tc for other in cells):  # a cell that spans several stands once for each
                cells.append(cell)
        texts = tuple(" ".join(cell.text.split()) for cell in cells)
        kept = tuple(text for text in texts if text)
        yield Paragraph("row" if len(kept) > 1 else "text", kept)
