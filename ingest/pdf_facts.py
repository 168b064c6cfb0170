"""What a PDF says of itself: title, author, year, page labels and outline."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ingest.headings import OutlineEntry
from ingest.metadata import FileFacts
from ingest.pdfium import locked_error

_MOST_ENTRIES = 5000


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """labels: of each page, as the file gives them. outline: its bookmarks. Both empty where it gives none."""

    about: FileFacts = field(default_factory=FileFacts)
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
    about: FileFacts = _tried(lambda: _metadata(reader), FileFacts())
    labels: tuple[str, ...] = _tried(lambda: _labels(reader), ())
    outline: tuple[OutlineEntry, ...] = _tried(lambda: tuple(_entries(reader)), ())
    return PdfFacts(about, labels, outline)


def _tried(read: Any, otherwise: Any) -> Any:
    try:
        return read()
    except Exception:  # as above: a fact that can not be read is unknown
        return otherwise


def _metadata(reader: Any) -> FileFacts:
    facts = reader.metadata
    if not facts:
        return FileFacts()
    return FileFacts(facts.title or "", facts.author or "", _tried(lambda: facts.creation_date.year, None))


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
