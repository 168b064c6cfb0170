"""The source beside the page: a page's text with the quote marked, and the pages before and after."""

from collections.abc import Mapping

import streamlit as st

from index.datatypes import Document, Page
from ui import texts
from ui.highlight import page_paragraphs
from ui.markup import paragraph_html, text_html
from ui.visit import SourceView, Visit, stands_there


def show_source(view: SourceView, documents: Mapping[str, Document], visit: Visit) -> None:
    """The open page. The quote is marked only where the publication says it to the letter."""
    document = documents[view.quoted.document_id]
    page = document.pages[view.page - 1]
    with st.container(key="source"):
        with st.container(key="source-head", horizontal=True, vertical_alignment="center", wrap=False):
            st.html(
                f'<h2 class="ks-source-title" id="kilde-titel" tabindex="-1">'
                f'<span class="ks-kicker">{texts.SOURCE()}</span> {text_html(document.title)}</h2>'
            )
            st.button(texts.CLOSE_SOURCE(), key="close-source", on_click=visit.close_source)
        with st.container(key="source-body"):
            st.html(_page_html(document, page, view))
        with st.container(
            key="source-foot", horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
        ):
            _show_page_buttons(document, page, visit)


def _page_html(document: Document, page: Page, view: SourceView) -> str:
    verbatim = stands_there(document, view.quoted)
    quote, exact = (view.quoted.span, view.quoted.exact) if verbatim else (None, None)
    paragraphs = "".join(paragraph_html(each) for each in page_paragraphs(document, page, quote, exact))
    before, after = "", ""
    if not verbatim:
        before = f'<p class="ks-note">{texts.QUOTE_NOT_FOUND()}</p>'
    elif view.quoted.span.start < page.start < view.quoted.span.end:
        before = f'<p class="ks-note">{texts.QUOTE_BEGAN()}</p>'
    if verbatim and view.quoted.span.start < page.end < view.quoted.span.end:
        after = f'<p class="ks-note">{texts.QUOTE_GOES_ON()}</p>'
    body = paragraphs or f'<p class="ks-note">{texts.EMPTY_PAGE()}</p>'
    name = texts.PAGE_POSITION(number=page.number, count=len(document.pages))
    # Focusable, so that the page can be scrolled by keyboard.
    return (
        f'<div class="ks-page" id="kilde-side-{page.number}" role="region" aria-label="{name}" tabindex="0">'
        f"{before}{body}{after}</div>"
    )


def _show_page_buttons(document: Document, page: Page, visit: Visit) -> None:
    count = len(document.pages)
    position = texts.PAGE_POSITION(number=page.number, count=count)
    if page.label not in ("", str(page.number)):
        position = f"{position} ({texts.PRINTED_PAGE(label=page.label)})"
    steps = (
        ("previous-page", texts.PREVIOUS_PAGE(), page.number - 1),
        ("next-page", texts.NEXT_PAGE(), page.number + 1),
    )
    for key, label, target in steps:
        st.button(
            label,
            key=key,
            disabled=not 1 <= target <= count,
            on_click=visit.turn_to,
            args=(target, texts.PAGE_POSITION(number=target, count=count)),
        )
        if key == "previous-page":
            st.html(f'<p class="ks-position">{text_html(position)}</p>', width="content")
