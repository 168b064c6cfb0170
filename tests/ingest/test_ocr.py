"""Scanned pages: read with Tesseract where it is installed, else refused with the remedy."""

import io
import shutil
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from index.datatypes import Span
from index.errors import PublicationError
from ingest.highlight import highlight_boxes
from ingest.ocr import can_recognise
from ingest.pdfium import render_page
from ingest.read import read_publication
from tests.ingest.pdf_files import drawn, paragraph

TEXT = "Kommunen skal ikke betale for skolerne på øen i det næste år, og det gælder også for de små byer i Ålborg."


def scanned(path: Path, *, with_text: bool = False) -> Path:
    """A page that is only a picture of text; with_text: after a page with a text layer."""
    source = drawn(path.with_name("kilde.pdf"), [paragraph(TEXT, 60, 100, size=12, lead=16)])
    picture = ImageReader(io.BytesIO(render_page(source, 1, 3.0)))
    canvas = Canvas(str(path), pagesize=A4)
    if with_text:
        canvas.drawString(60, 700, "Denne side har sin egen tekst.")
        canvas.showPage()
    canvas.drawImage(picture, 0, 0, A4[0], A4[1])
    canvas.showPage()
    canvas.save()
    return path


def without_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    found = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "tesseract" else found(name))


def test_a_scan_is_refused_with_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_tesseract(monkeypatch)
    with pytest.raises(PublicationError, match=r"intet tekstlag.*Installér Tesseract.*tekstgenkendelse \(OCR\)"):
        read_publication(scanned(tmp_path / "scan.pdf"))


def test_scanned_pages_among_others_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_tesseract(monkeypatch)
    publication = read_publication(scanned(tmp_path / "scan.pdf", with_text=True))
    assert publication.document.text == "Denne side har sin egen tekst."
    assert any("PDF-side 2 er billeder uden tekst. Installér Tesseract" in warning for warning in publication.warnings)


def test_a_scan_is_read_marked_and_never_highlighted(tmp_path: Path) -> None:
    if not can_recognise():
        pytest.skip("no Tesseract with Danish")
    path = scanned(tmp_path / "scan.pdf", with_text=True)
    publication = read_publication(path)
    document = publication.document
    assert document.text == f"Denne side har sin egen tekst.\n\n{TEXT}"
    assert [page.ocr for page in document.pages] == [False, True]
    assert any("PDF-side 2 er læst med tekstgenkendelse (OCR)" in warning for warning in publication.warnings)
    assert highlight_boxes(path, document, Span(0, 10))
    start = document.pages[1].start
    assert not highlight_boxes(path, document, Span(start, start + 10))
