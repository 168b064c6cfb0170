"""Draws the pictures under docs/ anew: `python -m tests.e2e.screenshots [FOLDER]`."""

import io
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.conftest import QUIET, ROOT, find_browser, running_server

QUESTION = "Hvor ofte hæmmer politiske beslutninger innovation?"
UNANSWERABLE = "Hvem vandt Tour de France i 2022?"
COLOURS = 96


@dataclass(frozen=True)
class Picture:
    """One picture. path: of the page, with what the address says; question: asked on it, "" for none.

    source: whether the answer's place is opened.
    """

    name: str
    question: str = ""
    source: bool = False
    path: str = ""
    width: int = 1280
    height: int = 800
    dark: bool = False


PICTURES = (
    Picture("forside-bred-lys"),
    Picture("spoerg-bred-lys", QUESTION),
    Picture("kilde-bred-lys", QUESTION, source=True),
    Picture("kilde-bred-moerk", QUESTION, source=True, dark=True),
    Picture("smal-moerk", QUESTION, width=360, height=740, dark=True),
    Picture("kilde-smal-lys", QUESTION, source=True, width=360, height=740),
    Picture("afvist", UNANSWERABLE),
    Picture("find-kilder", path="find-kilder?q=brugerinddragelse"),
    Picture("find-kilder-smal", path="find-kilder?q=brugerinddragelse", width=360, height=740),
    Picture("kursus", path="kursus"),
    Picture("kursus-smal-moerk", path="kursus", width=360, height=740, dark=True),
    Picture("publikationer", path="publikationer"),
    Picture("om", path="om"),
    Picture("forside-smal-lys", width=360, height=740),
    Picture("forside-engelsk-moerk", path="?lang=en", dark=True),
)


def draw(picture: Picture, browser: Browser, url: str, folder: Path) -> None:
    """Brings a new page into the picture's state and saves it with few colours."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        locale="da-DK",
        color_scheme="dark" if picture.dark else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(f"{url}/{picture.path}")
    page.get_by_role("heading", level=1).wait_for()
    page.locator(".ks-loading").wait_for(state="detached")
    if picture.question:
        _ask(page, picture)
    page.wait_for_timeout(800)
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    image.save(folder / f"{picture.name}.png", optimize=True)
    context.close()


def _ask(page: Page, picture: Picture) -> None:
    box = page.get_by_role("textbox")
    box.fill(picture.question)
    box.press("Enter")
    page.locator(".ks-quote, .ks-refusal").first.wait_for()
    if picture.source:
        page.get_by_role("button", name="Vis i kilden").first.click()
        page.locator(".ks-page mark").first.wait_for()


def main(folder: Path) -> None:
    """Draws all pictures from a fresh index."""
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        index = Path(temporary) / "index"
        command = [sys.executable, "-m", "ingest", "data/publications", "--index", str(index)]
        subprocess.run(command, cwd=ROOT, check=True)
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(QUIET))
        with running_server(Path(temporary) / "server", index) as server:
            for picture in PICTURES:
                draw(picture, browser, server.url, folder)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs")
