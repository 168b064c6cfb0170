"""Charts for a report: how far the probabilities can be trusted, what refusing buys, how a training went."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evaluation.metrics import Outcome, given_answers, reliability, risk_coverage
from index.errors import QuestionSetError

INK, ACCENT, FAINT = "#1f2933", "#0b6e4f", "#9aa5b1"


def draw_reliability(outcomes: Sequence[Outcome], path: Path) -> None:
    """A reliability diagram beside a risk-coverage curve, as one image."""
    probabilities, right = given_answers(outcomes)
    figure, (left, middle) = _axes(2)
    bins = reliability(probabilities, right)
    left.plot([0, 1], [0, 1], color=FAINT, linestyle="--")
    left.plot([b.probability for b in bins], [b.right for b in bins], color=ACCENT, marker="o")
    for b in bins:
        left.annotate(str(b.count), (b.probability, b.right), textcoords="offset points", xytext=(6, -10), fontsize=8)
    left.set(xlabel="sandsynlighed", ylabel="andel rigtige", title="Pålidelighed (antal svar ved punktet)")
    covered, risk = risk_coverage(probabilities, right, len(outcomes))
    middle.plot(covered, risk, color=ACCENT)
    middle.set(xlabel="andel spørgsmål besvaret", ylabel="andel forkerte svar", title="Risiko og dækning")
    for axis in (left, middle):
        axis.set(xlim=(0, 1), ylim=(0, 1))
    _save(figure, path)


def draw_training(log: Path, path: Path) -> None:
    """Loss and development metrics by step, from the log of `python -m answer.train`.

    Raises QuestionSetError when the log can not be read.
    """
    try:
        rows: list[dict[str, Any]] = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError) as error:
        raise QuestionSetError(f"Loggen {log} kan ikke læses ({error}). Angiv log.jsonl fra en træning.") from error
    rows = [row for row in rows if "loss" in row]
    figure, (left, right) = _axes(2)
    steps = [row["step"] for row in rows]
    left.plot(steps, [row["loss"] for row in rows], color=ACCENT)
    left.set(xlabel="skridt", ylabel="tab", title="Tab")
    for name in [name for name in rows[-1] if name not in ("step", "loss", "seconds")] if rows else []:
        right.plot(steps, [row[name] for row in rows], label=name)
    right.set(xlabel="skridt", ylim=(0, 1), title="På tilbageholdte tekster")
    right.legend(fontsize=8, frameon=False)
    _save(figure, path)


def _axes(count: int) -> Any:
    from matplotlib.figure import Figure  # only those who draw need it: pip install "kildesvar[dev]"

    figure = Figure(figsize=(5 * count, 4), layout="constrained")
    axes = figure.subplots(1, count)
    for axis in axes:
        axis.spines[["top", "right"]].set_visible(False)
        axis.tick_params(colors=INK)
    return figure, axes


def _save(figure: Any, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=120)
