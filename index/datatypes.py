"""What flows between the packages: publications, their pages and passages, and what a search returns.

Every offset counts characters of `Document.text`, the one canonical text, and every range is half-open.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

PassageKind = Literal["text", "figure", "case", "interview", "contact", "footnote"]


@dataclass(frozen=True, slots=True)
class Span:
    """The characters from `start` up to, not including, `end` of a document's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"Span({self.start}, {self.end}): 0 <= start <= end must hold")

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: "Span") -> bool:
        """Whether all of `other` lies in this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `number` is its place in the file, from 1; `label` is what is printed on it ("iv", "12").

    A source without pages (.docx, .html) is one page whose label is "". ocr: its text was recognised in a picture.
    """

    number: int
    label: str
    start: int
    end: int
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """The text from a heading to the next heading of its own or a higher level. `level` counts from 1."""

    title: str
    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """Bibliographic facts, from the .toml beside the publication or from the file itself. Unknown is ""."""

    title: str
    subtitle: str = ""
    publisher: str = ""
    year: int | None = None
    isbn: str = ""
    language: str = "da"


@dataclass(frozen=True, slots=True)
class SourceRun:
    """`length` characters of the canonical text, and the characters of the source that they are.

    start: where the run begins in the canonical text.
    source_start: where it begins in the source (for text files: the decoded file, form feeds counted; for PDFs: see
        `ingest.pdfium.PAGE_STRIDE`).
    mended: 0 where the characters stand alike in the source; else how many characters of the source they stand for
        ("fi" for one ligature, "å" for LaTeX's ring and "a").
    """

    start: int
    source_start: int
    length: int
    mended: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A publication as it was read.

    text: the canonical text, cleaned; paragraphs are parted by "\\n\\n".
    pages: in order; together they cover the text.
    sections: in order of their start; they may nest.
    source_runs: the map back to the source, by ascending start; canonical characters in no run (a blank put for a
        line break) were made by cleaning.
    sha256: of the source file's bytes, hexadecimal.
    """

    id: str
    title: str
    text: str
    pages: tuple[Page, ...]
    sections: tuple[Section, ...]
    metadata: Metadata
    sha256: str = ""
    source_runs: tuple[SourceRun, ...] = field(default=(), repr=False)

    def quote(self, span: Span) -> str:
        """The text of a span, to the letter."""
        return self.text[span.start : span.end]

    def page_at(self, offset: int) -> Page:
        """The page that holds the character at `offset`."""
        at = bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        return self.pages[max(at, 0)]

    def source_offset(self, offset: int) -> int | None:
        """Where the character at `offset` stands in the source; None for one that cleaning made or mended."""
        at = bisect_right(self.source_runs, offset, key=lambda run: run.start) - 1
        if at < 0:
            return None
        run = self.source_runs[at]
        inside = offset < run.start + run.length and not run.mended
        return run.source_start + offset - run.start if inside else None


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document that is searched and read as one: `document.text[start:end] == text`, always.

    id: unique in the index, "<document id>:<number from 0>".
    section: the title of the innermost section, "" before the first heading.
    sentences: the spans of its sentences, by start, not overlapping. A quote is one or more of these; a
        contact block or a list item is one sentence.
    context: what is put before the text for search only, never quoted: section heading, who speaks, the
        loose labels and numbers of a drawn figure.
    figure: the printed number of the figure ("2", "3a") for a figure caption, else "".
    """

    id: str
    document_id: str
    text: str
    start: int
    end: int
    page: int
    section: str
    kind: PassageKind
    sentences: tuple[Span, ...]
    context: str = ""
    figure: str = ""

    @property
    def search_text(self) -> str:
        """What the encoder and the lexical search see."""
        return f"{self.context}\n{self.text}" if self.context else self.text


@dataclass(frozen=True, slots=True)
class RetrievedPassage:
    """A passage that a search found. score: higher is better; rank: from 1.

    dense: cosine similarity of the question with the passage and with its best sentence, averaged, -1 to 1.
    lexical: BM25 score, from 0.
    sentence_similarities: cosine similarity with each of the passage's sentences, in their order.
    """

    passage: Passage
    score: float
    rank: int
    dense: float = 0.0
    lexical: float = 0.0
    sentence_similarities: tuple[float, ...] = ()
