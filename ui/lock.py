"""The form in which a visitor gives a password."""

from collections.abc import Callable

import streamlit as st

from ui import texts
from ui.markup import text_html
from ui.passwords import Password

_NOTICE = "lock-notice"


def show_lock(password: Password, when_open: Callable[[], None] | None = None) -> None:
    """Asks for a password. when_open: what happens besides when the right one is given."""
    with st.form("lock", border=False), st.container(key="lock-row", horizontal=True, vertical_alignment="bottom"):
        st.text_input(texts.PASSWORD(), type="password", key="password", autocomplete="current-password")
        st.form_submit_button(texts.UNLOCK(), type="primary", on_click=_unlock, args=(password, when_open))
    notice = st.session_state.pop(_NOTICE, "")
    if notice:
        st.html(f'<p class="ks-notice" role="alert">{text_html(notice)}</p>')


def _unlock(password: Password, when_open: Callable[[], None] | None) -> None:
    if not password.give(st.session_state.password):
        st.session_state[_NOTICE] = texts.WRONG_PASSWORD()
    elif when_open is not None:
        when_open()
