"""Trains the reader: `python -m answer.train --data DIR [--out DIR]`.

Two stages: general reading (SQuAD in Danish, NorQuAD), then public-sector Danish, which weighs most and comes last.
The lower layers are frozen, so each text is run through them once and kept. Deterministic from --seed; resumes from
the last checkpoint in --out; writes `log.jsonl` (loss, development metrics) there, and at the end the weights.
"""

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from answer.frozen_states import FrozenStates, TextStates
from answer.reader import best_span
from answer.reader_model import ReaderModel, ReaderScores, ReaderSizes
from answer.training_data import (
    HELD_OUT_PUBLICATIONS,
    Example,
    other_passages,
    publication_examples,
    reading_examples,
    roughen,
)
from index.datatypes import Span
from index.encoder import Encoder, load_encoder

BATCH = 16
WARMUP_STEPS = 60


@dataclass(frozen=True, slots=True)
class Stage:
    """steps: optimizer steps; shares: how often each source is drawn, relative to the others."""

    name: str
    steps: int
    shares: dict[str, float]


STAGES = (
    Stage("general", 320, {"squad_da": 0.42, "norquad": 0.12, "xquad_en_da": 0.06, "offentlig_da": 0.4}),
    Stage(
        "public",
        1000,
        {
            "offentlig_da": 0.5,
            "offentlig_da_other": 0.12,
            "publications_qa": 0.28,
            "squad_da": 0.06,
            "xquad_en_da": 0.04,
        },
    ),
)


def loss_of(scores: ReaderScores, examples: Sequence[Example], passages: Sequence[TextStates]) -> Tensor:
    """Cross-entropy of start and end against "no answer", and binary cross-entropy of evidence and answerable."""
    batch, width = scores.start.shape
    starts, ends = torch.zeros(batch, dtype=torch.long), torch.zeros(batch, dtype=torch.long)
    evidence = torch.zeros(batch, width)
    for row, (example, text) in enumerate(zip(examples, passages, strict=True)):
        if example.span is None or example.evidence is None:
            continue
        inside = tokens_of(example.span, text.offsets)
        starts[row], ends[row] = 1 + inside.start, inside.end
        supporting = tokens_of(example.evidence, text.offsets)
        evidence[row, supporting.start : supporting.end] = 1.0
    start_logits = torch.cat([scores.no_answer[:, :1], scores.start], dim=1)
    end_logits = torch.cat([scores.no_answer[:, 1:], scores.end], dim=1)
    spans = nn.functional.cross_entropy(start_logits, starts) + nn.functional.cross_entropy(end_logits, ends)
    real = scores.evidence > -torch.inf
    supported = nn.functional.binary_cross_entropy_with_logits(scores.evidence[real], evidence[real])
    answerable = nn.functional.binary_cross_entropy_with_logits(scores.answerable, (starts > 0).float())
    return spans / 2 + supported + answerable / 2


def tokens_of(span: Span, offsets: Sequence[tuple[int, int]]) -> Span:
    """The tokens that touch a span of characters; at least one."""
    touched = [n for n, (a, b) in enumerate(offsets) if a < span.end and span.start < b]
    if not touched:
        return Span(0, 1)
    return Span(touched[0], touched[-1] + 1)


def draw(stage: Stage, pools: dict[str, list[Example]], chance: random.Random) -> Iterator[list[Example]]:
    """Batches without end: sources by their share, each source gone through in a new order every time round.

    Eight batches are drawn at a time and sorted by length, so that little is computed on padding.
    """
    queues: dict[str, list[Example]] = {source: [] for source in stage.shares}
    sources, shares = list(stage.shares), list(stage.shares.values())
    while True:
        drawn = []
        for source in chance.choices(sources, shares, k=8 * BATCH):
            if not queues[source]:
                queues[source] = chance.sample(pools[source], len(pools[source]))
            drawn.append(queues[source].pop())
        drawn.sort(key=lambda example: len(example.passage))
        batches = [drawn[n : n + BATCH] for n in range(0, len(drawn), BATCH)]
        yield from chance.sample(batches, len(batches))


def evaluate(model: ReaderModel, states: FrozenStates, examples: Sequence[Example]) -> dict[str, float]:
    """Development metrics: exact match, F1 and right sentence of the answerable, AUC of the answerable logit."""
    model.eval()
    exact, overlap, sentence, logits, labels = [], [], [], [], []
    for example in examples:
        (asked,), (text,) = states([example.question], "query"), states([example.passage], "passage")
        offsets = text.offsets
        with torch.inference_mode():
            scores = model([asked.states.float()], [text.states.float()])
        logits.append(float(scores.answerable[0]))
        labels.append(example.span is not None)
        if example.span is None or example.evidence is None:
            continue
        # The first and the last token are not text.
        words, _score = best_span(scores.start[0, 1:-1], scores.end[0, 1:-1])
        start, end = words.start + 1, words.end
        found, gold = (
            set(range(offsets[start][0], offsets[end][1])),
            set(range(example.span.start, example.span.end)),
        )
        common = len(found & gold)
        exact.append(example.passage[offsets[start][0] : offsets[end][1]].strip(" .,") == _gold(example).strip(" .,"))
        overlap.append(2 * common / max(len(found) + len(gold), 1))
        middle = (offsets[start][0] + offsets[end][1]) // 2
        sentence.append(example.evidence.start <= middle < example.evidence.end)
    model.train()
    return {
        "exact": float(np.mean(exact)),
        "f1": float(np.mean(overlap)),
        "sentence": float(np.mean(sentence)),
        "auc": area_under_curve(np.array(logits), np.array(labels)),
    }


def area_under_curve(scores: np.ndarray, labels: np.ndarray) -> float:
    """Probability that a positive's score is above a negative's (Mann-Whitney); 0.5 is chance."""
    ranks = scores.argsort().argsort() + 1
    positives, negatives = int(labels.sum()), int((~labels).sum())
    if not positives or not negatives:
        return float("nan")
    return float((ranks[labels].sum() - positives * (positives + 1) / 2) / (positives * negatives))


def _gold(example: Example) -> str:
    assert example.span is not None
    return example.passage[example.span.start : example.span.end]


def load_pools(data: Path, encoder: Encoder, stage: Stage, seed: int) -> tuple[dict[str, list[Example]], list[Example]]:
    """The stage's training examples by source, and the development examples, which no stage trains on."""

    def encode(texts: list[str], kind: str) -> np.ndarray:
        if kind == "query":
            return np.stack([encoder.encode_query(text) for text in texts])
        return encoder.encode_passages(texts)

    pools: dict[str, list[Example]] = {}
    public = reading_examples(data / "reader" / "offentlig_da.jsonl")
    development = [e for e in public if e.held_out][::3]
    for source in stage.shares:
        if source == "offentlig_da":
            pools[source] = [e for e in public if not e.held_out]
        elif source == "offentlig_da_other":
            pools[source] = other_passages([e for e in public if not e.held_out], encode, 1, seed)
        elif source == "publications_qa":
            folders = sorted(path.parent for path in (data / source).glob("*/questions.jsonl"))
            kept = [f for f in folders if f.name not in HELD_OUT_PUBLICATIONS]
            pools[source] = [e for folder in kept for e in publication_examples(folder, encode, negatives=4)]
        else:
            pools[source] = reading_examples(data / "reader" / f"{source}.jsonl")
    return pools, development


def train(data: Path, out: Path, seed: int, rate: float, evaluate_every: int) -> None:
    """Runs the stages, from the last checkpoint where there is one."""
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    encoder = load_encoder()
    sizes = ReaderSizes()
    e5 = encoder.e5
    model = ReaderModel(e5.weights, sizes, pretrained=True).train()
    states = FrozenStates(e5, sizes.joined, kept=100_000)
    heads = {id(p) for part in (model.token_head, model.answerable_head, model.parts) for p in part.parameters()}
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for p in model.parameters() if id(p) not in heads], "lr": rate},
            {"params": [p for p in model.parameters() if id(p) in heads], "lr": 5 * rate},
        ],
        weight_decay=0.01,
    )
    total = sum(stage.steps for stage in STAGES)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min((step + 1) / WARMUP_STEPS, max(total - step, 1) / (total - WARMUP_STEPS), 1.0),
    )
    done = 0
    if (out / "checkpoint.pt").exists():
        saved = torch.load(out / "checkpoint.pt", weights_only=True)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        done = saved["step"]
    first = 0
    for stage in STAGES:
        if done < first + stage.steps:
            pools, development = load_pools(data, encoder, stage, seed)
            _log(out, {"stage": stage.name, "examples": {source: len(pool) for source, pool in pools.items()}})
            # The order of examples depends on the step only, so that a resumed run sees what an unbroken one would.
            chance = random.Random(seed + done)
            batches = draw(stage, pools, chance)
            since, losses = time.perf_counter(), []
            for step in range(max(done, first), first + stage.steps):
                losses.append(_step(model, states, next(batches), optimizer, chance))
                schedule.step()
                done = step + 1
                if done % evaluate_every == 0 or done == first + stage.steps:
                    metrics = evaluate(model, states, development)
                    seconds = time.perf_counter() - since
                    _log(
                        out,
                        {"step": done, "loss": float(np.mean(losses)), "seconds": round(seconds), **metrics},
                    )
                    losses = []
                    _save(out, model, optimizer, schedule, done)
        first += stage.steps


def _step(
    model: ReaderModel,
    states: FrozenStates,
    batch: list[Example],
    optimizer: torch.optim.Optimizer,
    chance: random.Random,
) -> float:
    questions = states([roughen(e.question, chance) for e in batch], "query")
    passages = states([e.passage for e in batch], "passage")
    scores = model([q.states.float() for q in questions], [p.states.float() for p in passages])
    loss = loss_of(scores, batch, passages)
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return float(loss.detach())


def _save(out: Path, model: ReaderModel, optimizer: Any, schedule: Any, step: int) -> None:
    state = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(),
        "step": step,
    }
    torch.save(state, out / "checkpoint.tmp")
    (out / "checkpoint.tmp").rename(out / "checkpoint.pt")


def _log(out: Path, record: dict[str, Any]) -> None:
    line = json.dumps(record)
    print(line, flush=True)
    with (out / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(line + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Træn læseren.")
    parser.add_argument("--data", type=Path, required=True, help="mappen med reader/ og publications_qa/")
    parser.add_argument("--out", type=Path, default=Path("train"), help="mappe til log, checkpoint og vægte")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=1.5e-4, help="højeste læringsrate for lagene")
    parser.add_argument("--evaluate-every", type=int, default=160)
    arguments = parser.parse_args()
    train(arguments.data, arguments.out, arguments.seed, arguments.rate, arguments.evaluate_every)
