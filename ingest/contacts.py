"""Contact blocks: whom to ask, with title, phone and e-mail address."""

import re
from collections.abc import Sequence

from ingest.lines import Line
from ingest.shapes import begins_with_key, ends_sentence, has_contact, starts_contact

_UNFINISHED = re.compile(r"(?:,|\b(?:tlf|telefon|mobil|e-?mail)[.:]{0,2})$", re.I)


def contact_runs(lines: Sequence[Line]) -> dict[int, int]:
    """Start and end of each run of lines that tells whom to contact."""
    runs: dict[int, int] = {}
    done = 0
    for at in range(len(lines)):
        if at < done or not _is_seed(lines, at):
            continue
        start = _first_line(lines, at, done)
        done = _last_line(lines, at) + 1
        runs[start] = done
    return _merged(runs)


def _is_seed(lines: Sequence[Line], at: int) -> bool:
    text = lines[at].text
    if starts_contact(text):
        return True
    if not has_contact(text) or ends_sentence(text):
        return False
    following = lines[at + 1].text if at + 1 < len(lines) else ""
    return not following[:1].islower() and "," in text


def _first_line(lines: Sequence[Line], seed: int, lowest: int) -> int:
    """Up over name, title and organisation, to the end of the text before."""
    start = seed
    while start > lowest and seed - start < 5:
        above = lines[start - 1].text
        if ends_sentence(above) and not _UNFINISHED.search(above):
            break
        start -= 1
    return start


def _last_line(lines: Sequence[Line], seed: int) -> int:
    """Down over the lines with an address, and over the next person's."""
    last = seed
    while True:
        near = [
            at
            for at in range(last + 1, min(last + 5, len(lines)))
            if has_contact(lines[at].text) and not any(_is_text(lines, k) for k in range(last + 1, at))
        ]
        if not near:
            return last
        last = near[0]


def _is_text(lines: Sequence[Line], at: int) -> bool:
    return ends_sentence(lines[at].text) and not _UNFINISHED.search(lines[at].text)


def _merged(runs: dict[int, int]) -> dict[int, int]:
    merged: dict[int, int] = {}
    previous = -1
    for start, end in runs.items():
        if previous >= 0 and merged[previous] == start:
            merged[previous] = end
        else:
            merged[start] = end
            previous = start
    return merged


def entry_lines(lines: Sequence[Line]) -> list[list[tuple[Line, str]]]:
    """The lines of each person or office, each with what parts it from the next line: "\\n" or a blank."""
    entries: list[list[tuple[Line, str]]] = [[]]
    for at, line in enumerate(lines):
        above = lines[at - 1].text if at else ""
        goes_on = bool(_UNFINISHED.search(above)) or starts_contact(line.text)
        listed = begins_with_key(above) and begins_with_key(line.text)
        if at and (has_contact(above) or listed) and not goes_on:
            entries.append([])
        entries[-1].append((line, " " if _UNFINISHED.search(line.text) else "\n"))
    return entries
