"""Bibliographic facts: from the .toml beside a publication, else from the publication."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.datatypes import Metadata
from index.errors import PublicationError
from ingest.blocks import Draft

if TYPE_CHECKING:
    from ingest.pdf_facts import PdfFacts

_FIELDS = {"title": str, "subtitle": str, "publisher": str, "year": int, "isbn": str, "language": str}


def read_metadata(path: Path, drafts: Sequence[Draft], pdf: "PdfFacts | None") -> Metadata:
    """The facts about the publication at `path`.

    Raises:
        PublicationError: the .toml is no TOML, or a field in it has the wrong type.
    """
    facts = _read_toml(path.with_suffix(".toml"))
    if pdf is not None:
        facts = {"title": pdf.title, "publisher": pdf.author, "year": pdf.year, **facts}
    title = str(facts.pop("title", "") or "").strip() or _first_heading(drafts) or path.stem
    known = {name: value for name, value in facts.items() if name in _FIELDS and value not in (None, "")}
    return Metadata(title=title, **known)  # type: ignore[arg-type]


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
