"""Spørg, read from top to bottom: heading, conversation, suggestions, source, and what the browser does last."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from index.datatypes import Document
from ui import texts
from ui.answer_card import show_response
from ui.browser import Effect, copy_link_button, run_effect
from ui.conversation import Conversation, Turn, current_conversation
from ui.conversation_files import FORMATS, talk_of
from ui.markup import text_html
from ui.service import AnswerService, answer_service
from ui.source_panel import show_source
from ui.waiting import await_result

_CHOSEN = "asked-publications"
QUESTION_FIELD = '[data-testid="stChatInputTextArea"]'


def show_ask_page() -> None:
    """The chat. A `?q=` in the address is asked at once."""
    service = answer_service()
    conversation = current_conversation()
    _show_publications(service.documents)
    _show_choice_of_publications(service.documents)
    _ask_linked_question(conversation)
    talk = st.container(key="talk", gap=None)
    # In a container of its own: Streamlit pins a chat input that is not, and then scrolls every long answer
    # to its end.
    with st.container(key="ask"):
        st.chat_input(
            texts.QUESTION_PLACEHOLDER(),
            key="question",
            max_chars=texts.QUESTION_LIMIT,
            on_submit=lambda: _ask(st.session_state.question, conversation),
        )
    # Before the turns: while the last of them is awaited, all else stands.
    if conversation.source is not None:
        show_source(conversation.source, service.library, conversation)
    with talk:
        if conversation.notice:
            st.html(f'<p class="ks-notice" role="alert">{conversation.notice}</p>')
        suggestions = st.empty()
        if not conversation.turns:
            with suggestions.container():
                _show_suggestions(service.documents, conversation)
        for turn in conversation.turns:
            _show_turn(turn, service, conversation)
        if conversation.turns:
            _show_ways_out(service.documents, conversation)
    run_effect(conversation.effect)


def _show_publications(documents: Mapping[str, Document]) -> None:
    titles = "".join(
        f"<li><cite>{text_html(document.title)}</cite> <span>{text_html(facts)}</span></li>"
        for document in documents.values()
        for facts in [texts.publication_facts(document.metadata)]
    )
    st.html(f'<div class="ks-publications"><p>{texts.answers_from(len(documents))}</p><ul>{titles}</ul></div>')


def _show_choice_of_publications(documents: Mapping[str, Document]) -> None:
    """Which of several publications are asked; all where none is chosen."""
    if len(documents) > 1:
        with st.container(key="narrow"):
            st.multiselect(
                texts.ASKED_PUBLICATIONS(),
                list(documents),
                format_func=lambda name: documents[name].title,
                key=_CHOSEN,
                placeholder=texts.ALL_PUBLICATIONS(),
            )


def _show_suggestions(documents: Mapping[str, Document], conversation: Conversation) -> None:
    questions = [question for document in documents for question in texts.SUGGESTED_QUESTIONS.get(document, ())]
    with st.container(key="suggestions"):
        st.html(f'<p class="ks-intro">{texts.INTRO()}</p>')
        if questions:
            st.html(f'<h2 class="ks-suggest">{texts.SUGGESTIONS_HEADING()}</h2>')
        for number, question in enumerate(questions):
            st.button(
                question,
                key=f"suggestion-{number}",
                width="stretch",
                on_click=_ask,
                args=(question, conversation),
            )


def _ask(question: str, conversation: Conversation) -> None:
    question = " ".join(question.split())
    if len(question) > texts.QUESTION_LIMIT:
        conversation.notice = texts.QUESTION_TOO_LONG()
    elif question:
        conversation.ask(question, st.session_state.get(_CHOSEN, ()))
        st.query_params["q"] = conversation.linked_question
        conversation.effect = Effect.new(focus=QUESTION_FIELD)


def _ask_linked_question(conversation: Conversation) -> None:
    """Asks the `?q=` of the address once: when a link is opened, or the visitor goes back in the history."""
    linked = st.query_params.get("q", "")
    if linked not in ("", conversation.linked_question):
        conversation.linked_question = linked
        _ask(linked, conversation)


def _show_turn(turn: Turn, service: AnswerService, conversation: Conversation) -> None:
    with st.container(key=f"turn-{turn.id}"):
        with st.container(key=f"asked-{turn.id}", horizontal=True, vertical_alignment="center"):
            st.html(f'<h2 class="ks-question" id="turn-{turn.id}">{text_html(turn.question)}</h2>')
            name = texts.named(texts.COPY_LINK(), turn.question)
            copy_link_button(texts.COPY_LINK(), name, turn.whole_question, f"link-{turn.id}")
        if turn.asked:
            _show_understood(turn, conversation)
        slot = st.empty()
        response = turn.response
        if response is None:
            try:
                response = await_result(service.ask(turn.whole_question, turn.documents), slot, service)
            except Exception:
                slot.empty()
                conversation.drop(turn)
                raise
            announcement = texts.NO_ANSWER() if response.refused else texts.ANSWER_READY()
            turn = replace(turn, response=response)
            conversation.answered(turn, announcement)
        with slot.container():
            show_response(turn, response, service.library, conversation)


def _show_understood(turn: Turn, conversation: Conversation) -> None:
    """How a follow-up was understood, and the way to ask it as it was written."""
    with st.container(key=f"understood-{turn.id}", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<p class="ks-understood">{texts.UNDERSTOOD_AS()} <q>{text_html(turn.asked)}</q></p>')
        st.button(texts.TAKE_LITERALLY(), key=f"literal-{turn.id}", on_click=_take_literally, args=(turn, conversation))


def _take_literally(turn: Turn, conversation: Conversation) -> None:
    conversation.take_literally(turn)
    st.query_params["q"] = turn.question
    conversation.effect = Effect.new(focus=QUESTION_FIELD)


def _show_ways_out(documents: Mapping[str, Document], conversation: Conversation) -> None:
    """Takes the conversation along, or clears it."""
    talk = talk_of(conversation.turns, documents, date.today())
    with st.container(key="talk-ways", horizontal=True, gap="small"):
        with st.popover(texts.SAVE_CONVERSATION(), key="save-talk"):
            for ending, (name, media_type, write) in FORMATS.items():
                st.download_button(
                    name,
                    partial(write, talk),
                    f"{texts.CONVERSATION_FILE()}.{ending}",
                    media_type,
                    key=f"save-{ending}",
                    on_click="ignore",
                )
        st.button(texts.CLEAR_CONVERSATION(), key="clear-talk", on_click=_clear, args=(conversation,))


def _clear(conversation: Conversation) -> None:
    conversation.clear()
    st.query_params.pop("q", None)
    conversation.effect = Effect.new(announcement=texts.CLEARED(), focus=QUESTION_FIELD)


show_ask_page()
