"""Which lines of a page belong to a drawn figure: its caption, and the loose labels and numbers around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.lines import Line
from ingest.shapes import (
    caption_of,
    ends_sentence,
    fits,
    is_heading_text,
    is_label,
    is_numeric,
    is_prose,
    opens_sentence,
)

_MOST_LABEL_LINES = 60


@dataclass(frozen=True, slots=True)
class Role:
    """What a line is to a figure. number: the printed number of the figure."""

    kind: Literal["caption", "labels"]
    number: str


def figure_roles(lines: Sequence[Line], width: int) -> dict[int, Role]:
    """The role of each line, by its place, that belongs to a figure or a table with a caption."""
    roles: dict[int, Role] = {}
    for at, line in enumerate(lines):
        caption = caption_of(line.text)
        if caption is None or at in roles or not _stands_free(lines, at):
            continue
        end = _caption_end(lines, at, width)
        roles.update(dict.fromkeys(range(at, end), Role("caption", caption[1])))
        labels = Role("labels", caption[1])
        roles.update(dict.fromkeys(_labels_above(lines, at, width, roles), labels))
        if caption[0] == "Tabel":
            roles.update(dict.fromkeys(_rows_below(lines, end), labels))
    return roles


def _stands_free(lines: Sequence[Line], at: int) -> bool:
    above = lines[at - 1] if at else None
    return above is None or lines[at].gap or ends_sentence(above.text) or is_label(above)


def _caption_end(lines: Sequence[Line], start: int, width: int) -> int:
    end = start + 1
    while end < len(lines) and not lines[end].gap and caption_of(lines[end].text) is None:
        above, line = lines[end - 1].text, lines[end].text
        if (lines[end].spread and not lines[start].spread) or is_numeric(line):
            break
        local = max(width * 3 // 4, *(len(other) for other in lines[start : end + 1]))
        ended = ends_sentence(above) and opens_sentence(line)
        if ended and (fits(above, line, local) or (is_heading_text(line) and len(line) <= width // 2)):
            break
        end += 1
    return end


def _labels_above(lines: Sequence[Line], caption: int, width: int, roles: dict[int, Role]) -> list[int]:
    """The lines above a caption, up to running text, the page's heading or another figure."""
    found: list[int] = []
    end = caption
    while end > 0 and caption - end < _MOST_LABEL_LINES:
        start = end - 1
        while start > 0 and not lines[start].gap and start not in roles:
            start -= 1
        group = range(start, end)
        if start in roles:
            group = range(start + 1, end)
        labels = _label_tail(lines, group, width)
        found = [*labels, *found]
        if len(labels) < len(group) or not labels or group.start != start:
            break
        end = start
    return _without_headings(lines, found)


def _label_tail(lines: Sequence[Line], group: range, width: int) -> list[int]:
    """The last lines of a group that are labels; all of it for a fragment of text inside the drawing."""
    tail: list[int] = []
    for at in reversed(group):
        if not is_label(lines[at]) or len(lines[at]) > 0.85 * width:
            break
        tail.insert(0, at)
    while tail and tail[0] > group.start and not ends_sentence(lines[tail[0] - 1].text):
        tail.pop(0)  # the last line of a paragraph, short as a label
    if tail or not group:
        return tail
    members = [lines[at] for at in group]
    above = lines[group.start - 1] if group.start else None
    fragment = members[0].text[:1].islower() and len(members) <= 6 and above is not None
    return list(group) if fragment and above is not None and not is_prose([above], width) else []


def _without_headings(lines: Sequence[Line], found: list[int]) -> list[int]:
    """The labels without the page's heading and without a heading that stands above the drawing."""
    while found and (found[0] == 0 or lines[found[0]].text.endswith("?")) and not is_numeric(lines[found[0]].text):
        found = found[1:]
    return found


def _rows_below(lines: Sequence[Line], start: int) -> list[int]:
    """The rows of a table under its caption."""
    rows: list[int] = []
    for at in range(start, min(len(lines), start + _MOST_LABEL_LINES)):
        text = lines[at].text
        if ends_sentence(text) or not is_label(lines[at]) or not any(c.isdigit() for c in text):
            break
        rows.append(at)
    return rows
