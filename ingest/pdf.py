"""The lines of a PDF, as a reader sees them: the text layer's characters, put in reading order."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from index.errors import PublicationError
from ingest.fragments import PageFragments, read_fragments
from ingest.headings import with_headings
from ingest.lines import PageLines, without_links
from ingest.pdf_facts import PdfFacts, read_facts
from ingest.pdf_lines import set_pages
from ingest.pdfium import open_pdf

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PdfText:
    """What stands in a PDF. titles: the level of each heading by where in the source it begins; None for none."""

    pages: tuple[PageLines, ...]
    titles: dict[int, int] | None
    facts: PdfFacts
    pictures: tuple[int, ...] = ()


def read_pdf(path: Path, password: str | None = None, progress: Progress | None = None) -> PdfText:
    """The text layer of a PDF. progress: is told after each page how many of how many are read.

    pictures: the pages, from 1, that are only a picture.

    Raises:
        PublicationError: it is broken, locked with another password, or has no text layer.
    """
    facts = read_facts(path, password)
    pages: list[PageFragments] = []
    pictures: list[int] = []
    with open_pdf(path, password) as pdf:
        for number in range(1, pdf.count + 1):
            with pdf.page(number) as page:
                pages.append(read_fragments(page, number))
                if not pages[-1].fragments and page.has_picture():
                    pictures.append(number)
            if progress is not None:
                progress(number, pdf.count)
    if not any(page.fragments for page in pages):
        raise PublicationError(
            f"{path}: PDF'en har intet tekstlag; den er formentlig scannet. "
            "Kør den gennem tekstgenkendelse (OCR) først."
        )
    laid, body = set_pages(pages)
    lines, titles = with_headings(laid, body, facts.outline)
    labels = facts.labels if len(facts.labels) == len(lines) else ("",) * len(lines)
    labelled = tuple(
        without_links(replace(page, label=label or page.label)) for page, label in zip(lines, labels, strict=True)
    )
    return PdfText(labelled, titles, facts, tuple(pictures))
