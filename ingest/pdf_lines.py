"""A PDF's fragments as the lines of its pages: without running headers, in reading order, parted in paragraphs."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from ingest.clean import concat, made
from ingest.fragments import PageFragments, joined_content
from ingest.layout import LaidRow, reading_order
from ingest.lines import CELL_BREAK, Line
from ingest.running import without_running
from ingest.shapes import ends_sentence, footnote_number, list_mark
from ingest.tables import cells_of

_SPREAD = 2.5
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
    kept, labels = without_running(pages)
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
        content = concat(
            [part for cell in cells_of(fragments) for part in (joined_content(cell), made(CELL_BREAK))][:-1]
        )
    else:
        content = joined_content(fragments)
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
