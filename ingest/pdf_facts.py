"""What a PDF says of itself: title, author, year, page labels and outline."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.headings import OutlineEntry
from ingest.pdfium import locked_error

_MOST_ENTRIES = 5000


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """labels: of each page, as the file gives them; empty where it gives none. Unknown is "", None or empty."""

    title: str = ""
    author: str = ""
    year: int | None = None
    labels: tuple[str, ...] = ()
    outline: tuple[OutlineEntry, ...] = ()


def read_facts(path: Path, password: str | None) -> PdfFacts:
    """The facts in a PDF; none where the file is too damaged to say.

    Raises:
        PublicationError: it is locked with another password.
    """
    from pypdf import PasswordType, PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(path)
        locked = reader.is_encrypted and reader.decrypt(password or "") == PasswordType.NOT_DECRYPTED
    except Exception:  # pypdf fails in any way on a damaged file; PDFium decides whether it can be read
        return PdfFacts()
    if locked:
        raise locked_error(path, password)
    title, author, year = _tried(lambda: _metadata(reader), ("", "", None))
    labels: tuple[str, ...] = _tried(lambda: _labels(reader), ())
    outline: tuple[OutlineEntry, ...] = _tried(lambda: tuple(_entries(reader)), ())
    return PdfFacts(title, author, year, labels, outline)


def _tried(read: Any, otherwise: Any) -> Any:
    try:
        return read()
    except Exception:  # as above: a fact that can not be read is unknown
        return otherwise


def _metadata(reader: Any) -> tuple[str, str, int | None]:
    facts = reader.metadata
    if not facts:
        return "", "", None
    year = _tried(lambda: facts.creation_date.year, None)
    return (facts.title or "").strip(), (facts.author or "").strip(), year


def _labels(reader: Any) -> tuple[str, ...]:
    if "/PageLabels" not in reader.trailer["/Root"]:
        return ()
    return tuple(str(label) for label in reader.page_labels)


def _entries(reader: Any) -> Iterator[OutlineEntry]:
    pages = {page.indirect_reference.idnum: at for at, page in enumerate(reader.pages, start=1)}
    waiting = [(item, 1) for item in reversed(reader.outline)]
    count = 0
    while waiting and count < _MOST_ENTRIES:
        item, level = waiting.pop()
        if isinstance(item, list):
            waiting.extend((child, level + 1) for child in reversed(item))
            continue
        count += 1
        number = pages.get(getattr(item.page, "idnum", None))
        if number and item.title:
            yield OutlineEntry(str(item.title), level, number)
