"""Metrics over the outcomes of a question set. All shares are 0 to 1; NaN where nothing was to be measured."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from answer.datatypes import Response
from evaluation.questions import Question


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question and what came of it.

    page_rank: the rank, from 1, of the first source on a right page; 0 where none was found.
    """

    question: Question
    response: Response
    page_rank: int

    @property
    def right(self) -> bool:
        """Whether the first quote answers."""
        return self.right_among(1)

    def right_among(self, count: int) -> bool:
        """Whether the first `count` quotes, taken together, answer."""
        citations = [answer.citation for answer in self.response.answers[:count]]
        quotes = [citation.quote for citation in citations if self.question.is_about(citation.document_id)]
        return self.question.answerable and bool(quotes) and self.question.answered_by(quotes)

    @property
    def on_right_page(self) -> bool:
        """Whether the first quote stands on a right page."""
        answers = self.response.answers
        return bool(answers) and _is_right_page(
            self.question, answers[0].citation.document_id, answers[0].citation.page
        )


@dataclass(frozen=True, slots=True)
class Metrics:
    """What is reported of a set of outcomes.

    page_recall_1/5: a source on a right page is first / among the first five. mrr: mean reciprocal rank of it.
    answer_1/3: of the answerable, the first quote / the first three quotes hold all expressions.
    page_1: of the answerable, the first quote stands on a right page.
    right_refusals: of the unanswerable, refused. wrong_refusals: of the answerable, refused.
    ece: expected calibration error of the first answers' probability, ten bins; lower is better.
    p50_ms, p95_ms: latency of a warm question.
    """

    questions: int
    answerable: int
    page_recall_1: float
    page_recall_5: float
    mrr: float
    answer_1: float
    answer_3: float
    page_1: float
    right_refusals: float
    wrong_refusals: float
    ece: float
    p50_ms: float
    p95_ms: float

    def as_dict(self) -> dict[str, float]:
        """For a report."""
        return asdict(self)


def page_rank(question: Question, response: Response) -> int:
    """The rank of the first source that touches a right page; 0 where none does."""
    for hit in response.sources:
        if _is_right_page(question, hit.passage.document_id, hit.passage.page):
            return hit.rank
    return 0


def _is_right_page(question: Question, document_id: str, page: int) -> bool:
    return question.is_about(document_id) and page in question.pages


def measure(outcomes: Sequence[Outcome]) -> Metrics:
    """The metrics of a set of outcomes."""
    answerable = [o for o in outcomes if o.question.answerable]
    unanswerable = [o for o in outcomes if not o.question.answerable]
    ranks = [o.page_rank for o in answerable]
    latencies = [o.response.timings.get("total", np.nan) for o in outcomes]
    return Metrics(
        questions=len(outcomes),
        answerable=len(answerable),
        page_recall_1=_share(rank == 1 for rank in ranks),
        page_recall_5=_share(1 <= rank <= 5 for rank in ranks),
        mrr=float(np.mean([1 / rank if rank else 0.0 for rank in ranks])) if ranks else float("nan"),
        answer_1=_share(o.right for o in answerable),
        answer_3=_share(o.right_among(3) for o in answerable),
        page_1=_share(o.on_right_page for o in answerable),
        right_refusals=_share(o.response.refused for o in unanswerable),
        wrong_refusals=_share(o.response.refused for o in answerable),
        ece=calibration_error(*given_answers(outcomes)),
        p50_ms=float(np.percentile(latencies, 50)) if latencies else float("nan"),
        p95_ms=float(np.percentile(latencies, 95)) if latencies else float("nan"),
    )


def measure_by(outcomes: Iterable[Outcome], key: Callable[[Question], str]) -> dict[str, Metrics]:
    """The metrics of each group of outcomes, by the group's name."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(key(outcome.question), []).append(outcome)
    return {name: measure(groups[name]) for name in sorted(groups)}


def given_answers(outcomes: Iterable[Outcome]) -> tuple[list[float], list[bool]]:
    """The first answers that were given: their probabilities, and whether they are right."""
    given = [outcome for outcome in outcomes if outcome.response.answers]
    return [outcome.response.answers[0].probability for outcome in given], [outcome.right for outcome in given]


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Answers of like probability. probability: their mean; right: the share that is right; both 0 to 1."""

    probability: float
    right: float
    count: int


def reliability(probabilities: Sequence[float], right: Sequence[bool], bins: int = 10) -> list[ReliabilityBin]:
    """The answers in bins of equal width by their probability; only those that hold any."""
    p, r = np.array(probabilities), np.array(right, float)
    which = np.minimum((p * bins).astype(int), bins - 1)
    return [
        ReliabilityBin(float(p[which == b].mean()), float(r[which == b].mean()), int((which == b).sum()))
        for b in sorted(set(which.tolist()))
    ]


def calibration_error(probabilities: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Expected calibration error: the mean gap between probability and share right in equal-width bins.

    Source: Naeini et al. 2015, "Obtaining Well Calibrated Probabilities Using Bayesian Binning".
    """
    if not probabilities:
        return float("nan")
    gaps = [abs(b.probability - b.right) * b.count for b in reliability(probabilities, right, bins)]
    return sum(gaps) / len(probabilities)


def risk_coverage(
    probabilities: Sequence[float], right: Sequence[bool], questions: int
) -> tuple[list[float], list[float]]:
    """Answering only the surest: shares of `questions` that are answered, and of those answers that are wrong.

    Source: El-Yaniv and Wiener 2010, "On the Foundations of Noise-free Selective Classification".
    """
    surest = np.argsort(-np.array(probabilities), kind="stable")
    wrong = 1.0 - np.array(right, float)[surest]
    answered = np.arange(1, len(wrong) + 1)
    return (answered / questions).tolist(), (wrong.cumsum() / answered).tolist()


def _share(values: Iterable[bool]) -> float:
    listed = list(values)
    return float(np.mean(listed)) if listed else float("nan")
