"""Sources without pages (.docx, .html): paragraphs in order, as the lines of one page without a number."""

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ingest.clean import SourceText, clean_characters, concat, made
from ingest.lines import CELL_BREAK, Line, PageLines
from ingest.metadata import FileFacts
from ingest.shapes import list_mark

_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, list item, heading or table row. cells: one but for a row. level: of a heading, from 1."""

    kind: Literal["text", "item", "heading", "row"]
    cells: tuple[str, ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class Flow:
    """What stands in a source without pages."""

    paragraphs: tuple[Paragraph, ...]
    facts: FileFacts


def flow_lines(paragraphs: Iterable[Paragraph]) -> tuple[list[PageLines], dict[int, int] | None]:
    """The paragraphs as lines of one page without a label, and the level of each heading by where it begins.

    The source that their places count in is the cells' texts, one after the other.
    """
    lines: list[Line] = []
    titles: dict[int, int] = {}
    above = ""
    length = 0
    for paragraph in paragraphs:
        parts: list[SourceText] = []
        for cell in paragraph.cells:
            text = _BLANKS.sub(" ", cell)
            source = SourceText(text, array("q", range(length, length + len(text))))
            length += len(text)
            parts.extend([clean_characters(source).collapsed(), made(CELL_BREAK)])
        content = concat(parts[:-1])
        if not any(c.isalnum() for c in content.text):
            continue
        if paragraph.kind == "item" and not list_mark(content.text):
            content = concat([made("• "), content])
        if paragraph.kind == "heading":
            titles[content.sources[0]] = paragraph.level
        gap = paragraph.kind not in ("item", "row") or paragraph.kind != above
        lines.append(Line(content, 1, gap, row=paragraph.kind == "row"))
        above = paragraph.kind
    return [PageLines(1, tuple(lines), label=None)], titles or None
