"""The conversation as a Markdown file: every question, quote and reference."""

from collections.abc import Iterable, Mapping
from datetime import date

from answer.datatypes import Answer, Response
from index.datatypes import Document
from ui import texts
from ui.citation_formats import plain_markdown
from ui.conversation import Turn
from ui.reference import full_reference


def markdown_file(turns: Iterable[Turn], documents: Mapping[str, Document], day: date) -> bytes:
    """All answered turns. day: the one written in the file."""
    parts = [f"# {texts.CONVERSATION()}", texts.SAVED_ON(day=day.day, month=day.month, year=day.year)]
    for turn in turns:
        if turn.response is not None:
            parts.append(f"## {plain_markdown(turn.question)}")
            parts += _response_parts(turn.response, documents)
    return ("\n\n".join(parts) + "\n").encode("utf-8")


def _response_parts(response: Response, documents: Mapping[str, Document]) -> list[str]:
    if response.refused:
        return [texts.refusal(len(documents))]
    return [part for answer in response.answers for part in _answer_parts(answer, documents)]


def _answer_parts(answer: Answer, documents: Mapping[str, Document]) -> tuple[str, str]:
    citation = answer.citation
    document = documents[citation.document_id]
    quote = "\n".join(f"> {plain_markdown(line)}  " for line in citation.quote.split("\n")).rstrip()
    reference = full_reference(document, document.page_at(citation.span.start))
    where = f"{reference} · {citation.section}" if citation.section else reference
    return quote, f"{plain_markdown(where)}. *{texts.certainty(answer.probability)}.*"
