"""Blocks put in their place: the canonical text, its pages and its sections."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.datatypes import Document, Metadata, Page, Section, Span
from ingest.blocks import QUOTABLE, Block, Draft
from ingest.clean import SourceText, concat, made, source_runs
from ingest.lines import PageLines
from ingest.sentences import split_sentences

_NAME = re.compile(
    r"[A-ZÆØÅÉ][\w’'-]+(?: (?:[A-ZÆØÅÉ][\w’'-]+|af|de|von|van)\.?){1,4}(?=$|,| \(| (?:er|har|blev|var)\b)"
)
_MOST_CONTEXT = 600
# "§ 5. ...", "§ 5 a. Stk. 2. ...", "Stk. 3. ...": a section of its own, below every heading
_PARAGRAPH = re.compile(r"§ ?(\d+(?: ?[a-z](?=\.))?)\.(?: Stk\. ?\d+\.)? ")
_SUBSECTION = re.compile(r"(?:§ ?\d+(?: ?[a-z])?\. )?Stk\. ?(\d+)\. ")
_PARAGRAPH_LEVEL = 8
_REFERENCE = re.compile(r"\(\d{4}\)[.,:]")


@dataclass(slots=True)
class _Placed:
    draft: Draft
    start: int
    end: int
    path: tuple[str, ...]
    top: int
    notes: list[str] = field(default_factory=list)


def assemble(
    drafts: Sequence[Draft], pages: Sequence[PageLines], document_id: str, metadata: Metadata, sha256: str
) -> tuple[Document, tuple[Block, ...]]:
    """The document of some blocks, and the blocks in their place in it."""
    parts: list[SourceText] = []
    starts: list[int] = []
    length = 0
    for draft in drafts:
        if parts:
            gap = "\n" if draft.tight else "\n\n"
            parts.append(made(gap))
            length += len(gap)
        starts.append(length)
        parts.append(draft.content)
        length += len(draft.content)
    text = concat(parts)
    sections, placed = _sections(drafts, starts, length)
    _add_labels(placed)
    _add_speakers(placed)
    document = Document(
        id=document_id,
        title=metadata.title,
        text=text.text,
        pages=_pages(drafts, starts, pages, length),
        sections=sections,
        metadata=metadata,
        sha256=sha256,
        source_runs=source_runs(text),
    )
    return document, tuple(_block(item) for item in placed)


def _pages(drafts: Sequence[Draft], starts: Sequence[int], pages: Sequence[PageLines], length: int) -> tuple[Page, ...]:
    first: dict[int, int] = {}
    for draft, start in zip(drafts, starts, strict=True):
        first.setdefault(draft.page, start)
        for place, number in draft.breaks:
            first.setdefault(number, start + place)
    begins: list[int] = []
    following = length
    for page in reversed(pages):
        following = min(first.get(page.number, following), following)
        begins.append(following)
    begins.reverse()
    begins[:1] = [0]
    ends = [*begins[1:], length]
    return tuple(
        Page(page.number, str(page.number) if page.label == "" else page.label or "", start, end, page.ocr)
        for page, start, end in zip(pages, begins, ends, strict=True)
    )


def _sections(drafts: Sequence[Draft], starts: Sequence[int], length: int) -> tuple[tuple[Section, ...], list[_Placed]]:
    """The sections by their headings and paragraph signs, and each block with the titles around it."""
    sections: list[Section] = []
    open_: list[tuple[str, int, int]] = []
    placed: list[_Placed] = []
    top = 0
    for draft, start in zip(drafts, starts, strict=True):
        for title, level in _titles(draft, open_[-1] if open_ else None):
            while open_ and open_[-1][1] >= level:
                ended, its_level, begun = open_.pop()
                sections.append(Section(ended, its_level, begun, start))
            open_.append((title, level, start))
            top += level == 1
        path = tuple(title for title, _, _ in open_)
        notes = [draft.context] if draft.context else []
        placed.append(_Placed(draft, start, start + len(draft.content), path, top, notes))
    sections.extend(Section(title, level, begun, length) for title, level, begun in reversed(open_))
    return tuple(sorted(sections, key=lambda section: (section.start, section.level))), placed


def _titles(draft: Draft, around: tuple[str, int, int] | None) -> list[tuple[str, int]]:
    """The titles and levels of the sections that a block begins: of a heading, or of a law's paragraphs."""
    if draft.kind == "heading":
        return [(draft.text, draft.level)]
    if draft.kind not in ("text", "item"):
        return []
    found: list[tuple[str, int]] = []
    paragraph, part = _PARAGRAPH.match(draft.text), _SUBSECTION.match(draft.text)
    if paragraph:
        found.append((f"§ {paragraph.group(1)}", _PARAGRAPH_LEVEL))
    if part and (paragraph or (around and around[1] >= _PARAGRAPH_LEVEL)):
        above = found[0][0] if found else around[0].split(",")[0] if around else ""
        found.append((f"{above}, stk. {part.group(1)}", _PARAGRAPH_LEVEL + 1))
    return found


def _add_labels(placed: Sequence[_Placed]) -> None:
    """Gives the loose labels of a drawing to its caption, or to the text before it where it has none."""
    captions = {(item.draft.page, item.draft.figure): item for item in placed if item.draft.kind == "caption"}
    last: _Placed | None = None
    for item in placed:
        if item.draft.kind in QUOTABLE:
            last = item
        if item.draft.kind != "labels":
            continue
        owner = captions.get((item.draft.page, item.draft.figure), last)
        if owner is not None:
            owner.notes.append(" ".join(item.draft.text.split()))


def _add_speakers(placed: Sequence[_Placed]) -> None:
    """Says who speaks, in each section with questions."""
    tops = {item.top for item in placed if item.draft.kind == "question"}
    for top in tops:
        members = [item for item in placed if item.top == top]
        speaker = _speaker(members)
        if speaker:
            for item in members:
                if item.draft.kind in ("question", "text"):
                    item.notes.insert(0, speaker)


def _speaker(members: Sequence[_Placed]) -> str:
    """Name and title, from the signature or the first words of the introduction."""
    for item in members:
        if item.draft.kind in ("contact", "record"):
            lines = item.draft.text.split("\n")
            if _NAME.match(lines[0]):
                return ", ".join(lines[:2])
    for item in members:
        if item.draft.kind == "question":
            break
        if item.draft.kind == "text" and _NAME.match(item.draft.text):
            sentence = split_sentences(item.draft.text)[0]
            return item.draft.text[sentence.start : sentence.end].rstrip(".")
    return ""


def _block(item: _Placed) -> Block:
    draft = item.draft
    return Block(
        kind=draft.kind,
        start=item.start,
        end=item.end,
        sentences=_sentences(draft, item.start),
        path=item.path,
        top=item.top,
        page=draft.page,
        figure=draft.figure if draft.kind == "caption" else "",
        context=" ".join(item.notes)[:_MOST_CONTEXT],
    )


def _sentences(draft: Draft, start: int) -> tuple[Span, ...]:
    if draft.kind not in QUOTABLE:
        return ()
    if draft.kind == "footnote" and _REFERENCE.search(draft.text):
        found = [Span(0, len(draft.text))]  # author, year, title and publisher are one reference
    elif draft.starts is None:
        found = split_sentences(draft.text)
    else:
        ends = [*draft.starts[1:], len(draft.text)]
        found = [_trimmed(draft.text, a, b) for a, b in zip(draft.starts, ends, strict=True)]
    return tuple(Span(start + span.start, start + span.end) for span in found)


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
