"""`make classroom`: a room joins with address and password, asks, and sees how to join."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Server, running_server
from tests.e2e.test_accessibility import violations_at_any_size
from tests.e2e.test_page_in_browser import QUESTION, NewPage, ask, english

pytestmark = pytest.mark.e2e


@pytest.fixture
def room(tmp_path: Path, index_folder: Path) -> Iterator[Server]:
    def start(port: int) -> list[str]:
        return ["ui.classroom", "--host", "localhost", "--port", str(port)]

    with running_server(tmp_path, index_folder, start=start) as running:
        yield running


def join(page: Page, password: str) -> None:
    page.get_by_label("Adgangskode", exact=True).fill(password)
    page.get_by_role("button", name="Lås op").click()


def test_a_room_joins_with_the_printed_password(room: Server, new_page: NewPage) -> None:
    printed = room.log.read_text(encoding="utf-8")
    assert room.url in printed
    password = re.search(r"Adgangskode:  (\d{6})", printed)[1]  # type: ignore[index]
    page = new_page(360, 740, dark=True)
    page.goto(room.url)
    expect(page.get_by_role("heading", name="Velkommen")).to_be_visible()
    assert english(page) == []
    assert violations_at_any_size(page) == []
    join(page, "000000" if password != "000000" else "111111")
    expect(page.get_by_role("alert")).to_contain_text("Adgangskoden er ikke rigtig")
    join(page, password)
    ask(page, QUESTION)
    expect(page.locator("blockquote").first).to_contain_text("12 pct.")

    page.get_by_role("button", name="Vis i kilden").first.click()
    address = page.get_by_role("link", name="Hent originalen").evaluate("link => link.href")
    assert page.request.get(address).status == 200
    assert page.request.get(address.partition("?")[0]).status == 403
    page.get_by_role("button", name="Luk kilden").click()

    page.get_by_role("link", name="Kursus").click()
    code = page.get_by_role("img", name=f"QR-kode med adressen {room.url}")
    expect(code).to_be_visible()
    assert code.evaluate("image => image.complete && image.naturalWidth > 0")
    expect(page.get_by_text(password)).to_be_visible()
    assert english(page) == []
    assert violations_at_any_size(page) == []
    assert room.outside() == ""
