"""By keyboard alone: ask, open the source and close it, copy, give a thumb, switch page; the focus is always seen."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Server
from tests.e2e.test_page_in_browser import QUESTION, NewPage, open_home

pytestmark = pytest.mark.e2e

MOST_STEPS = 60
# The element that has the focus, looked for in the shadow trees too, and what shows that it has it.
FOCUSED = """() => {
  let element = document.activeElement
  while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
  if (element === document.body) return { name: "the page", shown: true }
  const isOutlined = (at) => {
    const style = getComputedStyle(at)
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
  }
  const frame = element.closest("[data-testid='stChatInput'], [data-testid$='RootElement']")
  const box = element.getBoundingClientRect()
  const name = element.getAttribute("aria-label") || element.textContent.trim() || element.outerHTML
  const outlined = [element, frame, frame?.firstElementChild].some((at) => at && isOutlined(at))
  return { name: name.slice(0, 100), shown: outlined && box.width > 0 && box.height > 0 }
}"""


def step_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Presses the key until the target has the focus; whatever gets it on the way shows that it has."""
    passed = []
    for _ in range(MOST_STEPS):
        page.keyboard.press(key)
        focused = page.evaluate(FOCUSED)
        passed.append(focused["name"])
        assert focused["shown"], f"the focus is not seen on {focused['name']}"
        if target.evaluate("element => element.matches(':focus')"):
            return
    pytest.fail(f"{target} was not reached by {key}: {passed}")


def test_all_is_done_by_keyboard(server: Server, new_page: NewPage) -> None:
    page = new_page()
    open_home(page, server)
    step_to(page, page.get_by_role("textbox", name="Skriv dit spørgsmål"))
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator("#kildesvar-status")).to_have_text("Svaret er klar.")
    expect(page.get_by_role("textbox")).to_be_focused()

    show = page.get_by_role("button", name="Vis i kilden").first
    step_to(page, show, "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#kilde-titel")).to_be_focused()
    step_to(page, page.get_by_role("button", name="Næste side"))
    page.keyboard.press("Enter")
    expect(page.locator("#kilde-side-5")).to_be_visible()
    step_to(page, page.get_by_role("button", name="Luk kilden"), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".ks-page")).to_have_count(0)
    expect(show).to_be_focused()

    copy = page.get_by_role("button", name="Kopiér citat").first
    step_to(page, copy)
    page.keyboard.press("Enter")
    expect(page.locator("#kildesvar-status")).to_have_text("Kopieret")
    assert "12 pct." in page.evaluate("navigator.clipboard.readText()")

    step_to(page, page.get_by_role("button", name="Svaret hjalp mig", exact=True).first)
    page.keyboard.press("Enter")
    given = page.get_by_role("button", name="Svaret hjalp mig (valgt)")
    expect(given).to_be_focused()
    page.keyboard.press("Enter")
    expect(given).to_have_count(0)

    step_to(page, page.get_by_role("link", name="Om"), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Om Kildesvar")).to_be_visible()


def test_the_focus_is_nowhere_caught(server: Server, new_page: NewPage) -> None:
    page = new_page()
    open_home(page, server)
    page.get_by_role("textbox").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator("blockquote").first).to_be_visible()
    first = page.get_by_role("link", name="Spørg")
    step_to(page, first)
    step_to(page, first)
