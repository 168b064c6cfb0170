"""The command line: `python -m ingest [PATH ...] [--index DIR] [--if-stale] [--password PASSWORD]`."""

import sys
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm

from index.command_line import DanishParser
from index.errors import KildesvarError
from index.folders import publications_folder
from ingest.build import Reading, changes, find_publications, is_stale, read_all, save_index


def main(arguments: Sequence[str] | None = None) -> int:
    """Reads publications and indexes them; returns the exit status: 1 when a file could not be read, else 0."""
    options = _parser().parse_args(arguments)
    if options.if_stale and not is_stale(options.paths, options.index):
        print(f"Indekset i {options.index} svarer til publikationerne; intet at gøre.")
        return 0
    files = find_publications(options.paths)
    if not files:
        places = ", ".join(str(path) for path in options.paths)
        print(f"Fejl: Der er ingen publikationer (.pdf, .docx, .html, .md eller .txt) i {places}.", file=sys.stderr)
        return 1
    readings = _read_with_progress(files, options.password)
    failed = [reading for reading in readings if reading.error]
    for reading in failed:
        print(f"Fejl: {reading.error}", file=sys.stderr)
    if len(failed) == len(readings):
        print(f"Intet kunne læses. Indekset i {options.index} er uændret.", file=sys.stderr)
        return 1
    changed = _changes(readings, options.index)
    try:
        _save_with_progress(readings, options.index)
        print(changed)
    except KildesvarError as error:
        print(f"Fejl: {error}", file=sys.stderr)
        return 1
    return 1 if failed else 0


def _parser() -> DanishParser:
    parser = DanishParser(
        prog="python -m ingest",
        usage="[STI ...] [--index MAPPE] [--if-stale] [--password KODE]",
        description="Læs publikationer (.pdf, .docx, .html, .md, .txt), og lav det indeks, der søges i.",
    )
    given = parser.given
    usual = publications_folder()
    given.add_argument(
        "paths", nargs="*", type=Path, default=[usual], metavar="STI", help=f"filer eller mapper ({usual})"
    )
    parser.add_index("hvor indekset gemmes")
    given.add_argument("--if-stale", action="store_true", help="gør kun noget, hvis publikationerne er ændret")
    given.add_argument("--password", metavar="KODE", help="adgangskoden til de PDF'er, der er låst")
    return parser


def _read_with_progress(files: Sequence[Path], password: str | None) -> list[Reading]:
    with (
        tqdm(total=len(files), desc="Læser", unit="fil", leave=False) as bar,
        tqdm(desc="Sider", unit="side", leave=False) as pages,
    ):

        def show(reading: Reading) -> None:
            bar.update()
            if reading.publication is not None:
                bar.write(_summary(reading), file=sys.stdout)

        def turn(done: int, total: int) -> None:
            if done == 1:
                pages.reset(total)
            pages.update(done - pages.n)

        return read_all(files, show, password, turn)


def _summary(reading: Reading) -> str:
    if reading.publication is None:
        return reading.error
    pages, passages = len(reading.publication.document.pages), len(reading.passages)
    seconds = f"{reading.seconds:.1f}".replace(".", ",")
    rate = f", {pages / reading.seconds:.0f} sider/s" if pages >= 20 else ""
    lines = [f"{reading.path}: {pages} {'side' if pages == 1 else 'sider'}, {passages} uddrag, {seconds} s{rate}"]
    lines.extend(f"  Bemærk: {warning}" for warning in reading.publication.warnings)
    return "\n".join(lines)


def _changes(readings: Sequence[Reading], index_dir: Path) -> str:
    found = changes(readings, index_dir)
    told = (("Nye", found.added), ("Ændrede", found.changed), ("Fjernede", found.removed))
    parts = [f"{name}: {', '.join(documents)}." for name, documents in told if documents]
    return " ".join([*parts, f"Uændrede: {len(found.unchanged)}."])


def _save_with_progress(readings: Sequence[Reading], index_dir: Path) -> None:
    from index.encoder import load_encoder  # takes seconds to import, so only when there is something to encode

    print("Henter sprogmodellen ...", flush=True)
    encoder = load_encoder()
    with tqdm(desc="Indekserer", unit="tekster", leave=False) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        save_index(readings, index_dir, encoder, show)
    print(f"Indekset ligger i {index_dir}.")


if __name__ == "__main__":
    sys.exit(main())
