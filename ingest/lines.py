"""The lines of the pages, without what is printed on every page: headers, footers, page numbers, bare links."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.clean import SourceText

_BARE_NUMBER = re.compile(r"(?:(?:side|s\.|page)\s*)?[-–|·]?\s*(\d{1,4})\s*[-–|·]?(?:\s*(?:af|/|of)\s*\d{1,4})?", re.I)
_EDGE_NUMBER = re.compile(r"^(\d{1,4})\b|\b(\d{1,4})$")
_LINK = re.compile(r"(?:https?://|www\.|mailto:)\S+$", re.I)
_ENDED = re.compile(r"[.!?:][\"»«”“’')\]]{0,3}\d{0,2}$")
CELL_BREAK = " | "
_RULE = re.compile(r"[_=*~–—-]{3,}")
_TOC_TITLE = re.compile(r"(?:indhold|indholdsfortegnelse|indholdsoversigt|contents)$", re.I)
_TOC_ENTRY = re.compile(r"(?P<title>\S.*?)[\s.…]+(?P<last>\d{1,3})|(?P<first>\d{1,3})\s+(?P<title2>[^\W\d_].*)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page.

    gap: a blank line, or the page's top, stands above it. ruled: a drawn line stands above it.
    spread: wide blanks part its words, as in the labels of a figure. row: it is a row of a table.
    """

    content: SourceText
    page: int
    gap: bool
    ruled: bool = False
    spread: bool = False
    row: bool = False

    @property
    def text(self) -> str:
        """The words of the line."""
        return self.content.text

    def __len__(self) -> int:
        return len(self.content)


@dataclass(frozen=True, slots=True)
class PageLines:
    """A page's own lines. label: the page number printed on it, "" where there is none, None for no page at all.

    ocr: the text was recognised in a picture of the page.
    """

    number: int
    lines: tuple[Line, ...]
    label: str | None = ""
    ocr: bool = False


def split_pages(source: SourceText) -> list[PageLines]:
    """The pages between the form feeds; blanks after the last form feed are no page."""
    pages: list[PageLines] = []
    start = 0
    for text in source.text.split("\f"):
        pages.append(_split_lines(source.slice(start, start + len(text)), len(pages) + 1))
        start += len(text) + 1
    if len(pages) > 1 and not pages[-1].lines:
        pages.pop()
    return pages


def _split_lines(page: SourceText, number: int) -> PageLines:
    lines: list[Line] = []
    start, gap, ruled = 0, True, False
    for text in page.text.split("\n"):
        content = page.slice(start, start + len(text)).strip()
        start += len(text) + 1
        if not content.text or _RULE.fullmatch(content.text):
            gap, ruled = True, bool(content.text)
            continue
        lines.append(Line(content.collapsed(), number, gap, ruled, spread="   " in content.text))
        gap = ruled = False
    return PageLines(number, tuple(lines))


def without_furniture(pages: Sequence[PageLines]) -> list[PageLines]:
    """The pages without running headers and footers, page numbers and lines that are a link, with their labels."""
    repeated = _repeated_edges(pages)
    offset = _number_offset(pages, repeated)
    return [without_links(_strip_page(page, repeated, offset)) for page in pages]


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text).strip().lower()


def _edges(page: PageLines) -> list[Line]:
    lines = page.lines
    return [*lines[:2], *lines[-2:]] if len(lines) > 3 else [*lines[:1], *lines[-1:]]


def _repeated_edges(pages: Sequence[PageLines]) -> frozenset[str]:
    """Shapes of first and last lines, numbers apart, that return on at least three pages."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_shape(line.text) for line in _edges(page)})
    return frozenset(shape for shape, count in counts.items() if count >= max(3, len(pages) // 5) and len(shape) > 1)


def _number_of(text: str, repeated: frozenset[str]) -> int | None:
    bare = _BARE_NUMBER.fullmatch(text)
    if bare:
        return int(bare.group(1))
    if _shape(text) in repeated:
        edge = _EDGE_NUMBER.search(text)
        return int(edge.group(1) or edge.group(2)) if edge else None
    return None


def _number_offset(pages: Sequence[PageLines], repeated: frozenset[str]) -> int | None:
    """Printed number minus place in the file, as most pages have it."""
    offsets: Counter[int] = Counter()
    for page in pages:
        numbers = {_number_of(line.text, repeated) for line in _edges(page)}
        offsets.update(number - page.number for number in numbers if number is not None)
    if not offsets:
        return None
    offset, count = max(offsets.items(), key=lambda item: (item[1], -abs(item[0])))
    return offset if count >= 2 else None


def _strip_page(page: PageLines, repeated: frozenset[str], offset: int | None) -> PageLines:
    edges = {id(line) for line in _edges(page)}
    expected = None if offset is None else page.number + offset
    kept: list[Line] = []
    label, gap = "", False
    for line in page.lines:
        number = _number_of(line.text, repeated) if id(line) in edges else None
        is_number = number is not None and number == expected
        if is_number:
            label = str(number)
        if is_number or (id(line) in edges and _shape(line.text) in repeated and not line.text.isdigit()):
            gap = True
        else:
            kept.append(replace(line, gap=line.gap or gap))
            gap = False
    return PageLines(page.number, tuple(kept), label)


def without_links(page: PageLines) -> PageLines:
    """The page without the lines that are nothing but an address."""
    kept: list[Line] = []
    gap = False
    for line in page.lines:
        if _is_link(line, kept):
            gap = gap or line.gap
        else:
            kept.append(replace(line, gap=line.gap or gap))
            gap = False
    return replace(page, lines=tuple(kept))


def _is_link(line: Line, kept: Sequence[Line]) -> bool:
    """Whether the line is nothing but an address, and not the rest of a sentence."""
    if not _LINK.match(line.text):
        return False
    if line.gap or not kept or line.text.lower().startswith("mailto:"):
        return True
    return len(kept[-1]) < 40 or bool(_ENDED.search(kept[-1].text[-12:]))


def contents_lines(page: PageLines) -> frozenset[int]:
    """The places of the lines that make a table of contents: titles with ascending page numbers."""
    found: set[int] = set()
    run: list[int] = []
    last = 0
    titled = False
    for at, line in enumerate([*page.lines, None]):
        number = _entry_number(line.text) if line else None
        if line and number is not None and number >= last:
            run.append(at)
            last = number
            continue
        if len(run) >= (2 if titled else 5):
            found.update(run)
        if run:
            titled = False
        run, last = [], 0
        if line and _TOC_TITLE.match(line.text):
            titled = True
            found.add(at)
    return frozenset(found) if len(found) > 1 else frozenset()


def _entry_number(text: str) -> int | None:
    match = _TOC_ENTRY.fullmatch(text) if len(text) <= 150 else None
    if match is None:
        return None
    title = match["title"] or match["title2"]
    if sum(c.isalpha() for c in title) < 3 or title[0].islower():
        return None
    return int(match["last"] or match["first"])
