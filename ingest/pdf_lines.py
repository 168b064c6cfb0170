"""A PDF's fragments as the lines of its pages: without running headers, in reading order, parted in paragraphs."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from ingest.clean import SourceText, concat, made
from ingest.fragments import Fragment, PageFragments
from ingest.layout import LaidRow, reading_order, rows_of
from ingest.lines import CELL_BREAK, Line, PageLines, without_furniture
from ingest.shapes import ends_sentence, footnote_number, is_numeric, list_mark
from ingest.tables import Row, cells_of

_SPREAD = 2.5
_EDGE = 0.15
_SET_APART = 1.6
_CLAUSE = re.compile(r"§+ ?\d|Stk\. ?\d")


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line and how it is set. size: in points. bold: all of it. table: it is a row of a table."""

    line: Line
    size: float
    bold: bool
    left: float
    right: float
    baseline: float
    table: bool

    @property
    def text(self) -> str:
        """The words of the line."""
        return self.line.text


@dataclass(frozen=True, slots=True)
class SetPage:
    """A page's lines in reading order. label: the page number found on it, "" for none."""

    number: int
    lines: tuple[SetLine, ...]
    label: str = ""


def set_pages(pages: Sequence[PageFragments]) -> tuple[list[SetPage], float]:
    """The pages' own lines in reading order, and the size of the running text."""
    body = body_size(pages)
    kept, labels = _without_running(pages)
    laid = [reading_order(fragments) for fragments in kept]
    usual = _leading([row for rows in laid for row in rows])
    found: list[SetPage] = []
    for number, (rows, label) in enumerate(zip(laid, labels, strict=True), start=1):
        found.append(SetPage(number, _set_lines(rows, number, _leading(rows, usual), body), label))
    return found, body


def body_size(pages: Sequence[PageFragments]) -> float:
    """The font size that most characters have, in half points; 10 where there are none."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for fragment in page.fragments:
            sizes[round(2 * fragment.size) / 2] += len(fragment.content)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _without_running(pages: Sequence[PageFragments]) -> tuple[list[list[Fragment]], list[str]]:
    """The fragments without running headers, footers and page numbers, which stand at the edges; the numbers."""
    kept = [list(page.fragments) for page in pages]
    labels = [""] * len(kept)
    for _ in range(2):  # what stands inside of a page number may be a running footer
        rows = [_edge_rows(fragments, page.height) for fragments, page in zip(kept, pages, strict=True)]
        edges = [
            PageLines(number, tuple(_edge_line(row, number) for row in page))
            for number, page in enumerate(rows, start=1)
        ]
        for at, page in enumerate(without_furniture(edges)):
            left = {line.text for line in page.lines}
            gone = {
                id(f) for row, line in zip(rows[at], edges[at].lines, strict=True) if line.text not in left for f in row
            }
            kept[at] = [fragment for fragment in kept[at] if id(fragment) not in gone]
            labels[at] = labels[at] or page.label or ""
    return kept, labels


def _edge_rows(fragments: Sequence[Fragment], height: float) -> list[Row]:
    """The rows that may be running: one or two at the page's own edges, set apart from the text."""
    rows = rows_of(fragments)
    top = [row for row in _apart(rows) if row[0].bottom < _EDGE * height]
    bottom = [row for row in _apart(rows[::-1])[::-1] if row[0].top > (1 - _EDGE) * height]
    return [*top, *(row for row in bottom if row not in top)]


def _apart(rows: Sequence[Row]) -> list[Row]:
    """The one or two first rows, where the next stands further off than the lines of a paragraph do."""
    for count in (1, 2):
        if len(rows) <= count:
            return list(rows)
        one, other = rows[count - 1][0], rows[count][0]
        if abs(other.baseline - one.baseline) > _SET_APART * max(one.size, other.size):
            return list(rows[:count])
    return list(rows[:1]) if is_numeric(_joined(rows[0]).text) else []


def _edge_line(row: Row, number: int) -> Line:
    # never taken for a link that goes on, which the body's lines are asked about
    return Line(_joined(row), number, gap=False)


def _joined(row: Sequence[Fragment]) -> SourceText:
    """The fragments with a blank between two, but where they touch."""
    parts = [row[0].content]
    for before, fragment in pairwise(row):
        touch = fragment.left - before.right < 0.1 * fragment.size
        parts.extend([made("" if touch else " "), fragment.content])
    return concat(parts)


def _leading(rows: Sequence[LaidRow], usual: float = 1.3) -> float:
    """How far apart the lines of a paragraph are, in font sizes."""
    steps: list[float] = []
    for above, below in pairwise(rows):
        one, other = above.fragments[0], below.fragments[0]
        step = (other.baseline - one.baseline) / max(other.size, 1.0)
        if 0.7 < step < 3 and abs(one.size - other.size) < 0.06 * one.size and not (above.table or below.table):
            steps.append(step)
    return float(np.quantile(steps, 0.3)) if len(steps) >= 6 else usual


def _set_lines(rows: Sequence[LaidRow], number: int, leading: float, body: float) -> tuple[SetLine, ...]:
    lines: list[SetLine] = []
    for row in rows:
        line = _set_line(row, number)
        above = lines[-1] if lines else None
        note = line.size < 0.95 * body and bool(footnote_number(line.text)) and not line.table
        note = note and (above is None or ends_sentence(above.text) or line.baseline - above.baseline > 0)
        gap = above is None or _parts(above, line, leading) or (note and ends_sentence(above.text))
        ruled = note and (above is None or above.size > 1.04 * line.size)
        lines.append(replace(line, line=replace(line.line, gap=gap, ruled=ruled)))
    return tuple(lines)


def _set_line(row: LaidRow, number: int) -> SetLine:
    fragments = row.fragments
    if row.table:
        content = concat([part for cell in cells_of(fragments) for part in (_joined(cell), made(CELL_BREAK))][:-1])
    else:
        content = _joined(fragments)
    wide = any(b.left - a.right > _SPREAD * a.size for a, b in pairwise(fragments))
    longest = max(fragments, key=lambda f: len(f.content))
    left, _, right, _ = row.box
    return SetLine(
        Line(content.collapsed(), number, gap=False, spread=wide and not row.table, row=row.table),
        longest.size,
        all(f.bold for f in fragments if any(c.isalnum() for c in f.text)),
        left,
        right,
        longest.baseline,
        row.table,
    )


def _parts(above: SetLine, line: SetLine, leading: float) -> bool:
    """Whether a paragraph ends between two lines."""
    if line.table != above.table:
        return True
    if line.table:
        return False
    differs = abs(line.size - above.size) > 0.08 * above.size or (line.bold != above.bold and len(above.text) < 90)
    step = line.baseline - above.baseline
    if step <= 0 or line.left > above.right or line.right < above.left:  # the next column
        return differs or ends_sentence(above.text)
    if step > 1.25 * leading * max(line.size, above.size):
        return True
    if differs:
        return not (line.text[:1].islower() and abs(line.size - above.size) < 0.5)
    if not ends_sentence(above.text):
        return False
    if _CLAUSE.match(line.text):
        return True
    indented = 0.7 * line.size < line.left - above.left < 4 * line.size
    return indented and not list_mark(above.text)
