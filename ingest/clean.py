"""Characters as they were meant, each with its place in the source."""

import re
import unicodedata
from array import array
from collections.abc import Iterable
from dataclasses import dataclass

from index.datatypes import SourceRun

SOFT_HYPHEN = "\u00ad"
MADE = -1
_MOST_MENDED = 15

_LIGATURES = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st",
}  # fmt: skip

# Raised digits, as footnote marks are set.
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

# LaTeX sets "å" as a ring and an "a": "p˚a", "˚Arlig", and in some extractors "a˚".
_ODD = re.compile(
    r"(?P<line>\r\n?|[\x0b\x85\u2028\u2029])"
    r"|(?P<ligature>[ﬀ-ﬆ])"
    r"|(?P<ring>˚ ?[aA]|[aA]˚)"
    r"|(?P<acute>´[eE])"
    r"|(?P<bullet>[\uf0a7\uf0b7\uf0d8\uf0fc])"  # of Word's Symbol and Wingdings
    r"|(?P<soft_end>[\u00ad\ufffe][ \t\u00a0]*(?=[\r\n]))"
    r"|(?P<soft>[\u00ad\ufffe](?: (?=[a-zæøå]))?)"
    r"|(?P<blank>[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])"
    r"|(?P<nothing>[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060\ufeff])"
    r"|(?P<composed>[^\W\d_][\u0300-\u036f]+|[\u2126\u212a\u212b])"
)


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text in which each character knows where it stands in the source.

    sources: as many offsets as the text has characters. Below zero: MADE (-1) for one that cleaning made of nothing,
        else what `mended_from` gives for one that stands for other characters of the source ("å" for "˚a").
    """

    text: str
    sources: "array[int]"

    def __len__(self) -> int:
        return len(self.text)

    def slice(self, start: int, end: int) -> "SourceText":
        """The characters from `start` up to, not including, `end`."""
        return SourceText(self.text[start:end], self.sources[start:end])

    def strip(self) -> "SourceText":
        """Without the blanks at both ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.slice(start, max(start, len(self.text.rstrip())))

    def without(self, spans: Iterable[tuple[int, int]]) -> "SourceText":
        """With the characters of some ranges left out; the ranges ascend and do not overlap."""
        kept, at = [], 0
        for start, end in spans:
            kept.append(self.slice(at, start))
            at = end
        return concat([*kept, self.slice(at, len(self.text))]) if kept else self

    def collapsed(self) -> "SourceText":
        """With every run of blanks as one, and none at the ends."""
        stripped = self.strip()
        return stripped.without((m.start() + 1, m.end()) for m in re.finditer(" {2,}", stripped.text))


def made(text: str) -> SourceText:
    """A text that stands nowhere in the source."""
    return SourceText(text, array("q", [MADE]) * len(text))


def whole(text: str) -> SourceText:
    """A source as it is."""
    return SourceText(text, array("q", range(len(text))))


def mended_from(start: int, length: int) -> int:
    """How `sources` says that a character stands for the source's characters from `start`, 1 to 15 of them."""
    return -2 - (start * (_MOST_MENDED + 1) + length)


def origin(source: int) -> tuple[int, int]:
    """Start and length of what a character stands for in the source, by its place in `sources`; length 0 for none."""
    if source >= 0:
        return source, 1
    return (0, 0) if source == MADE else divmod(-2 - source, _MOST_MENDED + 1)


def _mended_sources(sources: "array[int]") -> int:
    """What stands for some characters that were mended together."""
    places = [(start, length) for start, length in map(origin, sources) if length]
    if not places:
        return MADE
    start, end = min(start for start, _ in places), max(start + length for start, length in places)
    return mended_from(start, end - start) if end - start <= _MOST_MENDED else MADE


def concat(parts: Iterable[SourceText]) -> SourceText:
    """The parts, one after the other."""
    texts, sources = [], array("q")
    for part in parts:
        texts.append(part.text)
        sources.extend(part.sources)
    return SourceText("".join(texts), sources)


def clean_characters(source: SourceText) -> SourceText:
    """The source in NFC, with ligatures and LaTeX's "å" resolved and plain blanks and line ends.

    Soft hyphens go, but for those at a line's end: these say that the word goes on in the next line.
    Form feeds stay. Takes time linear in the source.
    """
    texts: list[str] = []
    sources = array("q")
    at = 0
    for match in _ODD.finditer(source.text):
        start, end = match.span()
        texts.append(source.text[at:start])
        sources.extend(source.sources[at:start])
        at = end
        mended = _mend(match.lastgroup or "", match.group())
        texts.append(mended)
        sources.extend([_mended_sources(source.sources[start:end])] * len(mended))
    texts.append(source.text[at:])
    sources.extend(source.sources[at:])
    return SourceText("".join(texts), sources)


def _mend(kind: str, found: str) -> str:
    match kind:
        case "line":
            return "\n"
        case "ligature":
            return _LIGATURES[found]
        case "ring":
            return "Å" if "A" in found else "å"
        case "acute":
            return "É" if "E" in found else "é"
        case "bullet":
            return "•"
        case "soft_end":
            return SOFT_HYPHEN
        case "blank":
            return " "
        case "composed":
            return unicodedata.normalize("NFC", found)
        case _:
            return ""


def source_runs(text: SourceText) -> tuple[SourceRun, ...]:
    """The longest runs of characters that stand alike, side by side, in the source, and each mended piece."""
    runs: list[SourceRun] = []
    start = 0
    sources = text.sources
    for at in range(1, len(sources) + 1):
        if at < len(sources) and _goes_on(sources[at - 1], sources[at]):
            continue
        place, length = origin(sources[start])
        if length:
            runs.append(SourceRun(start, place, at - start, 0 if sources[start] >= 0 else length))
        start = at
    return tuple(runs)


def _goes_on(before: int, source: int) -> bool:
    return source == before + 1 if before >= 0 else source == before
