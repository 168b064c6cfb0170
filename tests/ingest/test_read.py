import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from index.errors import PublicationError
from ingest.blocks import Publication
from ingest.chunk import split_passages
from ingest.read import read_publication, slug, source_sha256

PAGES = [
    [
        "Forord",
        "Kommunerne har lavet planerne, og nu skal de føres ud i livet i hele landet over de",
        "næste mange år.",
    ],
    [
        "Energi",
        "74 pct. af kommunerne har skrottet det sidste oliefyr i deres egne bygninger. Det er",
        "flere end før.",
    ],
]


def write_pdf(path: Path, pages: list[list[str]], **facts: str) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setTitle(facts.get("title", ""))
    canvas.setAuthor(facts.get("author", ""))
    for lines in pages:
        for at, line in enumerate(lines):
            canvas.drawString(60, 780 - 16 * at, line)
        canvas.showPage()
    canvas.save()
    return path


def message_of(path: Path) -> str:
    with pytest.raises(PublicationError) as raised:
        read_publication(path)
    assert str(path) in str(raised.value)
    return str(raised.value)


def test_pdf_gives_text_pages_and_facts(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "Klima plan.pdf", PAGES, title="Klimaplanen", author="Videnscentret")
    publication = read_publication(path)
    document = publication.document
    assert document.id == "klima-plan"
    assert (document.title, document.metadata.publisher) == ("Klimaplanen", "Videnscentret")
    assert [page.label for page in document.pages] == ["1", "2"]
    energy = split_passages(publication)[1]
    assert (energy.page, energy.section) == (2, "Energi")
    assert energy.text == (
        "74 pct. af kommunerne har skrottet det sidste oliefyr i deres egne bygninger. Det er flere end før."
    )


def test_pdf_page_labels_are_used(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(write_pdf(tmp_path / "a.pdf", PAGES)))
    writer.set_page_label(0, 0, style=PageLabelStyle.LOWERCASE_ROMAN, start=4)
    writer.set_page_label(1, 1, style=PageLabelStyle.DECIMAL, start=1)
    writer.write(tmp_path / "b.pdf")
    assert [page.label for page in read_publication(tmp_path / "b.pdf").document.pages] == ["iv", "1"]


def test_encrypted_pdf_is_refused_with_the_remedy(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(write_pdf(tmp_path / "a.pdf", PAGES)))
    writer.encrypt("hemmeligt", algorithm="AES-256")
    writer.write(tmp_path / "laast.pdf")
    assert "låst med en adgangskode" in message_of(tmp_path / "laast.pdf")


def test_pdf_that_opens_without_a_password_is_read(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(write_pdf(tmp_path / "a.pdf", PAGES)))
    writer.encrypt("", owner_password="ejer", algorithm="AES-256")
    writer.write(tmp_path / "aaben.pdf")
    assert "74 pct. af kommunerne" in read_publication(tmp_path / "aaben.pdf").document.text


@pytest.mark.parametrize("content", [b"%PDF-1.4 og saa ingenting", b"slet ikke en PDF", b"%PDF-1.7\n1 0 obj\n<<"])
def test_broken_pdf_is_refused_with_the_remedy(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "oedelagt.pdf"
    path.write_bytes(content)
    assert "beskadiget" in message_of(path)


def test_truncated_pdf_is_refused_or_read(tmp_path: Path) -> None:
    whole = write_pdf(tmp_path / "a.pdf", PAGES).read_bytes()
    for length in range(50, len(whole), 97):
        path = tmp_path / "kort.pdf"
        path.write_bytes(whole[:length])
        with contextlib.suppress(PublicationError):
            read_publication(path)


def test_pdf_without_text_is_refused_with_the_remedy(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "scannet.pdf"))
    canvas.rect(100, 100, 200, 200, fill=1)
    canvas.showPage()
    canvas.save()
    assert "tekstgenkendelse (OCR)" in message_of(tmp_path / "scannet.pdf")


def test_missing_file_folder_and_other_types_are_refused(tmp_path: Path) -> None:
    assert "findes ikke" in message_of(tmp_path / "nix.txt")
    assert "findes ikke" in message_of(tmp_path)
    (tmp_path / "a.docx").write_bytes(b"PK")
    assert "».docx«" in message_of(tmp_path / "a.docx")


@pytest.mark.parametrize("content", [b"", b" \n\n", b"\xef\xbb\xbf", b"\f\f"])
def test_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "tom.txt"
    path.write_bytes(content)
    assert "tom" in message_of(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Forord\n\nDe får tåget på øen, æblet og én kop kaffe hver dag hele året.\n".encode(encoding))
    assert "De får tåget på øen, æblet" in read_publication(path).document.text


def test_other_encodings_are_refused_with_a_guess(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("På øen".encode("cp1252"))
    message = message_of(path)
    assert "Windows-1252" in message
    assert "gem den igen med kodningen UTF-8" in message


def test_broken_toml_is_refused_and_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Forord\n\nDet er en god plan, og den holder hele vejen.\n", encoding="utf-8")
    (tmp_path / "a.toml").write_text('title = "A"\nyear = "i fjor"\n', encoding="utf-8")
    with pytest.raises(PublicationError, match="»year« skal være et helt tal"):
        read_publication(tmp_path / "a.txt")
    (tmp_path / "a.toml").write_text("title = ", encoding="utf-8")
    with pytest.raises(PublicationError, match=r"a\.toml.*ikke gyldig TOML"):
        read_publication(tmp_path / "a.txt")


def test_title_is_the_first_heading_where_nothing_better_is_known(read: Callable[..., Publication]) -> None:
    publication = read("Planer og mål\n\nDet er en god plan, og den holder hele vejen til 2030.\n")
    assert publication.document.title == "Planer og mål"
    assert any("taget fra filen selv" in warning for warning in publication.warnings)


def test_sha256_changes_with_the_file_and_with_its_toml(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Et", encoding="utf-8")
    first = source_sha256(path)
    (tmp_path / "a.toml").write_text('title = "A"', encoding="utf-8")
    second = source_sha256(path)
    path.write_text("To", encoding="utf-8")
    assert len({first, second, source_sha256(path)}) == 3


@pytest.mark.parametrize(
    ("stem", "expected"),
    [("Fornyelse fra oven", "fornyelse-fra-oven"), ("Åben_Ærø 2021", "aaben-aeroe-2021"), ("…", "publikation")],
)
def test_slug(stem: str, expected: str) -> None:
    assert slug(stem) == expected
