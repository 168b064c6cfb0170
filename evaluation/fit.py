"""Fits `answer.calibration` on development questions: `python -m evaluation fit [--publications FOLDER ...]`."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from scipy.optimize import minimize
from sklearn.model_selection import KFold

from answer.answerer import Answerer
from answer.calibration import (
    ANSWERED_SIGNS,
    Calibration,
    Logistic,
    answered_features,
    quote_spans,
    rank_logits,
    sigmoid,
)
from answer.features import Candidate, Features
from evaluation.questions import Question
from index.datatypes import Passage, Span

MOST_WRONG_REFUSALS = 0.05
STRENGTH = 1.0

_NOTHING = Logistic((), 0.0, (), ())
UNFITTED = Calibration(_NOTHING, _NOTHING, _NOTHING, _NOTHING, 0.0)
"""For an answerer that is only asked for candidates."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A question's candidates, and which of them answer it, [candidates]."""

    question: Question
    candidates: list[Candidate]
    right: np.ndarray


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the answerer it is put to and its candidates before any is read."""

    question: Question
    answerer: Answerer
    first: Judged


def ask(answerer: Answerer, questions: Sequence[Question]) -> list[Asked]:
    """Each question's first candidates."""
    return [Asked(q, answerer, _judge(q, answerer.first_candidates(q.text))) for q in questions]


def fit(asked: Sequence[Asked]) -> Calibration:
    """The four models and the threshold."""
    first = _rank_model([item.first for item in asked], STRENGTH)
    read = [
        _judge(item.question, item.answerer.read_candidates(item.question.text, item.first.candidates, first))
        for item in asked
    ]
    return fit_read(first, read)


def _judge(question: Question, candidates: list[Candidate]) -> Judged:
    right = [_answers(question, candidate.found.passage, candidate.sentence) for candidate in candidates]
    return Judged(question, candidates, np.array(right))


def _answers(question: Question, passage: Passage, quote: Span) -> bool:
    text = passage.text[quote.start - passage.start : quote.end - passage.start]
    return question.answerable and passage.page in question.pages and question.answered_by([text])


def fit_read(first: Logistic, judged: Sequence[Judged], strength: float = STRENGTH, folds: int = 5) -> Calibration:
    """The calibration from candidates that were read. All but the ranking is fitted on rankings of held-out folds."""
    rows, labels, answerable = [], [], []
    for train, test in KFold(folds, shuffle=True, random_state=0).split(judged):
        fold_rank = _rank_model([judged[n] for n in train], strength)
        for n in test:
            features, right = _first_row(judged[n], fold_rank)
            rows.append(features)
            labels.append(right)
            answerable.append(judged[n].question.answerable)
    firsts, has_answer = np.concatenate(rows), np.array(answerable)
    probabilities = _held_out(firsts, has_answer, strength / 20, folds)
    threshold = best_threshold(probabilities, has_answer)
    # The probability of being right is told of answers that are given, so it is fitted on those.
    given = probabilities >= threshold
    return Calibration(
        first=first,
        rank=_rank_model(judged, strength),
        right=_logistic(firsts[given], np.concatenate(labels)[given], strength / 20),
        answerable=_logistic(firsts, has_answer, strength / 20),
        threshold=threshold,
    )


def _held_out(x: Features, y: np.ndarray, strength: float, folds: int) -> Features:
    """Each row's probability from a model that did not see it."""
    probabilities = np.zeros(len(y))
    for train, test in KFold(folds, shuffle=True, random_state=0).split(x):
        probabilities[test] = sigmoid(_logistic(x[train], y[train], strength).logit(x[test]))
    return probabilities


def best_threshold(probabilities: np.ndarray, answerable: np.ndarray) -> float:
    """The highest threshold that refuses at most MOST_WRONG_REFUSALS of the answerable."""
    return float(np.quantile(probabilities[answerable], MOST_WRONG_REFUSALS))


def _rank_model(judged: Sequence[Judged], strength: float) -> Logistic:
    """Listwise: the share of the softmax over a question's candidates that falls on right ones is made high.

    Source: Cao et al. 2007, "Learning to Rank: From Pairwise Approach to Listwise Approach".
    """
    told = [item for item in judged if item.right.any()]
    rows = [np.stack([candidate.features for candidate in item.candidates]) for item in told]
    mean, scale = _standard(np.concatenate(rows))
    scaled = [torch.from_numpy((row - mean) / scale) for row in rows]
    right = [torch.from_numpy(item.right) for item in told]
    weights = torch.zeros(len(mean), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=100)

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        logits = [row @ weights for row in scaled]
        missed = [
            logit.logsumexp(0) - logit[is_right].logsumexp(0) for logit, is_right in zip(logits, right, strict=True)
        ]
        loss = torch.stack(missed).mean() + (weights**2).sum() / (20 * strength)
        loss.backward()
        return loss

    optimizer.step(closure)
    return Logistic(tuple(weights.detach().tolist()), 0.0, tuple(mean.tolist()), tuple(scale.tolist()))


def _first_row(item: Judged, rank: Logistic) -> tuple[Features, np.ndarray]:
    """The features of the candidate that is ranked first, [1, n], and whether what is quoted of it answers, [1]."""
    logits = rank_logits(rank, item.candidates)
    first = int(logits.argmax())
    quote = quote_spans(item.candidates, logits)[first]
    right = _answers(item.question, item.candidates[first].found.passage, quote)
    return answered_features(item.candidates, logits)[[first]], np.array([right])


def _logistic(x: Features, y: np.ndarray, strength: float) -> Logistic:
    """Logistic regression with L2 and with each weight held to its feature's sign (L-BFGS-B)."""
    mean, scale = _standard(x)
    rows, target = (x - mean) / scale, np.where(y, 1.0, -1.0)

    def loss(values: Features) -> tuple[float, Features]:
        weights, bias = values[:-1], values[-1]
        margins = target * (rows @ weights + bias)
        slope = -target * sigmoid(-margins)
        value = np.logaddexp(0, -margins).sum() + (weights @ weights) / (2 * strength)
        return float(value), np.append(rows.T @ slope + weights / strength, slope.sum())

    bounds = [*({1: (0, None), -1: (None, 0), 0: (None, None)}[sign] for sign in ANSWERED_SIGNS), (None, None)]
    found = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=bounds)
    return Logistic(tuple(found.x[:-1].tolist()), float(found.x[-1]), tuple(mean.tolist()), tuple(scale.tolist()))


def _standard(x: Features) -> tuple[Features, Features]:
    mean, scale = x.mean(axis=0), x.std(axis=0)
    scale[scale == 0] = 1.0
    return mean, scale
