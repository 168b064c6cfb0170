"""WCAG 2.1 AA: axe-core finds nothing in any state, and all can be done by keyboard alone."""

import io
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Server
from tests.e2e.test_page_in_browser import QUESTION, UNANSWERABLE, NewPage, ask, open_home, show_source

pytestmark = pytest.mark.e2e

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
AT_REST = """() => !document.querySelector("[data-stale='true']")
  && document.getAnimations().every((each) => each.effect.getComputedTiming().iterations === Infinity)"""
SIZES = ((1280, 800), (360, 740), (320, 640))


def violations(page: Page) -> list[str]:
    """What axe-core finds on a page at rest: the rule, and the elements that break it."""
    # What Streamlit draws anew is pale meanwhile.
    page.wait_for_function(AT_REST)
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


def violations_at_any_size(page: Page) -> list[str]:
    """As `violations`, at each of SIZES; the page ends at the first of them."""
    found = []
    for width, height in (*SIZES[1:], SIZES[0]):
        page.set_viewport_size({"width": width, "height": height})
        found += [f"{width} wide: {broken}" for broken in violations(page)]
    return found


def unfold_all(page: Page) -> None:
    for summary in page.locator("details:not([open]) > summary").all():
        if summary.is_visible():
            summary.click()


def ask_states(page: Page, server: Server) -> Iterator[str]:
    open_home(page, server)
    yield "the first page"
    ask(page, QUESTION)
    yield "while an answer is read, or with it"
    expect(page.locator("blockquote").first).to_be_visible()
    unfold_all(page)
    yield "an answer with everything unfolded"
    show_source(page)
    yield "the source"
    page.get_by_role("button", name="Luk kilden").click()
    expect(page.locator(".st-key-source")).to_have_count(0)
    ask(page, UNANSWERABLE)
    expect(page.get_by_text("Ikke et svar, men tæt på")).to_be_visible()
    yield "a refusal"
    for number in range(2):
        ask(page, QUESTION)
        expect(page.locator("h2.ks-question")).to_have_count(3 + number)
    expect(page.get_by_role("button", name="Vis hele svaret")).to_have_count(1)
    expect(page.get_by_role("button", name="Vis de nærmeste steder")).to_have_count(1)
    yield "earlier answers in short"


def other_states(page: Page, server: Server) -> Iterator[str]:
    page.goto(f"{server.url}/find-kilder?q=borgere")
    expect(page.get_by_role("button", name="Vis i kilden").first).to_be_visible()
    unfold_all(page)
    yield "places found, with the filters"
    page.get_by_role("button", name="Vis i kilden").first.click()
    expect(page.get_by_role("button", name="Luk kilden")).to_be_visible()
    yield "a place in the source"
    page.goto(f"{server.url}/kursus")
    page.get_by_role("button", name="Næste").click()
    page.get_by_role("button", name="Stil spørgsmålet").click()
    expect(page.locator("blockquote").first).to_be_visible()
    yield "a step of the course"
    page.goto(f"{server.url}/publikationer")
    expect(page.get_by_role("table")).to_be_visible()
    yield "the publications"
    page.goto(f"{server.url}/om")
    expect(page.get_by_role("heading", level=1, name="Om Kildesvar")).to_be_visible()
    expect(page.get_by_role("heading", level=2).last).to_be_visible()
    yield "about"
    page.goto(f"{server.url}/?lang=en")
    expect(page.get_by_role("textbox", name="Write your question")).to_be_visible()
    yield "in English"


def test_icons_do_not_vanish_in_forced_colours(server: Server, new_page: NewPage) -> None:
    page = new_page()
    page.emulate_media(forced_colors="active")
    open_home(page, server)
    ask(page, QUESTION)
    thumb = page.get_by_role("button", name="Svaret hjalp mig", exact=True).first  # it has nothing but its icon
    picture = Image.open(io.BytesIO(thumb.screenshot())).convert("L")
    inside = np.asarray(picture)[6:-6, 6:-6]
    assert inside.max() - inside.min() > 100
    assert violations(page) == []


@pytest.mark.parametrize("states", [ask_states, other_states])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_at_any_size(
    server: Server, new_page: NewPage, states: Callable[[Page, Server], Iterator[str]], dark: bool
) -> None:
    page = new_page(*SIZES[0], dark)
    found = {state: violations_at_any_size(page) for state in states(page, server)}
    assert {state: broken for state, broken in found.items() if broken} == {}
