"""An answer, further answers, other places, or a refusal, as cards below the question."""

from collections.abc import Mapping
from datetime import date
from functools import partial

import streamlit as st

from answer.datatypes import Answer, Response
from index.datatypes import Document, Passage, Span
from ui import texts
from ui.browser import Effect, copy_text_button
from ui.citation_formats import Quotation, as_bibtex, as_markdown, as_ris
from ui.conversation import Conversation, Turn
from ui.feedback import FeedbackError, FeedbackStore, Judged
from ui.highlight import marked_pieces
from ui.markup import emphasised_html, text_html
from ui.neighbours import neighbours
from ui.reference import cited_quote, place
from ui.service import Library, feedback_file
from ui.visit import Quoted, first_page, quoted_answer, quoted_passage

_SHOWN_PLACES = 3
_EXCERPT_LENGTH = 240


def show_folded(turn: Turn, response: Response, library: Library, conversation: Conversation) -> None:
    """An earlier answer in short: its quote and place, or that there was none, and a way to the whole card."""
    documents = library.documents
    with st.container(key=f"folded-{turn.id}"):
        if response.refused or not response.answers:
            html, more = f'<p class="ks-refusal">{texts.refusal(len(documents))}</p>', texts.SHOW_NEAREST()
        else:
            html, more = _quote_html(response.answers[0], documents, certainty=""), texts.SHOW_WHOLE_ANSWER()
        st.html(html)
        st.button(more, key=f"unfold-{turn.id}", on_click=conversation.unfold, args=(turn,))


def show_response(turn: Turn, response: Response, library: Library, conversation: Conversation) -> None:
    """The answer's card with further answers and places folded below, or the refusal with the nearest places."""
    documents = library.documents
    if response.refused or not response.answers:
        _show_refusal(turn, response, documents, conversation)
        return
    best, *further = response.answers
    _show_answer(turn, best, f"{turn.id}-1", library, conversation)
    if further:
        with st.expander(texts.MORE_ANSWERS(count=len(further)), key=f"more-{turn.id}"):
            for rank, answer in enumerate(further, start=2):
                _show_answer(turn, answer, f"{turn.id}-{rank}", library, conversation)
    places = _other_places(response)
    if places:
        with st.expander(texts.OTHER_PLACES(), key=f"places-{turn.id}"):
            _show_places(turn, places, documents, conversation)


def _show_answer(turn: Turn, answer: Answer, card: str, library: Library, conversation: Conversation) -> None:
    documents = library.documents
    citation = answer.citation
    document = documents[citation.document_id]
    where = place(document, citation.span, citation.section)
    with st.container(key=f"card-{card}"):
        certainty = f'<span class="ks-certainty">{texts.certainty(answer.probability)}</span>'
        st.html(_quote_html(answer, documents, certainty) + _surroundings_html(document, library, citation.span))
        with st.container(key=f"actions-{card}", horizontal=True, gap="small", vertical_alignment="center"):
            _show_in_source_button(f"show-{card}", quoted_answer(answer), document, conversation)
            copy_text_button(
                texts.COPY_QUOTE(),
                texts.named(texts.COPY_QUOTE(), where),
                cited_quote(document, citation.quote, citation.span),
                f"copy-{card}",
            )
            _show_citation_forms(answer, document, where, card)
            _show_thumbs(turn, answer, card, conversation)


def _quote_html(answer: Answer, documents: Mapping[str, Document], certainty: str) -> str:
    """The quote with its exact words emphasised, and its place; `certainty`, as HTML, stands beside that."""
    citation = answer.citation
    document = documents[citation.document_id]
    quote = emphasised_html(marked_pieces(document, citation.span, None, answer.spans))
    title = f'<cite class="ks-title">{text_html(document.title)}</cite>' if len(documents) > 1 else ""
    where = text_html(place(document, citation.span, citation.section))
    return (
        f'<blockquote class="ks-quote"><p>{quote}</p></blockquote>'
        f'<p class="ks-place">{title}<span>{where}</span>{certainty}</p>'
    )


def _show_citation_forms(answer: Answer, document: Document, where: str, card: str) -> None:
    citation = answer.citation
    quotation = Quotation(document, citation.quote, citation.span, citation.section, date.today())
    name = texts.CITATION_FILE()
    with st.popover(texts.CITE(), key=f"cite-{card}"):
        copy_text_button(
            texts.COPY_MARKDOWN(), texts.named(texts.COPY_MARKDOWN(), where), as_markdown(quotation), f"markdown-{card}"
        )
        # Written when it is wanted: a file that is ready is kept in the server's memory for every answer.
        for label, write, ending in ((texts.SAVE_BIBTEX(), as_bibtex, "bib"), (texts.SAVE_RIS(), as_ris, "ris")):
            st.download_button(
                label,
                partial(write, quotation),
                f"{name}.{ending}",
                "text/plain",
                key=f"{ending}-{card}",
                on_click="ignore",
            )


def _surroundings_html(document: Document, library: Library, quote: Span) -> str:
    """The sentences before and after, folded until they are wanted."""
    before, after = neighbours(document, library.passages, quote)
    if before is None and after is None:
        return ""
    name = texts.SHOW_AROUND() if before and after else texts.SHOW_BEFORE() if before else texts.SHOW_AFTER()
    sentences = " ".join(
        f"<span>{text_html(document.quote(span))}</span>"
        if span != quote
        else f"<b>{text_html(document.quote(span))}</b>"
        for span in (before, quote, after)
        if span is not None
    )
    return f'<details class="ks-around"><summary>{name}</summary><p>{sentences}</p></details>'


def _show_refusal(
    turn: Turn, response: Response, documents: Mapping[str, Document], conversation: Conversation
) -> None:
    with st.container(key=f"refusal-{turn.id}"):
        st.html(
            f'<p class="ks-refusal">{texts.refusal(len(documents))}</p>'
            f'<p class="ks-advice">{texts.REFUSAL_ADVICE()}</p>'
        )
        places = tuple(source.passage for source in response.sources[:_SHOWN_PLACES])
        if places:
            st.html(f'<h3 class="ks-near">{texts.NEAR_MISSES()}</h3>')
            _show_places(turn, places, documents, conversation)


def _other_places(response: Response) -> tuple[Passage, ...]:
    """The passages found that hold none of the answers."""
    cited = [(answer.citation.document_id, answer.citation.span) for answer in response.answers]
    return tuple(
        source.passage
        for source in response.sources
        if not any(
            source.passage.document_id == document_id and span.overlaps(Span(source.passage.start, source.passage.end))
            for document_id, span in cited
        )
    )[:_SHOWN_PLACES]


def _show_places(
    turn: Turn,
    places: tuple[Passage, ...],
    documents: Mapping[str, Document],
    conversation: Conversation,
) -> None:
    for number, passage in enumerate(places, start=1):
        key = f"{turn.id}-p{number}"
        document = documents[passage.document_id]
        quoted = quoted_passage(passage)
        where = place(document, quoted.span, passage.section)
        title = f'<cite class="ks-title">{text_html(document.title)}</cite>' if len(documents) > 1 else ""
        with st.container(key=f"place-{key}"):
            st.html(
                f'<p class="ks-place">{title}<span>{text_html(where)}</span></p>'
                f'<p class="ks-excerpt">{text_html(_excerpt(passage.text))}</p>'
            )
            _show_in_source_button(f"show-{key}", quoted, document, conversation)


def _excerpt(text: str) -> str:
    """The beginning of a passage, cut between words."""
    if len(text) <= _EXCERPT_LENGTH:
        return text
    return f"{text[:_EXCERPT_LENGTH].rsplit(None, 1)[0].rstrip(' ,;:–-')} …"


def _show_in_source_button(key: str, quoted: Quoted, document: Document, conversation: Conversation) -> None:
    page = first_page(document, quoted).number
    st.button(texts.SHOW_IN_SOURCE(), key=key, on_click=conversation.open_source, args=(quoted, page, key))


def _show_thumbs(turn: Turn, answer: Answer, card: str, conversation: Conversation) -> None:
    citation = answer.citation
    judged = Judged(
        turn=turn.id,
        document=citation.document_id,
        start=citation.span.start,
        page=citation.page,
        question=turn.question,
        quote=citation.quote,
    )
    chosen = conversation.thumbs.get(card)
    with st.container(key=f"thumbs-{card}", horizontal=True, gap="xsmall", width="content"):
        for value, name, label in ((1, "up", texts.HELPFUL()), (-1, "down", texts.UNHELPFUL())):
            st.button(
                f"{label} ({texts.CHOSEN()})" if chosen == value else label,
                key=f"thumb-{name}-{card}",
                type="primary" if chosen == value else "secondary",
                on_click=_judge,
                args=(judged, card, value, f"thumb-{name}-{card}", conversation),
            )


def _judge(judged: Judged, card: str, value: int, button: str, conversation: Conversation) -> None:
    """Stores a thumb; the same thumb once more takes it back. The button is drawn anew, and gets its focus back."""
    focus = f".st-key-{button} button"
    store = FeedbackStore(feedback_file())
    try:
        if conversation.thumbs.get(card) == value:
            store.withdraw(judged)
            del conversation.thumbs[card]
            conversation.effect = Effect.new(announcement=texts.FEEDBACK_WITHDRAWN(), focus=focus)
        else:
            store.save(judged, value)
            conversation.thumbs[card] = value
            conversation.effect = Effect.new(announcement=texts.FEEDBACK_SAVED(), focus=focus)
    except FeedbackError:
        conversation.notice = texts.FEEDBACK_NOT_SAVED()
