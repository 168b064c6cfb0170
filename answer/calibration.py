"""From features to a ranking and a probability, with weights fitted on development questions.

`python -m evaluation fit` fits them. Two small logistic models: the first ranks the candidates of a question, the
second says how probable it is that a candidate answers, from its features, how far it is ahead of the others, and how
much all the passages say no.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from answer.features import NAMES, Candidate, Features
from answer.reader import WEIGHTS_DIR
from index.errors import ModelError

CALIBRATION_FILE = "calibration.json"


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
    """rank: over a candidate's features. answered: over `answered_features`. threshold: refused below, 0 to 1."""

    rank: Logistic
    answered: Logistic
    threshold: float

    def rank_logits(self, candidates: Sequence[Candidate]) -> Features:
        """The candidates' ranking scores, [candidates]; higher is better."""
        return self.rank.logit(np.stack([candidate.features for candidate in candidates]))

    def probabilities(self, candidates: Sequence[Candidate], logits: Features) -> Features:
        """The probability of each candidate, were it given as the answer, [candidates], 0 to 1."""
        return sigmoid(self.answered.logit(answered_features(candidates, logits)))

    def save(self, path: Path) -> None:
        """Writes the weights as JSON."""
        path.write_text(json.dumps({"features": NAMES, **asdict(self)}, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path = WEIGHTS_DIR / CALIBRATION_FILE) -> "Calibration":
        """Raises ModelError when the file is missing, broken or fitted on other features."""
        try:
            facts = json.loads(path.read_text(encoding="utf-8"))
            if tuple(facts["features"]) != NAMES:
                raise ValueError("den er lavet til andre træk")
            return cls(_logistic(facts["rank"]), _logistic(facts["answered"]), float(facts["threshold"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(
                f"Kalibreringen {path} kan ikke læses ({error}). Lav den igen: python -m evaluation fit"
            ) from error


def _logistic(facts: dict[str, Any]) -> Logistic:
    return Logistic(tuple(facts["weights"]), float(facts["bias"]), tuple(facts["mean"]), tuple(facts["scale"]))


def answered_features(candidates: Sequence[Candidate], logits: Features) -> Features:
    """What tells whether a candidate answers: its logit, its lead over the best other, its features. [candidates, n]"""
    best = float(logits.max())
    others = np.sort(logits)[-2] if len(logits) > 1 else best
    lead = np.where(logits == best, logits - others, logits - best)
    rows = np.stack([candidate.features for candidate in candidates])
    highest = [rows[:, NAMES.index(name)].max() for name in ("reader", "sentence", "dense")]
    return np.column_stack([logits, lead, np.tile(highest, (len(rows), 1)), rows])


def sigmoid(logits: Features) -> Features:
    """Logits to probabilities."""
    return 1.0 / (1.0 + np.exp(-np.clip(logits, -30, 30)))
