"""What only the browser can do: put text on the clipboard, move the focus, scroll, and speak to screen readers."""

from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from time import time

import streamlit as st

from ui import texts
from ui.language import current_language

_HERE = Path(__file__).parent
_numbers = count(int(1000 * time()))

_copy_button = st.components.v2.component(
    "kildesvar.copy_button",
    # Out of sight, and out of hearing, until the script has given it its name.
    html='<button type="button" class="ks-copy" style="visibility: hidden"><span aria-hidden="true"></span></button>',
    js=(_HERE / "copy_button.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)
_effects = st.components.v2.component(
    "kildesvar.effects",
    html="<span hidden></span>",
    js=(_HERE / "effects.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


@dataclass(frozen=True, slots=True)
class Effect:
    """Something that happens once in the browser when the page has been drawn.

    id: rises with each effect of this server, and from one start of it to the next; the browser does each once.
    announcement: put in the live region; "" says nothing.
    scroll_to, focus: CSS selectors; "" leaves them as they are.
    """

    id: int = 0
    announcement: str = ""
    scroll_to: str = ""
    focus: str = ""

    @classmethod
    def new(cls, announcement: str = "", scroll_to: str = "", focus: str = "") -> "Effect":
        """An effect that the browser has not done yet."""
        return cls(next(_numbers), announcement, scroll_to, focus)


def run_effect(effect: Effect) -> None:
    """Hands an effect to the browser. Call it last, when all that it points at is drawn."""
    _effects(key="effects", data={**asdict(effect), "language": current_language()}, height="content")


def copy_text_button(label: str, name: str, text: str, key: str) -> None:
    """A button that puts `text` on the clipboard. name: what screen readers call it; begins with the label."""
    _show_copy_button(key, {"label": label, "name": name, "text": text, "question": ""})


def copy_link_button(label: str, name: str, question: str, key: str) -> None:
    """A button that puts the address of this page with `question` in it on the clipboard."""
    _show_copy_button(key, {"label": label, "name": name, "text": "", "question": question})


def _show_copy_button(key: str, data: dict[str, str]) -> None:
    outcome = {"copied": texts.COPIED(), "failed": texts.COPY_FAILED()}
    _copy_button(key=key, data={**data, **outcome}, width="content")
