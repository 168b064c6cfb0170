"""The language of the page, Danish or English, and a text that is written in both."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

Language = Literal["da", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
_PARAMETER: Final = "lang"
_KEPT: Final = "language"


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the page in both languages. `{name}` in it is filled in by `text(name=...)`."""

    danish: str
    english: str

    def __call__(self, **values: object) -> str:
        """The text in the visitor's language."""
        return self.written_in(current_language(), **values)

    def written_in(self, language: Language, **values: object) -> str:
        """The text in a given language."""
        text = self.danish if language == "da" else self.english
        return text.format(**values) if values else text


def current_language() -> Language:
    """The language of the session that is drawn; Danish outside of one."""
    if get_script_run_ctx() is None:
        return "da"
    language: Language = st.session_state.get(_KEPT, "da")
    return language


def follow_address() -> None:
    """Takes the language of the address, `?lang=en`, where it names one."""
    named = st.query_params.get(_PARAMETER)
    for language in LANGUAGES:
        if language == named:
            st.session_state[_KEPT] = language


def other_language() -> Language:
    """The language that the page can be switched to."""
    return "en" if current_language() == "da" else "da"


def switch_language() -> None:
    """Changes the language in the page and in its address, which is shortest in Danish."""
    language = other_language()
    st.session_state[_KEPT] = language
    if language == "da":
        st.query_params.pop(_PARAMETER, None)
    else:
        st.query_params[_PARAMETER] = language


def address_parameters() -> dict[str, str]:
    """What the address of another page must carry for the language to stay."""
    return {} if current_language() == "da" else {_PARAMETER: current_language()}


def named_in(query: str) -> Language:
    """The language that a request's query string names, Danish where it names none."""
    return "en" if f"{_PARAMETER}=en" in query.split("&") else "da"
