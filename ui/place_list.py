"""Places in the publications, one below the other, with the searched words marked and the ways on."""

from collections.abc import Mapping, Sequence

import streamlit as st

from index.datatypes import Document, Passage, Span
from ui import find_texts as texts
from ui import texts as common
from ui.browser import copy_text_button
from ui.markup import marked_html, text_html
from ui.reference import cited_quote, place
from ui.searched_words import SearchedWords
from ui.visit import Visit, first_page, quoted_passage

_EXCERPT_LENGTH = 420
_FIRST_WORD_WITHIN = 160


def show_places(
    passages: Sequence[Passage], words: SearchedWords, documents: Mapping[str, Document], visit: Visit
) -> None:
    """Each place with its page and section, an excerpt, and buttons that show it and copy its text and reference."""
    for number, passage in enumerate(passages, start=1):
        document = documents[passage.document_id]
        quoted = quoted_passage(passage)
        where = place(document, quoted.span, passage.section)
        key = f"show-found-{number}"
        with st.container(key=f"found-{number}"):
            st.html(_place_html(passage, document, where, words, len(documents) > 1))
            with st.container(key=f"ways-on-{number}", horizontal=True, gap="small"):
                page = first_page(document, quoted).number
                st.button(common.SHOW_IN_SOURCE(), key=key, on_click=visit.open_source, args=(quoted, page, key))
                copy_text_button(
                    texts.COPY_REFERENCE(),
                    common.named(texts.COPY_REFERENCE(), where),
                    cited_quote(document, passage.text, quoted.span),
                    f"copy-found-{number}",
                )


def _place_html(passage: Passage, document: Document, where: str, words: SearchedWords, titled: bool) -> str:
    title = f'<cite class="ks-title">{text_html(document.title)}</cite>' if titled else ""
    kind = "" if passage.kind == "text" else f'<span class="ks-kind">{texts.KINDS[passage.kind]()}</span>'
    return (
        f'<h3 class="ks-place">{title}<span>{text_html(where)}</span>{kind}</h3>'
        f'<p class="ks-excerpt">{_excerpt_html(passage, words)}</p>'
    )


def _excerpt_html(passage: Passage, words: SearchedWords) -> str:
    """The text from the sentence with the first searched word on, cut between words, with the words marked."""
    marked = words.spans(passage.text)
    start = 0
    if marked and marked[0].start > _FIRST_WORD_WITHIN:
        starts = [sentence.start - passage.start for sentence in passage.sentences]
        start = max((each for each in starts if each <= marked[0].start), default=0)
    end = len(passage.text)
    if end - start > _EXCERPT_LENGTH:
        end = start + len(passage.text[start : start + _EXCERPT_LENGTH].rsplit(None, 1)[0])
    inside = [Span(span.start - start, span.end - start) for span in marked if start <= span.start and span.end <= end]
    before, after = "… " if start else "", " …" if end < len(passage.text) else ""
    return f"{before}{marked_html(passage.text[start:end], inside)}{after}"
