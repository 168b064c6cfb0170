"""The characters of a PDF's page as fragments: what is set side by side on one line, in one go."""

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ingest.clean import RAISED, SourceText, clean_characters, concat, made, mended_from
from ingest.pdfium import PAGE_STRIDE, Glyphs, PdfPage

# In font sizes: a wider gap parts two fragments, a higher step two lines.
GAP = 1.0
_STEP = 0.6
_STRAY = re.compile(r"(?<=\S) +(?=[⁰¹²³⁴-⁹])|(?<=[⁰¹²³⁴-⁹]) +(?=[.,;:!?)»”])")


@dataclass(frozen=True, slots=True)
class Fragment:
    """Characters side by side. Points from the page's top left corner, in the direction that most of it is written."""

    content: SourceText
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    size: float
    bold: bool

    @property
    def text(self) -> str:
        """The words of the fragment."""
        return self.content.text


@dataclass(frozen=True, slots=True)
class PageFragments:
    """A page's fragments in the order in which they are drawn.

    height: of the page, in the direction of writing. ocr: the text was recognised in a picture of the page.
    """

    fragments: tuple[Fragment, ...]
    height: float
    ocr: bool = False


def read_fragments(page: PdfPage, number: int) -> PageFragments:
    """The fragments of a page, each cleaned by itself.

    Left out: what lies outside the page as it is shown, and what is written across the direction of the rest.
    """
    glyphs = page.glyphs()
    visible = _visible(glyphs)
    if not len(visible):
        return PageFragments((), glyphs.height)
    boxes, bases, turn = _upright(glyphs, visible)
    visible = visible[glyphs.angles[visible] == turn]
    bounds = _bounds(glyphs, visible, boxes, bases)
    fragments: list[Fragment] = []
    for members in np.split(visible, bounds):
        bold = page.is_bold(int(members[0])) and page.is_bold(int(members[-1]))
        fragment = _fragment(glyphs, members, boxes, bases, (number - 1) * PAGE_STRIDE, bold)
        if fragment.text:
            fragments.append(fragment)
    return PageFragments(tuple(fragments), glyphs.width if turn % 2 else glyphs.height)


def _visible(glyphs: Glyphs) -> NDArray[np.int64]:
    printed = np.array([not (c.isspace() or c < " ") for c in glyphs.text], dtype=bool)
    middle = (glyphs.cells[:, :2] + glyphs.cells[:, 2:]) / 2
    inside = (
        (middle[:, 0] > -1)
        & (middle[:, 1] > -1)
        & (middle[:, 0] < glyphs.width + 1)
        & (middle[:, 1] < glyphs.height + 1)
    )
    return np.flatnonzero(printed & inside)


def _upright(glyphs: Glyphs, visible: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64], int]:
    """Boxes and baselines in the direction that most of the page is written, and the quarter turns to it."""
    turn = int(np.bincount(glyphs.angles[visible], minlength=4).argmax())
    boxes, bases = glyphs.cells, glyphs.baselines
    for _ in range(turn):  # each time a quarter against the clock: the right edge becomes the top
        right = glyphs.width if _ % 2 == 0 else glyphs.height
        boxes = np.column_stack([boxes[:, 1], right - boxes[:, 2], boxes[:, 3], right - boxes[:, 0]])
        bases = np.column_stack([bases[:, 1], right - bases[:, 0]])
    return boxes, bases, turn


def _bounds(
    glyphs: Glyphs, visible: NDArray[np.int64], boxes: NDArray[np.float64], bases: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Where a new fragment begins among the visible characters."""
    size = np.maximum(glyphs.sizes[visible], 1.0)
    tallest = np.maximum(size[1:], size[:-1])
    step = np.abs(np.diff(bases[visible, 1]))
    gap = boxes[visible[1:], 0] - boxes[visible[:-1], 2]
    return np.flatnonzero((step > _STEP * tallest) | (gap > GAP * tallest) | (gap < -1.2 * tallest)) + 1


def _fragment(
    glyphs: Glyphs,
    members: NDArray[np.int64],
    boxes: NDArray[np.float64],
    bases: NDArray[np.float64],
    base: int,
    bold: bool,
) -> Fragment:
    start, end = int(members[0]), int(members[-1]) + 1
    size = _middle(glyphs.sizes[members])
    baseline = _middle(bases[members, 1])
    letters = list(glyphs.text[start:end])
    sources = array("q", range(base + start, base + end))
    raised = members[(glyphs.sizes[members] < 0.85 * size) & (baseline - bases[members, 1] > 0.15 * size)]
    for at in raised.tolist():
        mark = letters[at - start].translate(RAISED)
        if mark != letters[at - start]:
            letters[at - start], sources[at - start] = mark, mended_from(base + at, 1)
    content = _without_stray_blanks(SourceText("".join(letters), sources))
    box = boxes[members]
    return Fragment(
        clean_characters(content).collapsed(),
        float(box[:, 0].min()),
        float(box[:, 1].min()),
        float(box[:, 2].max()),
        float(box[:, 3].max()),
        baseline,
        size,
        bold,
    )


def _middle(values: NDArray[np.float64]) -> float:
    return float(np.sort(values)[len(values) // 2])


def _without_stray_blanks(content: SourceText) -> SourceText:
    """Without the blanks that PDFium puts before a raised mark, or between it and the sign that follows."""
    return content.without(match.span() for match in _STRAY.finditer(content.text))


def joined_box(fragments: Sequence[Fragment]) -> tuple[float, float, float, float]:
    """Left, top, right, bottom around some fragments."""
    return (
        min(f.left for f in fragments),
        min(f.top for f in fragments),
        max(f.right for f in fragments),
        max(f.bottom for f in fragments),
    )


def joined_content(row: Sequence[Fragment]) -> SourceText:
    """The fragments of a row with a blank between two, but where they touch."""
    parts = [row[0].content]
    for before, fragment in pairwise(row):
        touch = fragment.left - before.right < 0.1 * fragment.size
        parts.extend([made("" if touch else " "), fragment.content])
    return concat(parts)
