"""A file that hangs, crashes or fills its reader is named, and the next one is read."""

from pathlib import Path

import pytest

from index.datatypes import Span
from index.errors import PublicationError
from ingest.highlight import highlight_boxes
from ingest.limits import LimitedReader, LimitedViewer, Limits
from ingest.pdfium import render_page
from ingest.read import read_publication
from tests.ingest.pdf_files import drawn, paragraph

TEXTS = ("Kommunen bruger flere penge på skoler.", "Byrådet mødes om mandagen.", "Haven er åben for alle.")
HARM = """
import ingest.read
real = ingest.read.read_publication
def read(path, password=None, progress=None):
    if path.stem == "haenger":
        import time; time.sleep(60)
    if path.stem == "bryder-sammen":
        import os; os.abort()
    if path.stem == "fylder":
        bytearray(2 << 30)
    return real(path, password, progress)
ingest.read.read_publication = read
import ingest.pdfium
draw = ingest.pdfium.render_page
def render(path, page, scale):
    if path.stem == "haenger":
        import time; time.sleep(60)
    return draw(path, page, scale)
ingest.pdfium.render_page = render
"""


@pytest.fixture
def harmful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of good files, some of which the reading process takes badly."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(HARM, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))
    for stem in ("god", "haenger", "bryder-sammen", "fylder"):
        (tmp_path / f"{stem}.txt").write_text("Kommunen bruger 12 mio. kr. om året.", encoding="utf-8")
    return tmp_path


def test_the_outcome_is_that_of_reading_here(tmp_path: Path) -> None:
    path = tmp_path / "rapport.txt"
    path.write_text("Overskrift\n\nKommunen bruger 12 mio. kr. om året.", encoding="utf-8")
    with LimitedReader() as reader:
        assert reader.read(path) == read_publication(path)
        with pytest.raises(PublicationError, match="findes ikke"):
            reader.read(tmp_path / "mangler.txt")
        assert reader.read(path) == read_publication(path)


def test_a_file_that_hangs_is_given_up(harmful: Path) -> None:
    with LimitedReader(Limits(silent_s=3)) as reader:
        with pytest.raises(PublicationError, match=r"haenger\.txt: Filen tog for lang tid"):
            reader.read(harmful / "haenger.txt")
        assert "12 mio." in reader.read(harmful / "god.txt").document.text


def test_a_file_that_crashes_its_reader_is_named(harmful: Path) -> None:
    with LimitedReader() as reader:
        with pytest.raises(PublicationError, match=r"bryder-sammen\.txt: Filen fik læsningen til at bryde sammen"):
            reader.read(harmful / "bryder-sammen.txt")
        assert "12 mio." in reader.read(harmful / "god.txt").document.text


def test_a_file_that_wants_too_much_memory_is_named(harmful: Path) -> None:
    pytest.importorskip("resource")
    with LimitedReader(Limits(memory=1 << 30)) as reader:
        with pytest.raises(PublicationError, match=r"fylder\.txt: Filen fik læsningen til at bryde sammen"):
            reader.read(harmful / "fylder.txt")
        assert "12 mio." in reader.read(harmful / "god.txt").document.text


def test_pages_are_told_as_they_are_read_and_reading_can_be_stopped(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.pdf", [paragraph(text, 60, 100) for text in TEXTS])
    told: list[tuple[int, int]] = []
    with LimitedReader() as reader:
        reader.read(path, progress=lambda done, total: told.append((done, total)))
        assert told == [(1, 3), (2, 3), (3, 3)]

        def stop(_done: int, _total: int) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            reader.read(path, progress=stop)
        assert len(reader.read(path).document.pages) == 3


def test_pages_are_shown_as_here(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.pdf", [paragraph(TEXTS[0], 60, 100)])
    document = read_publication(path).document
    with LimitedViewer() as viewer:
        assert viewer.opens(path)
        assert not viewer.opens(tmp_path / "mangler.pdf")
        assert viewer.render(path, 1, 2.0) == render_page(path, 1, 2.0)
        assert viewer.boxes(path, document, Span(0, 8)) == highlight_boxes(path, document, Span(0, 8)) != ()
        with pytest.raises(PublicationError, match="ingen side 2"):
            viewer.render(path, 2, 2.0)


def test_a_page_that_hangs_is_given_up(harmful: Path) -> None:
    good, hanging = (drawn(harmful / f"{stem}.pdf", [paragraph(TEXTS[0], 60, 100)]) for stem in ("god", "haenger"))
    with LimitedViewer(Limits(silent_s=3, total_s=3, memory=2 << 30)) as viewer:
        with pytest.raises(PublicationError, match=r"haenger\.pdf: Filen tog for lang tid"):
            viewer.render(hanging, 1, 2.0)
        assert viewer.render(good, 1, 2.0).startswith(b"\x89PNG")
