"""A question with its answer: what stands while it is awaited, how it was understood, and the card."""

from dataclasses import replace

import streamlit as st

from ui import texts
from ui.answer_card import show_folded, show_response
from ui.browser import Effect, copy_link_button
from ui.conversation import Conversation, Turn
from ui.markup import text_html
from ui.service import AnswerService
from ui.waiting import await_result

QUESTION_FIELD = '[data-testid="stChatInputTextArea"]'


def show_turn(turn: Turn, service: AnswerService, conversation: Conversation) -> None:
    """Draws a turn, an earlier one in short; one that is not answered yet is awaited."""
    if turn.response is not None and not conversation.shows_whole(turn):
        with st.container(key=f"turn-{turn.id}"):
            st.html(_question_html(turn))
            show_folded(turn, turn.response, service.library, conversation)
        return
    with st.container(key=f"turn-{turn.id}"):
        with st.container(key=f"asked-{turn.id}", horizontal=True, vertical_alignment="center"):
            st.html(_question_html(turn))
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


def _question_html(turn: Turn) -> str:
    return f'<h2 class="ks-question" id="turn-{turn.id}" tabindex="-1">{text_html(turn.question)}</h2>'


def _show_understood(turn: Turn, conversation: Conversation) -> None:
    """How a follow-up was understood, and the way to ask it as it was written."""
    with st.container(key=f"understood-{turn.id}", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<p class="ks-understood">{texts.UNDERSTOOD_AS()} <q>{text_html(turn.asked)}</q></p>')
        st.button(texts.TAKE_LITERALLY(), key=f"literal-{turn.id}", on_click=_take_literally, args=(turn, conversation))


def _take_literally(turn: Turn, conversation: Conversation) -> None:
    conversation.take_literally(turn)
    st.query_params["q"] = turn.question
    conversation.effect = Effect.new(focus=QUESTION_FIELD)
