"""Where a quote stands on the pages of its PDF: boxes around its glyphs, or nothing where they do not match."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.datatypes import Document, Span
from ingest.clean import clean_characters, whole
from ingest.pdfium import PAGE_STRIDE, Glyphs, PdfPages, open_pdf

_PAD = 0.5
_WIDE = 2.0  # in font sizes: a wider blank is not covered


@dataclass(frozen=True, slots=True)
class Box:
    """In points from the top left corner of the page as it is shown."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PageBoxes:
    """The boxes on one page, one for each line. page: from 1. width, height: of the page as shown, in points."""

    page: int
    boxes: tuple[Box, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some characters of the quote, and the characters on a page, from `start` up to `end`, that they are."""

    text: str
    page: int
    start: int
    end: int
    mended: bool


def highlight_boxes(path: Path, document: Document, span: Span, password: str | None = None) -> tuple[PageBoxes, ...]:
    """Boxes around just the glyphs of `document.quote(span)`, page by page; empty where there is any doubt.

    Each letter and digit of the quote must stand on the page to the letter, with no other between two of them on a
    line: a file that has changed, or a page read by OCR, gives nothing.

    Raises:
        PublicationError: the file can not be read.
    """
    pieces = _pieces(document, span)
    if path.suffix.lower() != ".pdf" or pieces is None:
        return ()
    found: list[PageBoxes] = []
    with open_pdf(path, password) as pdf:
        for number, members in groupby(pieces, key=lambda piece: piece.page):
            boxes = _on_page(pdf, number, list(members)) if number <= pdf.count else None
            if boxes is None:
                return ()
            found.append(boxes)
    return tuple(found)


def _pieces(document: Document, span: Span) -> list[_Piece] | None:
    """What the quote is made of; None where one of its letters or digits stands nowhere in the source."""
    pieces: list[_Piece] = []
    known = span.start
    for run in document.source_runs:
        end = run.start + run.length
        if end <= span.start or run.start >= span.end:
            continue
        start, end = (run.start, end) if run.mended else (max(run.start, span.start), min(end, span.end))
        if _is_said(document.text[known : max(known, start)]):
            return None
        known = max(known, end)
        place = run.source_start if run.mended else run.source_start + start - run.start
        page, at = divmod(place, PAGE_STRIDE)
        text = document.text[start:end]
        pieces.append(_Piece(text, page + 1, at, at + (run.mended or end - start), bool(run.mended)))
    return None if not pieces or _is_said(document.text[known : span.end]) else pieces


def _is_said(text: str) -> bool:
    """Whether a text says anything: blanks and table rules do not."""
    return any(c.isalnum() for c in text)


def _on_page(pdf: PdfPages, number: int, pieces: Sequence[_Piece]) -> PageBoxes | None:
    with pdf.page(number) as page:
        glyphs = page.glyphs()
        if not all(_matches(glyphs, piece) for piece in pieces):
            return None
        if any(_skips_words(glyphs, one, other) for one, other in pairwise(pieces)):
            return None
        places = [at for piece in pieces for at in range(piece.start, piece.end) if not glyphs.text[at].isspace()]
        ink = page.ink(places)
    return PageBoxes(number, tuple(_line_boxes(glyphs, places, ink)), glyphs.width, glyphs.height)


def _matches(glyphs: Glyphs, piece: _Piece) -> bool:
    found = glyphs.text[piece.start : piece.end]
    if not piece.mended:
        return found == piece.text
    return _plain(clean_characters(whole(found)).text) == _plain(piece.text)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _skips_words(glyphs: Glyphs, one: _Piece, other: _Piece) -> bool:
    """Whether letters or full-sized digits stand between two pieces on one line."""
    between = [at for at in range(one.end, other.start) if glyphs.text[at].isalnum()]
    if not between:
        return False
    last, first = one.end - 1, other.start
    size = max(glyphs.sizes[last], glyphs.sizes[first])
    along = _across(glyphs)
    if abs(along[last] - along[first]) > 0.4 * size:
        return False
    # the raised mark of a footnote is no part of the sentence
    return any(glyphs.text[at].isalpha() or glyphs.sizes[at] > 0.85 * size for at in between)


def _across(glyphs: Glyphs) -> NDArray[np.float64]:
    """Where each character stands across its direction of writing: characters of one line stand alike."""
    return np.where(glyphs.angles % 2 == 0, glyphs.baselines[:, 1], glyphs.baselines[:, 0])


def _line_boxes(glyphs: Glyphs, places: Sequence[int], ink: NDArray[np.float64]) -> Iterator[Box]:
    empty = (ink[:, 2] - ink[:, 0] <= 0) | (ink[:, 3] - ink[:, 1] <= 0)
    boxes = np.where(empty[:, None], glyphs.cells[list(places)], ink)
    across = _across(glyphs)
    start = 0
    for at in range(1, len(places) + 1):
        if at == len(places) or not _same_line(glyphs, across, places[at - 1], places[at]):
            yield _around(boxes[start:at])
            start = at


def _same_line(glyphs: Glyphs, across: NDArray[np.float64], one: int, other: int) -> bool:
    size = max(glyphs.sizes[one], glyphs.sizes[other], 1.0)
    if abs(across[one] - across[other]) > 0.6 * size:
        return False
    side = 1 if glyphs.angles[one] % 2 else 0
    a, b = glyphs.cells[one], glyphs.cells[other]
    return max(b[side] - a[side + 2], a[side] - b[side + 2]) < _WIDE * size


def _around(boxes: NDArray[np.float64]) -> Box:
    left, top = boxes[:, :2].min(axis=0) - _PAD
    right, bottom = boxes[:, 2:].max(axis=0) + _PAD
    return Box(float(left), float(top), float(right), float(bottom))
