"""The name of a place, and the citation that is put on the clipboard."""

from dataclasses import replace

import pytest

from index.datatypes import Document, Metadata, Page, Span
from tests.ui.sample import QUOTE, span_of
from ui.reference import cited_quote, full_reference, page_name, place


@pytest.mark.parametrize(
    ("page", "name"),
    [
        (Page(4, "4", 0, 1), "s. 4"),
        (Page(16, "12", 0, 1), "s. 12 (PDF-side 16)"),
        (Page(2, "iv", 0, 1), "s. iv (PDF-side 2)"),
        (Page(3, "", 0, 1), ""),
    ],
)
def test_page_name(page: Page, name: str) -> None:
    assert page_name(page) == name


def test_place_is_the_page_of_the_first_letter(document: Document) -> None:
    across = Span(document.pages[1].start - 5, document.pages[1].start + 5)
    assert place(document, across, "Indledning") == "s. 1 · Indledning"
    assert place(document, across, "") == "s. 1"


def test_cited_quote(document: Document) -> None:
    document = replace(document, title="Prøve")
    assert cited_quote(document, QUOTE, span_of(QUOTE)) == (f"”{QUOTE}” (Center for Prøver (CP) (2021): Prøve, s. 1)")


@pytest.mark.parametrize(
    ("metadata", "reference"),
    [
        (Metadata("t", publisher="P"), "P: T, s. 1"),
        (Metadata("t", year=2020), "(2020): T, s. 1"),
        (Metadata("t"), "T, s. 1"),
    ],
)
def test_unknown_facts_leave_no_gap(document: Document, metadata: Metadata, reference: str) -> None:
    document = replace(document, title="T", metadata=metadata)
    assert full_reference(document, document.pages[0]) == reference
