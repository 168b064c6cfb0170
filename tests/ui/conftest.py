"""The sample publication, a fake answerer over it, and the page that runs on both."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from index.datatypes import Document
from tests.ui.sample import FakeAnswerer, library_of, sample_document
from ui import service
from ui.service import AnswerService

ROOT = Path(__file__).resolve().parents[2]


def html_of(page: AppTest) -> str:
    return "\n".join(element.proto.body for element in page.get("html"))


def press(page: AppTest, label: str) -> AppTest:
    button = next(button for button in page.button if button.label == label)
    return button.click().run()


def go_to(page: AppTest, script: str) -> AppTest:
    """Follows the link to another page, which, as in a browser, carries nothing of the address along."""
    page.query_params.clear()
    return page.switch_page(script).run()


@pytest.fixture
def document() -> Document:
    return sample_document()


@pytest.fixture
def answerer(document: Document) -> FakeAnswerer:
    return FakeAnswerer(document)


@pytest.fixture
def open_page(
    document: Document, answerer: FakeAnswerer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[[], AppTest]:
    running = AnswerService(library_of(document), lambda: answerer)

    def fake_service() -> AnswerService:
        return running

    monkeypatch.setenv("KILDESVAR_FEEDBACK", str(tmp_path / "feedback.sqlite"))
    monkeypatch.setattr(service, "answer_service", fake_service)
    return lambda: AppTest.from_file(str(ROOT / "ui" / "page.py"), default_timeout=20)
