"""The conversation as a file to take along, in Markdown, Word or PDF: every question, quote and reference."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from answer.datatypes import Answer
from index.datatypes import Document
from ui import texts
from ui.citation_formats import block_quote, plain_markdown, reference_with_section
from ui.conversation import Turn
from ui.highlight import Mark, marked_pieces

_FONTS: Final = Path(__file__).parent / "static" / "fonts"
LANGUAGE: Final = "da-DK"
"""What the quotes are in, and so the files, for spelling and for reading aloud."""
_INK, _QUIET, _ACCENT = (28, 35, 38), (86, 96, 104), (14, 90, 104)


@dataclass(frozen=True, slots=True)
class Quoted:
    """pieces: the quote, each piece with whether it is of the exact words. where: reference, section and certainty."""

    pieces: tuple[tuple[str, bool], ...]
    reference: str
    certainty: str

    @property
    def quote(self) -> str:
        """The whole quote."""
        return "".join(text for text, _exact in self.pieces)


@dataclass(frozen=True, slots=True)
class Entry:
    """A question with its quotes; refusal: what was said in their place."""

    question: str
    quotes: tuple[Quoted, ...]
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """The conversation as it is to be written, in the visitor's language.

    saved_on: a sentence with the day. lacking: one on characters that a font lacks.
    """

    title: str
    saved_on: str
    lacking: str
    entries: tuple[Entry, ...]


def talk_of(turns: Iterable[Turn], documents: Mapping[str, Document], day: date) -> Talk:
    """The turns that were answered or refused. day: the one that is written in the file."""
    saved_on = texts.SAVED_ON(day=day.day, month=day.month, year=day.year)
    return Talk(texts.CONVERSATION(), saved_on, texts.LACKING_CHARACTERS(), tuple(_entries(turns, documents)))


def _entries(turns: Iterable[Turn], documents: Mapping[str, Document]) -> Iterator[Entry]:
    for turn in turns:
        if turn.response is None:
            continue
        understood = f" – {texts.UNDERSTOOD_AS()} {turn.asked}" if turn.asked else ""
        question = _plain(turn.question + understood)
        if turn.response.refused:
            yield Entry(question, (), texts.refusal(len(documents)))
        else:
            yield Entry(question, tuple(_quoted(answer, documents) for answer in turn.response.answers))


def _quoted(answer: Answer, documents: Mapping[str, Document]) -> Quoted:
    citation = answer.citation
    document = documents[citation.document_id]
    pieces = marked_pieces(document, citation.span, None, answer.spans)
    return Quoted(
        tuple((_plain(piece.text), piece.mark is Mark.EXACT) for piece in pieces),
        reference_with_section(document, citation.span, citation.section),
        texts.certainty(answer.probability),
    )


def _plain(text: str) -> str:
    """Text without control characters, which Word files can not hold."""
    return "".join(c for c in text if c.isprintable() or (c.isspace() and c not in "\f\v"))


def markdown_file(talk: Talk) -> bytes:
    """As Markdown, UTF-8."""
    parts = [f"# {talk.title}", talk.saved_on]
    for entry in talk.entries:
        parts.append(f"## {plain_markdown(entry.question)}")
        for quoted in entry.quotes:
            parts.append(block_quote(quoted.quote))
            parts.append(f"{plain_markdown(quoted.reference)}. *{quoted.certainty}.*")
        if entry.refusal:
            parts.append(entry.refusal)
    return ("\n\n".join(parts) + "\n").encode("utf-8")


def word_file(talk: Talk) -> bytes:
    """As a Word document (.docx), the exact words in bold."""
    import docx
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    document = docx.Document()
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    document.core_properties.title = talk.title
    document.core_properties.author = texts.APP_NAME
    document.add_heading(talk.title, 1)
    document.add_paragraph(talk.saved_on)
    for entry in talk.entries:
        document.add_heading(entry.question, 2)
        for quoted in entry.quotes:
            paragraph = document.add_paragraph(style="Quote")
            for text, exact in quoted.pieces:
                paragraph.add_run(text).bold = exact
            below = document.add_paragraph()
            below.add_run(f"{quoted.reference}. ").font.color.rgb = RGBColor(*_QUIET)
            below.add_run(f"{quoted.certainty}.").italic = True
        if entry.refusal:
            document.add_paragraph(entry.refusal)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf_file(talk: Talk) -> bytes:
    """As a PDF (A4), the exact words in semibold; its text can be searched and copied.

    A character that the font lacks is never left out: its number stands for it, and the file says so.
    """
    from fontTools.ttLib import TTFont
    from fpdf import FPDF

    pdf = FPDF()
    pdf.set_title(talk.title)
    pdf.set_lang(LANGUAGE)
    pdf.set_author(texts.APP_NAME)
    pdf.add_font("serif", "", _FONTS / "source-serif-4-latin-regular.ttf")
    pdf.add_font("serif", "B", _FONTS / "source-serif-4-latin-semibold.ttf")
    known = TTFont(_FONTS / "source-serif-4-latin-regular.ttf").getBestCmap()
    pdf.set_margin(25)
    pdf.set_auto_page_break(True, 25)
    pdf.add_page()

    lacking = False

    def write(pieces: Iterable[tuple[str, bool]], size: float, colour: tuple[int, int, int], space: float) -> None:
        nonlocal lacking
        pdf.set_text_color(*colour)
        for text, bold in pieces:
            pdf.set_font("serif", "B" if bold else "", size)
            drawn = "".join(c if c.isspace() or ord(c) in known else f"[U+{ord(c):04X}]" for c in text)
            lacking = lacking or drawn != text
            pdf.write(size * 0.5, drawn)
        pdf.ln(size * 0.5 + space)

    write([(talk.title, True)], 20, _INK, 1)
    write([(talk.saved_on, False)], 10, _QUIET, 5)
    for entry in talk.entries:
        write([(entry.question, True)], 14, _ACCENT, 2)
        for quoted in entry.quotes:
            write([("”", False), *quoted.pieces, ("”", False)], 12, _INK, 1)
            write([(f"{quoted.reference}. {quoted.certainty}.", False)], 9.5, _QUIET, 4)
        if entry.refusal:
            write([(entry.refusal, False)], 12, _INK, 4)
    if lacking:
        write([(talk.lacking, False)], 10, _QUIET, 0)
    return bytes(pdf.output())


FORMATS: Final[Mapping[str, tuple[str, str, Callable[[Talk], bytes]]]] = {
    "docx": ("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", word_file),
    "pdf": ("PDF", "application/pdf", pdf_file),
    "md": ("Markdown", "text/markdown", markdown_file),
}
"""By the file's ending: the form's name, its media type, and what writes it."""
