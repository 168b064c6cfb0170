"""A small document, its passage and readings, for pinning arithmetic."""

import numpy as np

from answer.features import Candidate
from answer.reader import SentenceReading
from index.datatypes import Document, Metadata, Page, Passage, RetrievedPassage, Span

SENTENCES = ("Indsatsen kostede 4,5 mio. kr. i 2021.", "Hvem betalte?", "Det gjorde Odense Kommune.")
TEXT = " ".join(SENTENCES)


def span_of(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def document() -> Document:
    half = TEXT.index(SENTENCES[2])
    pages = (Page(1, "i", 0, half), Page(2, "1", half, len(TEXT)))
    return Document("prøve", "Prøve", TEXT, pages, (), Metadata("Prøve"))


def passage(**changes) -> Passage:
    facts = {
        "id": "prøve:0",
        "document_id": "prøve",
        "text": TEXT,
        "start": 0,
        "end": len(TEXT),
        "page": 1,
        "section": "Økonomi",
        "kind": "text",
        "sentences": tuple(span_of(sentence) for sentence in SENTENCES),
        "context": "Økonomi",
    }
    return Passage(**{**facts, **changes})


def found(**changes) -> RetrievedPassage:
    return RetrievedPassage(passage(**changes), 0.8, 1, 0.9, 3.0, (0.9, 0.8, 0.7))


def reading(number: int, words: str, logit: float, starts: float = 0.5) -> SentenceReading:
    return SentenceReading(number, span_of(SENTENCES[number]), span_of(words), logit, starts)


def candidate(number: int, words: str, *features: float) -> Candidate:
    return Candidate(found(), number, span_of(words), np.array(features))
