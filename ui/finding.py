"""What one visitor searches for and has narrowed it down to: the state behind "Find kilder"."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

from index.datatypes import Document, Passage, PassageKind, RetrievedPassage
from ui.searched_words import SearchedWords
from ui.visit import Visit

NEAREST = 50
SHOWN_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Filters:
    """What places are narrowed down to. An empty choice narrows nothing.

    all_words: only places that have every word of the question.
    """

    documents: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    sections: frozenset[str] = frozenset()
    kinds: frozenset[PassageKind] = frozenset()
    all_words: bool = False

    def keep(self, passage: Passage, document: Document, words: SearchedWords) -> bool:
        """Whether a place fits every choice."""
        return (
            (not self.documents or document.id in self.documents)
            and (not self.years or document.metadata.year in self.years)
            and (not self.sections or passage.section in self.sections)
            and (not self.kinds or passage.kind in self.kinds)
            and (not self.all_words or words.all_in(passage.text))
        )


@dataclass(slots=True)
class Finding(Visit):
    """One visitor's search.

    shown: how many of the places are drawn.
    announced: what was last said of how many there are, so that it is said once.
    """

    question: str = ""
    shown: int = SHOWN_AT_ONCE
    announced: tuple[str, str] = field(default=("", ""))

    def search(self, question: str) -> None:
        """Begins a new search; the source of the last one is closed."""
        self.question = " ".join(question.split())
        self.shown = SHOWN_AT_ONCE
        self.source = None

    def show_more(self) -> None:
        """Draws more of the places."""
        self.shown += SHOWN_AT_ONCE


def current_finding() -> Finding:
    """The search of the session that is drawn."""
    if "finding" not in st.session_state:
        st.session_state.finding = Finding()
    finding: Finding = st.session_state.finding
    return finding


def narrowed(
    found: Sequence[RetrievedPassage],
    filters: Filters,
    words: SearchedWords,
    documents: Mapping[str, Document],
) -> list[Passage]:
    """The nearest places that fit the filters, nearest first; all of them where every word must stand there."""
    kept = [hit.passage for hit in found if filters.keep(hit.passage, documents[hit.passage.document_id], words)]
    return kept if filters.all_words else kept[:NEAREST]


def by_page(passages: Iterable[Passage], documents: Mapping[str, Document]) -> list[Passage]:
    """In the order in which they are read, publication by publication."""
    order = {document: number for number, document in enumerate(documents)}
    return sorted(passages, key=lambda passage: (order[passage.document_id], passage.start))
