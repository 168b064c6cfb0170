"""Publication files: text, Markdown, PDF, Word and web pages."""

import hashlib
import re
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.datatypes import Document
from index.errors import PublicationError
from ingest.assemble import assemble
from ingest.blocks import Publication
from ingest.clean import clean_characters, whole
from ingest.docx import read_docx
from ingest.flow import flow_lines
from ingest.html import read_html
from ingest.lines import PageLines, split_pages, without_furniture
from ingest.markdown import without_markup
from ingest.metadata import FileFacts, read_metadata
from ingest.pdf import Progress, read_pdf
from ingest.structure import read_blocks

SUFFIXES = (".txt", ".md", ".pdf", ".docx", ".html", ".htm")


def read_publication(path: Path, password: str | None = None, progress: Progress | None = None) -> Publication:
    """The document in a .txt, .md, .pdf, .docx or .html file, and the blocks that passages are made of.

    Facts about the publication come from the .toml of the same name beside it, else from the file itself.
    password: of a PDF. progress: is told after each page of a PDF how many of how many are read.

    Raises:
        PublicationError: the file can not be read; the message says why and what to do.
    """
    if not path.is_file():
        raise PublicationError(f"{path}: Filen findes ikke. Ret stien, eller læg filen dér.")
    if path.suffix.lower() not in SUFFIXES:
        raise PublicationError(
            f"{path}: Filtypen »{path.suffix}« kan ikke læses. "
            "Gem publikationen som .pdf, .docx, .html, .md eller .txt."
        )
    if not path.stat().st_size:
        raise _empty_error(path)
    pages, titles, about, warned = _read_lines(path, password, progress)
    drafts = read_blocks(pages, titles)
    if not drafts:
        raise _empty_error(path)
    document_id = slug(path.stem)
    facts = read_metadata(path, drafts, about)
    document, blocks = assemble(drafts, pages, document_id, facts, source_sha256(path))
    return Publication(document, blocks, (*warned, *_warnings(path, document)))


_Lines = tuple[Sequence[PageLines], dict[int, int] | None, FileFacts | None, tuple[str, ...]]


def _read_lines(path: Path, password: str | None, progress: Progress | None) -> _Lines:
    """The lines of the pages, each heading's level by where it begins, what the file says of itself, and warnings."""
    match path.suffix.lower():
        case ".pdf":
            pdf = read_pdf(path, password, progress)
            return pdf.pages, pdf.titles, pdf.facts.about, pdf.warnings
        case ".docx":
            flow = read_docx(path)
        case ".html" | ".htm":
            flow = read_html(path)
        case _:
            return *_text_lines(path), None, ()
    return *flow_lines(flow.paragraphs), flow.facts, ()


def _text_lines(path: Path) -> tuple[Sequence[PageLines], dict[int, int] | None]:
    text = clean_characters(whole(decode(path, path.read_bytes())))
    text, titles = without_markup(text) if path.suffix.lower() == ".md" else (text, None)
    return without_furniture(split_pages(text)), titles


def _empty_error(path: Path) -> PublicationError:
    return PublicationError(f"{path}: Filen er tom. Hent publikationen igen, eller slet filen.")


def _warnings(path: Path, document: Document) -> Iterator[str]:
    empty = [page.label for page in document.pages if not document.text[page.start : page.end].strip()]
    if empty:
        yield f"ingen tekst på side {', '.join(empty)}"
    unreadable = document.text.count("\ufffd")
    if unreadable:
        yield f"{unreadable} tegn kunne ikke læses"
    if not path.with_suffix(".toml").is_file():
        yield f"titlen er taget fra filen selv: »{document.title}«; ret den i {path.with_suffix('.toml').name}"


def source_sha256(path: Path) -> str:
    """SHA-256 of the file and of the .toml beside it: a change in either makes an index stale."""
    digest = hashlib.sha256(path.read_bytes())
    toml = path.with_suffix(".toml")
    if toml.is_file():
        digest.update(toml.read_bytes())
    return digest.hexdigest()


def slug(stem: str) -> str:
    """A file's stem as an id: lower case, letters a to z, digits and hyphens.

    A stem with letters of another alphabet is told by its checksum too, so that two such differ.
    """
    plain = unicodedata.normalize("NFC", stem).lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    known = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    checksum = f"-{zlib.crc32(stem.encode()):08x}" if _has_foreign_letters(plain) else ""
    return f"{known or 'publikation'}{checksum}"


def _has_foreign_letters(text: str) -> bool:
    return any(letter.isalpha() and "LATIN" not in unicodedata.name(letter, "") for letter in text)


def decode(path: Path, content: bytes) -> str:
    """The text of a file in UTF-8, or in UTF-16 with a byte order mark.

    Raises:
        PublicationError: it is in another encoding.
    """
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        guess = " Den ligner Windows-1252 (»ANSI«)." if _looks_like_cp1252(content) else ""
        raise PublicationError(
            f"{path}: Filen er ikke gemt som UTF-8 (byte {error.start}).{guess} "
            "Åbn den i en teksteditor, og gem den igen med kodningen UTF-8."
        ) from error


def _looks_like_cp1252(content: bytes) -> bool:
    danish = sum(content.count(letter.encode("cp1252")) for letter in "æøåÆØÅ")
    return danish > 0 and b"\x00" not in content
