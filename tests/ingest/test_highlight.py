"""Boxes around a quote: all of its ink inside, none of its neighbours', and nothing where it does not match."""

import io
import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import docx
import numpy as np
import pytest
from docx.shared import Cm, RGBColor
from fpdf import FPDF
from numpy.typing import NDArray
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.pdfbase.pdfmetrics import stringWidth

from index.datatypes import Document, Span
from index.errors import PublicationError
from ingest.highlight import Box, highlight_boxes
from ingest.pdfium import render_page
from ingest.read import read_publication
from tests.ingest.pdf_files import Placed, drawn, exported, handmade, latex_line, printed

SENTENCES = ["Borgeren skal betale 12 pct. af prisen.", "Kommunen skal ikke betale 12 pct. af prisen.", "Regionen gør."]
SCALE = 4.0
# Sets SENTENCES as a PDF, those that are not shown in white; None where what makes it is not installed.
Make = Callable[[Path, list[bool]], Path | None]


def wrapped(sentences: list[str], shown: list[bool], width: float = 190) -> list[Placed]:
    """The sentences as one paragraph, word by word; a sentence that is not shown leaves its room blank."""
    placed: list[Placed] = []
    x, y = 60.0, 100.0
    for sentence, is_shown in zip(sentences, shown, strict=True):
        for word in sentence.split():
            room = stringWidth(word, "Helvetica", 11)
            if x + room > 60 + width:
                x, y = 60.0, y + 13
            if is_shown:
                placed.append((x, y, 11, word))
            x += room + stringWidth(" ", "Helvetica", 11)
    return placed


def span_of(document: Document, quote: str) -> Span:
    start = document.text.index(quote)
    return Span(start, start + len(quote))


def ink(path: Path) -> NDArray[np.bool_]:
    picture = Image.open(io.BytesIO(render_page(path, 1, SCALE))).convert("L")
    return np.asarray(picture) < 200


def turned(path: Path, turn: int) -> Path:
    writer = PdfWriter(clone_from=PdfReader(path))
    writer.pages[0].rotate(turn)
    writer.pages[0].cropbox.lower_left = (20, 400)
    target = path.with_name(f"{path.stem}-{turn}.pdf")
    writer.write(target)
    return target


def by_chromium(path: Path, shown: list[bool]) -> Path | None:
    colours = ["black" if is_shown else "white" for is_shown in shown]
    spans = [
        f'<span style="color:{colour}">{sentence}</span>' for sentence, colour in zip(SENTENCES, colours, strict=True)
    ]
    style = "@page{size:A4;margin:2cm}p{font:11pt/1.15 serif;width:6cm;text-align:justify}"
    return printed(path, f"<style>{style}</style><p>{' '.join(spans)}</p>")


def by_libreoffice(path: Path, shown: list[bool]) -> Path | None:
    written = docx.Document()
    paragraph = written.add_paragraph()
    paragraph.paragraph_format.right_indent = Cm(9)
    for sentence, is_shown in zip(SENTENCES, shown, strict=True):
        run = paragraph.add_run(f"{sentence} ")
        run.font.color.rgb = RGBColor(0, 0, 0) if is_shown else RGBColor(255, 255, 255)
    return exported(path, written)


def by_fpdf2(path: Path, shown: list[bool]) -> Path:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Times", size=11)
    pdf.set_right_margin(120)
    for sentence, is_shown in zip(SENTENCES, shown, strict=True):
        pdf.set_text_color(0 if is_shown else 255)
        pdf.write(5, f"{sentence} ")
    pdf.output(str(path))
    return path


def by_hand(path: Path, shown: list[bool]) -> Path:
    """A line each, close together, as LaTeX sets them."""
    lines = [
        (b"0 g " if is_shown else b"1 g ") + latex_line(72, 700 - 11 * at, sentence)
        for at, (sentence, is_shown) in enumerate(zip(SENTENCES, shown, strict=True))
    ]
    return handmade(path, [b"".join(lines)])


def covered_pixels(boxes: Sequence[Box], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    covered = np.zeros(shape, bool)
    for box in boxes:
        left, top, right, bottom = (round(SCALE * edge) for edge in (box.left, box.top, box.right, box.bottom))
        covered[max(top, 0) : bottom, max(left, 0) : right] = True
    return covered


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("chosen", [0, 1, 2])
def test_boxes_hold_all_ink_of_the_quote_and_none_of_its_neighbours(tmp_path: Path, chosen: int, turn: int) -> None:
    def make(path: Path, shown: list[bool]) -> Path:
        return turned(drawn(path, [wrapped(SENTENCES, shown)]), turn)

    check_boxes(make, tmp_path, chosen)


@pytest.mark.parametrize("make", [by_chromium, by_libreoffice, by_fpdf2, by_hand])
def test_boxes_hold_the_ink_of_every_maker(make: Make, tmp_path: Path) -> None:
    check_boxes(make, tmp_path, chosen=1)


def check_boxes(make: Make, folder: Path, chosen: int) -> None:
    own = [at == chosen for at in range(3)]
    path, quote, rest = (
        make(folder / name, shown)
        for name, shown in (("alt.pdf", [True] * 3), ("citat.pdf", own), ("andet.pdf", [not shown for shown in own]))
    )
    if path is None or quote is None or rest is None:
        pytest.skip("what makes it is not installed")
    quoted, others = ink(quote), ink(rest)
    document = read_publication(path).document
    (page,) = highlight_boxes(path, document, span_of(document, SENTENCES[chosen]))
    covered = covered_pixels(page.boxes, quoted.shape)
    assert quoted.shape == (math.ceil(SCALE * page.height), math.ceil(SCALE * page.width))
    assert quoted.any()
    assert not (quoted & ~covered).any()
    assert not (others & covered).any()
    assert page.page == 1


def test_a_box_for_each_line(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.pdf", [wrapped(SENTENCES, [True] * 3)])
    document = read_publication(path).document
    (page,) = highlight_boxes(path, document, Span(0, len(document.text)))
    assert len(page.boxes) == len({y for _, y, _, _ in wrapped(SENTENCES, [True] * 3)})


@pytest.mark.parametrize(
    ("changed", "is_drawn"),
    [
        ("Kommunen skal ikke betale 12 pct. af prisen.", True),
        ("Kommunen skal nok betale 12 pct. af prisen.", False),
        ("Kommunen skal betale 12 pct. af prisen.", False),
        ("Kommunen skal ikke betale 13 pct. af prisen.", False),
        ("Kommunen skal ikke betale 12 pct. af priset.", False),
    ],
)
def test_a_file_that_says_something_else_gives_nothing(tmp_path: Path, changed: str, is_drawn: bool) -> None:
    document = read_publication(drawn(tmp_path / "a.pdf", [[(60, 100, 11, SENTENCES[1])]])).document
    other = drawn(tmp_path / "b.pdf", [[(60, 100, 11, changed)]])
    assert bool(highlight_boxes(other, document, Span(0, len(document.text)))) is is_drawn


def test_a_text_that_leaves_out_a_negation_gives_nothing(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.pdf", [[(60, 100, 11, SENTENCES[1])]])
    document = read_publication(path).document
    run = document.source_runs[0]
    cut = document.text.index("ikke ")
    without = replace(
        document,
        text=document.text.replace("ikke ", ""),
        source_runs=(
            replace(run, length=cut),
            replace(run, start=cut, source_start=cut + 5, length=run.length - cut - 5),
        ),
    )
    assert highlight_boxes(path, document, Span(0, len(document.text)))
    assert not highlight_boxes(path, without, Span(0, len(without.text)))


def test_ligatures_and_rings_are_covered(tmp_path: Path) -> None:
    path = handmade(tmp_path / "a.pdf", [latex_line(72, 700, "Kålen på marken har ﬂere blade.")])
    document = read_publication(path).document
    (page,) = highlight_boxes(path, document, span_of(document, "flere"))
    (whole,) = highlight_boxes(path, document, Span(0, len(document.text)))
    assert len(page.boxes) == len(whole.boxes) == 1
    assert whole.boxes[0].left < page.boxes[0].left < page.boxes[0].right < whole.boxes[0].right
    (ring,) = highlight_boxes(path, document, span_of(document, "å"))
    assert ring.boxes[0].right - ring.boxes[0].left < 8


def test_a_quote_over_two_pages_has_boxes_on_both(tmp_path: Path) -> None:
    path = drawn(
        tmp_path / "a.pdf", [[(60, 700, 11, "Planen gælder for hele landet og")], [(60, 60, 11, "for alle byer.")]]
    )
    document = read_publication(path).document
    found = highlight_boxes(path, document, span_of(document, "Planen gælder for hele landet og for alle byer."))
    assert [page.page for page in found] == [1, 2]


def test_other_files_have_no_boxes_and_lost_pages_are_said(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Planen gælder for hele landet og for alle byer.", encoding="utf-8")
    document = read_publication(text).document
    assert highlight_boxes(text, document, Span(0, 10)) == ()
    path = drawn(tmp_path / "a.pdf", [[(60, 700, 11, "Planen gælder for hele landet.")]])
    with pytest.raises(PublicationError, match="ingen side 2"):
        render_page(path, 2)


def test_a_page_as_a_picture_is_small(tmp_path: Path) -> None:
    png = render_page(drawn(tmp_path / "a.pdf", [wrapped(SENTENCES, [True] * 3)]), 1, 2.0)
    assert png.startswith(b"\x89PNG")
    assert len(png) < 60_000
