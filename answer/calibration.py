"""From features to a ranking and a probability, with weights fitted on development questions.

`python -m evaluation fit` fits them. Four small logistic models: the first chooses the passages to read closely; one
ranks the sentences that were read; two look at the features of a candidate, how far it is ahead of the others and what
is said of all the passages, and say how probable it is that it answers, and that the publication answers at all. The
last one refuses.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from answer.features import NAMES, SIGNS, Candidate, Features
from answer.quote import quote_span
from answer.shipped import CALIBRATION
from index.datatypes import Span
from index.errors import ModelError

HIGHEST = ("match", "reader", "sentence", "dense")
"""Features of which the highest among a question's candidates is told, too."""
MODELS = ("first", "rank", "right", "answerable")


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model: probability = 1 / (1 + exp(-(bias + weights . (x - mean) / scale)))."""

    weights: tuple[float, ...]
    bias: float
    mean: tuple[float, ...]
    scale: tuple[float, ...]

    def logit(self, features: Features) -> Features:
        """Of rows [n, features], their logits [n]."""
        return (features - np.array(self.mean)) / np.array(self.scale) @ np.array(self.weights) + self.bias


@dataclass(frozen=True, slots=True)
class Calibration:
    """first: over a candidate's FIRST_NAMES. rank: over its NAMES. right, answerable: over `answered_features`.

    threshold: of the answerable probability, 0 to 1; refused below it.
    """

    first: Logistic
    rank: Logistic
    right: Logistic
    answerable: Logistic
    threshold: float

    def ranked(self, candidates: Sequence[Candidate]) -> list["Ranked"]:
        """The candidates with their probabilities and quotes, best first."""
        if not candidates:
            return []
        logits = rank_logits(self.rank, candidates)
        features = answered_features(candidates, logits)
        probabilities, answerable = sigmoid(self.right.logit(features)), sigmoid(self.answerable.logit(features))
        quotes = quote_spans(candidates, logits)
        order = (-logits).argsort(kind="stable").tolist()
        return [
            Ranked(candidates[n], quotes[n], float(logits[n]), float(probabilities[n]), float(answerable[n]))
            for n in order
        ]

    def refuses(self, ranked: Sequence["Ranked"]) -> bool:
        """Whether the question is to be refused, from the candidate that is ranked first."""
        return not ranked or ranked[0].answerable < self.threshold

    def save(self, path: Path) -> None:
        """Writes the weights as JSON."""
        path.write_text(json.dumps({"features": NAMES, **asdict(self)}, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path = CALIBRATION) -> "Calibration":
        """Raises ModelError when the file is missing, broken or fitted on other features."""
        try:
            facts = json.loads(path.read_text(encoding="utf-8"))
            if tuple(facts["features"]) != NAMES:
                raise ValueError("den er lavet til andre træk")
            first, rank, right, answerable = (_logistic(facts[name]) for name in MODELS)
            return cls(first, rank, right, answerable, float(facts["threshold"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(
                f"Kalibreringen {path} kan ikke læses ({error}). Lav den igen: python -m evaluation fit"
            ) from error


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate in its place.

    quote: what would be quoted, in the document's text. logit: for ranking; higher is better.
    probability: that the quote answers, 0 to 1. answerable: that anything answers, judged from this candidate, 0 to 1.
    """

    candidate: Candidate
    quote: Span
    logit: float
    probability: float
    answerable: float


def rank_logits(rank: Logistic, candidates: Sequence[Candidate]) -> Features:
    """The candidates' ranking logits, [candidates]; higher is better."""
    return rank.logit(np.stack([candidate.features for candidate in candidates]))


def quote_spans(candidates: Sequence[Candidate], logits: Features) -> list[Span]:
    """What would be quoted for each candidate."""
    by_passage: dict[str, dict[int, float]] = {}
    for candidate, logit in zip(candidates, logits.tolist(), strict=True):
        by_passage.setdefault(candidate.found.passage.id, {})[candidate.number] = logit
    return [quote_span(c.found.passage, c.number, by_passage[c.found.passage.id]) for c in candidates]


def _logistic(facts: dict[str, Any]) -> Logistic:
    return Logistic(tuple(facts["weights"]), float(facts["bias"]), tuple(facts["mean"]), tuple(facts["scale"]))


def answered_features(candidates: Sequence[Candidate], logits: Features) -> Features:
    """What tells whether a candidate answers: its logit, its lead over the best other, its features. [candidates, n]"""
    best = float(logits.max())
    others = np.sort(logits)[-2] if len(logits) > 1 else best
    lead = np.where(logits == best, logits - others, logits - best)
    rows = np.stack([candidate.features for candidate in candidates])
    highest = [rows[:, NAMES.index(name)].max() for name in HIGHEST]
    return np.column_stack([logits, lead, np.tile(highest, (len(rows), 1)), rows])


ANSWERED_SIGNS = (1, 1, *(1 for _ in HIGHEST), *(SIGNS[name] for name in NAMES))
"""Of `answered_features`; see SIGNS."""


def sigmoid(logits: Features) -> Features:
    """Logits to probabilities."""
    return 1.0 / (1.0 + np.exp(-np.clip(logits, -30, 30)))
