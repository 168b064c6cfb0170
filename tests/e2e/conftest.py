"""The real server on a free port over a fresh index, and a real browser that notes what it asks for."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from evaluation.served import free_port, wait_until_served

ROOT = Path(__file__).resolve().parents[2]
GUARD = Path(__file__).parent / "guard"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--disable-sync",
)
START_S = 60
# A first question waits for the models, which on a busy machine takes its time.
expect.set_options(timeout=60_000)


@dataclass(frozen=True)
class Server:
    """A running server. connections: each address outside that it tried to reach; log: what it printed."""

    url: str
    feedback: Path
    connections: Path
    log: Path
    process: subprocess.Popen[bytes]

    def outside(self) -> str:
        return self.connections.read_text(encoding="utf-8") if self.connections.exists() else ""

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()


def find_browser() -> str:
    """The path of an installed Chromium or Chrome."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        raise FileNotFoundError(f"none of {', '.join(BROWSERS)} was found; `make browser` installs Chromium")
    return path


def _streamlit(port: int) -> list[str]:
    return ["streamlit", "run", "app.py", f"--server.port={port}", "--server.headless=true"]


@contextmanager
def running_server(
    folder: Path, index: Path, slow: str = "", start: Callable[[int], list[str]] = _streamlit, **settings: str
) -> Iterator[Server]:
    """Starts `streamlit run app.py` with an empty home folder. settings: more of its environment.

    start: the module that is run instead, with its arguments, to serve on a port.
    """
    port = free_port()
    feedback, connections, log = (folder / name for name in ("feedback.sqlite", "connections.log", "server.log"))
    (folder / "home").mkdir(parents=True)
    environment = {
        **os.environ,
        "HOME": str(folder / "home"),
        "PYTHONPATH": str(GUARD),
        "KILDESVAR_INDEX": str(index),
        "KILDESVAR_FEEDBACK": str(feedback),
        "KILDESVAR_TEST_CONNECTIONS": str(connections),
        "KILDESVAR_TEST_SLOW": slow,
        **settings,
    }
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *start(port)],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = Server(f"http://localhost:{port}", feedback, connections, log, process)
    try:
        try:
            wait_until_served(server.url, process, START_S)
        except TimeoutError:
            pytest.fail(f"the server did not start:\n{log.read_text(encoding='utf-8')}")
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def index_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index") / "index"
    command = [sys.executable, "-m", "ingest", "data/publications", "--index", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, index_folder: Path) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("server"), index_folder) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_browser(), args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page in a browser profile of its own; width and height in CSS pixels.

    None may ask for anything outside.
    """
    contexts: list[BrowserContext] = []
    requested: list[str] = []

    def open_page(width: int = 1280, height: int = 800, dark: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale="da-DK",
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            permissions=["clipboard-read", "clipboard-write"],
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(45_000)
        page.on("request", lambda request: requested.append(request.url))
        page.on("websocket", lambda opened: requested.append(opened.url))
        return page

    yield open_page
    for context in contexts:
        context.close()
    addresses = [urlsplit(url) for url in requested]
    assert {address.hostname for address in addresses if address.scheme not in ("blob", "data")} <= {"localhost"}
