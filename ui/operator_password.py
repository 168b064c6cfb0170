"""The password that the operator has set, and the visitors who have given it."""

import hmac
import os
import time

import streamlit as st

_VARIABLE = "KILDESVAR_PASSWORD"
_UNLOCKED = "unlocked"
_SLOWNESS_S = 1.0


def is_set() -> bool:
    """Whether the operator has set a password; without one, nothing behind it is offered."""
    return bool(os.environ.get(_VARIABLE))


def has_been_given() -> bool:
    """Whether this visitor has given the password that is set now."""
    given = st.session_state.get(_UNLOCKED)
    return is_set() and given is not None and _is_right(given)


def give(password: str) -> bool:
    """Notes a visitor's password; whether it is right. A wrong one takes a second, so that guessing is slow."""
    if not _is_right(password):
        time.sleep(_SLOWNESS_S)
        return False
    st.session_state[_UNLOCKED] = password
    return True


def _is_right(password: str) -> bool:
    wanted = os.environ.get(_VARIABLE, "")
    return bool(wanted) and hmac.compare_digest(password.encode(), wanted.encode())
