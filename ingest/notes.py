"""Footnote marks: which numbers are glued to words, and the text without them."""

import re
from collections.abc import Collection, Sequence

from ingest.clean import SourceText
from ingest.lines import Line
from ingest.shapes import ends_sentence, footnote_number

# "undersøgelser1", "modstanden.2", "kendes.¹", but not "CO2", "m²" or "0,5"
_MARK = re.compile(
    r"(?:(?<=[a-zæøåé]{2}\))|(?<=[a-zæøåé]{4})|(?<=[a-zæøåé]{3}[.,?!:;]))(\d{1,2})(?=[\s.,;:?!]|$)"
    r"|(?:(?<=[^\W\d_][^\W\d_])(?<![kcdm]m)|(?<=\d))([¹²³⁴-⁹]{1,2})(?!\w)|(?<=[.,?!:;)»\"”])([¹²³⁴-⁹]{1,2})(?!\w)"
)
_SUPERSCRIPTS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789")


def marks_in(text: str) -> frozenset[str]:
    """The numbers of the footnote marks in a text."""
    return frozenset(_number(match) for match in _MARK.finditer(text))


def raised_marks_in(text: str) -> frozenset[str]:
    """The numbers of the marks that are set as superscripts, which can be nothing else."""
    return frozenset(_number(match) for match in _MARK.finditer(text) if match.group(1) is None)


def footnote_lines(lines: Sequence[Line], raised: frozenset[str]) -> frozenset[int]:
    """Where in the source the footnotes of a page begin.

    A line that begins with a number is one if the page has the mark, and no later line begins so too. For a mark
    on another page, there must be a drawn line or a footnote above; a numbered list has neither.
    """
    here = marks_in("\n".join(line.text for line in lines))
    numbers = [footnote_number(line.text) for line in lines]
    last = {number: at for at, number in enumerate(numbers)}
    found: set[int] = set()
    after_note = False
    for at, line in enumerate(lines):
        number = numbers[at]
        after_note = after_note or line.ruled
        if not number or last[number] != at or (at and not (line.gap or ends_sentence(lines[at - 1].text))):
            continue
        if number in here or (number in raised and after_note):
            found.add(line.content.sources[0])
            after_note = True
    return frozenset(found)


def without_marks(content: SourceText, numbers: Collection[str]) -> SourceText:
    """The text without the marks of the footnotes of these numbers."""
    return content.without(match.span() for match in _MARK.finditer(content.text) if _number(match) in numbers)


def _number(match: re.Match[str]) -> str:
    return (match.group(1) or match.group(2) or match.group(3)).translate(_SUPERSCRIPTS)
