"""Markdown as plain text: the words without the marks, and the levels of the headings."""

import re

from ingest.clean import SourceText, concat, made

_HEADING = re.compile(r" {0,3}(#{1,6}) +(?=\S)")
_HEADING_END = re.compile(r" +#+ *$")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_TABLE_RULE = re.compile(r" {0,3}\|?[ :|-]*-[ :|-]*\|[ :|-]*$")
_TABLE_ROW = re.compile(r" {0,3}\|(.*)\| *$")
_QUOTE = re.compile(r" {0,3}(?:> ?)+")
# Emphasis, code, links and pictures: group "kept" is what a reader sees.
_INLINE = re.compile(
    r"!\[(?P<picture>[^\[\]\n]{0,300})\]\([^()\n]{0,500}\)"
    r"|\[(?P<link>[^\[\]\n]{1,300})\]\([^()\n]{0,500}\)"
    r"|(?P<bold>\*\*|__)(?=\S)|(?<=\S)(?P<bold_end>\*\*|__)"
    r"|(?<![\w*])(?P<open>[*_`])(?=[^\s*_])|(?<=[^\s*_])(?P<close>[*_`])(?![\w*])"
    r"|(?P<comment><!--[^\n]{0,500}?-->)"
)


def without_markup(text: SourceText) -> tuple[SourceText, dict[int, int] | None]:
    """The text without Markdown's marks; the level of each heading by where in the source its words begin.

    The levels are None where no heading is marked.
    """
    parts: list[SourceText] = []
    titles: dict[int, int] = {}
    start = 0
    for raw in text.text.split("\n"):
        line = text.slice(start, start + len(raw))
        start += len(raw) + 1
        heading = _HEADING.match(raw)
        if heading:
            line = _without_inline(line.without([_span_of_end(raw), (0, heading.end())][::-1]))
            if line.text.strip():
                titles[line.strip().sources[0]] = len(heading.group(1))
            parts.extend([made("\n"), line, made("\n\n")])
        elif _FENCE.match(raw) or _TABLE_RULE.match(raw):
            parts.append(made("\n"))
        elif row := _TABLE_ROW.match(raw):
            parts.extend([made("\n"), _without_inline(line.slice(*row.span(1))), made("\n")])
        else:
            quote = _QUOTE.match(raw)
            parts.extend([_without_inline(line.without([quote.span()]) if quote else line), made("\n")])
    return concat(parts), titles or None


def _span_of_end(line: str) -> tuple[int, int]:
    """Where the closing "##" of a heading stands; empty where there is none."""
    match = _HEADING_END.search(line)
    return match.span() if match else (len(line), len(line))


def _without_inline(line: SourceText) -> SourceText:
    spans: list[tuple[int, int]] = []
    for match in _INLINE.finditer(line.text):
        if match.lastgroup in ("link", "picture"):
            kept = match.span(match.lastgroup)
            spans.extend([(match.start(), kept[0]), (kept[1], match.end())])
        else:
            spans.append(match.span())
    return line.without(spans)
