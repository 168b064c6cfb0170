"""Word documents and web pages: sections in place of pages."""

from pathlib import Path

import docx
import pytest

from index.datatypes import Span
from index.errors import PublicationError
from ingest.chunk import split_passages
from ingest.highlight import highlight_boxes
from ingest.read import read_publication

SVAR = "Kommunen får flere penge til skolerne, og de skal bruges inden 2027."
PAGE = f"""<!doctype html><html lang="da"><head><title>Plan for skoler</title><style>p {{}}</style></head><body>
<nav><a href="/">Forside</a></nav><main><h1>Plan for skoler</h1>
<p>{SVAR.replace("skolerne", "<b>skol</b>erne")}<sup>1</sup> Det er   <i>be&shy;sluttet</i>&nbsp;nu.</p>
<h2>Økonomi</h2><p>Der er to ting at sige:</p><ul><li>Den ene ting er vigtig.</li><li>Den anden er dyr.</li></ul>
<table><tr><th>År</th><th>Beløb</th></tr><tr><td>2026</td><td>12 mio. kr.</td></tr></table>
<script>alert("nej")</script><p hidden>Skjult tekst.</p></main><footer>Sidefod</footer></body></html>"""


def word_file(path: Path) -> Path:
    document = docx.Document()
    document.core_properties.author = "Videnscentret"
    document.add_heading("Plan for skoler", level=1)
    document.add_paragraph(SVAR)
    document.add_heading("Økonomi", level=2)
    document.add_paragraph("Der er to ting at sige:")
    document.add_paragraph("Den ene ting er vigtig.", style="List Bullet")
    document.add_paragraph("Den anden er dyr.", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [*table.rows[0].cells, *table.rows[1].cells], ["År", "Beløb", "2026", "12 mio. kr."], strict=True
    ):
        cell.text = text
    document.save(str(path))
    return path


def test_word_documents_are_read_with_sections(tmp_path: Path) -> None:
    publication = read_publication(word_file(tmp_path / "plan.docx"))
    document = publication.document
    assert document.text == (
        f"Plan for skoler\n\n{SVAR}\n\nØkonomi\n\nDer er to ting at sige:\n\n• Den ene ting er vigtig.\n"
        "• Den anden er dyr.\n\nÅr | Beløb\n2026 | 12 mio. kr."
    )
    assert [(section.title, section.level) for section in document.sections] == [("Plan for skoler", 1), ("Økonomi", 2)]
    assert [page.label for page in document.pages] == [""]
    assert (document.title, document.metadata.publisher) == ("Plan for skoler", "Videnscentret")
    assert {passage.section for passage in split_passages(publication)} == {"Plan for skoler", "Økonomi"}
    assert highlight_boxes(tmp_path / "plan.docx", document, Span(0, 10)) == ()


def test_web_pages_are_read_with_sections_and_without_menus(tmp_path: Path) -> None:
    path = tmp_path / "plan.html"
    path.write_text(PAGE, encoding="utf-8")
    document = read_publication(path).document
    assert document.text == (
        f"Plan for skoler\n\n{SVAR}¹ Det er besluttet nu.\n\nØkonomi\n\nDer er to ting at sige:\n\n"
        "• Den ene ting er vigtig.\n• Den anden er dyr.\n\nÅr | Beløb\n2026 | 12 mio. kr."
    )
    assert [(section.title, section.level) for section in document.sections] == [("Plan for skoler", 1), ("Økonomi", 2)]
    assert document.title == "Plan for skoler"


def test_web_pages_in_other_encodings_are_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.htm"
    path.write_bytes('<meta charset="windows-1252"><p>Åen løber gennem byen hele året.</p>'.encode("cp1252"))
    assert read_publication(path).document.text == "Åen løber gennem byen hele året."


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"slet ikke Word", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_broken_word_files_are_refused_with_the_remedy(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(content)
    with pytest.raises(PublicationError, match="Word-filen er beskadiget"):
        read_publication(path)


@pytest.mark.parametrize("content", [b"<html></html>", b"<!-- -->", b"<p> </p>", b"\x00\x01"])
def test_empty_web_pages_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "plan.html"
    path.write_bytes(content)
    with pytest.raises(PublicationError, match=r"plan\.html"):
        read_publication(path)


CLAUSES = (
    "§ 4. Kommunen fører tilsyn med alle plejehjem.",
    "Stk. 2. Tilsynet sker mindst én gang om året efter § 6 a, stk. 1.",
    "§ 6 a. Loven gælder nu.",
)


def law_in_word(path: Path) -> None:
    document = docx.Document()
    for clause in CLAUSES:
        document.add_paragraph(clause)
    document.save(str(path))


@pytest.mark.parametrize("ending", ["txt", "md", "docx", "html"])
def test_paragraphs_of_a_law_can_be_cited_in_every_kind_of_file(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"lov.{ending}"
    if ending == "docx":
        law_in_word(path)
    else:
        text = "".join(f"<p>{clause}</p>" for clause in CLAUSES) if ending == "html" else "\n\n".join(CLAUSES)
        path.write_text(text, encoding="utf-8")
    passages = split_passages(read_publication(path))
    assert [(passage.section, passage.text) for passage in passages] == list(
        zip(("§ 4", "§ 4, stk. 2", "§ 6 a"), CLAUSES, strict=True)
    )
