"""What is measured of each candidate sentence: what the reader, the search and the words say about it.

Every feature is a plain number in the order of `NAMES`; `answer.calibration` weighs them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from answer.question_kind import asked_kind, gives_kind
from answer.reader import PassageReading, SentenceReading
from index.datatypes import RetrievedPassage
from index.lexical import LexicalIndex

NAMES = (
    "span_margin",  # start + end logit of the sentence's best words, less that of "no answer"
    "evidence",  # mean evidence logit of the sentence's tokens
    "answerable",  # logit that the passage answers
    "sentence",  # cosine similarity of question and sentence
    "dense",  # cosine similarity of question and passage
    "fused",  # the search's score, 0 to 1
    "cover",  # share of the question's terms that the sentence has, 0 to 1
    "passage_cover",  # share of them that the passage has, 0 to 1
    "kind",  # 1 where the sentence holds the kind of answer asked for, else 0
    "is_question",  # 1 for a sentence that is itself a question, as in an interview
    "is_short",  # 1 for fewer than four words: a name, a label
    "is_figure",  # 1 in a figure's caption
    "is_contact",  # 1 for a contact block, when no contact is asked for
)
Features = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, with its features in the order of NAMES."""

    found: RetrievedPassage
    reading: SentenceReading
    features: Features


def candidates(
    question: str, found: Sequence[RetrievedPassage], readings: Sequence[PassageReading], lexical: LexicalIndex
) -> list[Candidate]:
    """Every sentence of the passages found, in their order."""
    kind = asked_kind(question)
    asked = set(lexical.query_terms(question))
    result = []
    for hit, passage_reading in zip(found, readings, strict=True):
        passage = hit.passage
        passage_cover = _cover(asked, lexical, passage.search_text)
        for reading in passage_reading.sentences:
            text = passage.text[reading.sentence.start - passage.start : reading.sentence.end - passage.start]
            features = [
                reading.span_score - passage_reading.no_answer,
                reading.evidence,
                passage_reading.answerable,
                hit.sentence_similarities[reading.number],
                hit.dense,
                hit.score,
                _cover(asked, lexical, text),
                passage_cover,
                float(kind != "other" and gives_kind(text, kind)) - float(kind != "other"),
                float(text.rstrip("”»\"' ").endswith("?")),
                float(len(text.split()) < 4),
                float(passage.kind == "figure"),
                float(passage.kind == "contact" and kind not in ("contact", "person")),
            ]
            result.append(Candidate(hit, reading, np.array(features)))
    return result


def _cover(asked: set[str], lexical: LexicalIndex, text: str) -> float:
    return len(asked & lexical.terms(text)) / len(asked) if asked else 0.0
