"""What is printed on every page of a PDF: running headers, footers and page numbers, by repetition and place."""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.fragments import Fragment, PageFragments, joined_content
from ingest.layout import rows_of
from ingest.lines import Line, PageLines, without_furniture
from ingest.shapes import is_numeric
from ingest.tables import Row

_EDGE = 0.15  # of the page's height
_SET_APART = 1.6  # font sizes
_LEAST_REPEATED = 3
_EDGE_NUMBER = re.compile(r"^(\d{1,4})\b|\b(\d{1,4})$")


def without_running(pages: Sequence[PageFragments]) -> tuple[list[list[Fragment]], list[str]]:
    """The fragments without running headers, footers and page numbers; the page numbers, "" where there is none."""
    kept = [list(page.fragments) for page in pages]
    labels = [""] * len(kept)
    places: Counter[tuple[int, int]] = Counter()
    for _ in range(2):  # what stands inside of a page number may be a running footer
        rows = [_edge_rows(fragments, page.height) for fragments, page in zip(kept, pages, strict=True)]
        for at, (gone, label) in enumerate(_repeated(rows)):
            places.update({_place(row) for row in gone})
            kept[at] = _without(kept[at], gone)
            labels[at] = labels[at] or label
    offset = _offset(labels)
    usual = {place for place, count in places.items() if count >= _LEAST_REPEATED}
    for at, page in enumerate(pages):  # a chapter's name stands where others do, if on its own pages only
        gone = [row for row in _edge_rows(kept[at], page.height) if _place(row) in usual]
        kept[at] = _without(kept[at], gone)
        expected = "" if offset is None else str(at + 1 + offset)
        if not labels[at] and any(expected in _numbers(row) for row in gone):
            labels[at] = expected
    return kept, labels


def _repeated(pages: Sequence[Sequence[Row]]) -> list[tuple[list[Row], str]]:
    """The rows of each page that return on others, and the page number."""
    edges = [
        # no gap above, or a bare address would count as one
        PageLines(number, tuple(Line(joined_content(row), number, gap=False) for row in rows))
        for number, rows in enumerate(pages, start=1)
    ]
    found: list[tuple[list[Row], str]] = []
    for rows, edge, page in zip(pages, edges, without_furniture(edges), strict=True):
        left = {line.text for line in page.lines}
        gone = [row for row, line in zip(rows, edge.lines, strict=True) if line.text not in left]
        found.append((gone, page.label or ""))
    return found


def _without(fragments: Sequence[Fragment], rows: Sequence[Row]) -> list[Fragment]:
    gone = {id(fragment) for row in rows for fragment in row}
    return [fragment for fragment in fragments if id(fragment) not in gone]


def _place(row: Row) -> tuple[int, int]:
    """Where a row stands down the page, in steps of two points, and its size."""
    return round(row[0].baseline / 2), round(row[0].size)


def _numbers(row: Row) -> set[str]:
    return {number for match in _EDGE_NUMBER.finditer(joined_content(row).text) for number in match.groups() if number}


def _offset(labels: Sequence[str]) -> int | None:
    """Printed number minus place in the file, as most pages have it."""
    offsets = Counter(int(label) - at for at, label in enumerate(labels, start=1) if label.isdigit())
    return offsets.most_common(1)[0][0] if offsets else None


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
    return list(rows[:1]) if is_numeric(joined_content(rows[0]).text) else []
