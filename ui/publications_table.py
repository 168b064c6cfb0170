"""The publications as a table: title, publisher, year, pages and passages."""

from collections import Counter

from ui import library_texts as texts
from ui.markup import text_html
from ui.service import Library


def publications_table_html(library: Library) -> str:
    """A table with a row for each publication."""
    passages = Counter(passage.document_id for passage in library.passages)
    head = "".join(f'<th scope="col">{name()}</th>' for name in texts.COLUMNS)
    rows = ""
    for document in library.documents.values():
        facts = (
            document.metadata.publisher or "–",
            str(document.metadata.year or "–"),
            str(len(document.pages)),
            str(passages[document.id]),
        )
        cells = "".join(f"<td>{text_html(fact)}</td>" for fact in facts)
        rows += f'<tr><th scope="row">{text_html(document.title)}</th>{cells}</tr>'
    # Focusable, so that a table wider than a phone can be scrolled by keyboard.
    return (
        f'<div class="ks-table" role="region" tabindex="0" aria-label="{texts.LIST()}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
