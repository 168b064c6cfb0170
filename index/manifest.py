"""The index's own description of itself, and the one file whose replacement makes a new index the current one."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from index.errors import IndexMismatchError, IndexNotFoundError

FORMAT_VERSION = 2
MANIFEST_FILE = "manifest.json"
REBUILD = "Byg det igen: python -m ingest"


@dataclass(frozen=True, slots=True)
class IndexManifest:
    """What an index was made of, and with what.

    chunking: the settings of cleaning and chunking, as `ingest` names them.
    sources: document id -> SHA-256 of its source.
    folder: the folder, beside the manifest, that holds this index's files.
    """

    encoder: str
    dimension: int
    chunking: str
    sources: dict[str, str]
    pages: int
    passages: int
    folder: str
    format_version: int = FORMAT_VERSION


def read_manifest(index_dir: Path) -> IndexManifest:
    """Raises IndexNotFoundError where there is no index, IndexMismatchError for one that this version can't read."""
    path = index_dir / MANIFEST_FILE
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise IndexNotFoundError(f"Der er intet indeks i {index_dir}. Byg det: python -m ingest") from error
    except (OSError, ValueError) as error:
        raise IndexMismatchError(f"{path} kan ikke læses ({error}). {REBUILD}") from error
    if not isinstance(facts, dict) or facts.get("format_version") != FORMAT_VERSION:
        raise IndexMismatchError(f"Indekset i {index_dir} er lavet af en anden version af Kildesvar. {REBUILD}")
    try:
        return IndexManifest(**facts)
    except TypeError as error:
        raise IndexMismatchError(f"{path} mangler oplysninger ({error}). {REBUILD}") from error


def write_manifest(manifest: IndexManifest, index_dir: Path) -> None:
    """Puts the manifest in place in one step: from then on the folder that it names is the index."""
    beside = index_dir / f"{MANIFEST_FILE}.tmp"
    beside.write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    beside.replace(index_dir / MANIFEST_FILE)
