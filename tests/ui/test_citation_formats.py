"""A quote in Markdown, BibTeX and RIS: words, place and day are all there, and nothing is taken for code."""

from dataclasses import replace
from datetime import date

from index.datatypes import Document, Metadata
from tests.ui.sample import QUOTE, span_of
from ui.citation_formats import Quotation, as_bibtex, as_markdown, as_ris

DAY = date(2026, 3, 9)


def quotation(document: Document) -> Quotation:
    facts = replace(document.metadata, subtitle="50 % & mere", isbn="978-87-0")
    return Quotation(replace(document, title="Prøve_1", metadata=facts), QUOTE, span_of(QUOTE), "Indledning", DAY)


def test_markdown(document: Document) -> None:
    assert as_markdown(quotation(document)) == (
        "> Man \\<b\\>skal\\</b\\> betale 6 pct. & moms.\n\n"
        "Center for Prøver (CP) (2021): Prøve\\_1, s. 1 · Indledning. Hentet 9.3.2026.\n"
    )


def test_bibtex(document: Document) -> None:
    assert as_bibtex(quotation(document)).split("\n") == [
        "@techreport{proeve-1-2021-1,",
        r"  title = {{Prøve\_1: 50 \% \& mere}},",
        "  author = {{Center for Prøver (CP)}},",
        "  institution = {{Center for Prøver (CP)}},",
        "  year = {2021},",
        "  isbn = {978-87-0},",
        "  pages = {1},",
        "  note = {Hentet 9.3.2026.},",
        r"  annote = {”Man <b>skal</b> betale 6 pct. \& moms.”}",
        "}",
        "",
    ]


def test_ris(document: Document) -> None:
    lines = as_ris(quotation(document)).split("\r\n")
    assert lines[:2] == ["TY  - RPRT", "TI  - Prøve_1: 50 % & mere"]
    assert {"AU  - Center for Prøver (CP),", "PY  - 2021", "SP  - 1", "Y2  - 2026/03/09"} <= set(lines)
    assert f"N1  - Indledning: ”{QUOTE}”" in lines
    assert lines[-3:] == ["ER  - ", "", ""]


def test_unknown_facts_are_left_out(document: Document) -> None:
    bare = replace(quotation(document), document=replace(document, title="T", metadata=Metadata("T")))
    assert "author" not in as_bibtex(bare)
    assert "year" not in as_bibtex(bare)
    assert "PY" not in as_ris(bare)
