"""From candidates to answers: whole sentences quoted, with their place, from different places."""

from collections.abc import Mapping, Sequence

from answer.calibration import Ranked
from answer.datatypes import Answer, Citation
from answer.features import NAMES, Candidate
from index.datatypes import Document, Span

MAX_ANSWERS = 3


def cite(document: Document, section: str, quote: Span) -> Citation:
    """The citation of a span of a document. The page is that of its first letter."""
    page = document.page_at(quote.start)
    return Citation(document.id, document.title, page.number, page.label, section, document.quote(quote), quote)


def choose(ranked: Sequence[Ranked], documents: Mapping[str, Document], limit: int = MAX_ANSWERS) -> tuple[Answer, ...]:
    """The best candidates as answers, at most `limit`, none saying again what one before it says."""
    answers: list[Answer] = []
    for place in ranked:
        passage = place.candidate.found.passage
        document = documents[passage.document_id]
        exact = _exact(place, ranked)
        answer = Answer(
            text=document.quote(exact.span),
            span=exact.span,
            citation=cite(document, passage.section, place.quote),
            probability=place.probability,
            further=exact.further,
        )
        if not any(_repeats(answer, given) for given in answers):
            answers.append(answer)
        if len(answers) == limit:
            break
    return tuple(answers)


def _exact(place: Ranked, ranked: Sequence[Ranked]) -> Candidate:
    """Of the sentences that are quoted together, the one in which the reader sees the exact words begin.

    One that holds the kind of answer asked for, a number for "hvor ofte", goes before one that does not.
    """
    passage = place.candidate.found.passage.id
    quoted = [
        other.candidate
        for other in ranked
        if other.candidate.found.passage.id == passage and place.quote.overlaps(other.candidate.sentence)
    ]
    return max(quoted, key=lambda candidate: [candidate.features[NAMES.index(name)] for name in ("kind", "starts")])


def _repeats(answer: Answer, given: Answer) -> bool:
    """Whether two answers quote overlapping places or, as a box beside the text does, the same words twice.

    The same words in two publications are two answers.
    """
    here, there = answer.citation, given.citation
    same_words = _plain(here.quote) == _plain(there.quote)
    return here.document_id == there.document_id and (here.span.overlaps(there.span) or same_words)


def _plain(quote: str) -> str:
    return "".join(letter for letter in quote.lower() if letter.isalnum())
