"""Om: how answers are found, what is stored, the publications, accessibility, version and licence."""

from pathlib import Path
from tomllib import loads

import streamlit as st

from ui import about_texts as texts
from ui.browser import Effect, run_effect
from ui.language import current_language
from ui.library_texts import LIST as PUBLICATIONS
from ui.publications_table import publications_table_html
from ui.service import answer_service

_ROOT = Path(__file__).resolve().parent.parent


def show_about_page() -> None:
    """One text to read from top to bottom."""
    with st.container(key="about"):
        st.html(f'<p class="ks-lead">{texts.LEAD()}</p>')
        for heading, paragraphs in texts.SECTIONS:
            st.html(f"<h2>{heading()}</h2>" + "".join(f"<p>{paragraph()}</p>" for paragraph in paragraphs))
        st.html(f"<h2>{PUBLICATIONS()}</h2>{publications_table_html(answer_service().library)}")
        st.html(f"<h2>{texts.ACCESSIBILITY()}</h2>")
        statement = _ROOT / "data" / "about" / f"accessibility.{current_language()}.md"
        st.markdown(statement.read_text(encoding="utf-8"))
        numbered = texts.VERSION(version=_version())
        st.html(f"<h2>{texts.VERSION_AND_LICENCE()}</h2><p>{numbered} {texts.LICENCE()}</p>")
    run_effect(Effect())


def _version() -> str:
    project = loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


show_about_page()
