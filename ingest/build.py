"""Publications to a saved index: reads what can be read, names what can not."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.datatypes import Passage
from index.errors import IndexMismatchError, IndexNotFoundError, PublicationError
from index.manifest import read_manifest
from ingest.blocks import Publication
from ingest.chunk import Chunking, split_passages
from ingest.limits import LimitedReader
from ingest.pdf import Progress
from ingest.read import SUFFIXES, slug, source_sha256

if TYPE_CHECKING:
    from index.encoder import Encoder
    from index.passage_index import PassageIndex

# Raised with every change in how publications are cleaned or parted: an older index is then stale.
READER_VERSION = 2
CHUNKING = Chunking()


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one file. error: the Danish message, "" where it was read."""

    path: Path
    seconds: float
    publication: Publication | None = None
    passages: tuple[Passage, ...] = ()
    error: str = ""


def settings() -> str:
    """The settings of cleaning and chunking, as the manifest keeps them."""
    return f"{READER_VERSION}:{CHUNKING.least}-{CHUNKING.most}+{CHUNKING.slack}"


def find_publications(paths: Iterable[Path]) -> list[Path]:
    """The publication files among some files and folders, each once, folders' files by name."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (file for file in path.iterdir() if file.suffix.lower() in SUFFIXES and file.is_file())
            found.update(dict.fromkeys(sorted(inside)))
        else:
            found[path] = None
    return list(found)


def is_stale(paths: Iterable[Path], index_dir: Path) -> bool:
    """Whether the index lacks, or was not made of, just these sources with today's settings. Loads no model."""
    try:
        manifest = read_manifest(index_dir)
    except (IndexNotFoundError, IndexMismatchError):
        return True
    files = find_publications(paths)
    if manifest.chunking != settings() or any(not file.is_file() for file in files):
        return True
    sources = {slug(file.stem): source_sha256(file) for file in files}
    return sources != manifest.sources


@dataclass(frozen=True, slots=True)
class Changes:
    """What a new index has that the old one had not, by document id."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]


def indexed_sources(index_dir: Path) -> Mapping[str, str]:
    """The SHA-256 of what the index was made of, by document id; nothing where there is no index."""
    try:
        return read_manifest(index_dir).sources
    except (IndexNotFoundError, IndexMismatchError):
        return {}


def changes(readings: Iterable[Reading], index_dir: Path) -> Changes:
    """What was read against the sources of the index that is there, by their SHA-256. No index: all is new."""
    old = indexed_sources(index_dir)
    documents = [reading.publication.document for reading in readings if reading.publication is not None]
    new = {document.id: document.sha256 for document in documents}
    return Changes(
        added=tuple(name for name in new if name not in old),
        changed=tuple(name for name in new if name in old and old[name] != new[name]),
        removed=tuple(name for name in old if name not in new),
        unchanged=tuple(name for name in new if old.get(name) == new[name]),
    )


def read_all(
    paths: Sequence[Path],
    on_read: Callable[[Reading], None] | None = None,
    password: str | None = None,
    progress: Progress | None = None,
) -> list[Reading]:
    """Reads each file, within limits of time and memory; one that can not be read does not stop the others.

    password: of the PDFs that have one. progress: is told after each page of a PDF how many of how many are read.
    """
    readings: list[Reading] = []
    taken: dict[str, Path] = {}
    with LimitedReader() as reader:
        for path in paths:
            reading = _read(path, taken, lambda path: reader.read(path, password, progress))
            readings.append(reading)
            if on_read is not None:
                on_read(reading)
    return readings


def _read(path: Path, taken: dict[str, Path], read: Callable[[Path], Publication]) -> Reading:
    begun = time.perf_counter()
    try:
        other = taken.setdefault(slug(path.stem), path)
        if other != path:
            raise PublicationError(
                f"{path}: Filen har samme navn som {other}, og de kan ikke skelnes. Omdøb den ene, eller fjern den."
            )
        publication = read(path)
        passages = split_passages(publication, CHUNKING)
        if not passages:
            raise PublicationError(f"{path}: Filen har ingen løbende tekst. Hent publikationen igen, eller slet filen.")
    except PublicationError as error:
        return Reading(path, time.perf_counter() - begun, error=str(error))
    return Reading(path, time.perf_counter() - begun, publication, tuple(passages))


def build_index(
    readings: Sequence[Reading],
    index_dir: Path,
    encoder: "Encoder",
    progress: Callable[[int, int], None] | None = None,
) -> "PassageIndex":
    """The index of what was read, not saved yet. What the one in `index_dir` has encoded is not encoded again."""
    from index.passage_index import PassageIndex

    try:
        previous = PassageIndex.load(index_dir)
    except (IndexNotFoundError, IndexMismatchError):
        previous = None
    publications = [reading.publication for reading in readings if reading.publication is not None]
    passages = [passage for reading in readings for passage in reading.passages]
    documents = [publication.document for publication in publications]
    originals = {r.publication.document.id: r.path for r in readings if r.publication is not None}
    return PassageIndex.build(documents, passages, encoder, settings(), previous, progress, originals)


def save_index(
    readings: Sequence[Reading],
    index_dir: Path,
    encoder: "Encoder",
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Indexes what was read and puts it in the old index's place, in one step."""
    build_index(readings, index_dir, encoder, progress).save(index_dir)
