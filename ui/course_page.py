"""Kursus: a tour for trainers, step by step, with prepared questions; and a check that all is ready for a course."""

import os

import segno
import streamlit as st

from ui import course_texts as texts
from ui.browser import Effect, run_effect
from ui.classroom import ADDRESS
from ui.conversation import Conversation
from ui.course_texts import STEPS, Step
from ui.markup import text_html
from ui.passwords import ROOM
from ui.self_check import Checked, check
from ui.service import AnswerService, answer_service
from ui.source_panel import show_source
from ui.turn import show_turn

_TOUR = "course-conversation"
_STEP = "course-step"
_CHECKED = "course-checked"


def show_course_page() -> None:
    """The step that the trainer has come to, and below the tour the check."""
    service = answer_service()
    conversation: Conversation = st.session_state.setdefault(_TOUR, Conversation())
    conversation.forget_removed(service.documents)
    number = min(st.session_state.setdefault(_STEP, 0), len(STEPS) - 1)
    with st.container(key="course"):
        st.html(f'<p class="ks-lead">{texts.LEAD()}</p>')
        _show_step(STEPS[number], number, service, conversation)
        _show_ways(number, conversation)
        _show_invitation()
    if conversation.source is not None:
        show_source(conversation.source, service.library, conversation)
    with st.container(key="course-talk"):
        for turn in conversation.turns:
            show_turn(turn, service, conversation)
    _show_check(service)
    run_effect(conversation.effect)


def _show_step(step: Step, number: int, service: AnswerService, conversation: Conversation) -> None:
    position = texts.POSITION(number=number + 1, count=len(STEPS))
    heading = f'<h2 id="trin" tabindex="-1">{step.title()}</h2>'
    st.html(f'<div class="ks-step"><p>{position}</p>{heading}<p>{step.told()}</p></div>')
    if step.questions and texts.PUBLICATION not in service.documents:
        st.html(f'<p class="ks-notice">{texts.OTHER_PUBLICATION()}</p>')
        return
    asked = len(conversation.turns)
    if asked < len(step.questions):
        question = step.questions[asked]
        with st.container(key="course-question"):
            st.html(f'<p class="ks-prepared">{text_html(question)}</p>')
            st.button(texts.ASK(), key="course-ask", type="primary", on_click=conversation.ask, args=(question,))


def _show_ways(number: int, conversation: Conversation) -> None:
    with st.container(key="course-ways", horizontal=True, vertical_alignment="center", gap="small"):
        for key, label, target in (("back", texts.PREVIOUS(), number - 1), ("next", texts.NEXT(), number + 1)):
            possible = 0 <= target < len(STEPS)
            st.button(label, key=f"course-{key}", disabled=not possible, on_click=_go, args=(target, conversation))
        st.button(texts.RESET(), key="course-reset", on_click=_reset, args=(conversation,))
        st.html(f'<p class="ks-keys">{texts.KEYS()}</p>', width="content")


def _go(target: int, conversation: Conversation) -> None:
    conversation.clear()
    st.session_state[_STEP] = target
    conversation.effect = Effect.new(focus="#trin", scroll_to="#trin")


def _reset(conversation: Conversation) -> None:
    _go(0, conversation)
    st.session_state.pop(_CHECKED, None)
    conversation.effect = Effect.new(announcement=texts.WAS_RESET(), focus="#trin")


def _show_invitation() -> None:
    """How the room joins, where it can: see `make classroom`."""
    address = os.environ.get(ADDRESS, "")
    if address:
        code = segno.make(address, micro=False).svg_data_uri(scale=8, border=4, light="white")
        password = text_html(os.environ.get(ROOM.variable, ""))
        st.html(
            f'<div class="ks-invitation"><img src="{code}" alt="{texts.CODE_OF(address=address)}"><div>'
            f"<h2>{texts.JOIN()}</h2><p>{texts.JOIN_HOW()}</p><p><b>{text_html(address)}</b></p>"
            f"<p>{texts.JOIN_PASSWORD()} <b>{password}</b></p></div></div>"
        )


def _show_check(service: AnswerService) -> None:
    with st.container(key="course-check"):
        st.html(f"<h2>{texts.CHECK()}</h2><p>{texts.CHECK_LEAD()}</p>")
        if st.button(texts.RUN_CHECK(), key="run-check"):
            question = next(question for step in STEPS for question in step.questions)
            st.session_state[_CHECKED] = check(service, question)
        checked: list[Checked] | None = st.session_state.get(_CHECKED)
        if checked is not None:
            said = texts.READY() if all(each.passed for each in checked) else texts.NOT_READY()
            st.html(f'<p class="ks-notice" role="status">{said}</p><ul class="ks-checks">{_checks_html(checked)}</ul>')


def _checks_html(checked: list[Checked]) -> str:
    return "".join(
        f"<li>{text_html(texts.CHECKS[each.name](found=each.found))}: "
        f"<b>{texts.PASSED() if each.passed else texts.FAILED()}</b></li>"
        for each in checked
    )


show_course_page()
