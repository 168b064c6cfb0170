"""Find kilder: places in the publications, listed with the searched words marked, and not answered."""

from collections.abc import Sequence

import streamlit as st

from index.datatypes import Passage
from ui import find_texts as texts
from ui import texts as common
from ui.browser import Effect, run_effect
from ui.exports import csv_file, ris_file
from ui.find_filters import choose_filters
from ui.finding import Finding, by_page, current_finding, narrowed
from ui.markup import text_html
from ui.place_list import show_places
from ui.searched_words import SearchedWords
from ui.service import AnswerService, Library, answer_service
from ui.source_panel import show_source
from ui.waiting import await_result


def show_find_page() -> None:
    """The search. A `?q=` in the address is searched for at once."""
    service = answer_service()
    finding = current_finding()
    linked = st.query_params.get("q", "")
    if linked and linked != finding.question:
        finding.search(linked[: common.QUESTION_LIMIT])
        st.session_state.search = finding.question
    st.html(f'<p class="ks-lead">{texts.INTRO()}</p>')
    _show_search_field(finding)
    places = st.container(key="finding", gap=None)
    # Before the places: while they are awaited, all else stands.
    if finding.source is not None and finding.source.quoted.document_id in service.documents:
        show_source(finding.source, service.library, finding)
    if finding.question:
        with places:
            _show_found(finding, service)
    run_effect(finding.effect)


def _show_search_field(finding: Finding) -> None:
    # What was typed is forgotten by Streamlit when another page is drawn.
    st.session_state.setdefault("search", finding.question)
    with st.form("search-form", border=False), st.container(key="search-row", horizontal=True, gap="small"):
        st.text_input(texts.SEARCH_FIELD(), key="search", max_chars=common.QUESTION_LIMIT, label_visibility="visible")
        st.form_submit_button(texts.SEARCH(), type="primary", on_click=_search, args=(finding,))


def _search(finding: Finding) -> None:
    finding.search(st.session_state.search)
    if finding.question:
        st.query_params["q"] = finding.question
    else:
        st.query_params.pop("q", None)


def _show_found(finding: Finding, service: AnswerService) -> None:
    library = service.library
    words = SearchedWords(finding.question, library.words)
    if not words.is_known:
        _say(finding, texts.NONE_KNOWN())
        return
    filters, in_order = choose_filters(library)
    slot = st.empty()
    found = await_result(service.search(finding.question), slot, service)
    passages = narrowed(found, filters, words, library.documents)
    with slot.container():
        _say(finding, texts.found(len(passages), filters.all_words))
        if passages:
            listed = by_page(passages, library.documents) if in_order else passages
            _show_listed(listed, words, finding, library)


def _say(finding: Finding, count: str) -> None:
    """How many places there are, on the page and once to screen readers."""
    st.html(f'<h2 class="ks-count">{text_html(count)}</h2>')
    if finding.announced != (finding.question, count):
        finding.announced = (finding.question, count)
        finding.effect = Effect.new(announcement=count)


def _show_listed(listed: Sequence[Passage], words: SearchedWords, finding: Finding, library: Library) -> None:
    with st.container(key="exports", horizontal=True, gap="small"):
        for label, content, ending, kind in (
            (texts.SAVE_CSV(), csv_file(listed, library.documents), "csv", "text/csv"),
            (texts.SAVE_RIS(), ris_file(listed, library.documents), "ris", "application/x-research-info-systems"),
        ):
            name = f"{texts.FILE_NAME()}.{ending}"
            st.download_button(label, content, name, kind, key=f"save-{ending}", on_click="ignore")
    show_places(listed[: finding.shown], words, library.documents, finding)
    if len(listed) > finding.shown:
        st.button(texts.SHOW_MORE(), key="more-places", on_click=finding.show_more)


show_find_page()
