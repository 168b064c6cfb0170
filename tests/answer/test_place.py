"""The name of a page and of a place."""

import pytest

from answer.place import page_name, place_name


@pytest.mark.parametrize(
    ("number", "label", "name"),
    [
        (4, "4", "s. 4"),
        (16, "12", "s. 12 (PDF-side 16)"),
        (2, "iv", "s. iv (PDF-side 2)"),
        (1, "", ""),
    ],
)
def test_page_name(number: int, label: str, name: str) -> None:
    assert page_name(number, label) == name


def test_a_source_without_pages_has_sections_for_places() -> None:
    assert place_name(1, "", "Økonomi") == "Økonomi"
    assert place_name(16, "12", "Økonomi") == "s. 12 (PDF-side 16) · Økonomi"
    assert place_name(16, "12", "") == "s. 12 (PDF-side 16)"
