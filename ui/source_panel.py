"""The source beside the page: a page as it looks or its text, with the quote marked, and the pages around it."""

import streamlit as st

from index.datatypes import Document, Page
from ui import texts
from ui.highlight import page_paragraphs
from ui.markup import paragraph_html, text_html
from ui.originals import original_url
from ui.service import Library
from ui.sheet import has_sheets, sheet_html
from ui.visit import SourceView, Visit, stands_there

_ZOOMS = (1.0, 1.5, 2.0, 3.0)


def show_source(view: SourceView, library: Library, visit: Visit) -> None:
    """The open page. The quote is marked only where the publication says it to the letter."""
    document = library.documents[view.quoted.document_id]
    page = document.pages[view.page - 1]
    original = library.originals.get(document.id)
    drawn = original if original is not None and has_sheets(original) else None
    with st.container(key="source"):
        with st.container(key="source-head", horizontal=True, vertical_alignment="center", wrap=False):
            st.html(
                f'<h2 class="ks-source-title" id="kilde-titel" tabindex="-1">'
                f'<span class="ks-kicker">{texts.SOURCE()}</span> {text_html(document.title)}</h2>'
            )
            st.button(texts.CLOSE_SOURCE(), key="close-source", on_click=visit.close_source)
        if original is not None:
            with st.container(key="source-tools", horizontal=True, vertical_alignment="center"):
                _show_tools(document, page, view, drawn is not None, visit)
        with st.container(key="source-body"):
            if drawn is None or view.as_text:
                st.html(_page_html(document, page, view))
            else:
                st.html(sheet_html(drawn, document, page, view))
        with st.container(
            key="source-foot", horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
        ):
            _show_page_buttons(document, page, visit)


def _show_tools(document: Document, page: Page, view: SourceView, has_picture: bool, visit: Visit) -> None:
    if has_picture:
        name = texts.SHOW_PICTURE() if view.as_text else texts.SHOW_TEXT()
        st.button(name, key="source-as-text", on_click=visit.show_as_text, args=(not view.as_text,))
    if has_picture and not view.as_text:
        at = _ZOOMS.index(view.zoom)
        for key, label, target in (("zoom-out", texts.ZOOM_OUT(), at - 1), ("zoom-in", texts.ZOOM_IN(), at + 1)):
            possible = 0 <= target < len(_ZOOMS)
            zoom = _ZOOMS[target] if possible else view.zoom
            st.button(label, key=key, disabled=not possible, on_click=visit.zoom_to, args=(zoom,))
    links = [(original_url(document), texts.DOWNLOAD_ORIGINAL(), " download")]
    if has_picture:
        links.insert(0, (original_url(document, page.number), texts.OPEN_PDF(), ' target="_blank" rel="noopener"'))
    html = "".join(f'<a href="{text_html(url)}"{how}>{label}</a>' for url, label, how in links)
    st.html(f'<p class="ks-originals">{html}</p>', width="content")


def _page_html(document: Document, page: Page, view: SourceView) -> str:
    verbatim = stands_there(document, view.quoted)
    quote, exact = (view.quoted.span, view.quoted.exact) if verbatim else (None, ())
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
