"""The page's flows, without a browser."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from index.datatypes import Document
from index.errors import IndexNotFoundError
from tests.ui.conftest import ROOT, go_to, html_of, press
from tests.ui.sample import ACROSS, BROKEN, FakeAnswerer, library_of
from ui import service, texts
from ui.conversation import Conversation
from ui.service import AnswerService

QUESTION = "Hvad skal man betale?"
OpenPage = Callable[[], AppTest]


def ask(page: AppTest, question: str) -> AppTest:
    return page.chat_input[0].set_value(question).run()


def test_heading_and_publication(open_page: OpenPage) -> None:
    page = open_page().run()
    assert not page.exception
    assert "<h1>Kildesvar</h1>" in html_of(page)
    assert "Prøve &lt;i&gt;af&lt;/i&gt; noget" in html_of(page)
    assert "Center for Prøver (CP), 2021" in html_of(page)


def test_suggestions_are_those_of_the_publications_in_the_index(
    open_page: OpenPage, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not [button for button in open_page().run().button if (button.key or "").startswith("suggestion")]
    monkeypatch.setattr(texts, "SUGGESTED_QUESTIONS", {document.id: (QUESTION,), "en-anden": ("Hvem?",)})
    page = press(open_page().run(), QUESTION)
    assert page.query_params["q"] == QUESTION
    assert [button.label for button in page.button if (button.key or "").startswith("suggestion")] == []
    assert "6 pct." in html_of(page)


def test_an_answer_is_quoted_with_its_place_and_escaped(open_page: OpenPage) -> None:
    page = ask(open_page().run(), QUESTION)
    html = html_of(page)
    assert 'Man &lt;b&gt;skal&lt;/b&gt; betale <mark class="exact">6 pct.</mark> &amp; moms.' in html
    assert "s. 1 · Indledning" in html
    assert texts.certainty(0.9) in html
    assert [expander.label for expander in page.expander] == [texts.MORE_ANSWERS(count=1), texts.OTHER_PLACES()]
    assert page.query_params["q"] == QUESTION


def test_html_in_a_question_is_shown_as_written(open_page: OpenPage) -> None:
    html = html_of(ask(open_page().run(), "Skal man betale <img src=x onerror=alert(1)>?"))
    assert "<img" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html


def test_source_opens_turns_and_closes(open_page: OpenPage) -> None:
    page = press(ask(open_page().run(), QUESTION), texts.SHOW_IN_SOURCE())
    assert 'id="kilde-side-1"' in html_of(page)
    assert '<mark class="exact">6 pct.</mark>' in html_of(page)
    assert texts.PAGE_POSITION(number=1, count=3) in html_of(page)
    assert page.button(key="previous-page").disabled
    page = press(page, texts.NEXT_PAGE())
    assert 'id="kilde-side-2"' in html_of(page)
    assert "Side 2 af 3 (trykt sidetal x)" in html_of(page)
    page = press(press(page, texts.NEXT_PAGE()), texts.CLOSE_SOURCE())
    assert "kilde-side" not in html_of(page)


def test_a_refusal_shows_the_nearest_places_as_no_answer(open_page: OpenPage) -> None:
    page = ask(open_page().run(), "Hvem vandt valget?")
    html = html_of(page)
    assert texts.refusal(1) in html
    assert texts.NEAR_MISSES() in html
    assert "ks-quote" not in html
    page = press(page, texts.SHOW_IN_SOURCE())
    assert "<mark>" in html_of(page)


def test_a_link_asks_at_once_and_only_once(open_page: OpenPage, answerer: FakeAnswerer) -> None:
    page = open_page()
    page.query_params["q"] = QUESTION
    page.run()
    assert "6 pct." in html_of(page)
    page.run()
    assert answerer.asked == [QUESTION]
    assert html_of(page).count("ks-question") == 1


@pytest.mark.parametrize("link", ["   ", ""])
def test_an_empty_link_asks_nothing(open_page: OpenPage, answerer: FakeAnswerer, link: str) -> None:
    page = open_page()
    page.query_params["q"] = link
    page.run()
    assert not page.exception
    assert answerer.asked == []


def test_a_link_that_is_too_long_is_declined_in_words(open_page: OpenPage, answerer: FakeAnswerer) -> None:
    page = open_page()
    page.query_params["q"] = "hvad " * 200
    page.run()
    assert texts.QUESTION_TOO_LONG() in html_of(page)
    assert answerer.asked == []


def test_thumbs_are_stored_changed_and_taken_back(open_page: OpenPage, tmp_path: Path) -> None:
    def values() -> list[tuple[int]]:
        with closing(sqlite3.connect(tmp_path / "feedback.sqlite")) as connection:
            return connection.execute("SELECT value FROM feedback").fetchall()

    page = press(ask(open_page().run(), QUESTION), texts.HELPFUL())
    assert values() == [(1,)]
    page = press(page, texts.UNHELPFUL())
    assert values() == [(-1,)]
    press(page, f"{texts.UNHELPFUL()} ({texts.CHOSEN()})")
    assert values() == []


def test_a_thumb_that_cannot_be_stored_is_told_in_words(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("KILDESVAR_FEEDBACK", str(tmp_path / "file" / "feedback.sqlite"))
    page = press(ask(open_page().run(), QUESTION), texts.HELPFUL())
    assert not page.exception
    assert texts.FEEDBACK_NOT_SAVED() in html_of(page)
    assert texts.FEEDBACK_NOT_SAVED() not in html_of(ask(page, QUESTION))


def test_a_question_that_fails_is_forgotten(open_page: OpenPage, answerer: FakeAnswerer) -> None:
    page = ask(open_page().run(), BROKEN)
    assert len(page.exception) == 1
    page = ask(page, QUESTION)
    assert not page.exception
    assert answerer.asked == [BROKEN, QUESTION]


def test_a_missing_index_is_told_with_the_remedy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Missing:
        def __call__(self) -> None:
            raise IndexNotFoundError("no index")

        def clear(self) -> None: ...

    monkeypatch.setattr(service, "answer_service", Missing())
    page = AppTest.from_file(str(ROOT / "ui" / "page.py"), default_timeout=20).run()
    assert not page.exception
    assert "<h1>Kildesvar</h1>" in html_of(page)
    assert "python -m ingest" in page.markdown[0].value


def test_the_sentence_after_is_folded_below_the_quote(open_page: OpenPage) -> None:
    html = html_of(ask(open_page().run(), QUESTION))
    assert f"<summary>{texts.SHOW_AFTER()}</summary>" in html
    assert f"<span>{ACROSS}</span></p></details>" in html


def test_a_conversation_is_cleared(open_page: OpenPage, answerer: FakeAnswerer) -> None:
    page = press(ask(open_page().run(), QUESTION), texts.SHOW_IN_SOURCE())
    assert {"Word", "PDF", "Markdown"} <= {button.label for button in page.download_button}
    page = press(page, texts.CLEAR_CONVERSATION())
    assert "q" not in page.query_params
    assert "ks-question" not in html_of(page)
    assert "kilde-side" not in html_of(page)
    assert texts.INTRO() in html_of(page)
    assert answerer.asked == [QUESTION]


def test_earlier_answers_are_in_short_until_they_are_wanted(open_page: OpenPage) -> None:
    def shown(page: AppTest) -> tuple[int, int, int]:
        labels = [button.label for button in page.button]
        return html_of(page).count("ks-quote"), labels.count(texts.HELPFUL()), labels.count(texts.SHOW_WHOLE_ANSWER())

    page = open_page().run()
    for number in range(6):
        page = ask(page, f"{QUESTION} {number}")
    in_short = shown(page)
    assert in_short[2] == 4
    page = press(page, texts.SHOW_WHOLE_ANSWER())
    assert shown(page)[2] == 3
    assert shown(page)[1] > in_short[1]
    assert shown(page)[0] >= 6
    page = open_page().run()
    for number in range(5):
        page = ask(page, f"Hvem {number}?")
    assert texts.NEAR_MISSES() in html_of(page)
    assert [button.label for button in page.button].count(texts.SHOW_NEAREST()) == 3


def test_an_earlier_answer_is_whole_while_its_source_is_open_and_when_it_is_closed(open_page: OpenPage) -> None:
    page = press(ask(open_page().run(), QUESTION), texts.SHOW_IN_SOURCE())
    for number in range(2):
        page = ask(page, f"{QUESTION} {number}")
    assert texts.SHOW_WHOLE_ANSWER() not in [button.label for button in page.button]
    page = press(page, texts.CLOSE_SOURCE())
    assert texts.SHOW_WHOLE_ANSWER() not in [button.label for button in page.button]
    page = ask(page, f"{QUESTION} igen")
    assert [button.label for button in page.button].count(texts.SHOW_WHOLE_ANSWER()) == 2


def test_a_follow_up_is_made_whole_and_can_be_taken_literally(open_page: OpenPage, answerer: FakeAnswerer) -> None:
    page = ask(open_page().run(), "Hvor ofte skal man betale i kommunerne?")
    page = ask(page, "Og i regionerne?")
    assert answerer.asked[-1] == "Hvor ofte skal man betale i regionerne?"
    assert "Forstået som: <q>Hvor ofte skal man betale i regionerne?</q>" in html_of(page)
    assert "Hvor ofte skal man betale i regionerne?" in page.query_params["q"]
    page = press(page, texts.TAKE_LITERALLY())
    assert answerer.asked[-1] == "Og i regionerne?"
    assert "Forstået som" not in html_of(page)
    assert texts.refusal(1) in html_of(page)


def test_the_chosen_publications_are_asked_and_stay_chosen(
    document: Document, answerer: FakeAnswerer, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = library_of(document)
    two = replace(library, documents={document.id: document, "to": replace(document, id="to", title="Nummer to")})
    running = AnswerService(two, lambda: answerer)
    monkeypatch.setattr(service, "answer_service", lambda: running)
    page = open_page().run()
    page.multiselect[0].select("to").run()
    ask(page, QUESTION)
    assert answerer.limited_to[-1] == frozenset({"to"})
    go_to(go_to(page, "about_page.py"), "ask_page.py")
    assert page.multiselect[0].value == ["to"]
    page.multiselect[0].unselect("to").run()
    ask(page, "Hvad skal man betale i moms?")
    assert answerer.limited_to[-1] == frozenset()


def test_what_the_same_section_answers_is_suggested_next(
    document: Document, answerer: FakeAnswerer, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared = ["Skal man betale moms?", "Skal man betale for et citat?", "Skal man betale citatet tilbage?"]
    running = AnswerService(library_of(document), lambda: answerer, prepared)
    for number in range(9):  # each stands in the queue behind one more step
        running.ask(f"{number}?").result(10)
    monkeypatch.setattr(service, "answer_service", lambda: running)
    page = ask(open_page().run(), QUESTION)
    assert [button.label for button in page.button if (button.key or "").startswith("ask-on")] == [prepared[1]]
    page = press(page, prepared[1])
    assert page.query_params["q"] == prepared[1]
    assert [button.label for button in page.button if (button.key or "").startswith("ask-on")] == [prepared[0]]


def test_what_was_said_out_of_a_removed_publication_is_dropped(document: Document, answerer: FakeAnswerer) -> None:
    conversation = Conversation()
    conversation.ask(QUESTION)
    conversation.turns = [replace(turn, response=answerer.ask(turn.question)) for turn in conversation.turns]
    conversation.forget_removed({document.id})
    assert len(conversation.turns) == 1
    conversation.forget_removed({"en-anden"})
    assert conversation.turns == []
