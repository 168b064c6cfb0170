"""The order in which a page is read: its rows, tables and columns."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.fragments import Fragment, joined_box
from ingest.tables import Row, table_runs

_LEAST_SIDE = 3
_MOST_DEPTH = 5
_LEAST_STRIP = 6.0  # points
_LONG_COLUMN = 8


@dataclass(frozen=True, slots=True)
class LaidRow:
    """Fragments on one line of one column, from left to right. table: it is a row of a table."""

    fragments: Row
    table: bool = False

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return joined_box(self.fragments)


@dataclass(frozen=True, slots=True)
class _Item:
    """What a column is made of: one fragment, or all rows of a table or of a list of contents."""

    rows: tuple[LaidRow, ...]
    left: float
    top: float
    right: float
    bottom: float


def rows_of(fragments: Iterable[Fragment]) -> list[Row]:
    """The fragments by their lines, top down, each from left to right."""
    rows: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda f: (f.baseline, f.left)):
        above = rows[-1][0] if rows else None
        if above and fragment.baseline - above.baseline < 0.4 * min(above.size, fragment.size):
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    return [tuple(sorted(row, key=lambda f: f.left)) for row in rows]


def reading_order(fragments: Sequence[Fragment]) -> list[LaidRow]:
    """The rows of a page as they are read: columns one after the other, tables row by row."""
    return _read(list(fragments), 0)


def _read(fragments: list[Fragment], depth: int) -> list[LaidRow]:
    items = _items(fragments)
    gutter = _gutter(items) if depth < _MOST_DEPTH else None
    if gutter is None:
        return _top_down(items)
    found: list[LaidRow] = []
    band: list[_Item] = []
    for item in sorted(items, key=lambda item: (item.top, item.left)):
        if item.left < gutter < item.right:
            found.extend(_read_band(band, gutter, depth))
            band = []
            found.extend(item.rows)
        else:
            band.append(item)
    found.extend(_read_band(band, gutter, depth))
    return _rejoined(found)


def _read_band(band: Sequence[_Item], gutter: float, depth: int) -> list[LaidRow]:
    sides = ([item for item in band if item.right <= gutter], [item for item in band if item.left >= gutter])
    return [row for side in sides if side for row in _read(_fragments(side), depth + 1)]


def _fragments(items: Iterable[_Item]) -> list[Fragment]:
    return [fragment for item in items for row in item.rows for fragment in row.fragments]


def _items(fragments: Sequence[Fragment]) -> list[_Item]:
    rows = rows_of(fragments)
    items: list[_Item] = []
    at = 0
    for run in table_runs(rows):
        items.extend(_loose(rows[at : run.start]))
        items.append(_item([LaidRow(row, table=not run.contents) for row in rows[run.start : run.end]]))
        at = run.end
    return [*items, *_loose(rows[at:])]


def _loose(rows: Iterable[Row]) -> Iterator[_Item]:
    return (_item([LaidRow((fragment,))]) for row in rows for fragment in row)


def _item(rows: Sequence[LaidRow]) -> _Item:
    return _Item(tuple(rows), *joined_box([fragment for row in rows for fragment in row.fragments]))


def _top_down(items: Sequence[_Item]) -> list[LaidRow]:
    """Items of one column: the fragments by their lines, tables where they begin."""
    tables = [item for item in items if len(item.rows) > 1]
    loose = [item.rows[0].fragments[0] for item in items if len(item.rows) == 1]
    parts = [(row[0].top, [LaidRow(row)]) for row in rows_of(loose)]
    parts.extend((table.top, list(table.rows)) for table in tables)
    return [row for _, rows in sorted(parts, key=lambda part: part[0]) for row in rows]


def _rejoined(rows: Sequence[LaidRow]) -> list[LaidRow]:
    """The rows, with neighbours on one line of one band put together again."""
    found: list[LaidRow] = []
    for row in rows:
        above = found[-1] if found else None
        if above and not (row.table or above.table) and _side_by_side(above.fragments[-1], row.fragments[0]):
            found[-1] = LaidRow((*above.fragments, *row.fragments))
        else:
            found.append(row)
    return found


def _side_by_side(one: Fragment, other: Fragment) -> bool:
    level = abs(one.baseline - other.baseline) < 0.4 * min(one.size, other.size)
    return level and 0 <= other.left - one.right < 3 * one.size


def _gutter(items: Sequence[_Item]) -> float | None:
    """Where a blank strip parts two columns that stand beside each other; None for one column."""
    if len(items) < 2 * _LEAST_SIDE:
        return None
    left, right = min(item.left for item in items), max(item.right for item in items)
    best: tuple[float, float] | None = None
    for x in sorted({item.left for item in items}):
        if not left + 0.12 * (right - left) < x < right - 0.08 * (right - left):
            continue
        found = _strip(items, x)
        if found is not None and (best is None or found > best):
            best = found
    return best[1] if best else _short_gutter(items, left, right)


def _short_gutter(items: Sequence[_Item], left: float, right: float) -> float | None:
    """Where the second column of a page begins that has a line or two only, beside a long first one."""
    for x in sorted({item.left for item in items if item.left > left + 0.4 * (right - left)}):
        before = [item for item in items if item.right <= x]
        after = [item for item in items if item.left >= x]
        if len(before) + len(after) < len(items) or _lines(before) < _LONG_COLUMN:
            continue
        if 0 < _lines(after) < _LEAST_SIDE and max(item.right for item in before) < x - _LEAST_STRIP:
            return x - _LEAST_STRIP / 2
    return None


def _lines(items: Sequence[_Item]) -> int:
    """On how many lines the items stand, those of a table counted as rows."""
    return len({round(row.box[3] / 5) for item in items for row in item.rows})


def _strip(items: Sequence[_Item], x: float) -> tuple[float, float] | None:
    """How good a gutter is that ends at `x`, and its middle; None where there is none."""
    before = [item for item in items if item.right <= x]
    after = [item for item in items if item.left >= x]
    if min(_lines(before), _lines(after)) < _LEAST_SIDE:
        return None
    top = max(min(i.top for i in before), min(i.top for i in after))
    bottom = min(max(i.bottom for i in before), max(i.bottom for i in after))
    within = [item for item in items if item.bottom > top and item.top < bottom]
    beside = [[i for i in side if i.bottom > top and i.top < bottom] for side in (before, after)]
    if min(map(_lines, beside)) < _LEAST_SIDE:
        return None
    crossing = len(within) - sum(map(len, beside))
    edge = max(item.right for item in beside[0])
    size = (within[0].bottom - within[0].top) or 10.0
    if crossing > 0.3 * len(within) or x - edge < min(_LEAST_STRIP, 0.5 * size):
        return None
    return min(map(len, beside)) - 2.0 * crossing + min(x - edge, 30.0) / 30.0, (edge + x) / 2
