"""The lines of a PDF, as a reader sees them: the text layer's characters, put in reading order."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.errors import PublicationError
from ingest.fragments import PageFragments, read_fragments
from ingest.headings import with_headings
from ingest.lines import PageLines, without_links
from ingest.ocr import HOW_TO_INSTALL, SCALE, can_recognise, recognise
from ingest.pdf_facts import PdfFacts, read_facts
from ingest.pdf_lines import set_pages
from ingest.pdfium import open_pdf

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PdfText:
    """What stands in a PDF. titles: the level of each heading by where in the source it begins; None for none.

    warnings: what the reader should be told, in Danish.
    """

    pages: tuple[PageLines, ...]
    titles: dict[int, int] | None
    facts: PdfFacts
    warnings: tuple[str, ...] = ()


def read_pdf(path: Path, password: str | None = None, progress: Progress | None = None) -> PdfText:
    """The text of a PDF; of pages that are only a picture, what Tesseract reads, where it is installed.

    progress: is told after each page how many of how many are read.

    Raises:
        PublicationError: it is broken, locked with another password, or has no text.
    """
    facts = read_facts(path, password)
    pages, unread = _read_pages(path, password, progress)
    if not any(page.fragments for page in pages):
        raise PublicationError(f"{path}: PDF'en har intet tekstlag; den er formentlig scannet. {HOW_TO_INSTALL}")
    laid, body = set_pages(pages)
    lines, titles = with_headings(laid, body, facts.outline)
    labels = facts.labels if len(facts.labels) == len(lines) else ("",) * len(lines)
    labelled = [
        without_links(replace(line, label=label or line.label, ocr=page.ocr))
        for line, label, page in zip(lines, labels, pages, strict=True)
    ]
    return PdfText(tuple(labelled), titles, facts, tuple(_warnings(labelled, unread)))


def _read_pages(path: Path, password: str | None, progress: Progress | None) -> tuple[list[PageFragments], list[int]]:
    """The fragments of each page, and the numbers of the pages that are only a picture and could not be read."""
    pages: list[PageFragments] = []
    unread: list[int] = []
    recognisable: bool | None = None
    with open_pdf(path, password) as pdf:
        for number in range(1, pdf.count + 1):
            with pdf.page(number) as page:
                found = read_fragments(page, number)
                picture = None if found.fragments or not page.has_picture() else page.render(SCALE)
            if picture is not None:
                recognisable = can_recognise() if recognisable is None else recognisable
                found = recognise(picture, number) if recognisable else found
                if not found.fragments:
                    unread.append(number)
            pages.append(found)
            if progress is not None:
                progress(number, pdf.count)
    return pages, unread


def _warnings(pages: Sequence[PageLines], unread: Sequence[int]) -> Iterator[str]:
    recognised = [str(page.number) for page in pages if page.ocr and page.number not in unread]
    if recognised:
        yield f"PDF-side {', '.join(recognised)} er læst med tekstgenkendelse (OCR); sammenlign citater med siden"
    if unread:
        yield f"PDF-side {', '.join(map(str, unread))} er billeder uden tekst. {HOW_TO_INSTALL}"
