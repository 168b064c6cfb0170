"""Reports: a question set asked, measured, printed and saved with what it was measured on."""

import json
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from answer.answerer import Answerer
from evaluation.metrics import Metrics, Outcome, given_answers, measure, measure_by, page_rank, reliability
from evaluation.questions import Question
from index.manifest import IndexManifest

COLUMNS = {
    "questions": "n",
    "page_recall_1": "side@1",
    "page_recall_5": "side@5",
    "mrr": "MRR",
    "answer_1": "svar@1",
    "answer_3": "svar@3",
    "page_1": "svarside@1",
    "right_refusals": "rette afslag",
    "wrong_refusals": "forkerte afslag",
    "ece": "ECE",
    "p50_ms": "p50 ms",
    "p95_ms": "p95 ms",
}


def run(
    answerer: Answerer, questions: Sequence[Question], progress: Callable[[Sequence[Question]], Any] = iter
) -> list[Outcome]:
    """Asks every question, after one that warms the models up. `progress` may wrap the questions (tqdm)."""
    answerer.ask("Hvad handler publikationen om?")
    outcomes = []
    for question in progress(questions):
        response = answerer.ask(question.text)
        outcomes.append(Outcome(question, response, page_rank(question, response)))
    return outcomes


def table(rows: Mapping[str, Metrics]) -> str:
    """The metrics as a Markdown table."""
    lines = [
        "| | " + " | ".join(COLUMNS.values()) + " |",
        "|---|" + "---:|" * len(COLUMNS),
    ]
    for name, metrics in rows.items():
        values = metrics.as_dict()
        lines.append(f"| {name} | " + " | ".join(_cell(key, values[key]) for key in COLUMNS) + " |")
    return "\n".join(lines)


def report(outcomes: Sequence[Outcome], manifest: IndexManifest) -> dict[str, Any]:
    """Everything measured, for saving: the whole, by language, by style, and each question's outcome."""
    return {
        "commit": commit(),
        "manifest": asdict(manifest),
        "all": measure(outcomes).as_dict(),
        "language": {name: m.as_dict() for name, m in measure_by(outcomes, lambda q: q.language).items()},
        "style": {name: m.as_dict() for name, m in measure_by(outcomes, lambda q: q.style).items()},
        "reliability": [asdict(b) for b in reliability(*given_answers(outcomes))],
        "questions": [_outcome(outcome) for outcome in outcomes],
    }


def save(facts: dict[str, Any], path: Path) -> None:
    """Writes a report as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def commit() -> str:
    """The commit that is measured, with "+" where files differ from it; "" outside a git checkout."""
    try:
        command = ["git", "describe", "--always", "--dirty=+", "--abbrev=10"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def _outcome(outcome: Outcome) -> dict[str, Any]:
    first = outcome.response.answers[0] if outcome.response.answers else None
    return {
        "id": outcome.question.id,
        "question": outcome.question.text,
        "answerable": outcome.question.answerable,
        "refused": outcome.response.refused,
        "right": outcome.right,
        "right_among_3": outcome.right_among(3),
        "page_rank": outcome.page_rank,
        "probability": outcome.response.probability,
        "quote": None if first is None else first.citation.quote,
        "page": None if first is None else first.citation.page,
        "ms": outcome.response.timings.get("total"),
    }


def _cell(key: str, value: float) -> str:
    if value != value:  # NaN: nothing of the kind was asked
        return "–"
    if key == "questions":
        return str(int(value))
    return f"{value:.0f}" if key.endswith("_ms") else f"{value:.3f}"
