"""Which rows of a page are a table: cells in line under each other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.fragments import GAP, Fragment

Row = tuple[Fragment, ...]

_LEAST_ROWS = 3
_MOST_WORDS = 5
_FIRST_WORDS = 12
_DOTS = re.compile(r"[.…](?:\s*[.…]){3,}")


def cells_of(row: Row) -> list[list[Fragment]]:
    """The fragments of a row by the cells that wide blanks part."""
    cells: list[list[Fragment]] = [[row[0]]]
    for fragment in row[1:]:
        if fragment.left - cells[-1][-1].right > GAP * min(fragment.size, cells[-1][-1].size):
            cells.append([fragment])
        else:
            cells[-1].append(fragment)
    return cells


@dataclass(frozen=True, slots=True)
class Run:
    """Rows from `start` up to `end` that belong together: of a table, or of a list of contents."""

    start: int
    end: int
    contents: bool


def table_runs(rows: Sequence[Row]) -> list[Run]:
    """The tables and the lists of contents among some rows, top down."""
    cells = [cells_of(row) for row in rows]
    runs: list[Run] = []
    start = 0
    for at in range(1, len(rows) + 1):
        if at < len(rows) and _goes_on(cells[at - 1], cells[at]):
            continue
        contents = _is_contents(cells[start:at])
        if at - start >= _LEAST_ROWS and (contents or _is_table(cells[start:at])):
            runs.append(Run(start, at, contents))
        start = at
    return runs


def _goes_on(above: list[list[Fragment]], below: list[list[Fragment]]) -> bool:
    """Whether two rows have short cells in line under each other."""
    if not (_has_short_cells(above) and _has_short_cells(below)):
        return False
    if abs(len(above) - len(below)) > 1 or below[0][0].top - above[0][0].bottom > 2.5 * above[0][0].size:
        return False
    fewest = min(len(above), len(below))
    in_line = sum(any(_overlap(cell, other) for other in above) for cell in below)
    return in_line >= fewest


def _has_short_cells(cells: list[list[Fragment]]) -> bool:
    if len(cells) < 2 or _words(cells[0]) > _FIRST_WORDS:
        return False
    return all(_words(cell) <= _MOST_WORDS for cell in cells[1:]) and not any(
        _DOTS.search(fragment.text) for cell in cells for fragment in cell
    )


def _words(cell: list[Fragment]) -> int:
    return sum(len(fragment.text.split()) for fragment in cell)


def _overlap(cell: list[Fragment], other: list[Fragment]) -> bool:
    return cell[0].left < other[-1].right and other[0].left < cell[-1].right


def _is_table(rows: Sequence[list[list[Fragment]]]) -> bool:
    """Whether rows of short cells are no drawing and no narrow columns."""
    numbers = sum(any(c.isdigit() for cell in row[1:] for f in cell for c in f.text) for row in rows)
    named = sum(any(c.isalpha() for f in row[0] for c in f.text) for row in rows)
    wide = sum(len(row) >= 3 for row in rows)
    return named >= 0.6 * len(rows) and (2 * numbers >= len(rows) or 2 * wide >= len(rows))


def _is_contents(rows: Sequence[list[list[Fragment]]]) -> bool:
    """Whether the last cells are ascending page numbers."""
    last = [row[-1][-1].text for row in rows if len(row) == 2]
    if len(last) < len(rows) or not all(text.isdigit() and len(text) <= 3 for text in last):
        return False
    numbers = [int(text) for text in last]
    return numbers == sorted(numbers)
