"""Real PDFs of several makers: the text is what was put in, each sentence on its page."""

import contextlib
import random
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle

from index.errors import PublicationError
from ingest.blocks import Publication
from ingest.chunk import split_passages
from ingest.highlight import highlight_boxes
from ingest.read import read_publication
from tests.ingest.pdf_files import Placed, drawn, exported, handmade, latex_line, paragraph, printed

VEJ = (
    "Kommunerne bruger flere penge på vedligehold end for ti år siden, og det gælder især de mindste kommuner, "
    "som har mange kilometer vej. Der er store forskelle mellem landsdelene."
)
HUS = (
    "Regionerne har en anden opgave. De driver sygehuse og skal holde bygningerne i stand, mens de flytter ind i "
    "nye, og det koster dobbelt i en periode på flere år."
)
SAMLET = "Samlet set står begge dele til at blive dyrere, og det kan mærkes på skatten i de kommende år."


def text_of(path: Path, password: str | None = None) -> str:
    return read_publication(path, password).document.text


def quotes(publication: Publication) -> list[tuple[int, str]]:
    document = publication.document
    spans = [span for passage in split_passages(publication) for span in passage.sentences]
    return [(document.page_at(span.start).number, document.quote(span)) for span in spans]


def test_facts_come_from_the_file(tmp_path: Path) -> None:
    path = drawn(tmp_path / "Klima plan.pdf", [paragraph(VEJ, 60, 100)], title="Klimaplanen", author="Videnscentret")
    document = read_publication(path).document
    assert document.id == "klima-plan"
    assert (document.title, document.metadata.publisher) == ("Klimaplanen", "Videnscentret")
    assert document.text == VEJ


def test_latex_rings_and_ligatures_become_letters(tmp_path: Path) -> None:
    lines = ["De får på kålgården ﬂere svar fra Ålborg, når de når hjem.", "Årligt kalenderår har ﬁre kvartaler."]
    stream = b"".join(latex_line(72, 700 - 12 * at, line) for at, line in enumerate(lines))
    text = text_of(handmade(tmp_path / "latex.pdf", [stream]))
    assert text == " ".join(lines).replace("ﬂ", "fl").replace("ﬁ", "fi")


def test_columns_are_read_one_after_the_other_between_whole_lines(tmp_path: Path) -> None:
    left, right = paragraph(VEJ, 60, 100, 42), paragraph(HUS, 310, 100, 42)
    rows = [piece for row in zip(left, right, strict=False) for piece in row]  # drawn line by line across
    rest = [*left[len(right) :], *right[len(left) :]]
    page = [(60, 60, -18, "Veje og huse"), *rows, *rest, *paragraph(SAMLET, 60, 240, 90)]
    publication = read_publication(drawn(tmp_path / "spalter.pdf", [page]))
    assert publication.document.text == f"Veje og huse\n\n{VEJ}\n\n{HUS}\n\n{SAMLET}"
    assert [section.title for section in publication.document.sections] == ["Veje og huse"]


def test_running_headers_and_page_numbers_are_dropped_and_kept_as_labels(tmp_path: Path) -> None:
    texts = [
        f"{word.capitalize()} kommuner har svaret, og resten svarer næste år." for word in ("to", "fem", "ti", "ni")
    ]
    pages: list[list[Placed]] = [
        [(60, 40, 9, "Veje og huse 2024"), *paragraph(text, 60, 100), (500, 810, 9, str(at))]
        for at, text in enumerate(texts, start=11)
    ]
    document = read_publication(drawn(tmp_path / "lober.pdf", pages)).document
    assert document.text == "\n\n".join(texts)
    assert [page.label for page in document.pages] == ["11", "12", "13", "14"]


def test_a_chapters_own_header_is_dropped_by_its_place(tmp_path: Path) -> None:
    names = ["Veje", "Veje", "Veje", "Veje", "Huse"]
    texts = [f"Den {word} side har svaret på det hele." for word in ("første", "anden", "tredje", "fjerde", "sidste")]
    pages: list[list[Placed]] = [
        [(60, 40, 9, f"Kapitel om {name}"), (500, 40, 9, str(at)), *paragraph(text, 60, 200)]
        for at, (name, text) in enumerate(zip(names, texts, strict=True), start=7)
    ]
    document = read_publication(drawn(tmp_path / "kapitler.pdf", pages)).document
    assert document.text == "\n\n".join(texts)
    assert [page.label for page in document.pages] == ["7", "8", "9", "10", "11"]


def test_headings_come_from_size_and_number(tmp_path: Path) -> None:
    page = [
        (60, 60, -20, "Planen for"), (60, 84, -20, "de næste ti år"),
        (60, 130, -14, "1 Veje"), *paragraph(VEJ, 60, 155),
        (60, 230, -11, "1.1 Broer"), *paragraph(HUS, 60, 250),
    ]  # fmt: skip
    sections = read_publication(drawn(tmp_path / "a.pdf", [page])).document.sections
    titles = [(section.title, section.level) for section in sections]
    assert titles == [("Planen for de næste ti år", 1), ("1 Veje", 2), ("1.1 Broer", 3)]


def test_headings_come_from_the_outline_first(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.pdf", [[(60, 60, 11, "Veje"), *paragraph(VEJ, 60, 90)], paragraph(HUS, 60, 60)])
    writer = PdfWriter(clone_from=PdfReader(path))
    writer.add_outline_item(title="Veje", page_number=0)
    writer.write(tmp_path / "b.pdf")
    sections = read_publication(tmp_path / "b.pdf").document.sections
    assert [(section.title, section.level) for section in sections] == [("Veje", 1)]


def test_paragraphs_of_a_law_are_sections(tmp_path: Path) -> None:
    lines = [
        "§ 5. Kommunen svarer inden 14 dage.",
        "Stk. 2. Fristen gælder ikke om sommeren.",
        "§ 6 a. Loven gælder nu.",
    ]
    page = [(60.0, 60.0 + 14 * at, 11.0, line) for at, line in enumerate(lines)]
    publication = read_publication(drawn(tmp_path / "lov.pdf", [page]))
    assert [section.title for section in publication.document.sections] == ["§ 5", "§ 5, stk. 2", "§ 6 a"]
    assert [passage.section for passage in split_passages(publication)] == ["§ 5", "§ 5, stk. 2", "§ 6 a"]


def test_tables_are_kept_row_by_row_with_their_header_words(tmp_path: Path) -> None:
    rows = [("Kommune", "Andel", "Antal"), ("Aarhus", "12 pct.", "345"), ("Vejle", "9 pct.", "88")]
    cells = [(60.0 + 130 * at, 200.0 + 16 * row, 11.0, c) for row, line in enumerate(rows) for at, c in enumerate(line)]
    page = [*paragraph(VEJ, 60, 100), *cells, *paragraph(SAMLET, 60, 280)]
    publication = read_publication(drawn(tmp_path / "tabel.pdf", [page]))
    assert (1, "Vejle | 9 pct. | 88") in quotes(publication)
    passage = next(p for p in split_passages(publication) if "Vejle | 9 pct." in p.text)
    assert "Kommune | Andel | Antal" in passage.search_text


def test_contents_keep_their_page_numbers_and_are_never_quoted(tmp_path: Path) -> None:
    entries = [
        ("Indhold", ""),
        ("Forord", "3"),
        ("Veje og broer", "4"),
        ("Huse", "9"),
        ("Penge", "11"),
        ("Bilag", "14"),
    ]
    page = [
        (left, 60.0 + 18 * at, 11.0, text)
        for at, row in enumerate(entries)
        for left, text in zip((60.0, 480.0), row, strict=True)
    ]
    path = drawn(tmp_path / "a.pdf", [[piece for piece in page if piece[3]], paragraph(VEJ, 60, 60)])
    publication = read_publication(path)
    assert publication.document.text.startswith("Indhold\nForord 3\nVeje og broer 4\nHuse 9\nPenge 11\nBilag 14\n\n")
    assert {number for number, _ in quotes(publication)} == {2}


def test_raised_marks_are_not_glued_to_words_or_numbers(tmp_path: Path) -> None:
    page = [
        (60.0, 60.0, 11.0, "Det var i 2019"), (133.0, 56.0, 7.0, "1"), (138.0, 60.0, 11.0, " at planen kom til."),
        (60.0, 700.0, 8.0, "1 Se fx Andersen og andre."),
    ]  # fmt: skip
    publication = read_publication(drawn(tmp_path / "note.pdf", [page]))
    assert [text for _, text in quotes(publication)] == [
        "Det var i 2019 at planen kom til.",
        "1 Se fx Andersen og andre.",
    ]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_pages_are_read_as_they_are_shown(tmp_path: Path, turn: int) -> None:
    path = drawn(tmp_path / "a.pdf", [paragraph(VEJ, 60, 100)])
    writer = PdfWriter(clone_from=PdfReader(path))
    writer.pages[0].rotate(turn)
    writer.write(tmp_path / "b.pdf")
    assert text_of(tmp_path / "b.pdf") == VEJ


def test_what_lies_outside_a_cropped_page_is_not_read(tmp_path: Path) -> None:
    page = [*paragraph(VEJ, 60, 100), (60.0, 30.0, 8.0, "Trykkeriets mærke")]
    writer = PdfWriter(clone_from=PdfReader(drawn(tmp_path / "a.pdf", [page])))
    writer.pages[0].cropbox.upper_right = (595, 780)
    writer.write(tmp_path / "b.pdf")
    assert text_of(tmp_path / "b.pdf") == VEJ


def test_both_page_numbers_are_kept(tmp_path: Path) -> None:
    path = drawn(
        tmp_path / "a.pdf",
        [paragraph(f"{word} er på siden her.", 60, 100) for word in "Et To Tre Fire Fem Seks".split()],
    )
    writer = PdfWriter(clone_from=PdfReader(path))
    writer.set_page_label(0, 3, style=PageLabelStyle.LOWERCASE_ROMAN)
    writer.set_page_label(4, 5, style=PageLabelStyle.DECIMAL, start=1)
    writer.write(tmp_path / "b.pdf")
    pages = read_publication(tmp_path / "b.pdf").document.pages
    assert [(page.number, page.label) for page in pages] == list(enumerate(["i", "ii", "iii", "iv", "1", "2"], start=1))


def test_password_opens_and_its_lack_is_said(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(drawn(tmp_path / "a.pdf", [paragraph(VEJ, 60, 100)])))
    writer.encrypt("hemmeligt", algorithm="AES-256")
    writer.write(tmp_path / "b.pdf")
    assert text_of(tmp_path / "b.pdf", "hemmeligt") == VEJ
    with pytest.raises(PublicationError, match=r"låst med en adgangskode.*--password"):
        read_publication(tmp_path / "b.pdf")
    with pytest.raises(PublicationError, match="Adgangskoden åbner ikke"):
        read_publication(tmp_path / "b.pdf", "forkert")


def test_a_file_that_only_its_owner_may_change_is_read(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(drawn(tmp_path / "a.pdf", [paragraph(VEJ, 60, 100)])))
    writer.encrypt("", owner_password="ejer", algorithm="AES-256")
    writer.write(tmp_path / "b.pdf")
    assert text_of(tmp_path / "b.pdf") == VEJ


@pytest.mark.parametrize("content", [b"%PDF-1.4 og saa ingenting", b"slet ikke en PDF", b"%PDF-1.7\n1 0 obj\n<<"])
def test_what_is_no_pdf_is_refused_with_the_remedy(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "oedelagt.pdf"
    path.write_bytes(content)
    with pytest.raises(PublicationError, match="beskadiget"):
        read_publication(path)


def test_broken_xref_is_mended(tmp_path: Path) -> None:
    path = handmade(tmp_path / "a.pdf", [latex_line(72, 700, "Det er en plan for hele landet.")], xref=False)
    assert text_of(path) == "Det er en plan for hele landet."


def test_pages_without_text_are_named(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.pdf", [paragraph(VEJ, 60, 100), []])
    assert any("ingen tekst på side 2" in warning for warning in read_publication(path).warnings)


@pytest.mark.parametrize("seed", range(40))
def test_damaged_files_are_read_or_refused(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(drawn(tmp_path / "a.pdf", [paragraph(VEJ, 60, 100), paragraph(HUS, 60, 100)]).read_bytes())
    for _ in range(chance.choice([1, 5, 40])):
        data[chance.randrange(len(data))] = chance.randrange(256)
    (tmp_path / "b.pdf").write_bytes(data[: chance.choice([len(data), chance.randrange(20, len(data))])])
    with contextlib.suppress(PublicationError):
        read_publication(tmp_path / "b.pdf")


def test_chromium_prints_are_read(tmp_path: Path) -> None:
    html = """<title>Plan</title><style>@page{size:A4;margin:2cm}p{text-align:justify}</style><h1>Plan for skoler</h1>
      <p>Skolerne får flere penge. Det er beslut&shy;nings&shy;kraften, der mangler, siger formanden<sup>1</sup>. I 2019
      var det 12&nbsp;pct. af skolerne, og 40 m<sup>2</sup> er nok.</p><h2>Økonomi</h2><p>Der er   penge nok.</p>
      <hr><p style="font-size:9pt"><sup>1</sup> Se fx Andersen.</p>"""
    path = printed(tmp_path / "plan.pdf", html)
    if path is None:
        pytest.skip("no Chromium")
    document = read_publication(path).document
    assert document.text == (
        "Plan for skoler\n\nSkolerne får flere penge. Det er beslutningskraften, der mangler, siger formanden. I 2019 "
        "var det 12 pct. af skolerne, og 40 m² er nok.\n\nØkonomi\n\nDer er penge nok.\n\n¹ Se fx Andersen."
    )
    assert [(section.title, section.level) for section in document.sections] == [("Plan for skoler", 1), ("Økonomi", 2)]


def test_fpdf2_pages_are_read(tmp_path: Path) -> None:
    fpdf = pytest.importorskip("fpdf")
    pdf = fpdf.FPDF()
    pdf.set_font("Times", size=12)
    for text in (VEJ, HUS):
        pdf.add_page()
        pdf.multi_cell(0, text=text)
    pdf.output(str(tmp_path / "a.pdf"))
    found = quotes(read_publication(tmp_path / "a.pdf"))
    assert [page for page, _ in found] == [1, 1, 2, 2]
    assert " ".join(text for _, text in found) == f"{VEJ} {HUS}"


def test_libreoffice_exports_are_read_with_their_boxes(tmp_path: Path) -> None:
    written = docx.Document()
    written.add_heading("Veje og huse", 1)
    written.add_paragraph(VEJ)
    written.add_page_break()
    written.add_heading("Økonomi", 2)
    written.add_paragraph(HUS)
    path = exported(tmp_path / "plan.pdf", written)
    if path is None:
        pytest.skip("no LibreOffice")
    publication = read_publication(path)
    assert publication.document.text == f"Veje og huse\n\n{VEJ}\n\nØkonomi\n\n{HUS}"
    assert [page for page, _ in quotes(publication)] == [1, 1, 2, 2]
    spans = [span for passage in split_passages(publication) for span in passage.sentences]
    assert all(highlight_boxes(tmp_path / "plan.pdf", publication.document, span) for span in spans)


def test_five_hundred_pages_each_keep_their_sentence(tmp_path: Path) -> None:
    pages = [
        [(60.0, 40.0, 9.0, f"Planen {at}"), (60.0, 300.0, 11.0, f"Nummer {at} af alle sider er her.")]
        for at in range(1, 501)
    ]
    done: list[tuple[int, int]] = []
    path = drawn(tmp_path / "lang.pdf", pages)
    publication = read_publication(path, progress=lambda read, total: done.append((read, total)))
    assert quotes(publication) == [(at, f"Nummer {at} af alle sider er her.") for at in range(1, 501)]
    assert done == [(at, 500) for at in range(1, 501)]


def test_reading_twice_gives_the_same(tmp_path: Path, read: Callable[..., Publication]) -> None:
    path = drawn(tmp_path / "a.pdf", [paragraph(VEJ, 60, 100), paragraph(HUS, 60, 100)])
    assert read_publication(path) == read_publication(path)
