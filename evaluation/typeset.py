"""Sets a publication that was read from text to a PDF, to measure what reading it back loses."""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import QuestionSetError
from ingest.blocks import Block, Publication

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

NO_REPORTLAB = "PDF'er sættes med reportlab. Installér det: make .venv/.installed-dev"
_HEADING_SIZES = (20, 15, 12.5)
_BODY_SIZE = 10


def typeset(publication: Publication, path: Path) -> Path:
    """Writes the publication to `path`, a page of the PDF for each of its pages; returns the path.

    Raises QuestionSetError where reportlab, a development tool, is not installed.
    """
    try:
        from reportlab.lib.pagesizes import A4
        from reportlab.platypus import PageBreak, SimpleDocTemplate
    except ImportError as error:
        raise QuestionSetError(NO_REPORTLAB) from error
    story: list[Flowable] = []
    for page in publication.document.pages:
        for block in publication.blocks:
            start, end = max(block.start, page.start), min(block.end, page.end)
            if start < end:
                story += _set(block, publication.document.text[start:end].strip())
        story.append(PageBreak())
    title = publication.document.title
    SimpleDocTemplate(str(path), pagesize=A4, topMargin=50, bottomMargin=50, title=title).build(story[:-1])
    return path


def _set(block: Block, text: str) -> Iterator["Flowable"]:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    if block.kind == "heading":
        size = _HEADING_SIZES[min(len(block.path), len(_HEADING_SIZES)) - 1]
        style = ParagraphStyle(
            "heading", fontName="Helvetica-Bold", fontSize=size, leading=1.2 * size, spaceBefore=size, spaceAfter=6
        )
    else:
        style = ParagraphStyle("body", fontName="Helvetica", fontSize=_BODY_SIZE, leading=14, spaceAfter=8)
    yield Paragraph(escape(text).replace("\n", "<br/>"), style)
