"""Om: what is said of the publications, of what is stored, and of accessibility."""

from collections.abc import Callable
from tomllib import loads

from streamlit.testing.v1 import AppTest

from tests.ui.conftest import ROOT, html_of
from ui import about_texts


def test_about_tells_of_the_publications_and_of_what_is_stored(open_page: Callable[[], AppTest]) -> None:
    page = open_page().run().switch_page("about_page.py").run()
    html = html_of(page)
    assert not page.exception
    assert "<h1>Om Kildesvar</h1>" in html
    for heading, paragraphs in about_texts.SECTIONS:
        assert f"<h2>{heading()}</h2><p>{paragraphs[0]()}</p>" in html
    assert '<th scope="row">Prøve &lt;i&gt;af&lt;/i&gt; noget</th>' in html
    assert "<td>Center for Prøver (CP)</td><td>2021</td><td>3</td><td>3</td>" in html
    version = loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"Kildesvar {version}." in html
    assert "WCAG 2.1" in page.markdown[0].value
