"""A publication in PDF, as its reader meets it: the quote marked on the page itself, and the file one click away."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import ROOT, Server, running_server
from tests.ingest.pdf_files import printed

SENTENCE = "Forsøget med åbne data kostede 4,5 mio. kr. i 2021, og pengene kom fra kommunens egen kasse."
OTHERS = "Skolerne i byen fik nye tage, og børnene var med til at vælge farverne på dem. " * 4
WEB_PAGE = (
    "<html lang='da'><title>Åbne data</title><style>@page{size:A4;margin:2cm}section{break-after:page}</style>"
    f"<section><h2>Indledning</h2><p>{OTHERS}</p></section><section><h2>Økonomi</h2><p>{OTHERS}</p>"
    f"<p>{SENTENCE}</p><h2>Regnskab</h2><p>Regnskabet blev godkendt af byrådet året efter.</p></section></html>"
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("pdf")
    path = printed(folder / "forsøg.pdf", WEB_PAGE)
    assert path is not None
    command = [sys.executable, "-m", "ingest", str(path), "--index", str(folder / "index")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with running_server(folder / "server", folder / "index") as running:
        yield running


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    context = browser.new_context(locale="da-DK")
    page = context.new_page()
    page.goto(f"{server.url}?q=Hvad kostede forsøget med åbne data?")
    page.get_by_role("button", name="Vis i kilden").first.click()
    yield page
    context.close()


def test_the_quote_is_marked_on_the_page_itself(page: Page, server: Server) -> None:
    picture = page.locator(".ks-paper img")
    expect(picture).to_have_attribute("alt", f"Billede af side 2. Markeret: ”{SENTENCE}”")
    page.wait_for_function("document.querySelector('.ks-paper img').naturalWidth > 1000")
    paper = picture.bounding_box()
    assert paper is not None
    marks = [mark.bounding_box() for mark in page.locator(".ks-paper mark:not(.exact)").all()]
    assert len(marks) in (1, 2)
    for mark in marks:
        assert mark is not None
        assert paper["x"] < mark["x"] < mark["x"] + mark["width"] < paper["x"] + paper["width"]
        assert paper["y"] < mark["y"] < mark["y"] + mark["height"] < paper["y"] + paper["height"]
    assert page.locator(".ks-paper mark.exact").count() >= 1
    page.get_by_role("button", name="Større").click()
    page.wait_for_function(f"document.querySelector('.ks-paper img').clientWidth > {1.4 * paper['width']}")
    assert server.outside() == ""


def test_the_page_can_be_read_as_text_and_turned(page: Page) -> None:
    page.get_by_role("button", name="Vis som tekst").click()
    expect(page.locator(".ks-page mark").first).to_be_visible()
    page.get_by_role("button", name="Vis siden").click()
    page.get_by_role("button", name="Forrige side").click()
    expect(page.locator(".ks-paper img")).to_have_attribute("alt", "Billede af side 1.")
    expect(page.locator(".ks-paper mark")).to_have_count(0)


def test_the_pdf_opens_at_the_page_and_is_downloaded_whole(page: Page, server: Server) -> None:
    link = page.get_by_role("link", name="Åbn PDF’en her")
    address = str(link.get_attribute("href"))
    assert address.endswith("#page=2")
    opened = page.request.get(f"{server.url}/{address}")
    assert (opened.headers["content-type"], opened.body()[:5]) == ("application/pdf", b"%PDF-")
    assert opened.headers["content-disposition"].startswith("inline")
    whole = page.request.get(f"{server.url}/{page.get_by_role('link', name='Hent originalen').get_attribute('href')}")
    assert whole.headers["content-disposition"].startswith("attachment")
    assert whole.body() == opened.body()
    for missing in ("/original/anden", "/original/forsoeg/99.png", "/original/..%2f..%2fapp.py"):
        assert page.request.get(f"{server.url}{missing}").status in (400, 404)
