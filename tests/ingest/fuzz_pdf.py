"""Mutated and truncated PDFs by several makers: none may crash or hang. `python -m tests.ingest.fuzz_pdf`."""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tqdm import tqdm

from index.errors import PublicationError
from ingest.limits import LimitedReader, Limits
from tests.ingest.pdf_files import drawn, handmade, latex_line, paragraph, printed

TEXT = "Kommunen får flere penge til skoler og biblioteker, og på årets møde var der 214 borgere. "
LIMITS = Limits(silent_s=20, total_s=60)


def seeds(folder: Path) -> Iterator[Path]:
    """A PDF by each maker that is at hand: reportlab, by hand as LaTeX sets it, fpdf2, Chromium."""
    from fpdf import FPDF

    yield drawn(folder / "reportlab.pdf", [paragraph(TEXT * 8, 60, 100), paragraph(TEXT * 4, 60, 100)])
    lines = b"".join(latex_line(72, 700 - 14 * n, "De flere \ufb01re på året får råd") for n in range(30))
    yield handmade(folder / "latex.pdf", [lines, lines])
    written = FPDF()
    written.set_font("Times", size=12)
    for _ in range(3):
        written.add_page()
        written.multi_cell(0, text=TEXT * 10)
    written.output(str(folder / "fpdf2.pdf"))
    yield folder / "fpdf2.pdf"
    by_chromium = printed(folder / "chromium.pdf", f"<h1>Plan</h1><p>{TEXT * 20}</p><table><tr><td>1<td>2</table>")
    if by_chromium is not None:
        yield by_chromium


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Bytes changed, cut out, doubled or cut off."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 10, 50, 200))):
        at = chance.randrange(len(changed))
        match chance.randrange(4):
            case 0:
                changed[at] = chance.randrange(256)
            case 1:
                del changed[at : at + chance.randrange(1, 40)]
            case 2:
                changed[at:at] = changed[at : at + chance.randrange(1, 40)]
            case _:
                digits = [n for n in range(at, min(at + 200, len(changed))) if 48 <= changed[n] <= 57]
                for n in digits[:3]:
                    changed[n] = chance.choice(b"0123456789-")
        if len(changed) < 100:
            break
    return bytes(changed[: chance.randrange(20, len(changed))] if chance.random() < 0.2 else changed)


def run(runs: int, seed: int) -> Counter[str]:
    """How many files were read, refused with a reason, or made the reader crash or hang."""
    chance, outcomes = random.Random(seed), Counter[str]()
    with TemporaryDirectory() as name, LimitedReader(LIMITS) as reader:
        originals = [path.read_bytes() for path in seeds(Path(name))]
        path = Path(name) / "mutated.pdf"
        for _ in tqdm(range(runs), unit="fil", leave=False):
            path.write_bytes(mutated(chance.choice(originals), chance))
            try:
                reader.read(path)
                outcomes["read"] += 1
            except PublicationError as error:
                gave_way = error.__cause__ is not None  # the process ended, instead of saying what is wrong
                outcomes["crashed or hung" if gave_way else "refused"] += 1
    return outcomes


def main() -> int:
    """The command line; the exit status is 1 when a file made the reading process crash or hang."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    outcomes = run(chosen.runs, chosen.seed)
    print(", ".join(f"{name}: {count}" for name, count in sorted(outcomes.items())))
    return int(outcomes["crashed or hung"] > 0)


if __name__ == "__main__":
    sys.exit(main())
