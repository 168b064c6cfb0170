"""What is measured of each candidate sentence: what the matcher, the reader, the search and the words say about it.

Every feature is a plain number, in the order of `NAMES`; `answer.calibration` weighs them. Those of `FIRST_NAMES` are
known of every sentence of the passages found, the rest only of the passages that were read closely.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from answer.question_kind import asked_kind, gives_kind, is_english
from answer.reader import PassageReading
from index.datatypes import RetrievedPassage, Span
from index.lexical import LexicalIndex

FIRST_NAMES = (
    "match",  # the matcher's logit for the sentence
    "passage_match",  # the highest such logit in its passage
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
READ_NAMES = (
    "reader",  # the reader's logit for the sentence
    "passage_reader",  # the highest such logit in its passage
    "starts",  # logarithm of the probability that the exact words begin in this sentence
)
NAMES = FIRST_NAMES + READ_NAMES
# Whether more of a feature may only speak for an answer (1), only against (-1), or either way (0): what a few hundred
# development questions happen to say against sense is not learnt. The kind of question must not decide by itself.
SIGNS = {
    **dict.fromkeys(("match", "sentence", "dense", "fused", "cover", "passage_cover", "kind"), 1),
    **dict.fromkeys(("unknown", "numbers_unknown", "names_unknown", "numbers_missing", "names_missing"), -1),
    **dict.fromkeys(("is_question", "is_short", "leads_on", "other_figure", "is_contact"), -1),
    **dict.fromkeys(("passage_match", "neighbour", *READ_NAMES), 1),
    **dict.fromkeys(("is_figure", "in_english"), 0),
}
LEAST_STARTS = 1e-4
Features = NDArray[np.float64]

_NUMBER = re.compile(r"\d[\d.,]*\d")
_FIGURE = re.compile(r"\bfig(?:ur|ure)?\.? ?(\d+\w?)\b", re.IGNORECASE)
# A word with a capital inside a question is a name; the first word always has one.
_NAME = re.compile(r"(?<=\w )[A-ZÆØÅ][\wæøåé-]{2,}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer.

    number: which of the passage's sentences, from 0. span: the words of it that answer, in the document's text; the
    whole sentence before it is read closely. features: in the order of FIRST_NAMES, then NAMES when read.
    further: the words of other numbers of the same unit that answer, too.
    """

    found: RetrievedPassage
    number: int
    span: Span
    features: Features
    further: tuple[Span, ...] = ()

    @property
    def sentence(self) -> Span:
        """The sentence, in the document's text."""
        return self.found.passage.sentences[self.number]


def candidates(
    question: str, found: Sequence[RetrievedPassage], matches: Sequence[Sequence[float]], lexical: LexicalIndex
) -> list[Candidate]:
    """Every sentence of the passages found, in their order. matches: the matcher's logits, one a sentence."""
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
    for hit, logits in zip(found, matches, strict=True):
        passage = hit.passage
        of_passage = [
            hit.dense,
            hit.score,
            _cover(asked, lexical, passage.search_text),
            *of_question,
            float(any(number not in passage.search_text for number in numbers)),
            float(any(name.lower() not in passage.search_text.lower() for name in names)),
        ]
        for number, (sentence, logit) in enumerate(zip(passage.sentences, logits, strict=True)):
            text = passage.text[sentence.start - passage.start : sentence.end - passage.start]
            similarity = hit.sentence_similarities[number]
            dense, fused, *rest = of_passage
            features = [
                logit,
                max(logits),
                max((*logits[max(number - 1, 0) : number], *logits[number + 1 : number + 2]), default=logit),
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
            result.append(Candidate(hit, number, sentence, np.array(features)))
    return result


def read_candidates(first: Sequence[Candidate], readings: Mapping[str, PassageReading]) -> list[Candidate]:
    """Those candidates whose sentences were read, with the reader's spans and features.

    readings: by the passage's id.
    """
    result = []
    for candidate in first:
        reading = readings.get(candidate.found.passage.id)
        if reading is None:
            continue
        for sentence in reading.sentences:
            if sentence.number == candidate.number:
                highest = max(other.logit for other in reading.sentences)
                read = (sentence.logit, highest, float(np.log(max(sentence.starts, LEAST_STARTS))))
                features = np.concatenate([candidate.features, read])
                result.append(replace(candidate, span=sentence.span, further=sentence.further, features=features))
    return result


def _cover(asked: set[str], lexical: LexicalIndex, text: str) -> float:
    return len(asked & lexical.terms(text)) / len(asked) if asked else 0.0
