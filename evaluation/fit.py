"""Fits `answer.calibration` on development questions: `python -m evaluation fit SET=INDEX ...`."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from answer.answerer import Answerer
from answer.calibration import Calibration, Logistic, answered_features, sigmoid
from answer.features import Candidate, Features
from evaluation.questions import Question

MOST_WRONG_REFUSALS = 0.05


@dataclass(frozen=True, slots=True)
class Judged:
    """A question's candidates, and which of them answer it, [candidates]."""

    question: Question
    candidates: list[Candidate]
    right: np.ndarray


def judge(answerer: Answerer, questions: Sequence[Question]) -> list[Judged]:
    """Each question's candidates, held against its expressions."""
    judged = []
    for question in questions:
        found = answerer.candidates(question.text)
        quotes = [answerer.documents[c.found.passage.document_id].quote(c.reading.sentence) for c in found]
        right = np.array([question.answerable and question.answered_by([quote]) for quote in quotes])
        judged.append(Judged(question, found, right))
    return judged


def fit(judged: Sequence[Judged], strength: float = 1.0, folds: int = 5) -> Calibration:
    """Both models and the threshold. The probabilities and the threshold are fitted on held-out folds' rankings."""
    rank = _rank_model(judged, strength)
    rows, labels, groups = [], [], []
    splits = GroupKFold(folds).split(judged, groups=range(len(judged)))
    for group, (train, test) in enumerate(splits):
        fold_rank = _rank_model([judged[n] for n in train], strength)
        for n in test:
            features, label = _answered_rows(judged[n], fold_rank)
            rows.append(features)
            labels.append(label)
            groups.append(np.full(len(label), group))
    x, y = np.concatenate(rows), np.concatenate(labels)
    answered = _logistic(x, y, strength / 10)
    firsts = np.array([sigmoid(answered.logit(row[:1]))[0] for row in rows])
    answerable = np.array([item.question.answerable for item in judged])[_order(judged, folds)]
    return Calibration(rank, answered, best_threshold(firsts, answerable))


def best_threshold(probabilities: np.ndarray, answerable: np.ndarray) -> float:
    """The highest threshold that refuses at most MOST_WRONG_REFUSALS of the answerable."""
    return float(np.quantile(probabilities[answerable], MOST_WRONG_REFUSALS))


def _order(judged: Sequence[Judged], folds: int) -> list[int]:
    return [n for _, test in GroupKFold(folds).split(judged, groups=range(len(judged))) for n in test]


def _rank_model(judged: Sequence[Judged], strength: float) -> Logistic:
    """Over the candidates of questions that some candidate answers: each question weighs the same."""
    rows, labels, weights = [], [], []
    for item in judged:
        if item.right.any():
            rows.append(np.stack([candidate.features for candidate in item.candidates]))
            labels.append(item.right)
            share = np.where(item.right, 0.5 / item.right.sum(), 0.5 / max((~item.right).sum(), 1))
            weights.append(share)
    return _logistic(np.concatenate(rows), np.concatenate(labels), strength, np.concatenate(weights))


def _answered_rows(item: Judged, rank: Logistic) -> tuple[Features, np.ndarray]:
    """The features and labels of the three candidates that are ranked first."""
    logits = rank.logit(np.stack([candidate.features for candidate in item.candidates]))
    best = (-logits).argsort(kind="stable")[:3]
    return answered_features(item.candidates, logits)[best], item.right[best]


def _logistic(x: Features, y: np.ndarray, strength: float, weights: np.ndarray | None = None) -> Logistic:
    mean, scale = x.mean(axis=0), x.std(axis=0)
    scale[scale == 0] = 1.0
    model = LogisticRegression(C=strength, max_iter=2000).fit((x - mean) / scale, y, sample_weight=weights)
    return Logistic(
        tuple(model.coef_[0].tolist()), float(model.intercept_[0]), tuple(mean.tolist()), tuple(scale.tolist())
    )
