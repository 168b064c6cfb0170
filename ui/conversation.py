"""What one visitor has asked and which place in the source is open: the state behind the page."""

from dataclasses import dataclass, field
from uuid import uuid4

import streamlit as st

from answer.datatypes import Answer, Response
from index.datatypes import Document, Page, Passage, Span
from ui.browser import Effect


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what was answered; `response` is None while it is awaited."""

    id: str
    question: str
    response: Response | None = None


@dataclass(frozen=True, slots=True)
class Quoted:
    """A place that can be shown in the source: a quote and, for an answer, the exact words in it."""

    document_id: str
    text: str
    span: Span
    exact: Span | None = None


@dataclass(frozen=True, slots=True)
class SourceView:
    """The open page of a publication. opener: the key of the button that opened it."""

    quoted: Quoted
    page: int
    opener: str


@dataclass(slots=True)
class Conversation:
    """One visitor's session.

    linked_question: the `?q=` that was last asked, so that a rerun does not ask it again.
    thumbs: 1 or -1, by the key of the answer's card.
    """

    turns: list[Turn] = field(default_factory=list)
    source: SourceView | None = None
    linked_question: str = ""
    notice: str = ""
    thumbs: dict[str, int] = field(default_factory=dict)
    effect: Effect = field(default_factory=Effect)

    def ask(self, question: str) -> None:
        """Adds a question that the page then answers."""
        self.turns.append(Turn(uuid4().hex[:12], question))
        self.linked_question = question
        self.notice = ""

    def answered(self, turn: Turn, announcement: str) -> None:
        """Puts an answered turn in the place of the awaited one, and says so."""
        self.turns = [turn if turn.id == earlier.id else earlier for earlier in self.turns]
        self.effect = self.effect.next(announcement=announcement, scroll_to=f"#turn-{turn.id}")

    def drop(self, turn: Turn) -> None:
        """Forgets a question that could not be answered, so that the next drawing does not fail again."""
        self.turns = [earlier for earlier in self.turns if earlier.id != turn.id]

    def open_source(self, quoted: Quoted, page: int, opener: str) -> None:
        """Shows a page beside the conversation, with the quote scrolled to. opener: the pressed button's key."""
        self.source = SourceView(quoted, page, opener)
        self.effect = self.effect.next(scroll_to=f"#kilde-side-{page} mark", focus="#kilde-titel")

    def turn_to(self, page: int, announcement: str) -> None:
        """Shows another page of the open publication."""
        if self.source is not None:
            self.source = SourceView(self.source.quoted, page, self.source.opener)
            self.effect = self.effect.next(announcement=announcement, scroll_to=f"#kilde-side-{page}")

    def close_source(self) -> None:
        """Closes the source; the focus goes back to the button that opened it."""
        if self.source is not None:
            self.effect = self.effect.next(focus=f".st-key-{self.source.opener} button")
            self.source = None


def current_conversation() -> Conversation:
    """The conversation of the session that is drawn."""
    if "conversation" not in st.session_state:
        st.session_state.conversation = Conversation()
    conversation: Conversation = st.session_state.conversation
    return conversation


def quoted_answer(answer: Answer) -> Quoted:
    """An answer's quote with its exact words."""
    citation = answer.citation
    return Quoted(citation.document_id, citation.quote, citation.span, answer.span)


def quoted_passage(passage: Passage) -> Quoted:
    """A whole passage."""
    return Quoted(passage.document_id, passage.text, Span(passage.start, passage.end))


def first_page(document: Document, quoted: Quoted) -> Page:
    """The page that holds the first letter of the exact words, else of the quote."""
    span = quoted.span if quoted.exact is None else quoted.exact
    return document.page_at(span.start)


def stands_there(document: Document, quoted: Quoted) -> bool:
    """Whether the publication says it at that place, to the letter. Nothing else may be marked."""
    return document.quote(quoted.span) == quoted.text
