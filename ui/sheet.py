"""A page of a PDF as it looks, with the quote marked on it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import streamlit as st

from index.datatypes import Document, Page, Span
from index.errors import PublicationError
from ingest.highlight import PageBoxes
from ui import texts
from ui.markup import text_html
from ui.originals import VIEWER, picture_url
from ui.visit import SourceView, stands_there

Marks = Sequence[PageBoxes]


def has_sheets(original: Path) -> bool:
    """Whether the pages of a publication can be shown as they look."""
    return original.suffix == ".pdf" and _opens(original)


def sheet_html(original: Path, document: Document, page: Page, view: SourceView) -> str:
    """The page's picture with the quote marked, and the quote as text; nothing is marked where there is any doubt."""
    quoted = view.quoted
    verbatim = stands_there(document, quoted)
    quote = _marks(original, document, quoted.span) if verbatim else ()
    exact = [boxes for span in quoted.exact for boxes in _marks(original, document, span)] if quote else []
    here = quoted.span.start < page.end and quoted.span.end > page.start
    above, below, alternative = "", "", texts.PICTURE_OF_PAGE(number=page.number)
    if here and quote:
        alternative = texts.MARKED_ON_PAGE(number=page.number, quote=quoted.text)
        below = f'<figcaption class="ks-marked"><q>{text_html(quoted.text)}</q></figcaption>'
    elif here:
        said = texts.NOT_FOUND_ON_PICTURE() if verbatim else texts.QUOTE_NOT_FOUND()
        above = f'<figcaption class="ks-note">{said}</figcaption>'
    marks = "".join([*_marks_html(quote, page, ""), *_marks_html(exact, page, "exact")])
    name = texts.PAGE_POSITION(number=page.number, count=len(document.pages))
    return (
        f'<figure class="ks-sheet" id="kilde-side-{page.number}" role="region" aria-label="{name}" tabindex="0">'
        f'{above}<div class="ks-window"><div class="ks-paper" style="width:{100 * view.zoom:.0f}%">'
        f'<img src="{text_html(picture_url(document, page.number))}" alt="{text_html(alternative)}">{marks}</div></div>'
        f"{below}</figure>"
    )


def _marks_html(found: Marks, page: Page, kind: str) -> Iterator[str]:
    for boxes in found:
        if boxes.page != page.number:
            continue
        for box in boxes.boxes:
            left, top = 100 * box.left / boxes.width, 100 * box.top / boxes.height
            width, height = 100 * (box.right - box.left) / boxes.width, 100 * (box.bottom - box.top) / boxes.height
            place = f"left:{left:.3f}%;top:{top:.3f}%;width:{width:.3f}%;height:{height:.3f}%"
            yield f'<mark class="{kind}" aria-hidden="true" style="{place}"></mark>'


@st.cache_data(show_spinner=False, max_entries=256)
def _opens(original: Path) -> bool:
    """A PDF that is locked can not be drawn without its password, which is not kept."""
    return VIEWER.opens(original)


def _marks(original: Path, document: Document, span: Span) -> Marks:
    return _cached_marks(original, document.sha256, span.start, span.end, document)


@st.cache_data(show_spinner=False, max_entries=256)
def _cached_marks(original: Path, sha256: str, start: int, end: int, _document: Document) -> Marks:
    try:
        return VIEWER.boxes(original, _document, Span(start, end))
    except PublicationError:
        return ()
