"""Which lines of a PDF are headings: by its outline, else by size, weight and number."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.clean import concat, made
from ingest.lines import Line, PageLines, contents_lines
from ingest.pdf_lines import SetLine, SetPage
from ingest.shapes import caption_of, is_heading_text, is_numeric, section_number

_NOT_LETTER = re.compile(r"[\W\d_]+")
_LARGER = 1.12
_MOST_LINES = 3
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark of a PDF. level: from 1. page: from 1."""

    title: str
    level: int
    page: int


def with_headings(
    pages: Sequence[SetPage], body: float, outline: Sequence[OutlineEntry]
) -> tuple[list[PageLines], dict[int, int] | None]:
    """The pages with each heading as one line, and its level by where in the source it begins.

    The levels are None where nothing is set as a heading. body: the size of the running text.
    """
    pages = [replace(page, lines=_merged(page, body)) for page in pages]
    titles = dict(_in_outline(pages, outline))
    below = max(titles.values(), default=0)
    found = [line for page in pages for line in _by_looks(page, body) if line.line.content.sources[0] not in titles]
    if outline and titles:  # a title page stands above the outline, what the outline leaves out stands below it
        titles.update({line.line.content.sources[0]: min(below + 1, _DEEPEST) for line in found})
    else:
        titles.update(_levels(found))
    lines = [PageLines(page.number, tuple(_opened(line, titles) for line in page.lines), page.label) for page in pages]
    return lines, titles or None


def _opened(line: SetLine, titles: dict[int, int]) -> Line:
    return replace(line.line, gap=True) if line.line.content.sources[0] in titles else line.line


def _is_set_off(line: SetLine, body: float) -> bool:
    """Whether a line is set larger or heavier than the running text."""
    return not line.table and (line.size >= _LARGER * body or (line.bold and line.size >= 0.97 * body))


def _merged(page: SetPage, body: float) -> tuple[SetLine, ...]:
    """The lines, with a heading's own lines put together."""
    found: list[SetLine] = []
    count = 0
    for line in page.lines:
        above = found[-1] if found else None
        if above and count < _MOST_LINES and not line.line.gap and _is_one_heading(above, line, body):
            content = concat([above.line.content, made(" "), line.line.content])
            found[-1] = replace(above, line=replace(above.line, content=content), baseline=line.baseline)
            count += 1
        else:
            found.append(line)
            count = 1
    return tuple(found)


def _is_one_heading(above: SetLine, line: SetLine, body: float) -> bool:
    alike = abs(above.size - line.size) < 0.03 * above.size and above.bold == line.bold
    whole = f"{above.text} {line.text}"
    return (
        alike and _is_set_off(above, body) and _is_set_off(line, body) and is_heading_text(above.text)
        and is_heading_text(whole) and not section_number(line.text)
    )  # fmt: skip


def _letters(text: str) -> str:
    return _NOT_LETTER.sub("", text).lower()


def _in_outline(pages: Sequence[SetPage], outline: Iterable[OutlineEntry]) -> Iterable[tuple[int, int]]:
    """Where each title of the outline begins in the source, and its level."""
    for entry in outline:
        wanted = _letters(entry.title)
        lines = pages[entry.page - 1].lines if 1 <= entry.page <= len(pages) else ()
        same = [line for line in lines if wanted and _letters(line.text) == wanted]
        if same:
            best = max(same, key=lambda line: (line.size, line.bold))
            yield best.line.content.sources[0], entry.level


def _by_looks(page: SetPage, body: float) -> list[SetLine]:
    contents = contents_lines(PageLines(page.number, tuple(line.line for line in page.lines)))
    return [
        line
        for at, line in enumerate(page.lines)
        if at not in contents
        and _is_set_off(line, body)
        and is_heading_text(line.text)
        and not is_numeric(line.text)
        and caption_of(line.text) is None
        and _stands_alone(page.lines, at)
    ]


def _stands_alone(lines: Sequence[SetLine], at: int) -> bool:
    """Whether a line set in the body's own size is not the bold beginning or end of a paragraph."""
    line = lines[at]
    below = lines[at + 1] if at + 1 < len(lines) else None
    if below is not None and below.bold == line.bold and not below.line.gap and abs(below.size - line.size) < 0.5:
        return False
    return line.line.gap or at == 0 or lines[at - 1].bold != line.bold or lines[at - 1].size != line.size


def _levels(headings: Sequence[SetLine]) -> dict[int, int]:
    """Levels by size, then weight; a heading numbered 3.1 stands one below those numbered 3."""
    looks = sorted({_look(line) for line in headings}, reverse=True)
    rank = {look: min(at + 1, _DEEPEST) for at, look in enumerate(looks)}
    chapters = [rank[_look(line)] for line in headings if len(section_number(line.text)) == 1]
    levels: dict[int, int] = {}
    for line in headings:
        depth = len(section_number(line.text))
        level = min(chapters) + depth - 1 if depth > 1 and chapters else rank[_look(line)]
        levels[line.line.content.sources[0]] = min(level, _DEEPEST)
    return levels


def _look(line: SetLine) -> tuple[float, bool]:
    return (round(line.size), line.bold)
