"""Spørg, read from top to bottom: heading, conversation, suggestions, source, and what the browser does last."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import streamlit as st

from index.datatypes import Document
from ui import texts
from ui.browser import Effect, run_effect
from ui.conversation import Conversation, current_conversation
from ui.conversation_files import FORMATS, talk_of
from ui.markup import text_html
from ui.prepared import suggested_questions
from ui.service import AnswerService, answer_service
from ui.source_panel import show_source
from ui.turn import QUESTION_FIELD, show_turn

_MOST_NEXT = 3
_CHOICE = "publications-choice"


def show_ask_page() -> None:
    """The chat. A `?q=` in the address is asked at once."""
    service = answer_service()
    conversation = current_conversation()
    conversation.forget_removed(service.documents)
    _show_publications(service.documents)
    _show_choice_of_publications(service.documents, conversation)
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
            show_turn(turn, service, conversation)
        if conversation.turns:
            _show_next_questions(service, conversation)
            _show_ways_out(service.documents, conversation)
    run_effect(conversation.effect)


def _show_publications(documents: Mapping[str, Document]) -> None:
    titles = "".join(
        f"<li><cite>{text_html(document.title)}</cite> <span>{text_html(facts)}</span></li>"
        for document in documents.values()
        for facts in [texts.publication_facts(document.metadata)]
    )
    st.html(f'<div class="ks-publications"><p>{texts.answers_from(len(documents))}</p><ul>{titles}</ul></div>')


def _show_choice_of_publications(documents: Mapping[str, Document], conversation: Conversation) -> None:
    """Which of several publications are asked; all where none is chosen."""
    if len(documents) == 1:
        return
    # Streamlit forgets what is chosen on a page that is left.
    st.session_state[_CHOICE] = list(conversation.chosen)
    with st.container(key="narrow"):
        st.multiselect(
            texts.ASKED_PUBLICATIONS(),
            list(documents),
            format_func=lambda name: documents[name].title,
            key=_CHOICE,
            placeholder=texts.ALL_PUBLICATIONS(),
            on_change=lambda: conversation.choose(st.session_state[_CHOICE]),
        )


def _show_suggestions(documents: Mapping[str, Document], conversation: Conversation) -> None:
    questions = suggested_questions(documents)
    with st.container(key="suggestions"):
        st.html(f'<p class="ks-intro">{texts.INTRO()}</p>')
        if questions:
            st.html(f'<h2 class="ks-suggest">{texts.SUGGESTIONS_HEADING()}</h2>')
        _show_questions(questions, "suggestion", conversation)


def _show_next_questions(service: AnswerService, conversation: Conversation) -> None:
    """What else the section of the last answer answers."""
    response = conversation.turns[-1].response
    if response is None or response.refused:
        return
    asked = {turn.whole_question for turn in conversation.turns}
    questions = [q for q in service.also_answered(response.answers[0].citation) if q not in asked][:_MOST_NEXT]
    if questions:
        with st.container(key="ask-on"):
            st.html(f'<h2 class="ks-suggest">{texts.ASK_ON()}</h2>')
            _show_questions(questions, "ask-on", conversation)


def _show_questions(questions: Sequence[str], key: str, conversation: Conversation) -> None:
    """A button for each, that asks it."""
    for number, question in enumerate(questions):
        st.button(question, key=f"{key}-{number}", width="stretch", on_click=_ask, args=(question, conversation))


def _ask(question: str, conversation: Conversation) -> None:
    question = " ".join(question.split())
    if len(question) > texts.QUESTION_LIMIT:
        conversation.notice = texts.QUESTION_TOO_LONG()
    elif question:
        conversation.ask(question)
        st.query_params["q"] = conversation.linked_question
        conversation.effect = Effect.new(focus=QUESTION_FIELD)


def _ask_linked_question(conversation: Conversation) -> None:
    """Asks the `?q=` of the address once: when a link is opened, or the visitor goes back in the history."""
    linked = st.query_params.get("q", "")
    if linked not in ("", conversation.linked_question):
        conversation.linked_question = linked
        _ask(linked, conversation)


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
