"""Publikationer: the list, and, for who knows the operator's password, adding and removing."""

from collections.abc import Callable

import streamlit as st

from index.errors import PublicationError
from ingest.read import SUFFIXES
from ui import library_texts as texts
from ui.browser import Effect, run_effect
from ui.library_change import LibraryChange, add_publication, remove_publication
from ui.lock import show_lock
from ui.markup import text_html
from ui.passwords import OPERATOR
from ui.publications_table import publications_table_html
from ui.service import Library, answer_service

_CHANGE = "library-change"
_EFFECT = "library-effect"
_NOTICE = "library-notice"
_LOOK_AGAIN_S = 0.3


def show_library_page() -> None:
    """The list first; what changes it below."""
    with st.container(key="library"):
        st.html(f'<p class="ks-lead">{texts.LEAD()}</p>')
        st.html(publications_table_html(answer_service().library))
        st.html(f"<h2>{texts.CHANGE()}</h2>")
        if not OPERATOR.is_set():
            st.markdown(texts.NO_PASSWORD_SET())
        elif not OPERATOR.has_been_given():
            show_lock(OPERATOR, lambda: _say(texts.UNLOCKED()))
        else:
            _show_changes(answer_service().library)
    run_effect(st.session_state.get(_EFFECT, Effect()))


def _show_changes(library: Library) -> None:
    change: LibraryChange | None = st.session_state.get(_CHANGE)
    if change is not None:
        _show_progress(change)
        return
    _show_notice()
    with st.form("add", border=False, clear_on_submit=True):
        st.html(f"<h3>{texts.NEW()}</h3>")
        st.file_uploader(texts.CHOOSE_FILE(), type=[suffix.removeprefix(".") for suffix in SUFFIXES], key="file")
        with st.container(key="facts", horizontal=True):
            st.text_input(texts.TITLE(), key="new-title", max_chars=300)
            st.text_input(texts.PUBLISHER(), key="new-publisher", max_chars=200)
            st.text_input(texts.YEAR(), key="new-year", max_chars=4, width=130)
        st.checkbox(texts.REPLACES(), key="replaces")
        st.form_submit_button(texts.ADD(), type="primary", on_click=_add)
    with st.form("remove", border=False):
        st.html(f"<h3>{texts.OLD()}</h3>")
        titles = {document.id: document.title for document in library.documents.values()}
        st.radio(
            texts.CHOOSE_TO_REMOVE(),
            list(titles),
            index=None,
            format_func=lambda name: titles.get(name, name),
            key="removed",
        )
        st.checkbox(texts.CONFIRM_REMOVAL(), key="confirmed")
        st.form_submit_button(texts.REMOVE(), on_click=_remove)


def _add() -> None:
    file = st.session_state.file
    if file is None:
        st.session_state[_NOTICE] = texts.NO_FILE()
        return
    year = st.session_state["new-year"].strip()
    facts = {
        "title": st.session_state["new-title"].strip(),
        "publisher": st.session_state["new-publisher"].strip(),
        "year": int(year) if year.isdecimal() else None,
    }
    replaces = st.session_state.replaces
    _start(lambda: add_publication(file.name, file.getvalue(), facts, replaces))


def _remove() -> None:
    if not st.session_state.confirmed or st.session_state.removed is None:
        st.session_state[_NOTICE] = texts.NOT_CONFIRMED()
        return
    _start(lambda: remove_publication(st.session_state.removed))


def _start(begin: Callable[[], LibraryChange]) -> None:
    if not OPERATOR.has_been_given():  # it was changed meanwhile
        return
    st.session_state[_NOTICE] = ""
    try:
        st.session_state[_CHANGE] = begin()
    except PublicationError as error:
        st.session_state[_NOTICE] = texts.FAILED(why=error)


def _show_progress(change: LibraryChange) -> None:
    """Waits while the change is made; drawing meanwhile lets the visitor stop it."""
    slot = st.empty()
    st.button(texts.CANCEL(), key="cancel-change", on_click=change.cancel)
    while not change.has_ended:
        now = change.progress
        share = now.done / now.total if now.total else 0.0
        slot.progress(min(share, 1.0), text=_progress_text(change))
        change.wait(_LOOK_AGAIN_S)
    del st.session_state[_CHANGE]
    if change.error:
        st.session_state[_NOTICE] = texts.FAILED(why=change.error)
    else:
        st.session_state[_NOTICE] = texts.CANCELLED() if change.cancelled else texts.DONE()
    _say(st.session_state[_NOTICE])
    st.rerun()


def _progress_text(change: LibraryChange) -> str:
    now = change.progress
    if not now.reading:
        return texts.INDEXING(done=now.done, total=now.total)
    if not now.total:
        return texts.READING_STARTS(name=change.name)
    return texts.READING(name=change.name, done=now.done, total=now.total)


def _show_notice() -> None:
    notice = st.session_state.get(_NOTICE, "")
    if notice:
        st.html(f'<p class="ks-notice" role="alert">{text_html(notice)}</p>')


def _say(announcement: str) -> None:
    st.session_state[_EFFECT] = Effect.new(announcement=announcement)


show_library_page()
