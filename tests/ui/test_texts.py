"""Both languages have every text, the page can be switched, and no English is left in the Danish one."""

import re
import string
from collections.abc import Callable, Iterator

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import ROOT, html_of, press
from ui import about_texts, course_texts, find_texts, library_texts, streamlit_words, texts
from ui.language import LANGUAGES, Text, named_in

OpenPage = Callable[[], AppTest]
SAME_IN_BOTH = {"Kildesvar", "{page} – Kildesvar", "Kildesvar {version}.", "Interview", "Stop", "{number} ms"}
# Small words that English cannot do without and Danish does not have.
ENGLISH = re.compile(r"\b(the|and|of|is|are|you|your|with|this|what|which|from|was|were|not|it|be|to|by)\b", re.I)
DANISH = re.compile(r"[æøåÆØÅ]|\b(og|ikke|det|der|som|du|din|er|på|til|af)\b", re.I)
SYSTEM_WORDS = re.compile(
    r"\b(session|query|default|error|null|none|parameter|cache|token|embedding\w*|chunk\w*)\b", re.I
)


def texts_in(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_in(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_in(each)
    elif isinstance(value, course_texts.Step):
        yield from (value.title, value.told)


def every_text() -> list[Text]:
    catalogue = (texts, find_texts, course_texts, library_texts, about_texts, streamlit_words)
    return [text for module in catalogue for value in vars(module).values() for text in texts_in(value)]


@pytest.mark.parametrize("text", every_text(), ids=lambda text: text.danish[:40])
def test_each_text_is_in_both_languages(text: Text) -> None:
    assert text.danish.strip()
    assert text.english.strip()
    assert text.danish != text.english or text.danish in SAME_IN_BOTH
    assert not ENGLISH.search(text.danish)
    assert not SYSTEM_WORDS.search(text.danish)
    assert not DANISH.search(text.english.replace("Dansk", ""))
    fields = [{name for _, name, _, _ in string.Formatter().parse(each)} for each in (text.danish, text.english)]
    assert fields[0] - {None} == fields[1] - {None}


def test_the_statement_is_in_both_languages() -> None:
    for language in LANGUAGES:
        assert (ROOT / "data" / "about" / f"accessibility.{language}.md").read_text(encoding="utf-8").strip()


def test_no_text_is_written_outside_the_catalogue() -> None:
    """A Danish letter in a string of another module than the catalogue's is a text that has no English."""
    catalogue = {
        "texts.py",
        "find_texts.py",
        "library_texts.py",
        "course_texts.py",
        "about_texts.py",
        "streamlit_words.py",
        "classroom.py",  # a command line, in Danish as all of them
    }
    for path in (ROOT / "ui").glob("*.py"):
        if path.name not in catalogue:
            code = re.sub(r'""".*?"""|#.*', "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
            assert not re.search(r'"[^"\n]*[æøåÆØÅ][^"\n]*"', code), path.name


@pytest.mark.parametrize("script", ["ask_page.py", "find_page.py", "about_page.py"])
def test_every_page_is_english_when_asked_for(open_page: OpenPage, script: str) -> None:
    page = open_page().run().switch_page(script)
    page.query_params["lang"] = "en"
    html = html_of(page.run())
    assert not page.exception
    ours = re.sub(r"<cite>.*?</li>|<tbody>.*?</tbody>", "", html)
    assert not DANISH.search(re.sub(r"<[^>]+>", " ", ours))
    assert {button.label for button in page.button} & {texts.IN_OTHER_LANGUAGE.english}


def test_switching_keeps_the_conversation(open_page: OpenPage) -> None:
    page = open_page().run().chat_input[0].set_value("Hvad skal man betale?").run()
    page = press(page, texts.IN_OTHER_LANGUAGE.danish)
    assert page.query_params["lang"] == "en"
    assert "p. 1 · Indledning" in html_of(page)
    assert texts.VERY_SURE.english in html_of(page)
    page = press(page, texts.IN_OTHER_LANGUAGE.english)
    assert "lang" not in page.query_params
    assert "s. 1 · Indledning" in html_of(page)


@pytest.mark.parametrize(
    ("query", "language"),
    [("", "da"), ("lang=en", "en"), ("q=a&lang=en", "en"), ("lang=de", "da"), ("q=lang=en", "da")],
)
def test_the_language_of_a_request(query: str, language: str) -> None:
    assert named_in(query) == language
