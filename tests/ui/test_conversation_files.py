"""The conversation as a file: all quotes with their references, in Markdown, Word and PDF."""

import io
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from index.datatypes import Document
from tests.ui.sample import ACROSS, EXACT, QUOTE, FakeAnswerer
from ui import texts
from ui.conversation import Turn
from ui.conversation_files import Entry, Quoted, Talk, markdown_file, pdf_file, talk_of, word_file

DAY = date(2026, 11, 24)
REFERENCE = "Center for Prøver (CP) (2021): Prøve <i>af</i> noget, s. 1 · Indledning"


@pytest.fixture
def talk(document: Document, answerer: FakeAnswerer) -> Talk:
    asked = ("Hvad skal *man* \x07betale?", "Hvem vandt?")
    turns = [Turn(question, question, answerer.ask(question)) for question in asked]
    return talk_of([*turns, Turn("3", "Ventes")], {document.id: document}, DAY)


def test_markdown_has_no_marks_but_ours(talk: Talk) -> None:
    reference = REFERENCE.replace("<", r"\<").replace(">", r"\>")
    assert markdown_file(talk).decode() == "\n\n".join(
        (
            "# Samtale med Kildesvar",
            "Hentet 24.11.2026. Svarene er ordrette citater.",
            r"## Hvad skal \*man\* betale?",
            r"> Man \<b\>skal\</b\> betale 6 pct. & moms.",
            f"{reference}. *{texts.VERY_SURE()}.*",
            f"> {ACROSS}",
            f"{reference}. *{texts.UNSURE()}.*",
            "## Hvem vandt?",
            f"{texts.refusal(1)}\n",
        )
    )


def test_word_opens_with_the_exact_words_in_bold(talk: Talk) -> None:
    paragraphs = docx.Document(io.BytesIO(word_file(talk))).paragraphs
    assert [p.text for p in paragraphs if p.style.name == "Heading 2"] == ["Hvad skal *man* betale?", "Hvem vandt?"]
    quotes = [p for p in paragraphs if p.style.name == "Quote"]
    assert [p.text for p in quotes] == [QUOTE, ACROSS]
    assert [run.text for run in quotes[0].runs if run.bold] == [EXACT]
    assert f"{REFERENCE}. {texts.VERY_SURE()}." in [p.text for p in paragraphs]
    assert paragraphs[-1].text == texts.refusal(1)


def test_pdf_can_be_searched(talk: Talk) -> None:
    reader = PdfReader(io.BytesIO(pdf_file(talk)))
    text = " ".join("\n".join(page.extract_text() for page in reader.pages).split())
    assert reader.metadata is not None
    assert reader.metadata.title == texts.CONVERSATION()
    for said in ("Hvad skal *man* betale?", f"”{QUOTE}”", f"”{ACROSS}”", REFERENCE, texts.refusal(1), "24.11.2026"):
        assert said in text


def test_files_are_in_danish(talk: Talk) -> None:
    styles = docx.Document(io.BytesIO(word_file(talk))).styles.element
    assert {language.get(qn("w:val")) for language in styles.iter(qn("w:lang"))} == {"da-DK"}
    assert PdfReader(io.BytesIO(pdf_file(talk))).trailer["/Root"]["/Lang"] == "da-DK"


def test_what_the_font_lacks_is_shown_by_its_number_and_never_left_out(talk: Talk) -> None:
    odd = Entry("≥ 5 \uf0b7?", (Quoted((("Mindst ", False), ("≥ 5", True)), "R", "S"),))
    text = PdfReader(io.BytesIO(pdf_file(replace(talk, entries=(odd,))))).pages[0].extract_text()
    assert "”Mindst [U+2265] 5”" in " ".join(text.split())
    assert talk.lacking.split(".")[0] in " ".join(text.split())


def test_a_follow_up_says_how_it_was_understood(document: Document, answerer: FakeAnswerer) -> None:
    turn = Turn("1", "Og i staten?", answerer.ask("Hvad skal man betale?"), asked="Hvad skal staten betale?")
    assert "Hvad skal staten betale?" in markdown_file(talk_of([turn], {document.id: document}, DAY)).decode()
