"""The real page in a real browser: ask, read, open the source, copy, be refused, follow a link."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import docx
import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.e2e.conftest import Server, running_server

pytestmark = pytest.mark.e2e

QUESTION = "Hvor ofte hæmmer politiske beslutninger innovation?"
UNANSWERABLE = "Hvem vandt Tour de France i 2022?"
NewPage = Callable[..., Page]

# Words of Streamlit's that no Danish text of ours has; "Stop" is both.
ENGLISH = re.compile(
    r"\b(the|and|your|message|send message|running|connecting|connection|rerun|deploy|settings|close|loading|main"
    r"|skip|press|submit|copy|copied|error|help|expand|collapse|source|search|upload|click|button|open|drag|drop"
    r"|cancel|clear|view|more|less|show|hide|fullscreen|download|record|server|retry|try again|please|wait|is|are"
    r"|lost|streamlit|keyboard_\w+|answer|question|quote|next|previous)\b",
    re.IGNORECASE,
)
# Text that a person reads or hears, without the publication's own and without what is only for machines.
SEEN_AND_HEARD = """() => {
  const found = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement
    const text = walker.currentNode.nodeValue.trim()
    if (!text || parent.closest("script, style, noscript, .ks-page, .ks-quote, .ks-excerpt, .ks-question")) continue
    if (getComputedStyle(parent).display !== "none" && parent.checkVisibility()) found.push(text)
  }
  for (const element of document.querySelectorAll("*")) {
    for (const name of ["aria-label", "aria-roledescription", "title", "placeholder", "alt"]) {
      if (element.getAttribute(name)) found.push(element.getAttribute(name))
    }
  }
  return [document.title, ...found]
}"""


def open_home(page: Page, server: Server) -> None:
    page.goto(server.url)
    expect(page.get_by_role("heading", level=1, name="Kildesvar")).to_be_visible()
    expect(page.get_by_role("textbox", name="Skriv dit spørgsmål")).to_be_visible()


def ask(page: Page, question: str) -> None:
    box = page.get_by_role("textbox", name="Skriv dit spørgsmål")
    box.fill(question)
    box.press("Enter")
    heading = page.get_by_role("heading", level=2, name=question)
    expect(heading.last).to_be_visible()  # it may have been asked before


def ask_and_read(page: Page, server: Server) -> None:
    open_home(page, server)
    ask(page, QUESTION)
    expect(page.locator("blockquote").first).to_be_visible()
    # Said a moment after it is shown; else it could be said in the middle of what a test does next.
    expect(page.locator("#kildesvar-status")).to_have_text("Svaret er klar.")


def show_source(page: Page) -> None:
    page.get_by_role("button", name="Vis i kilden").first.click()
    expect(page.get_by_role("button", name="Luk kilden")).to_be_visible()
    expect(page.locator(".ks-page mark").first).to_be_in_viewport()


def test_ask_and_read_the_quote(server: Server, new_page: NewPage) -> None:
    page = new_page()
    ask_and_read(page, server)
    expect(page.locator("blockquote").first).to_contain_text("6 pct.")
    expect(page.locator("blockquote").first).to_contain_text("12 pct.")
    expect(page.locator("blockquote mark").first).to_be_visible()
    expect(page.locator(".ks-place").first).to_contain_text("s. 4 · Politiske beslutningers betydning")
    expect(page.locator("#kildesvar-status")).to_have_text("Svaret er klar.")
    expect(page.get_by_role("textbox")).to_be_focused()
    assert parse_qs(urlsplit(page.url).query) == {"q": [QUESTION]}


def test_source_opens_at_the_quote_turns_and_closes(server: Server, new_page: NewPage) -> None:
    page = new_page()
    ask_and_read(page, server)
    quoted = page.locator("blockquote").first.inner_text().strip("”\n ")
    show_source(page)
    marked = "".join(page.locator(".ks-page mark").all_inner_texts())
    assert " ".join(marked.split()) == " ".join(quoted.split())
    expect(page.locator("#kilde-titel")).to_be_focused()
    expect(page.get_by_text("Side 4 af 17", exact=True)).to_be_visible()
    page.get_by_role("button", name="Næste side").click()
    expect(page.locator("#kilde-side-5")).to_be_visible()
    expect(page.locator(".ks-page mark")).to_have_count(0)
    page.get_by_role("button", name="Forrige side").click()
    expect(page.locator("#kilde-side-4 mark").first).to_be_visible()
    page.get_by_role("button", name="Luk kilden").click()
    expect(page.locator(".ks-page")).to_have_count(0)
    expect(page.get_by_role("button", name="Vis i kilden").first).to_be_focused()


def test_escape_closes_the_source(server: Server, new_page: NewPage) -> None:
    page = new_page()
    ask_and_read(page, server)
    show_source(page)
    page.keyboard.press("Escape")
    expect(page.locator(".ks-page")).to_have_count(0)


def test_copy_gives_quote_and_reference(server: Server, new_page: NewPage) -> None:
    page = new_page()
    ask_and_read(page, server)
    quoted = page.locator("blockquote").first.inner_text().strip("”\n ")
    button = page.get_by_role("button", name="Kopiér citat").first
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_text("Kopieret")
    expect(page.locator("#kildesvar-status")).to_have_text("Kopieret")
    reference = "(Center for Offentlig Innovation (COI) (2021): Fornyelse fra oven, s. 4)"
    assert page.evaluate("navigator.clipboard.readText()") == f"”{quoted}” {reference}"
    expect(button).to_have_text("Kopiér citat")


def test_a_follow_up_is_understood_and_can_be_taken_literally(server: Server, new_page: NewPage) -> None:
    page = new_page()
    open_home(page, server)
    ask(page, "Hvor stor en andel af de kommunale innovationer er igangsat af politiske beslutninger?")
    expect(page.locator("blockquote").first).to_contain_text("27 pct. af de kommunale")
    ask(page, "Og de regionale?")
    expect(page.locator(".ks-understood q")).to_contain_text("regionale innovationer")
    expect(page.locator("blockquote").filter(has_text="13 pct. af de regionale").first).to_be_visible()
    page.get_by_role("button", name="Spørg ordret i stedet").click()
    expect(page.locator(".ks-understood")).to_have_count(0)
    expect(page.get_by_role("heading", level=2, name="Og de regionale?")).to_be_visible()
    assert parse_qs(urlsplit(page.url).query) == {"q": ["Og de regionale?"]}


def test_the_conversation_is_taken_along(server: Server, new_page: NewPage) -> None:
    page = new_page()
    ask_and_read(page, server)
    page.get_by_role("button", name="Hent samtalen").click()
    with page.expect_download() as word:
        page.get_by_role("button", name="Word").click()
    assert word.value.suggested_filename == "kildesvar-samtale.docx"
    quotes = [p.text for p in docx.Document(word.value.path()).paragraphs if p.style.name == "Quote"]
    assert "12 pct." in quotes[0]
    with page.expect_download() as printed:
        page.get_by_role("button", name="PDF").click()
    text = " ".join(PdfReader(printed.value.path()).pages[0].extract_text().split())
    assert "12 pct." in text
    assert "Fornyelse fra oven, s. 4" in text


def test_refusal_shows_what_is_near(server: Server, new_page: NewPage) -> None:
    page = new_page()
    open_home(page, server)
    ask(page, UNANSWERABLE)
    expect(page.get_by_text("Det kan jeg ikke finde svar på i publikationen.")).to_be_visible()
    expect(page.get_by_text("Ikke et svar, men tæt på")).to_be_visible()
    expect(page.locator("blockquote")).to_have_count(0)
    expect(page.locator("#kildesvar-status")).to_have_text("Ingen svar fundet.")
    show_source(page)


def test_a_link_asks_at_once(server: Server, new_page: NewPage) -> None:
    page = new_page()
    ask_and_read(page, server)
    page.get_by_role("button", name="Kopiér link").click()
    expect(page.get_by_text("Kopieret", exact=True).first).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    other = new_page()
    other.goto(link)
    expect(other.get_by_role("heading", level=2, name=QUESTION)).to_be_visible()
    expect(other.locator("blockquote").first).to_contain_text("6 pct.")


def test_html_in_a_link_is_only_text(server: Server, new_page: NewPage) -> None:
    page = new_page()
    question = "<img src=x onerror=\"document.title='ramt'\"> **fed** politik?"
    page.goto(f"{server.url}/?q={quote(question)}")
    expect(page.locator("h2.ks-question")).to_have_text(question)
    expect(page.locator("#kildesvar-status")).to_have_text(re.compile("."))
    assert page.title() == "Spørg – Kildesvar"
    assert page.locator("h2.ks-question img").count() == 0


def test_thumbs_are_kept_on_this_machine(server: Server, new_page: NewPage) -> None:
    page = new_page()
    ask_and_read(page, server)
    page.get_by_role("button", name="Svaret hjalp mig", exact=True).first.click()
    expect(page.get_by_role("button", name="Svaret hjalp mig (valgt)")).to_be_visible()
    page.get_by_role("button", name="Svaret hjalp mig ikke", exact=True).first.click()
    expect(page.get_by_role("button", name="Svaret hjalp mig ikke (valgt)")).to_be_visible()
    with closing(sqlite3.connect(server.feedback)) as connection:
        stored = connection.execute("SELECT question, page, value FROM feedback").fetchall()
    assert stored == [(QUESTION, 4, -1)]


def test_bare_letters_are_no_commands(server: Server, new_page: NewPage) -> None:
    page = new_page()
    sent: list[object] = []
    page.on("websocket", lambda opened: opened.on("framesent", lambda frame: sent.append(frame)))
    open_home(page, server)
    page.get_by_role("button", name="Hvordan er innovation defineret?").focus()
    page.wait_for_timeout(1000)
    before = len(sent)
    page.keyboard.press("r")
    page.keyboard.press("c")
    page.wait_for_timeout(700)
    assert len(sent) == before
    expect(page.get_by_role("dialog")).to_have_count(0)
    box = page.get_by_role("textbox")
    box.press_sequentially("rc")
    expect(box).to_have_value("rc")


@pytest.mark.parametrize("width", [320, 360])
def test_phone(server: Server, new_page: NewPage, width: int) -> None:
    page = new_page(width, 740)

    def overflow() -> int:
        result: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        main: int = page.evaluate("(m => m.scrollWidth - m.clientWidth)(document.querySelector('.stMain'))")
        return max(result, main)

    open_home(page, server)
    assert overflow() <= 0
    ask(page, QUESTION)
    expect(page.locator("blockquote").first).to_be_visible()
    for folded in ("Flere svar", "Andre steder"):
        page.locator("summary").filter(has_text=folded).click()
    assert overflow() <= 0
    opener = page.get_by_role("button", name="Vis i kilden").nth(1)
    opener.click()
    expect(page.get_by_role("button", name="Luk kilden")).to_be_visible()
    assert page.locator(".st-key-source").bounding_box() == {"x": 0, "y": 0, "width": width, "height": 740}
    assert overflow() <= 0
    page.get_by_role("button", name="Luk kilden").click()
    expect(page.locator(".ks-page")).to_have_count(0)
    expect(opener).to_be_focused()
    expect(opener).to_be_in_viewport()


def english(page: Page) -> list[str]:
    return [text for text in page.evaluate(SEEN_AND_HEARD) if ENGLISH.search(text)]


def test_no_english_in_any_state(server: Server, new_page: NewPage) -> None:
    page = new_page()
    open_home(page, server)
    assert page.locator("html").get_attribute("lang") == "da"
    assert english(page) == []
    box = page.get_by_role("textbox")
    box.fill("x" * 500)
    assert english(page) == []
    ask(page, QUESTION)
    assert english(page) == []
    expect(page.locator("blockquote").first).to_be_visible()
    for summary in page.locator("summary").all():
        summary.click()
    show_source(page)
    assert english(page) == []
    page.get_by_role("button", name="Luk kilden").click()
    expect(page.locator(".ks-page")).to_have_count(0)
    ask(page, UNANSWERABLE)
    expect(page.get_by_text("Ikke et svar, men tæt på")).to_be_visible()
    assert english(page) == []


def test_the_page_stands_before_the_models_are_loaded(tmp_path: Path, index_folder: Path, new_page: NewPage) -> None:
    with running_server(tmp_path, index_folder, slow="answer.answerer:12") as server:
        page = new_page()
        open_home(page, server)
        expect(page.get_by_text("Fornyelse fra oven")).to_be_visible()
        expect(page.get_by_text("Gør klar …")).to_be_visible()
        ask(page, QUESTION)
        expect(page.get_by_text("Gør klar. Du får svar om et øjeblik.")).to_be_visible()
        assert english(page) == []
        expect(page.locator("blockquote").first).to_contain_text("6 pct.")
        expect(page.get_by_text("Gør klar …")).to_have_count(0)


def test_a_missing_index_is_told_in_danish(tmp_path: Path, new_page: NewPage) -> None:
    with running_server(tmp_path, tmp_path / "no-index") as server:
        page = new_page()
        page.goto(server.url)
        expect(page.get_by_text("Der er ikke noget indeks endnu.")).to_be_visible()
        assert english(page) == []


def test_a_lost_connection_is_told_in_danish(tmp_path: Path, new_page: NewPage) -> None:
    with running_server(tmp_path, tmp_path / "no-index") as server:
        page = new_page()
        page.goto(server.url)
        expect(page.get_by_text("Der er ikke noget indeks endnu.")).to_be_visible()
        server.stop()
        expect(page.get_by_role("dialog", name="Ingen forbindelse")).to_be_visible(timeout=30_000)
        assert english(page) == []


def test_nothing_reaches_outside(server: Server, new_page: NewPage) -> None:
    page = new_page()
    ask_and_read(page, server)
    show_source(page)
    assert server.outside() == ""
    refused = page.evaluate("fetch('http://192.0.2.1/').then(() => 'sent', () => 'refused')")
    assert refused == "refused"


def test_the_terminal_says_in_danish_where_the_page_is(server: Server) -> None:
    printed = server.log.read_text(encoding="utf-8")
    assert printed.strip().startswith(f"Kildesvar: {server.url}   (stop med Ctrl+C)")
    assert "Streamlit" not in printed
