"""What one visitor has asked and been answered: the state behind "Spørg"."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from uuid import uuid4

import streamlit as st

from answer.datatypes import Response
from answer.follow_up import standalone
from ui.browser import Effect
from ui.visit import Visit

_WHOLE_TURNS = 2
"""The latest, drawn with all their buttons: a conversation of an hour must not become slower with every question."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what was answered; `response` is None while it is awaited.

    asked: the question made whole, where it follows up on the one before; else "".
    documents: the ids of the publications that are asked; all where none is named.
    """

    id: str
    question: str
    response: Response | None = None
    documents: tuple[str, ...] = ()
    asked: str = ""

    @property
    def whole_question(self) -> str:
        """What the publications are asked."""
        return self.asked if self.asked else self.question


@dataclass(slots=True)
class Conversation(Visit):
    """One visitor's session.

    linked_question: the `?q=` that was last asked, so that a rerun does not ask it again.
    thumbs: 1 or -1, by the key of the answer's card.
    chosen: the ids of the publications that are asked; all where none is named.
    unfolded: the id of the earlier turn that is shown whole.
    """

    turns: list[Turn] = field(default_factory=list)
    linked_question: str = ""
    thumbs: dict[str, int] = field(default_factory=dict)
    chosen: tuple[str, ...] = ()
    unfolded: str = ""

    def choose(self, documents: Sequence[str]) -> None:
        """Asks only some publications from now on, or all where none is named."""
        self.chosen = tuple(documents)

    def ask(self, question: str) -> None:
        """Adds a question to the chosen publications that the page then answers.

        One that follows up on the question before is made whole.
        """
        before = self.turns[-1].whole_question if self.turns else ""
        asked = standalone(question, before)
        turn = Turn(uuid4().hex[:12], question, documents=self.chosen, asked="" if asked is None else asked)
        self.turns.append(turn)
        self.linked_question = turn.whole_question
        self.notice = ""

    def take_literally(self, turn: Turn) -> None:
        """Asks a follow-up again, just as it was written."""
        literal = Turn(uuid4().hex[:12], turn.question, documents=turn.documents)
        self.turns = [literal if turn.id == earlier.id else earlier for earlier in self.turns]
        self.linked_question = turn.question

    def answered(self, turn: Turn, announcement: str) -> None:
        """Puts an answered turn in the place of the awaited one, and says so."""
        self.turns = [turn if turn.id == earlier.id else earlier for earlier in self.turns]
        self.effect = Effect.new(announcement=announcement, scroll_to=f"#turn-{turn.id}")

    def shows_whole(self, turn: Turn) -> bool:
        """Whether a turn is shown with all that belongs to it: one of the latest, or one that is used just now."""
        is_late = any(turn.id == late.id for late in self.turns[-_WHOLE_TURNS:])
        has_source = self.source is not None and turn.id in self.source.opener
        return is_late or has_source or turn.id in self.effect.focus or turn.id == self.unfolded

    def unfold(self, turn: Turn) -> None:
        """Shows an earlier turn whole again, and goes to it."""
        self.unfolded = turn.id
        self.effect = Effect.new(scroll_to=f"#turn-{turn.id}", focus=f"#turn-{turn.id}")

    def drop(self, turn: Turn) -> None:
        """Forgets a question that could not be answered, so that the next drawing does not fail again."""
        self.turns = [earlier for earlier in self.turns if earlier.id != turn.id]

    def forget_removed(self, documents: Container[str]) -> None:
        """Drops what was said out of publications that are no longer there."""
        self.chosen = tuple(name for name in self.chosen if name in documents)
        self.turns = [turn for turn in self.turns if all(name in documents for name in _named(turn))]
        if self.source is not None and self.source.quoted.document_id not in documents:
            self.source = None

    def clear(self) -> None:
        """Forgets all that was asked, answered and opened. Thumbs that were given stay stored."""
        self.turns, self.thumbs = [], {}
        self.source, self.notice, self.linked_question, self.unfolded = None, "", "", ""


def _named(turn: Turn) -> set[str]:
    """The publications that a turn's answers and places are out of."""
    if turn.response is None:
        return set()
    cited = {answer.citation.document_id for answer in turn.response.answers}
    return cited | {source.passage.document_id for source in turn.response.sources}


def current_conversation() -> Conversation:
    """The conversation of the session that is drawn."""
    if "conversation" not in st.session_state:
        st.session_state.conversation = Conversation()
    conversation: Conversation = st.session_state.conversation
    return conversation
