"""The text of a PDF."""

import io
import logging
from dataclasses import dataclass
from pathlib import Path

from index.errors import PublicationError


@dataclass(frozen=True, slots=True)
class PdfText:
    """text: the pages' text with a form feed between two pages. labels: the pages' own labels, "" where unknown."""

    text: str
    labels: tuple[str, ...]
    title: str = ""
    author: str = ""
    year: int | None = None


def read_pdf(path: Path, content: bytes) -> PdfText:
    """The text layer of a PDF.

    Raises:
        PublicationError: it is broken, locked with a password, or has no text layer.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise PublicationError(
                f"{path}: PDF'en er låst med en adgangskode. Gem en kopi uden adgangskode, og brug den."
            )
        # a form feed inside a page would look like a page break
        texts = [page.extract_text().replace("\f", "\n") for page in reader.pages]
        labels = _labels(reader, len(texts))
        facts = reader.metadata
        title, author = (facts.title or "", facts.author or "") if facts else ("", "")
        created = facts.creation_date if facts else None
    except PublicationError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        raise PublicationError(
            f"{path}: PDF'en er beskadiget og kan ikke læses. Hent den igen fra udgiveren."
        ) from error
    if not any(text.strip() for text in texts):
        raise PublicationError(
            f"{path}: PDF'en har intet tekstlag; den er formentlig scannet. "
            "Kør den gennem tekstgenkendelse (OCR) først."
        )
    return PdfText("\f".join(texts), labels, title.strip(), author.strip(), created.year if created else None)


def _labels(reader: object, count: int) -> tuple[str, ...]:
    """The labels that the PDF itself gives its pages, where it gives any."""
    root = reader.trailer["/Root"]  # type: ignore[attr-defined]
    if "/PageLabels" not in root:
        return ("",) * count
    labels = tuple(str(label) for label in reader.page_labels)  # type: ignore[attr-defined]
    return labels if len(labels) == count else ("",) * count
