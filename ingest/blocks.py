"""What a publication's pages are made of."""

from dataclasses import dataclass
from typing import Literal

from index.datatypes import Document, Span
from ingest.clean import SourceText

BlockKind = Literal[
    "heading",
    "text",
    "item",
    "question",
    "record",
    "contact",
    "caption",
    "labels",
    "pull quote",
    "footnote",
    "contents",
]

# What is read for answers; the rest of the text is shown, but never quoted.
QUOTABLE: frozenset[BlockKind] = frozenset({"text", "item", "question", "record", "contact", "caption", "footnote"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A block before it has its place in the canonical text.

    level: of a heading, from 1. figure: the printed number of the figure that a caption or labels belong to.
    starts: where each sentence begins in the content; None where the sentences are to be found.
    breaks: (place in the content, page) for each page that begins inside.
    tight: follows the block before without a blank line (list items).
    context: what is searched with the block but never quoted: the header words of a table.
    """

    kind: BlockKind
    content: SourceText
    page: int
    level: int = 0
    figure: str = ""
    starts: tuple[int, ...] | None = None
    breaks: tuple[tuple[int, int], ...] = ()
    tight: bool = False
    context: str = ""

    @property
    def text(self) -> str:
        """The words of the block."""
        return self.content.text


@dataclass(frozen=True, slots=True)
class Block:
    """A block in its place: `document.text[start:end]`.

    sentences: what can be quoted of it; empty for what is never quoted.
    path: the titles of the sections around it, outermost first; top: the number of the level-1 section.
    context: the loose labels of a figure, who speaks. page: where it begins.
    """

    kind: BlockKind
    start: int
    end: int
    sentences: tuple[Span, ...]
    path: tuple[str, ...]
    top: int
    page: int
    figure: str = ""
    context: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication as it was read: the document, what it is made of, and what the reader should be told."""

    document: Document
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()
