"""What answering gives: spans with their citation, or a refusal with the nearest passages."""

from dataclasses import dataclass, field

from index.datatypes import RetrievedPassage, Span

PASSAGES_FOUND = 30
"""How many passages the search brings, unless told."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a quote stands. page: in the file, from 1; page_label: as printed; span: in the document's text."""

    document_id: str
    title: str
    page: int
    page_label: str
    section: str
    quote: str
    span: Span


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer in the publication's own words.

    text: the exact words that answer, inside the quote.
    span: of `text`, in the document's text.
    citation: the whole sentence or sentences that hold the span, and their place.
    probability: that this quote answers the question, 0 to 1, calibrated.
    further: further exact words in the quote, where it gives several facts that answer.
    """

    text: str
    span: Span
    citation: Citation
    probability: float
    further: tuple[Span, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """All of the exact words, the best first."""
        return (self.span, *self.further)

    @property
    def texts(self) -> tuple[str, ...]:
        """All of the exact words, as they stand in the quote, the best first."""
        start = self.citation.span.start
        return tuple(self.citation.quote[span.start - start : span.end - start] for span in self.spans)


@dataclass(frozen=True, slots=True)
class Response:
    """What the publication says to a question.

    answers: the best first, at most three, from different places. Empty when refused.
    refused: True when the publication was judged not to answer. A value, never an exception.
    sources: the passages found, best first; for a refusal the nearest places, which are not an answer.
    probability: of the best candidate, given or refused, 0 to 1.
    timings: milliseconds by step: "retrieve", "read", "total".
    """

    question: str
    answers: tuple[Answer, ...]
    refused: bool
    sources: tuple[RetrievedPassage, ...]
    probability: float = 0.0
    timings: dict[str, float] = field(default_factory=dict)
