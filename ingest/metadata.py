"""Bibliographic facts: from the .toml beside a publication, else from the publication."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.datatypes import Metadata
from index.errors import PublicationError
from ingest.blocks import Draft


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a file says of itself; unknown is "" or None."""

    title: str = ""
    author: str = ""
    year: int | None = None


_UNSAID = frozenset({"untitled", "(anonymous)", "anonymous", "unknown", "word document", "python-docx"})
_FIELDS = {"title": str, "subtitle": str, "publisher": str, "year": int, "isbn": str, "language": str}


def read_metadata(path: Path, drafts: Sequence[Draft], about: FileFacts | None) -> Metadata:
    """The facts about the publication at `path`. about: what the file says of itself.

    Raises:
        PublicationError: the .toml is no TOML, or a field in it has the wrong type.
    """
    facts = _read_toml(path.with_suffix(".toml"))
    if about is not None:
        facts = {"title": _said(about.title), "publisher": _said(about.author), "year": about.year, **facts}
    title = str(facts.pop("title", "") or "").strip() or _first_heading(drafts) or path.stem
    known = {name: value for name, value in facts.items() if name in _FIELDS and value not in (None, "")}
    return Metadata(title=title, **known)  # type: ignore[arg-type]


def _said(fact: str) -> str:
    """The fact without the name of the program, "" where the program filled it in by itself."""
    fact = re.sub(r"^Microsoft (?:Word|PowerPoint) - |\.docx?$", "", fact.strip())
    return "" if fact.lower() in _UNSAID else fact


def _read_toml(path: Path) -> dict[str, object]:
    if not path.is_file():
        return {}
    try:
        facts = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PublicationError(f"{path}: Filen er ikke gyldig TOML: {error}. Ret den, eller slet den.") from error
    for name, type_ in _FIELDS.items():
        if name in facts and not isinstance(facts[name], type_):
            wanted = "et helt tal" if type_ is int else "en tekst i anførselstegn"
            raise PublicationError(f"{path}: Feltet »{name}« skal være {wanted}. Ret det.")
    return facts


def _first_heading(drafts: Sequence[Draft]) -> str:
    for draft in drafts[:5]:
        if draft.kind in ("heading", "record"):
            return draft.text.split("\n")[0]
    return ""
