"""What is measured of each candidate sentence: what the reader, the search and the words say about it.

Every feature is a plain number in the order of `NAMES`; `answer.calibration` weighs them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from answer.question_kind import asked_kind, gives_kind, is_english
from answer.reader import PassageReading, SentenceReading
from index.datatypes import RetrievedPassage
from index.lexical import LexicalIndex

NAMES = (
    "reader",  # the reader's logit for the sentence
    "passage_reader",  # the highest such logit in its passage
    "neighbour",  # the highest of the sentences next to it
    "sentence",  # cosine similarity of question and sentence
    "dense",  # cosine similarity of question and passage
    "fused",  # the search's score, 0 to 1
    "cover",  # share of the question's terms that the sentence has, 0 to 1
    "passage_cover",  # share of them that the passage has, 0 to 1
    "unknown",  # share of the question's words that the whole index lacks, 0 to 1; 0 for a question in English
    "numbers_unknown",  # 1 where the question names a number (a year) that the whole index lacks
    "names_unknown",  # 1 where it names somebody or a place that the whole index lacks
    "numbers_missing",  # 1 where it names a number that the passage lacks
    "names_missing",  # 1 where it names somebody or a place that the passage lacks
    "kind",  # 0 where the sentence holds the kind of answer asked for, or none is told, else -1
    "is_question",  # 1 for a sentence that is itself a question, as in an interview
    "is_short",  # 1 for fewer than four words: a name, a label
    "leads_on",  # 1 for a sentence that only announces what follows ("... lyder:")
    "is_figure",  # 1 in a figure's caption
    "other_figure",  # 1 where the question names a figure and this is not in its caption
    "is_contact",  # 1 for a contact block, when neither contact nor person is asked for
    "in_english",  # 1 for a question in English
)
# Whether more of a feature may only speak for an answer (1), only against (-1), or either way (0): what a few hundred
# development questions happen to say against sense is not learnt. The kind of question must not decide by itself.
SIGNS = {
    **dict.fromkeys(("reader", "sentence", "dense", "fused", "cover", "passage_cover", "kind"), 1),
    **dict.fromkeys(("unknown", "numbers_unknown", "names_unknown", "numbers_missing", "names_missing"), -1),
    **dict.fromkeys(("is_question", "is_short", "leads_on", "other_figure", "is_contact"), -1),
    **dict.fromkeys(("passage_reader", "neighbour"), 1),
    **dict.fromkeys(("is_figure", "in_english"), 0),
}
Features = NDArray[np.float64]

_NUMBER = re.compile(r"\d[\d.,]*\d")
_FIGURE = re.compile(r"\bfig(?:ur|ure)?\.? ?(\d+\w?)\b", re.IGNORECASE)
# A word with a capital inside a question is a name; the first word always has one.
_NAME = re.compile(r"(?<=\w )[A-ZÆØÅ][\wæøåé-]{2,}")


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
    numbers, names = _NUMBER.findall(question), _NAME.findall(question)
    in_english = is_english(question)
    of_question = [
        0.0 if in_english else lexical.unknown_share(question),
        float(not all(lexical.has(number) for number in numbers)),
        float(not all(lexical.has(name) for name in names)),
    ]
    figure = _FIGURE.search(question)
    result = []
    for hit, passage_reading in zip(found, readings, strict=True):
        passage = hit.passage
        logits = [reading.logit for reading in passage_reading.sentences]
        of_passage = [
            hit.dense,
            hit.score,
            _cover(asked, lexical, passage.search_text),
            *of_question,
            float(any(number not in passage.search_text for number in numbers)),
            float(any(name.lower() not in passage.search_text.lower() for name in names)),
        ]
        for number, reading in enumerate(passage_reading.sentences):
            text = passage.text[reading.sentence.start - passage.start : reading.sentence.end - passage.start]
            similarity = hit.sentence_similarities[reading.number]
            dense, fused, *rest = of_passage
            features = [
                reading.logit,
                max(logits),
                max(logits[max(number - 1, 0) : number] + logits[number + 1 : number + 2], default=reading.logit),
                similarity,
                dense,
                fused,
                _cover(asked, lexical, text),
                *rest,
                float(gives_kind(text, kind)) - 1.0,
                float(text.rstrip("”»\"' ").endswith("?")),
                float(len(text.split()) < 4),
                float(text.endswith(":")),
                float(passage.kind == "figure"),
                float(figure is not None and passage.figure != figure[1]),
                float(passage.kind == "contact" and kind not in ("contact", "person")),
                float(in_english),
            ]
            result.append(Candidate(hit, reading, np.array(features)))
    return result


def _cover(asked: set[str], lexical: LexicalIndex, text: str) -> float:
    return len(asked & lexical.terms(text)) / len(asked) if asked else 0.0
