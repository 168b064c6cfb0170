"""The lines between two blank lines, as headings, paragraphs, list items, contacts and the like."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.blocks import BlockKind, Draft
from ingest.clean import SourceText, concat, made
from ingest.contacts import contact_runs, entry_lines
from ingest.lines import Line
from ingest.shapes import (
    asks_whom,
    begins_with_key,
    begins_with_time,
    ends_sentence,
    fits,
    has_bullet,
    is_heading_text,
    is_kicker,
    is_numbered,
    is_prose,
    list_mark,
    opens_sentence,
)
from ingest.words import Lexicon, join_lines

_ENTRY = re.compile(r"ISBN|ISSN|©|[A-ZÆØÅ][\w .]{1,24}: \S")


@dataclass(frozen=True, slots=True)
class PageStyle:
    """What a group is read by. width: of a full line, in characters.

    footnotes: where in the source a footnote begins. interview: questions are answered on the page.
    front: the page is a front page, up to its first running text. titles: the level of each heading, by where in
    the source it begins, of a file that marks its headings; None where they are to be found by their looks.
    """

    lexicon: Lexicon
    width: int
    footnotes: frozenset[int] = frozenset()
    interview: bool = False
    front: bool = False
    titles: Mapping[int, int] | None = None


class GroupReader:
    """Reads one group. followed: running text, a list or a figure follows it on the page."""

    def __init__(self, lines: Sequence[Line], style: PageStyle, *, followed: bool, top: bool) -> None:
        self.lines = lines
        self.style = style
        self.followed = followed
        self.top = top
        self.drafts: list[Draft] = []
        self.contacts = contact_runs(lines)

    def read(self) -> list[Draft]:
        """The blocks of the group, in order."""
        at, fresh = 0, True
        while at < len(self.lines):
            at, fresh = self._read_block(at, fresh)
        return self.drafts

    def _read_block(self, at: int, fresh: bool) -> tuple[int, bool]:
        """Reads the block that begins at a line: where the next one begins, and whether it may be a heading."""
        text = self.lines[at].text
        if at in self.contacts:
            return self._contact(at, self.contacts[at]), True
        if self._is_footnote(at):
            return self._prose("footnote", at), True
        if list_mark(text) and (fresh or has_bullet(text)) and not self._is_numbered_heading(at):
            return self._item(at), True
        if fresh and (count := self._question_lines(at)):
            kind: BlockKind = "question" if self.style.interview else "heading"
            return self._take(kind, at, at + count), True
        if fresh and (count := self._heading_lines(at)):
            return self._take("heading", at, at + count), True
        if count := self._record_lines(at):
            return self._record(at, at + count), False
        return self._prose("text", at), True

    def _is_numbered_heading(self, at: int) -> bool:
        """Whether "3. Geografi" is a heading: it looks like one, and no other number stands beside it."""
        numbered = sum(list_mark(line.text)[:1].isdigit() for line in self.lines)
        return numbered == 1 and not has_bullet(self.lines[at].text) and self._heading_lines(at) > 0

    def _is_footnote(self, at: int) -> bool:
        sources = self.lines[at].content.sources
        return sources[0] in self.style.footnotes

    def _take(self, kind: BlockKind, start: int, end: int) -> int:
        content = join_lines([line.content for line in self.lines[start:end]], self.style.lexicon)
        level = 0
        if kind == "heading":
            level = 1 if self.top and start == 0 else 2
            level = (self.style.titles or {}).get(content.sources[0], level)
        self.drafts.append(Draft(kind, content, self.lines[start].page, level=level))
        return end

    def _contact(self, start: int, end: int) -> int:
        if start == 0 and end - start > 1 and asks_whom(self.lines[0].text):
            start = self._take("heading", 0, 1)
        parts: list[SourceText] = []
        starts: list[int] = []
        length = 0
        for entry in entry_lines(self.lines[start:end]):
            starts.append(length)
            for line, ending in entry:
                parts.extend([line.content, made(ending)])
                length += len(line) + len(ending)
        content = concat(parts[:-1])
        self.drafts.append(Draft("contact", content, self.lines[start].page, starts=tuple(starts)))
        return end

    def _record(self, start: int, end: int) -> int:
        parts: list[SourceText] = []
        starts = [0]
        length = 0
        for at in range(start, end):
            line = self.lines[at]
            if at > start and (_is_entry(line.text) or _is_entry(self.lines[at - 1].text)):
                starts.append(length)
            parts.extend([line.content, made("\n")])
            length += len(line) + 1
        self.drafts.append(Draft("record", concat(parts[:-1]), self.lines[start].page, starts=tuple(starts)))
        return end

    def _item(self, start: int) -> int:
        end = start + 1
        while end < len(self.lines) and not self._ends_item(start, end):
            end += 1
        content = join_lines([line.content for line in self.lines[start:end]], self.style.lexicon)
        mark = list_mark(content.text)
        first = 0 if mark[:1].isdigit() else len(mark)
        tight = bool(self.drafts) and self.drafts[-1].kind == "item"
        self.drafts.append(Draft("item", content, self.lines[start].page, starts=(first,), tight=tight))
        return end

    def _ends_item(self, start: int, at: int) -> bool:
        text = self.lines[at].text
        ended = ends_sentence(self.lines[at - 1].text)
        mark = list_mark(text)
        first = list_mark(self.lines[start].text)
        same = mark == first or (mark[:1].isdigit() and first[:1].isdigit())
        if at in self.contacts or has_bullet(text) or (mark and (ended or same)):
            return True
        return self._breaks(start, at) or (ended and self._heading_lines(at) > 0)

    def _prose(self, kind: BlockKind, start: int) -> int:
        end = start + 1
        while end < len(self.lines) and not self._ends_prose(kind, start, end):
            end += 1
        return self._take(kind, start, end)

    def _ends_prose(self, kind: BlockKind, start: int, at: int) -> bool:
        """Whether a paragraph that began at `start` does not go on at `at`."""
        if at in self.contacts:
            return True
        above, text = self.lines[at - 1].text, self.lines[at].text
        if has_bullet(text):
            return True
        if not ends_sentence(above) and not above.endswith(":"):
            return False
        if self._is_footnote(at) or self._heading_lines(at) > 0:
            return True
        return kind != "footnote" and (
            bool(list_mark(text))
            or begins_with_key(text)
            or self._breaks(start, at)
            or (self.style.interview and self._question_lines(at) == 1)
            or self._record_lines(at) > 0
        )

    def _breaks(self, start: int, at: int) -> bool:
        """Whether the line above ends a paragraph: it is short, and the next could have gone on in it."""
        above, text = self.lines[at - 1].text, self.lines[at].text
        if not (ends_sentence(above) or above.endswith(":")) or not opens_sentence(text):
            return False
        width = max(len(line) for line in self.lines[start : at + 3])
        return fits(above, text, max(width, self.style.width // 2), 0.85)

    def _question_lines(self, at: int) -> int:
        """How many lines a question in an interview, or a heading that asks, takes from here; 0 for none."""
        most = 4 if self.style.interview else 1
        if self.style.titles is not None and not self.style.interview:
            return 0
        if not opens_sentence(self.lines[at].text) or (self.style.interview and self.lines[at].text[0] in '"»”“'):
            return 0
        for end in range(at + 1, min(at + most, len(self.lines)) + 1):
            text = self.lines[end - 1].text
            if text.endswith("?"):
                following = self.lines[end].text if end < len(self.lines) else None
                answered = self.followed if following is None else opens_sentence(following)
                short = following is None or fits(text, following, self._width_after(end), 1.0)
                return end - at if answered and short and len(text) <= 0.95 * self.style.width else 0
            if ends_sentence(text):
                return 0
        return 0

    def _width_after(self, at: int) -> int:
        return max([len(line) for line in self.lines[at : at + 6]] + [self.style.width // 2])

    def _heading_lines(self, at: int) -> int:
        """How many lines a heading takes from here; 0 for none."""
        text, rest = self.lines[at].text, len(self.lines) - at
        if self.style.titles is not None:
            return int(self.lines[at].content.sources[0] in self.style.titles)
        if not is_heading_text(text):
            return 0
        if rest == 1:
            return int(self.followed and len(text) <= 0.9 * self.style.width)
        if self.style.front:
            return 0
        following = self.lines[at + 1]
        if begins_with_key(text) and begins_with_key(following.text) and not begins_with_time(following.text):
            return 0
        stacked = (is_kicker(text) or is_numbered(text)) and is_heading_text(following.text)
        if stacked and (self._heading_lines(at + 1) or (rest == 2 and self.followed)):
            return 1
        if rest > 2 and self._is_two_line_heading(at):
            return 2
        width = self._width_after(at + 1)
        if (
            (opens_sentence(following.text) or list_mark(following.text))
            and len(text) <= 0.87 * width
            and fits(text, following.text, width, 1.0)
            and self._prose_follows(at + 1)
        ):
            return 1
        if at == 0 and self.top and is_heading_text(following.text) and self._heading_lines(1):
            return 1
        whole = at == 0 and rest <= 3 and self.followed and not self.contacts
        narrow = all(len(line) <= 0.85 * self.style.width for line in self.lines)
        wrapped = all(line.text[0].islower() for line in self.lines[1:])
        return rest if whole and narrow and wrapped and not self.lines[-1].text.endswith((".", ":", ",")) else 0

    def _is_two_line_heading(self, at: int) -> bool:
        """Whether two lines, both ended well before the margin, stand as a heading right above a paragraph."""
        first, second, below = (line.text for line in self.lines[at : at + 3])
        width = self._width_after(at + 2)
        return (
            second[0].islower()
            and fits(first, second, width, 0.8)
            and fits(second, below, width, 0.8)
            and is_heading_text(second.capitalize())
            and opens_sentence(below)
            and self._prose_follows(at + 2)
        )

    def _prose_follows(self, at: int) -> bool:
        """Whether the paragraph from a line is running text rather than one more short line."""
        if at in self.contacts:
            return False
        end = at + 1
        while end < len(self.lines) and not ends_sentence(self.lines[end - 1].text) and end - at < 4:
            end += 1
        return is_prose(self.lines[at:end], self.style.width) and not (
            len(self.lines[at]) < 0.6 * self.style.width
            and not ends_sentence(self.lines[at].text)
            and not list_mark(self.lines[at].text)
            and end - at > 1
            and opens_sentence(self.lines[at + 1].text)
        )

    def _record_lines(self, at: int) -> int:
        """How many short lines that are no running text stand from here: names, addresses, a colophon."""
        end = at
        while end < len(self.lines) and end not in self.contacts and self._is_record(at, end):
            end += 1
        return end - at

    def _is_record(self, start: int, at: int) -> bool:
        text = self.lines[at].text
        if ends_sentence(text) or text.endswith((":", ",", "-")) or list_mark(text):
            return False
        if at + 1 == len(self.lines):
            return at > start or len(text) <= 0.75 * self.style.width
        following = self.lines[at + 1].text
        if _is_entry(text) and _is_entry(following):
            return True
        return opens_sentence(following) and fits(text, following, self.style.width, 0.85)


def _is_entry(text: str) -> bool:
    """Whether a line of a colophon says one thing by itself: "Oplag: 600", "ISBN 978-..."."""
    return bool(_ENTRY.match(text)) or " · " in text
