"""What of the source one visitor has open on one page of Kildesvar, and what the browser is to do next."""

from dataclasses import dataclass, field, replace

from answer.datatypes import Answer
from index.datatypes import Document, Page, Passage, Span
from ui.browser import Effect


@dataclass(frozen=True, slots=True)
class Quoted:
    """A place that can be shown in the source: a quote and, for an answer, the exact words in it."""

    document_id: str
    text: str
    span: Span
    exact: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceView:
    """The open page of a publication.

    opener: the key of the button that opened it. as_text: its text instead of its picture. zoom: of the picture's
    width, in times the panel's.
    """

    quoted: Quoted
    page: int
    opener: str
    as_text: bool = False
    zoom: float = 1.0


@dataclass(slots=True)
class Visit:
    """The state that every page has; notice: what went wrong with the visitor's last step."""

    source: SourceView | None = None
    notice: str = ""
    effect: Effect = field(default_factory=Effect)

    def open_source(self, quoted: Quoted, page: int, opener: str) -> None:
        """Shows a page beside what is there, with the quote scrolled to. opener: the pressed button's key."""
        self.source = SourceView(quoted, page, opener)
        self.effect = Effect.new(scroll_to=f"#kilde-side-{page} mark", focus="#kilde-titel")

    def turn_to(self, page: int, announcement: str) -> None:
        """Shows another page of the open publication."""
        if self.source is not None:
            self.source = replace(self.source, page=page)
            self.effect = Effect.new(announcement=announcement, scroll_to=f"#kilde-side-{page}")

    def show_as_text(self, as_text: bool) -> None:
        """Shows the open page's text, or its picture."""
        if self.source is not None:
            self.source = replace(self.source, as_text=as_text)
            self.effect = Effect.new(scroll_to=f"#kilde-side-{self.source.page} mark")

    def zoom_to(self, zoom: float) -> None:
        """Shows the open page's picture larger or smaller."""
        if self.source is not None:
            self.source = replace(self.source, zoom=zoom)
            self.effect = Effect.new(scroll_to=f"#kilde-side-{self.source.page} mark")

    def close_source(self) -> None:
        """Closes the source; the focus goes back to the button that opened it."""
        if self.source is not None:
            self.effect = Effect.new(focus=f".st-key-{self.source.opener} button")
            self.source = None


def quoted_answer(answer: Answer) -> Quoted:
    """An answer's quote with its exact words."""
    citation = answer.citation
    return Quoted(citation.document_id, citation.quote, citation.span, answer.spans)


def quoted_passage(passage: Passage) -> Quoted:
    """A whole passage."""
    return Quoted(passage.document_id, passage.text, Span(passage.start, passage.end))


def first_page(document: Document, quoted: Quoted) -> Page:
    """The page that holds the first letter of the exact words, else of the quote."""
    span = quoted.exact[0] if quoted.exact else quoted.span
    return document.page_at(span.start)


def stands_there(document: Document, quoted: Quoted) -> bool:
    """Whether the publication says it at that place, to the letter. Nothing else may be marked."""
    return document.quote(quoted.span) == quoted.text
