"""A publication is added in the page, asked about and removed, without a restart and without a word of English."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import ROOT, Server, running_server
from tests.e2e.test_accessibility import violations_at_any_size
from tests.e2e.test_page_in_browser import NewPage, ask, english
from tests.ingest.pdf_files import drawn, paragraph

pytestmark = pytest.mark.e2e

SECRET = "grøn-bænk-7"
SENTENCE = "Sydby Kommune brugte 12 mio. kr. på cykelstier i 2022, og pengene kom fra staten."
OTHERS = "Skolerne i Sydby fik nye tage, og børnene var med til at vælge farverne på dem."
QUESTION = "Hvor meget brugte Sydby Kommune på cykelstier i 2022?"
# What the browser itself refuses: a type that is not read, and more than `maxUploadSize`.
REFUSED = {
    "spil.exe": (b"MZ", "Den slags filer kan ikke læses."),
    "stor.txt": (b"a" * 53_000_000, "Filen må højst fylde 50 MB."),
}


@pytest.fixture
def server(tmp_path: Path, index_folder: Path) -> Iterator[Server]:
    shutil.copytree(ROOT / "data" / "publications", tmp_path / "publications")
    shutil.copytree(index_folder, tmp_path / "index")
    with running_server(
        tmp_path / "server",
        tmp_path / "index",
        KILDESVAR_PASSWORD=SECRET,
        KILDESVAR_PUBLICATIONS=str(tmp_path / "publications"),
    ) as running:
        yield running


def unlock(page: Page) -> None:
    page.get_by_label("Adgangskode", exact=True).fill(SECRET)
    page.get_by_role("button", name="Lås op").click()
    expect(page.get_by_role("button", name="Tilføj publikationen")).to_be_visible()


def test_added_asked_about_and_removed(server: Server, new_page: NewPage, tmp_path: Path) -> None:
    report = drawn(tmp_path / "sydby.pdf", [[*paragraph(OTHERS, 60, 100), *paragraph(SENTENCE, 60, 160)]])
    page = new_page()
    page.goto(f"{server.url}/publikationer")
    expect(page.get_by_role("button", name="Lås op")).to_be_visible()
    assert english(page) == []
    unlock(page)
    assert english(page) == []
    assert violations_at_any_size(page) == []
    for name, (content, said) in REFUSED.items():
        (tmp_path / name).write_bytes(content)
        page.locator("input[type=file]").set_input_files(tmp_path / name)
        expect(page.get_by_text(said)).to_be_visible()
        assert english(page) == []
        page.get_by_role("button", name="Fjern", exact=False).first.click()
    page.locator("input[type=file]").set_input_files(report)
    page.get_by_label("Titel, hvis den ikke står i filen").fill("Sydby i tal")
    expect(page.get_by_text("sydby.pdf")).to_be_visible()
    assert english(page) == []
    page.get_by_role("button", name="Tilføj publikationen").click()
    expect(page.get_by_text("Færdig. Publikationerne er opdateret.").first).to_be_visible()
    expect(page.get_by_role("rowheader", name="Sydby i tal")).to_be_visible()

    page.get_by_role("link", name="Spørg").click()
    expect(page.get_by_text("Sydby i tal").first).to_be_visible()
    assert violations_at_any_size(page) == []
    ask(page, QUESTION)
    expect(page.locator("blockquote").first).to_contain_text("12 mio. kr.")
    expect(page.locator(".ks-place cite").first).to_have_text("Sydby i tal")

    page.get_by_role("link", name="Publikationer").click()
    page.locator(".st-key-removed label").filter(has_text="Sydby i tal").click()
    page.get_by_text("Ja, slet filen").click()
    page.get_by_role("button", name="Fjern publikationen").click()
    expect(page.get_by_role("rowheader", name="Sydby i tal")).to_have_count(0)
    expect(page.get_by_text("Færdig. Publikationerne er opdateret.").first).to_be_visible()
    assert sorted(path.suffix for path in (tmp_path / "publications").iterdir()) == [".toml", ".txt"]
    page.get_by_role("link", name="Spørg").click()
    expect(page.get_by_role("textbox", name="Skriv dit spørgsmål")).to_be_visible()
    expect(page.locator(".ks-notice, .ks-quote")).to_have_count(0)
