"""The passwords that whoever runs Kildesvar has set, and the visitors who have given them."""

import hmac
import os
import secrets
import time
from dataclasses import dataclass
from threading import Lock
from typing import Final

import streamlit as st

_SLOWNESS_S = 1.0
_guessing = Lock()
_server_secret = secrets.token_bytes(32)


@dataclass(frozen=True, slots=True)
class Password:
    """A password that is set by an environment variable; where it is empty, none is."""

    variable: str

    def is_set(self) -> bool:
        """Whether there is one."""
        return bool(self._wanted)

    def has_been_given(self) -> bool:
        """Whether this visitor has given the one that is set now."""
        given = st.session_state.get(f"given-{self.variable}")
        return given is not None and self._is_right(given)

    def give(self, password: str) -> bool:
        """Notes a visitor's password; whether it is right.

        A wrong one takes a second, and one at a time, so that guessing is slow from however many browsers.
        """
        if not self._is_right(password):
            with _guessing:
                time.sleep(_SLOWNESS_S)
            return False
        st.session_state[f"given-{self.variable}"] = password
        return True

    @property
    def ticket(self) -> str:
        """What an address of this server carries to show that its visitor has given the password; "" without one."""
        return hmac.new(_server_secret, self._wanted.encode(), "sha256").hexdigest() if self.is_set() else ""

    def accepts(self, ticket: str) -> bool:
        """Whether a ticket is that of the password that is set now; any is where none is set."""
        return hmac.compare_digest(ticket.encode(), self.ticket.encode()) or not self.is_set()

    @property
    def _wanted(self) -> str:
        return os.environ.get(self.variable, "")

    def _is_right(self, password: str) -> bool:
        return self.is_set() and hmac.compare_digest(password.encode(), self._wanted.encode())


OPERATOR: Final = Password("KILDESVAR_PASSWORD")
"""For changing the publications; without one, that is not offered."""
ROOM: Final = Password("KILDESVAR_ROOM_PASSWORD")
"""For all pages, when a room of people joins over the network; see `ui.classroom`."""
