"""Where the weights that come with the project lie."""

from collections.abc import Iterable
from pathlib import Path

WEIGHTS_DIR = Path(__file__).parent / "weights"
MATCHER_FILE = "matcher.safetensors"
READER_FILE = "reader.safetensors"
CALIBRATION = WEIGHTS_DIR / "calibration.json"


def layer_count(names: Iterable[str], part: str, fewest: int = 1) -> int:
    """How many layers the weights of these names have in the list `part` of a network.

    Raises ValueError where they are fewer than `fewest`.
    """
    count = len({name.split(".")[1] for name in names if name.startswith(f"{part}.")})
    if count < fewest:
        raise ValueError(f"der mangler lag i {part}")
    return count
