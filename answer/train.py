"""Trains the reader: `python -m answer.train --data DIR [--out DIR]`.

All sources are mixed; public-sector Danish weighs most. The lower layers are frozen, so each text is run through them
once and kept. Deterministic from --seed; resumes from the last checkpoint in --out; writes `log.jsonl` (loss,
development metrics) there, and at the end the weights.
"""

import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from answer.frozen_states import FrozenStates
from answer.reader import WEIGHTS_FILE, best_span, sentence_mask, tokens_of
from answer.reader_model import ReaderModel, ReaderSizes
from answer.training_data import (
    HELD_OUT_PUBLICATIONS,
    Example,
    other_passages,
    publication_examples,
    reading_examples,
    roughen,
)
from index.command_line import DanishParser
from index.datatypes import Span
from index.encoder import Encoder, Vectors, load_encoder

BATCH = 16
WARMUP_STEPS = 60


SHARES = {
    "offentlig_da": 0.46,
    "offentlig_da_other": 0.06,
    "publications_qa": 0.2,
    "squad_da": 0.14,
    "norquad": 0.07,
    "xquad_en_da": 0.07,
}


def loss_of(model: ReaderModel, batch: Sequence[Example], states: FrozenStates, chance: random.Random) -> Tensor:
    """Three tasks at once.

    Which of all the sentences in the batch answers (cross-entropy, for the answerable); whether each sentence of the
    example's own passage does (binary cross-entropy, for all); and where the exact words are (cross-entropy).
    """
    asked = states([roughen(example.question, chance) for example in batch], "query")
    questions = model.encode([text.states.float() for text in asked], "query")
    own = {example.passage: example for example in batch}
    texts = states(list(own), "passage")
    passages = dict(zip(own, model.encode([text.states.float() for text in texts], "passage"), strict=True))
    offsets = {passage: text.offsets for passage, text in zip(own, texts, strict=True)}
    masks = {passage: sentence_mask(example.sentences, offsets[passage]) for passage, example in own.items()}
    losses = []
    for example, question in zip(batch, questions, strict=True):
        logits = {passage: model.sentence_logits(question, passages[passage], masks[passage]) for passage in own}
        mine = logits[example.passage]
        labels = torch.zeros_like(mine)
        labels[example.evidence] = 1.0
        losses.append(nn.functional.binary_cross_entropy_with_logits(mine, labels, reduction="sum") / 2)
        if example.span is not None and example.evidence:
            everything = torch.cat(list(logits.values()))
            losses.append(everything.logsumexp(0) - mine[example.evidence].logsumexp(0))
            start, end = model.span_logits(question, passages[example.passage])
            words = tokens_of(example.span, offsets[example.passage])
            inside = masks[example.passage][example.evidence].amax(0) == 0
            for logit, token in ((start, words.start), (end, words.end - 1)):
                if not inside[token]:
                    target = torch.tensor(token)
                    losses.append(0.25 * nn.functional.cross_entropy(logit.masked_fill(inside, -1e4), target))
    return torch.stack(losses).sum() / len(batch)


def draw(pools: dict[str, list[Example]], chance: random.Random) -> Iterator[list[Example]]:
    """Batches without end: sources by their share, each source gone through in a new order every time round.

    Eight batches are drawn at a time and sorted by length, so that little is computed on padding.
    """
    queues: dict[str, list[Example]] = {source: [] for source in pools}
    while True:
        drawn = []
        for source in chance.choices(list(pools), [SHARES[source] for source in pools], k=8 * BATCH):
            if not queues[source]:
                queues[source] = chance.sample(pools[source], len(pools[source]))
            drawn.append(queues[source].pop())
        drawn.sort(key=lambda example: len(example.passage))
        batches = [drawn[n : n + BATCH] for n in range(0, len(drawn), BATCH)]
        yield from chance.sample(batches, len(batches))


def evaluate(model: ReaderModel, states: FrozenStates, examples: Sequence[Example]) -> dict[str, float]:
    """Development metrics: right sentence, AUC of the best sentence's logit, F1 of the exact words."""
    model.eval()
    right, overlap, logits, labels = [], [], [], []
    for example in examples:
        (asked,), (text,) = states([example.question], "query"), states([example.passage], "passage")
        with torch.inference_mode():
            (question,) = model.encode([asked.states.float()], "query")
            (passage,) = model.encode([text.states.float()], "passage")
            scores = model.sentence_logits(question, passage, sentence_mask(example.sentences, text.offsets))
            start, end = model.span_logits(question, passage)
        logits.append(float(scores.max()))
        labels.append(example.span is not None)
        if example.span is not None:
            right.append(int(scores.argmax()) in example.evidence)
            sentence = tokens_of(example.sentences[int(scores.argmax())], text.offsets)
            words, _score = best_span(start[sentence.start : sentence.end], end[sentence.start : sentence.end])
            found = Span(text.offsets[sentence.start + words.start][0], text.offsets[sentence.start + words.end - 1][1])
            common = max(0, min(found.end, example.span.end) - max(found.start, example.span.start))
            overlap.append(2 * common / (len(found) + len(example.span)))
    model.train()
    return {
        "sentence": float(np.mean(right)),
        "auc": area_under_curve(np.array(logits), np.array(labels)),
        "f1": float(np.mean(overlap)),
    }


def area_under_curve(scores: np.ndarray, labels: np.ndarray) -> float:
    """Probability that a positive's score is above a negative's (Mann-Whitney); 0.5 is chance."""
    ranks = scores.argsort().argsort() + 1
    positives, negatives = int(labels.sum()), int((~labels).sum())
    if not positives or not negatives:
        return float("nan")
    return float((ranks[labels].sum() - positives * (positives + 1) / 2) / (positives * negatives))


def load_pools(data: Path, encoder: Encoder, seed: int) -> tuple[dict[str, list[Example]], list[Example]]:
    """The training examples by source, and the development examples, which are not trained on."""

    def encode(texts: list[str], kind: str) -> Vectors:
        if kind == "query":
            return np.stack([encoder.encode_query(text) for text in texts])
        return encoder.encode_passages(texts)

    public = reading_examples(data / "reader" / "offentlig_da.jsonl")
    kept = [example for example in public if not example.held_out]
    folders = sorted(path.parent for path in (data / "publications_qa").glob("*/questions.jsonl"))
    folders = [folder for folder in folders if folder.name not in HELD_OUT_PUBLICATIONS]
    pools = {
        "offentlig_da": kept,
        "offentlig_da_other": other_passages(kept, encode, 1, seed),
        "publications_qa": [e for folder in folders for e in publication_examples(folder, encode, negatives=4)],
        **{
            name: reading_examples(data / "reader" / f"{name}.jsonl") for name in ("squad_da", "norquad", "xquad_en_da")
        },
    }
    return pools, [example for example in public if example.held_out][::3]


def train(data: Path, out: Path, seed: int, steps: int, rate: float, evaluate_every: int) -> None:
    """Trains for `steps` steps in all, from the last checkpoint where there is one."""
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    encoder = load_encoder()
    model = ReaderModel(encoder.e5.weights, ReaderSizes(), pretrained=True).train()
    states = FrozenStates(encoder.e5, model.sizes.trained, kept=100_000)
    layers = list(model.layers.parameters())
    heads = [p for name, p in model.named_parameters() if not name.startswith("layers.")]
    optimizer = torch.optim.AdamW(
        [{"params": layers, "lr": rate}, {"params": heads, "lr": 10 * rate}], weight_decay=0.01
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / WARMUP_STEPS, max(steps - step, 1) / (steps - WARMUP_STEPS), 1.0)
    )
    done = 0
    if (out / "checkpoint.pt").exists():
        saved = torch.load(out / "checkpoint.pt", weights_only=True)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        done = saved["step"]
    pools, development = load_pools(data, encoder, seed)
    _log(out, {"step": done, "examples": {source: len(pool) for source, pool in pools.items()}})
    if done == 0:
        _log(out, {"step": 0, **evaluate(model, states, development)})
    chance = random.Random(seed + done)
    batches = draw(pools, chance)
    since, losses = time.perf_counter(), []
    for step in range(done + 1, steps + 1):
        loss = loss_of(model, next(batches), states, chance)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        losses.append(float(loss.detach()))
        if step % evaluate_every == 0 or step == steps:
            seconds = round(time.perf_counter() - since)
            metrics = evaluate(model, states, development)
            _log(out, {"step": step, "loss": float(np.mean(losses)), "seconds": seconds, **metrics})
            losses = []
            _save(out, model, optimizer, schedule, step)
    export(out)


def _save(out: Path, model: ReaderModel, optimizer: Any, schedule: Any, step: int) -> None:
    state = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(),
        "step": step,
    }
    torch.save(state, out / "checkpoint.tmp")
    (out / "checkpoint.tmp").rename(out / "checkpoint.pt")


def export(out: Path) -> None:
    """The checkpoint's model as float16 weights, which is what is shipped: `out`/reader.safetensors."""
    model = torch.load(out / "checkpoint.pt", weights_only=True)["model"]
    save_file({name: tensor.half().contiguous() for name, tensor in model.items()}, out / WEIGHTS_FILE)


def _log(out: Path, record: dict[str, Any]) -> None:
    line = json.dumps(record)
    print(line, flush=True)
    with (out / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(line + "\n")


def main() -> None:
    """The command line."""
    parser = DanishParser(
        prog="python -m answer.train",
        usage="--data MAPPE [--out MAPPE] [--seed N] [--steps N] [--rate X] [--evaluate-every N]",
        description="Træn læseren.",
    )
    given = parser.given
    given.add_argument("--data", type=Path, required=True, help="mappen med reader/ og publications_qa/")
    given.add_argument("--out", type=Path, default=Path("train"), help="mappe til log, checkpoint og vægte (train)")
    given.add_argument("--seed", type=int, default=1, help="samme tal giver samme træning (1)")
    given.add_argument("--steps", type=int, default=700, help="skridt i alt (700)")
    given.add_argument("--rate", type=float, default=1e-4, help="højeste læringsrate for lagene (0.0001)")
    given.add_argument("--evaluate-every", type=int, default=100, help="skridt mellem målinger (100)")
    options = parser.parse_args()
    train(options.data, options.out, options.seed, options.steps, options.rate, options.evaluate_every)


if __name__ == "__main__":
    main()
