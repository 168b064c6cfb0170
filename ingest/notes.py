"""Footnote marks: which numbers are glued to words, and the text without them."""

import re
from collections.abc import Collection

from ingest.clean import SourceText
from ingest.shapes import footnote_number

# "undersøgelser1", "modstanden.2", "kendes.¹", but not "CO2", "m²" or "0,5"
_MARK = re.compile(
    r"(?:(?<=[a-zæøåé]{2}\))|(?<=[a-zæøåé]{4})|(?<=[a-zæøåé]{3}[.,?!:;]))(\d{1,2})(?=[\s.,;:?!]|$)"
    r"|(?<=[^\W\d_][^\W\d_])(?<![kcdm]m)([¹²³⁴-⁹]{1,2})(?!\w)|(?<=[.,?!:;)»\"”])([¹²³⁴-⁹]{1,2})(?!\w)"
)
_SUPERSCRIPTS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789")


def marks_in(text: str) -> frozenset[str]:
    """The numbers of the footnote marks in a text."""
    return frozenset(_number(match) for match in _MARK.finditer(text))


def raised_marks_in(text: str) -> frozenset[str]:
    """The numbers of the marks that are set as superscripts, which can be nothing else."""
    return frozenset(_number(match) for match in _MARK.finditer(text) if match.group(1) is None)


def without_marks(content: SourceText, numbers: Collection[str]) -> SourceText:
    """The text without the marks of the footnotes of these numbers."""
    return content.without(
        match.span() for match in _MARK.finditer(content.text) if _number(match) in numbers
    )


def number_of(text: str) -> str:
    """The number of a footnote, from its text."""
    return footnote_number(text)


def _number(match: re.Match[str]) -> str:
    return (match.group(1) or match.group(2) or match.group(3)).translate(_SUPERSCRIPTS)
