"""Passages of some 40 to 120 words, on the bounds of paragraphs and sentences."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.datatypes import Passage, PassageKind, Span
from ingest.blocks import QUOTABLE, Block, Publication
from ingest.shapes import begins_with_time

_CASE = re.compile(r"\b(?:cases?|eksempel|eksempler)\b", re.I)
_ALONE = frozenset({"caption", "contact", "footnote"})


@dataclass(frozen=True, slots=True)
class Chunking:
    """How long a passage should be, in words. A passage is parted once it is `slack` longer than `most`."""

    least: int = 40
    most: int = 120
    slack: float = 0.15


def split_passages(publication: Publication, chunking: Chunking | None = None) -> list[Passage]:
    """The passages of a publication, in the order of its text.

    Short paragraphs under one heading go together, long ones are parted at a sentence's end. A figure's caption, a
    contact, a footnote, and a question with its answer are passages of their own.
    """
    chunking = Chunking() if chunking is None else chunking
    passages: list[Passage] = []
    text = publication.document.text
    for blocks in _merged(text, _units(text, publication.blocks), chunking):
        passages.extend(_passages(publication, blocks, chunking, len(passages)))
    return passages


def _units(text: str, blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks that must stay together, else one by one; an empty one where text is skipped."""
    units: list[list[Block]] = []
    for block in blocks:
        if block.kind not in QUOTABLE:
            units.append([])
        elif units and units[-1] and _goes_with(text, units[-1], block):
            units[-1].append(block)
        else:
            units.append([block])
    return units


def _goes_with(text: str, unit: Sequence[Block], block: Block) -> bool:
    """Whether a block answers the question before it, or tells how it went after the "Før: ..." before it."""
    above = unit[-1]
    if block.path != above.path:
        return False
    if unit[0].kind == "question":
        return block.kind in ("text", "item") or above.kind == block.kind
    both = above.kind == block.kind == "text"
    return both and begins_with_time(text[above.start : above.end]) and begins_with_time(text[block.start : block.end])


def _merged(text: str, units: Sequence[list[Block]], chunking: Chunking) -> list[list[Block]]:
    """Joins short neighbours under the same heading."""
    merged: list[list[Block]] = []
    apart = True
    for unit in units:
        if not unit:
            apart = True
            continue
        if not apart and merged and _belong(text, merged[-1], unit, chunking):
            merged[-1].extend(unit)
        else:
            merged.append(list(unit))
        apart = False
    return merged


def _belong(text: str, group: Sequence[Block], unit: Sequence[Block], chunking: Chunking) -> bool:
    first, last = group[0], unit[0]
    if first.kind in _ALONE or last.kind in _ALONE or first.path != last.path or first.top != last.top:
        return False
    if group[-1].page != last.page:
        return False
    words = len(text[group[0].start : unit[-1].end].split())
    short = len(text[group[0].start : group[-1].end].split()) < chunking.least
    tail = len(text[unit[0].start : unit[-1].end].split()) < chunking.least // 2
    if "question" in (first.kind, last.kind) and not (short and first.kind != "question"):
        return False
    listed = last.kind == "item" and group[-1].kind in ("item", "text")
    return (tail and words <= 2 * chunking.most) or (words <= chunking.most and (short or listed))


def _passages(publication: Publication, blocks: Sequence[Block], chunking: Chunking, number: int) -> list[Passage]:
    document = publication.document
    text = document.text
    sentences = [span for block in blocks for span in block.sentences]
    groups = _sentence_groups(text, sentences, chunking)
    passages: list[Passage] = []
    for at, group in enumerate(groups):
        start = blocks[0].start if at == 0 else group[0].start
        end = group[-1].end
        asked = text[blocks[0].start : blocks[0].end] if at and blocks[0].kind == "question" else ""
        passages.append(
            Passage(
                id=f"{document.id}:{number + at}",
                document_id=document.id,
                text=text[start:end],
                start=start,
                end=end,
                page=document.page_at(start).number,
                section=blocks[0].path[-1] if blocks[0].path else "",
                kind=_kind(blocks),
                sentences=tuple(group),
                context=_context(blocks, asked),
                figure=blocks[0].figure,
            )
        )
    return passages


def _sentence_groups(text: str, sentences: Sequence[Span], chunking: Chunking) -> list[list[Span]]:
    """The sentences parted into as few groups as the longest passage allows, of about the same length."""
    words = [len(text[span.start : span.end].split()) for span in sentences]
    total = sum(words)
    count = -(-total // chunking.most) if total > chunking.most * (1 + chunking.slack) else 1
    groups: list[list[Span]] = [[]]
    done = 0
    for span, length in zip(sentences, words, strict=True):
        if groups[-1] and len(groups) < count and done + length / 2 > total * len(groups) / count:
            groups.append([])
        groups[-1].append(span)
        done += length
    return groups


def _kind(blocks: Sequence[Block]) -> PassageKind:
    first = blocks[0]
    if first.kind == "caption":
        return "figure"
    if first.kind in ("contact", "footnote"):
        return "contact" if first.kind == "contact" else "footnote"
    if any(block.kind == "question" for block in blocks):
        return "interview"
    return "case" if any(_CASE.search(title) for title in first.path) else "text"


def _context(blocks: Sequence[Block], asked: str) -> str:
    """The headings around the passage, then who speaks and the loose words of a drawing, each once."""
    notes = dict.fromkeys(block.context for block in blocks if block.context)
    return "\n".join(part for part in (" > ".join(blocks[0].path), *notes, asked) if part)
