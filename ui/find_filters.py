"""The choices that narrow and sort the places of "Find kilder"."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from ui import find_texts as texts
from ui.finding import Filters
from ui.service import Library

Option = TypeVar("Option")


def choose_filters(library: Library) -> tuple[Filters, bool]:
    """The visitor's choices, and whether the places are wanted in the publications' own order.

    What has only one value is not offered.
    """
    documents = library.documents
    years = sorted({document.metadata.year for document in documents.values() if document.metadata.year}, reverse=True)
    sections = list(dict.fromkeys(passage.section for passage in library.passages if passage.section))
    present = {passage.kind for passage in library.passages}
    kinds = [kind for kind in texts.KINDS if kind in present]
    with st.expander(texts.FILTERS(), key="filters"), st.container(key="filter-fields", horizontal=True):
        filters = Filters(
            documents=_chosen(texts.PUBLICATION(), "document", list(documents), lambda each: documents[each].title),
            years=_chosen(texts.YEAR(), "year", years, str),
            sections=_chosen(texts.SECTION(), "section", sections, str),
            kinds=_chosen(texts.KIND(), "kind", kinds, lambda kind: texts.KINDS[kind]()),
            all_words=st.checkbox(texts.ALL_WORDS(), key="filter-words"),
        )
        orders = (texts.BY_RELEVANCE, texts.BY_PAGE)
        order = st.radio(texts.ORDER(), orders, format_func=lambda text: text(), key="order", horizontal=True)
    return filters, order is texts.BY_PAGE


def _chosen(label: str, name: str, options: Sequence[Option], show: Callable[[Option], str]) -> frozenset[Option]:
    if len(options) < 2:
        return frozenset()
    return frozenset(st.multiselect(label, options, format_func=show, key=f"filter-{name}", placeholder=texts.ALL()))
