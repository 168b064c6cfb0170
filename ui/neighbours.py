"""The sentences right before and after a quote, so that a "medmindre ..." is never out of reach."""

from collections.abc import Iterable

from index.datatypes import Document, Passage, Span


def neighbours(document: Document, passages: Iterable[Passage], quote: Span) -> tuple[Span | None, Span | None]:
    """The sentence that ends where the quote begins and the one that begins where it ends, with only blanks between.

    passages: of any documents; their sentences are looked through.
    """
    sentences = [each for passage in passages if passage.document_id == document.id for each in passage.sentences]
    before = max((each for each in sentences if each.end <= quote.start), key=lambda each: each.end, default=None)
    after = min((each for each in sentences if each.start >= quote.end), key=lambda each: each.start, default=None)
    if before is not None and document.text[before.end : quote.start].strip():
        before = None
    if after is not None and document.text[quote.end : after.start].strip():
        after = None
    return before, after
