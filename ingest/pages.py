"""A page's lines as blocks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.blocks import BlockKind, Draft
from ingest.clean import concat, made
from ingest.contacts import contact_runs
from ingest.figures import Role, figure_roles
from ingest.groups import GroupReader, PageStyle
from ingest.lines import Line, PageLines, contents_lines
from ingest.shapes import is_heading_text, is_kicker, is_numeric, is_prose, is_title, list_mark, starts_contact
from ingest.words import join_lines

_INTERVIEW = re.compile(r"\binterview\b|\bperspektiv\b|\bsamtale med\b|\bportræt\b", re.I)
_LEAST_LOOSE_GROUPS = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines that belong together by the page's own gaps, or by a figure."""

    kind: str  # "body", "loose", "contents", "caption", "labels" or "table"
    lines: tuple[Line, ...]
    figure: str = ""


def read_page(page: PageLines, style: PageStyle, *, first: bool, last: bool) -> list[Draft]:
    """The blocks of a page, in order."""
    units = _with_loose_labels(_units(page, style), front=first, back=last)
    drafts: list[Draft] = []
    front = first
    for at, unit in enumerate(units):
        if unit.kind in ("caption", "labels", "contents"):
            drafts.append(_figure_draft(unit, style))
            continue
        if unit.kind == "table":
            drafts.append(_table_draft(unit))
            continue
        front = front and unit.kind == "loose"
        followed = at + 1 < len(units) and _carries_heading(units, at, front=front)
        top = not any(draft.kind != "heading" for draft in drafts) and _may_be_top(drafts)
        reader = GroupReader(unit.lines, replace(style, front=front), followed=followed, top=top)
        drafts.extend(reader.read())
    return drafts


def is_interview(page: PageLines) -> bool:
    """Whether the page is an interview: it says so at its top, or its questions are answered in quotation marks."""
    if any(_INTERVIEW.search(line.text) and is_heading_text(line.text) for line in page.lines[:3]):
        return True
    answered = sum(a.text.endswith("?") and b.text[0] in '"»”“' for a, b in pairwise(page.lines))
    return answered >= 2


def _may_be_top(drafts: Sequence[Draft]) -> bool:
    return not drafts or is_kicker(drafts[-1].text)


def _carries_heading(units: Sequence[Unit], at: int, *, front: bool) -> bool:
    """Whether what follows a unit may stand under a heading."""
    following = units[at + 1]
    if following.kind != "loose":
        both_numbered = all(list_mark(line.text)[:1].isdigit() for line in (units[at].lines[-1], following.lines[0]))
        return following.kind != "contents" and not both_numbered
    if front:
        return False
    # a heading of its own with its text below, or a list of short lines
    stacked = at == 0 or is_kicker(units[at].lines[-1].text)
    text_below = len(following.lines) <= 3 and at + 2 < len(units) and units[at + 2].kind == "body"
    return (stacked and text_below) or (len(following.lines) > 1 and is_title(units[at].lines[-1].text))


def _units(page: PageLines, style: PageStyle) -> list[Unit]:
    lines = page.lines
    contents = contents_lines(page)
    roles = figure_roles(lines, style.width)
    units: list[Unit] = []
    start = 0
    keys = [_key(lines[at], style, at in contents, roles.get(at)) for at in range(len(lines))]
    for at in range(1, len(lines) + 1):
        if at < len(lines) and keys[at] == keys[start] and (keys[at] is not None or not lines[at].gap):
            continue
        group = lines[start:at]
        kind, figure = keys[start] or ("", "")
        units.append(Unit(kind or _kind_of(group, style), group, figure))
        start = at
    return _with_whole_contacts(units)


def _key(line: Line, style: PageStyle, in_contents: bool, role: Role | None) -> tuple[str, str] | None:
    if in_contents:
        return ("contents", "")
    if line.row:
        return ("table", "")
    # a heading that the file marks is none of a drawing's labels
    return (role.kind, role.number) if role and not _is_marked(line, style) else None


def _is_marked(line: Line, style: PageStyle) -> bool:
    return style.titles is not None and line.content.sources[0] in style.titles


def _kind_of(group: Sequence[Line], style: PageStyle) -> str:
    if any(_is_marked(line, style) for line in group):
        return "body"
    if all(is_numeric(line.text) for line in group):
        return "labels"
    return "body" if is_prose(group, style.width) or contact_runs(group) else "loose"


def _with_whole_contacts(units: list[Unit]) -> list[Unit]:
    """Name and phone number in one unit, and the line that says whom to contact, where blank lines part them."""
    merged: list[Unit] = []
    for unit in units:
        while (
            merged
            and unit.kind == "body"
            and merged[-1].kind in ("loose", "body")
            and unit.lines[0].page == merged[-1].lines[0].page
            and _completes(merged[-1], unit)
        ):
            above = merged.pop()
            unit = Unit("body", above.lines + unit.lines)
        merged.append(unit)
    return merged


def _completes(above: Unit, unit: Unit) -> bool:
    if starts_contact(unit.lines[0].text) and above.kind == "loose":
        return len(above.lines) <= 4
    says_whom = re.search(r"kontakt:?$", above.lines[-1].text, re.I) and above.lines[-1].text.endswith(":")
    return bool(says_whom) and len(above.lines) == 1 and 0 in contact_runs(unit.lines)


def _with_loose_labels(units: list[Unit], *, front: bool, back: bool) -> list[Unit]:
    """The loose groups that are labels of a drawing without a caption, marked as such."""
    if back and not front:
        return units
    marked = list(units)
    start = 0
    seen_text = not front
    for at in range(len(units) + 1):
        if at < len(units) and units[at].kind in ("loose", "labels"):
            continue
        end = at
        if at < len(units) and at > start and _is_heading(units[at - 1]):
            end = at - 1
        if seen_text and start > 0:
            for place in range(start, end):
                if end - start >= _LEAST_LOOSE_GROUPS or _is_sign(units[place]):
                    marked[place] = replace(units[place], kind="labels")
        seen_text = seen_text or (at < len(units) and units[at].kind == "body")
        start = at + 1
    return marked


def _is_heading(unit: Unit) -> bool:
    return unit.kind == "loose" and is_heading_text(unit.lines[0].text) and not _is_sign(unit)


def _is_sign(unit: Unit) -> bool:
    text = " ".join(line.text for line in unit.lines)
    return text.isupper() and len(text) <= 12


def _figure_draft(unit: Unit, style: PageStyle) -> Draft:
    if unit.kind == "caption":
        content = join_lines([line.content for line in unit.lines], style.lexicon)
        return Draft("caption", content, unit.lines[0].page, figure=unit.figure)
    parts = [part for line in unit.lines for part in (line.content, made("\n"))][:-1]
    kind: BlockKind = "contents" if unit.kind == "contents" else "labels"
    return Draft(kind, concat(parts), unit.lines[0].page, figure=unit.figure)


def _table_draft(unit: Unit) -> Draft:
    """The rows of a table, each one sentence; the words of its first row are context to every row."""
    starts = [0]
    parts = []
    for line in unit.lines:
        parts.extend([line.content, made("\n")])
        starts.append(starts[-1] + len(line) + 1)
    first = unit.lines[0]
    head = "" if any(c.isdigit() for c in first.text) else first.text
    return Draft("record", concat(parts[:-1]), first.page, starts=tuple(starts[:-1]), context=head)
