"""Trains the matcher or the reader: `python -m answer.train --network NAME --data DIR [--out DIR]`.

All sources are mixed; public-sector Danish weighs most. Each question is read over several passages, as in use. The
lower layers are frozen, so each text is run through them once and kept. Deterministic from --seed; resumes from the
last checkpoint in --out; writes `log.jsonl` (loss, development metrics) there, and at the end the weights.
"""

import hashlib
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import nn

from answer.objectives import Matching, Objective, Reading
from answer.rewording import Rewording
from answer.shipped import MATCHER_FILE, READER_FILE
from answer.training_data import (
    HELD_OUT_PUBLICATIONS,
    WRITTEN,
    Asked,
    Encode,
    Example,
    alone,
    among_others,
    publication_examples,
    reading_examples,
    written_examples,
)
from index.command_line import DanishParser
from index.encoder import Encoder, Vectors, load_encoder

BATCH = 16
"""Pairs of a question and a passage in a step."""
OTHERS = 2
"""Passages that do not answer, read with each question's own."""
WARMUP_STEPS = 60
LAYERS = ("apart.", "layers.")
"""How the names of the encoder's layers begin in a network; the rest is its heads."""
VECTORS = Path("train/vectors")
FOREIGN_CHARACTERS = 450
"""Windows of the sources from outside the domain: short, since they are many and teach reading, not the genre."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a network is trained.

    shares: how many of the questions are drawn from each source. head_rate: learning rate of what is not pretrained,
    over that of the layers.
    """

    objective: type[Matching] | type[Reading]
    weights_file: str
    shares: dict[str, float]
    head_rate: float


RECIPES = {
    "matcher": Recipe(
        Matching,
        MATCHER_FILE,
        {
            "written": 0.4,
            "offentlig_da": 0.3,
            "publications_qa": 0.1,
            "squad_da": 0.1,
            "norquad": 0.05,
            "xquad_en_da": 0.05,
        },
        head_rate=10.0,
    ),
    "reader": Recipe(
        Reading,
        READER_FILE,
        {
            "written": 0.62,
            "offentlig_da": 0.18,
            "publications_qa": 0.04,
            "squad_da": 0.09,
            "norquad": 0.03,
            "xquad_en_da": 0.04,
        },
        head_rate=5.0,
    ),
}


def draw(pools: dict[str, list[Asked]], shares: dict[str, float], chance: random.Random) -> Iterator[list[Example]]:
    """Batches without end: sources by their share, each source gone through in a new order every time round.

    The pairs of one question follow each other: its own passage, then at most OTHERS of the others. Eight batches are
    drawn at a time and sorted by length, so that little is computed on padding.
    """
    reword = Rewording(pools.values())
    queues: dict[str, list[Asked]] = {source: [] for source in shares}
    while True:
        drawn: list[list[Example]] = []
        while sum(map(len, drawn)) < 8 * BATCH:
            (source,) = chance.choices(list(shares), list(shares.values()))
            if not queues[source]:
                queues[source] = chance.sample(pools[source], len(pools[source]))
            own, *others = reword(queues[source].pop(), chance)
            drawn.append([own, *chance.sample(others, min(OTHERS, len(others)))])
        drawn.sort(key=lambda pairs: max(len(pair.passage) for pair in pairs))
        batches: list[list[Example]] = [[]]
        for pairs in drawn:
            if len(batches[-1]) >= BATCH:
                batches.append([])
            batches[-1] += pairs
        yield from chance.sample(batches, len(batches))


def kept_vectors(encoder: Encoder, folder: Path) -> Encode:
    """An encode that keeps what it made in a folder: encoding all the questions takes minutes at every start."""
    folder.mkdir(parents=True, exist_ok=True)

    def encode(texts: list[str], kind: str) -> Vectors:
        path = folder / (hashlib.sha256("\0".join([encoder.name, kind, *texts]).encode()).hexdigest() + ".npy")
        if not path.exists():
            np.save(path, encoder.encode_queries(texts) if kind == "query" else encoder.encode_passages(texts))
        vectors: Vectors = np.load(path)
        return vectors

    return encode


def load_pools(data: Path, encode: Encode) -> tuple[dict[str, list[Asked]], dict[str, list[Example]]]:
    """The training questions by source, and the development examples, which are not trained on."""
    public = reading_examples(data / "reader" / "offentlig_da.jsonl")
    written = [example for path in sorted(WRITTEN.glob("*.jsonl")) for example in written_examples(path)]
    folders = sorted(path.parent for path in (data / "publications_qa").glob("*/questions.jsonl"))
    folders = [folder for folder in folders if folder.name not in HELD_OUT_PUBLICATIONS]
    pools = {
        "written": among_others([e for e in written if not e.held_out], encode, same_group=True),
        "offentlig_da": among_others([e for e in public if not e.held_out], encode, same_group=False),
        "publications_qa": [asked for folder in folders for asked in publication_examples(folder, encode)],
        **{
            name: alone(reading_examples(data / "reader" / f"{name}.jsonl", FOREIGN_CHARACTERS))
            for name in ("squad_da", "norquad", "xquad_en_da")
        },
    }
    held_out = [example for example in public if example.held_out][::3]
    return pools, {"": held_out, "written_": [example for example in written if example.held_out][::2]}


def train(
    recipe: Recipe,
    data: Path,
    out: Path,
    start: Path | None,
    seed: int,
    steps: int,
    rate: float,
    evaluate_every: int,
    stop: int,
    bf16: bool,
) -> None:
    """Trains to step `stop` of `steps`, from the last checkpoint where there is one.

    start: weights of an earlier training to begin from, instead of the encoder's own. bf16: multiplies in 16 bits.
    """
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    encoder = load_encoder()
    objective: Objective = recipe.objective(encoder.e5)
    model = objective.model
    if start is not None:
        begin_from(model, start)
    layers = [parameter for name, parameter in model.named_parameters() if name.startswith(LAYERS)]
    heads = [parameter for name, parameter in model.named_parameters() if not name.startswith(LAYERS)]
    groups = [{"params": layers, "lr": rate}, {"params": heads, "lr": recipe.head_rate * rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    done = _resume(out, model, optimizer)
    for group, highest in zip(optimizer.param_groups, (rate, recipe.head_rate * rate), strict=True):
        group["initial_lr"] = highest
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min((step + 1) / WARMUP_STEPS, max(steps - step, 1) / (steps - WARMUP_STEPS), 1.0),
        last_epoch=done - 1,
    )
    pools, development = load_pools(data, kept_vectors(encoder, VECTORS))
    _log(out, {"step": done, "questions": {source: len(pool) for source, pool in pools.items()}})
    chance = random.Random(seed + done)
    batches = draw(pools, recipe.shares, chance)
    since, losses = time.perf_counter(), []
    for step in range(done + 1, stop + 1):
        with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            loss = objective.loss(next(batches), chance)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        losses.append(float(loss.detach()))
        if step % evaluate_every == 0 or step == stop:
            metrics = {
                prefix + name: round(value, 4)
                for prefix, examples in development.items()
                for name, value in objective.evaluate(examples).items()
            }
            seconds = round(time.perf_counter() - since)
            _log(out, {"step": step, "loss": round(float(np.mean(losses)), 4), "seconds": seconds, **metrics})
            losses = []
            _save(out, model, optimizer, step)
    export(out, recipe.weights_file)


def begin_from(model: nn.Module, weights: Path) -> None:
    """Loads weights of an earlier training; what was not trained then stays as it is, the encoder's own."""
    model.load_state_dict(model.state_dict() | {name: tensor.float() for name, tensor in load_file(weights).items()})


def _resume(out: Path, model: nn.Module, optimizer: torch.optim.Optimizer) -> int:
    if not (out / "checkpoint.pt").exists():
        return 0
    saved = torch.load(out / "checkpoint.pt", weights_only=True)
    model.load_state_dict(saved["model"])
    if saved["optimizer"] is not None:
        optimizer.load_state_dict(saved["optimizer"])
    return int(saved["step"])


def _save(out: Path, model: nn.Module, optimizer: torch.optim.Optimizer, step: int) -> None:
    state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}
    torch.save(state, out / "checkpoint.tmp")
    (out / "checkpoint.tmp").rename(out / "checkpoint.pt")


def export(out: Path, weights_file: str) -> None:
    """The checkpoint's model as float16 weights, which is what is shipped."""
    model = torch.load(out / "checkpoint.pt", weights_only=True)["model"]
    save_file({name: tensor.half().contiguous() for name, tensor in model.items()}, out / weights_file)


def _log(out: Path, record: dict[str, Any]) -> None:
    line = json.dumps(record)
    print(line, flush=True)
    with (out / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(line + "\n")


def main() -> None:
    """The command line."""
    parser = DanishParser(
        prog="python -m answer.train",
        usage="--network NAVN --data MAPPE [--out MAPPE] [--start VÆGTE] [--seed N] [--steps N] [--stop N] [--rate X] "
        "[--evaluate-every N] [--bf16]",
        description="Træn matcheren eller læseren.",
    )
    given = parser.given
    given.add_argument("--network", choices=sorted(RECIPES), required=True, help="matcher eller reader")
    given.add_argument("--data", type=Path, required=True, help="mappen med reader/ og publications_qa/")
    given.add_argument("--out", type=Path, default=Path("train"), help="mappe til log, checkpoint og vægte (train)")
    given.add_argument("--start", type=Path, metavar="VÆGTE", help="træn videre fra disse vægte (.safetensors)")
    given.add_argument("--seed", type=int, default=1, help="samme tal giver samme træning (1)")
    given.add_argument("--steps", type=int, default=2500, help="skridt i alt (2500)")
    given.add_argument("--stop", type=int, help="stop efter dette skridt, til siden (det sidste)")
    given.add_argument("--rate", type=float, default=1e-4, help="højeste læringsrate for lagene (0.0001)")
    given.add_argument("--evaluate-every", type=int, default=200, help="skridt mellem målinger (200)")
    given.add_argument("--bf16", action="store_true", help="regn med 16 bit, hurtigere hvor processoren kan det")
    chosen = parser.parse_args()
    stop = chosen.steps if chosen.stop is None else chosen.stop
    recipe = RECIPES[chosen.network]
    train(
        recipe,
        chosen.data,
        chosen.out,
        chosen.start,
        chosen.seed,
        chosen.steps,
        chosen.rate,
        chosen.evaluate_every,
        stop,
        chosen.bf16,
    )


if __name__ == "__main__":
    main()
