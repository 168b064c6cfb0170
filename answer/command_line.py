"""What the command lines that answer share: which reader, with which calibration."""

from pathlib import Path

from answer.shipped import CALIBRATION
from index.command_line import DanishParser


def add_reader(parser: DanishParser) -> None:
    """`--reader` and `--calibration`."""
    given = parser.given
    given.add_argument("--reader", metavar="NAVN", help="en anden læser: navn eller mappe, som hos Hugging Face")
    given.add_argument(
        "--calibration", type=Path, default=CALIBRATION, metavar="FIL", help="tilpasset den læser (evaluation fit)"
    )
