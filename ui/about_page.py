"""Om: how answers are found, what is stored, the publications, accessibility, version and licence."""

from collections import Counter
from pathlib import Path
from tomllib import loads

import streamlit as st

from ui import about_texts as texts
from ui.browser import Effect, run_effect
from ui.language import current_language
from ui.markup import text_html
from ui.service import Library, answer_service

_ROOT = Path(__file__).resolve().parent.parent


def show_about_page() -> None:
    """One text to read from top to bottom."""
    with st.container(key="about"):
        st.html(f'<p class="ks-lead">{texts.LEAD()}</p>')
        for heading, paragraphs in texts.SECTIONS:
            st.html(f"<h2>{heading()}</h2>" + "".join(f"<p>{paragraph()}</p>" for paragraph in paragraphs))
        st.html(f"<h2>{texts.PUBLICATIONS()}</h2>{_publications_html(answer_service().library)}")
        st.html(f"<h2>{texts.ACCESSIBILITY()}</h2>")
        statement = _ROOT / "data" / "about" / f"accessibility.{current_language()}.md"
        st.markdown(statement.read_text(encoding="utf-8"))
        numbered = texts.VERSION(version=_version())
        st.html(f"<h2>{texts.VERSION_AND_LICENCE()}</h2><p>{numbered} {texts.LICENCE()}</p>")
    run_effect(Effect())


def _version() -> str:
    project = loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def _publications_html(library: Library) -> str:
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
        f'<div class="ks-table" role="region" tabindex="0" aria-label="{texts.PUBLICATIONS()}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


show_about_page()
