"""What a file is by its content, whatever it is called: what comes from outside is not believed by its name."""

import zipfile
from pathlib import Path

from index.errors import PublicationError
from ingest.read import decode

_HEAD = 1024
_NAMES = {".pdf": "en PDF", ".docx": "et Word-dokument", ".html": "en webside", ".htm": "en webside"}


def check_type(path: Path) -> None:
    """Raises PublicationError where a file's content is not of the type that its name says, or of no known type."""
    suffix = path.suffix.lower()
    match suffix:
        case ".pdf":
            right = b"%PDF-" in _head(path)
        case ".docx":
            right = _is_docx(path)
        case ".html" | ".htm":
            head = _head(path).lower()
            right = any(mark in head for mark in (b"<html", b"<!doctype html", b"<body", b"<head"))
        case ".txt" | ".md":
            decode(path, path.read_bytes())  # says itself what is wrong
            right = True
        case _:
            raise PublicationError(
                f"{path.name}: Filtypen »{suffix}« kan ikke læses. Brug en PDF, et Word-dokument (.docx), en webside "
                "(.html) eller en tekstfil (.txt eller .md)."
            )
    if not right:
        raise PublicationError(
            f"{path.name}: Filen hedder »{suffix}«, men indholdet er ikke {_NAMES[suffix]}. "
            "Gem den igen i det program, den er lavet i."
        )


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def _is_docx(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return False
