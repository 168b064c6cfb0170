"""The mean of several trainings' weights: `python -m answer.average --out FILE WEIGHTS=SHARE ...`.

Trainings that began from the same weights lie close enough for their mean to be a network as good as all of them asked
side by side, at the cost of one. Source: Wortsman et al. 2022, "Model soups".
"""

from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from index.command_line import DanishParser


def average(shares: Mapping[Path, float]) -> dict[str, Tensor]:
    """The weighted mean, float16. shares: of each file of weights, above 0; they are taken relative to their sum.

    Raises:
        ValueError: the files are not of the same network.
    """
    whole = sum(shares.values())
    mean: dict[str, Tensor] = {}
    for path, share in shares.items():
        weights = load_file(path)
        if mean and {name: tensor.shape for name, tensor in weights.items()} != {n: t.shape for n, t in mean.items()}:
            raise ValueError(f"{path} er ikke vægte til det samme netværk som de andre.")
        for name, tensor in weights.items():
            mean[name] = mean.get(name, torch.zeros(())) + tensor.float() * (share / whole)
    return {name: tensor.half().contiguous() for name, tensor in mean.items()}


def _weighted(given: str, parser: DanishParser) -> tuple[Path, float]:
    path, _, share = given.rpartition("=")
    if not Path(path).is_file():
        parser.refuse(f"»{given}« skal være en fil, der findes, = og dens andel, som i min/reader.safetensors=0.5.")
    try:
        weighted = Path(path), float(share)
    except ValueError:
        weighted = Path(path), 0.0
    if not weighted[1] > 0:
        parser.refuse(f"Andelen i »{given}« skal være et tal over 0.")
    return weighted


def main(arguments: list[str] | None = None) -> None:
    """The command line."""
    parser = DanishParser("python -m answer.average", "--out FIL VÆGTE=ANDEL ...", "Tag gennemsnittet af vægte.")
    parser.given.add_argument("--out", type=Path, required=True, metavar="FIL", help="hvor gennemsnittet gemmes")
    parser.given.add_argument("weights", nargs="+", metavar="VÆGTE=ANDEL")
    chosen = parser.parse_args(arguments)
    try:
        mean = average(dict(_weighted(given, parser) for given in chosen.weights))
    except ValueError as error:
        parser.refuse(str(error))
    save_file(mean, chosen.out)


if __name__ == "__main__":
    main()
