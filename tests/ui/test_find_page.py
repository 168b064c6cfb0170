"""Find kilder: search, narrow, sort, open and take along, without a browser."""

import csv
import io
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from index.datatypes import Document
from index.lexical import LexicalIndex
from tests.ui.conftest import go_to, html_of, press
from tests.ui.sample import ACROSS, PLACES, QUOTE, FakeAnswerer, found_passage, library_of
from ui import find_texts, texts
from ui.exports import csv_file, ris_file
from ui.finding import NEAREST, Filters, by_page, narrowed
from ui.searched_words import SearchedWords

OpenPage = Callable[[], AppTest]
LIBRARY_WORDS = LexicalIndex.build(["Kommunerne har stor medarbejdertilfredshed.", "Staten", *PLACES])


@pytest.fixture
def find_page(open_page: OpenPage) -> AppTest:
    return open_page().run().switch_page("find_page.py").run()


def search(page: AppTest, question: str) -> AppTest:
    page.text_input[0].set_value(question)
    return press(page, find_texts.SEARCH())


def test_places_are_listed_with_the_words_marked(find_page: AppTest, answerer: FakeAnswerer) -> None:
    page = search(find_page, "citat betale")
    html = html_of(page)
    assert not page.exception
    assert "<h1>Find kilder</h1>" in html
    assert "De 3 nærmeste steder" in html
    assert "Et <mark>citat</mark> begynder her og slutter her." in html
    assert "&lt;b&gt;skal&lt;/b&gt; <mark>betale</mark> 6 pct." in html
    assert page.query_params["q"] == "citat betale"
    assert (answerer.searched, answerer.asked) == (["citat betale"], [])


def test_only_places_with_all_the_words(find_page: AppTest) -> None:
    page = search(find_page, "citat begynder")
    html = html_of(page.checkbox[0].check().run())
    assert "Ét sted har alle ordene" in html
    assert html.count("ks-excerpt") == 1
    page = search(page, "citat betale")
    assert find_texts.NONE_LEFT() in html_of(page)


def test_unknown_words_give_no_places(find_page: AppTest, answerer: FakeAnswerer) -> None:
    html = html_of(search(find_page, "xyzzyqq"))
    assert find_texts.NONE_KNOWN() in html
    assert "ks-excerpt" not in html
    assert answerer.searched == []


def test_a_place_opens_in_the_source_panel(find_page: AppTest) -> None:
    page = press(search(find_page, "betale"), texts.SHOW_IN_SOURCE())
    assert 'id="kilde-side-1"' in html_of(page)
    assert "<mark>Man &lt;b&gt;skal&lt;/b&gt; betale 6 pct. &amp; moms.</mark>" in html_of(page)
    assert "kilde-side" not in html_of(press(page, texts.CLOSE_SOURCE()))


def test_the_search_and_the_chat_are_kept_while_one_looks_at_the_other(find_page: AppTest) -> None:
    page = search(find_page, "betale")
    page = go_to(page, "ask_page.py")
    assert "<h1>Kildesvar</h1>" in html_of(page)
    page = page.chat_input[0].set_value("Hvad skal man betale?").run()
    page = go_to(page, "find_page.py")
    assert page.text_input[0].value == "betale"
    assert "ks-excerpt" in html_of(page)
    assert "ks-question" in html_of(go_to(page, "ask_page.py"))


def test_a_link_searches_at_once(open_page: OpenPage) -> None:
    page = open_page().run().switch_page("find_page.py")
    page.query_params["q"] = "betale"
    page.run()
    assert page.text_input[0].value == "betale"
    assert "<mark>betale</mark>" in html_of(page)


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        (Filters(), 3),
        (Filters(documents=frozenset({"prøve"})), 3),
        (Filters(documents=frozenset({"en-anden"})), 0),
        (Filters(years=frozenset({2021})), 3),
        (Filters(years=frozenset({1999})), 0),
        (Filters(sections=frozenset({"Indledning"}), kinds=frozenset({"text"})), 3),
        (Filters(kinds=frozenset({"figure"})), 0),
        (Filters(all_words=True), 1),
    ],
)
def test_filters(document: Document, filters: Filters, kept: int) -> None:
    found = [found_passage(document, number, text) for number, text in enumerate(PLACES)]
    words = SearchedWords("betale moms", LIBRARY_WORDS)
    assert len(narrowed(found, filters, words, {document.id: document})) == kept


def test_no_more_than_the_nearest_are_listed(document: Document) -> None:
    found = [found_passage(document, number, QUOTE) for number in range(NEAREST + 5)]
    words = SearchedWords("betale", LIBRARY_WORDS)
    assert len(narrowed(found, Filters(), words, {document.id: document})) == NEAREST
    assert len(narrowed(found, Filters(all_words=True), words, {document.id: document})) == NEAREST + 5


def test_order_of_the_publication(document: Document) -> None:
    passages = [found_passage(document, number, text).passage for number, text in enumerate((ACROSS, QUOTE))]
    assert [passage.text for passage in by_page(passages, {document.id: document})] == [QUOTE, ACROSS]


def test_words_are_found_in_other_forms_and_in_compounds() -> None:
    text = "Kommunerne har stor medarbejdertilfredshed."
    words = SearchedWords("Hvad har kommune og tilfredshed?", LIBRARY_WORDS)
    assert [text[span.start : span.end] for span in words.spans(text)] == ["Kommunerne", "medarbejdertilfredshed"]
    assert words.all_in(text)
    assert not words.all_in("Kommunerne")


def test_csv_is_read_back_whole(document: Document) -> None:
    library = library_of(document)
    rows = list(
        csv.reader(io.StringIO(csv_file(library.passages, library.documents).decode("utf-8-sig")), delimiter=";")
    )
    assert rows[0][:3] == ["Publikation", "Udgiver", "År"]
    assert rows[1][:8] == [
        "Prøve <i>af</i> noget", "Center for Prøver (CP)", "2021", "1", "1", "Indledning", "Brødtekst", QUOTE,
    ]  # fmt: skip
    assert rows[1][8].endswith("Prøve <i>af</i> noget, s. 1")
    assert len(rows) == 1 + len(PLACES)


def test_a_cell_is_never_a_formula(document: Document) -> None:
    formula = found_passage(document, 0, QUOTE).passage
    object.__setattr__(formula, "text", '=HYPERLINK("http://x")')
    assert "'=HYPERLINK" in csv_file([formula], {document.id: document}).decode()


def test_ris_has_a_record_for_each_place(document: Document) -> None:
    library = library_of(document)
    records = ris_file(library.passages, library.documents).decode().split("ER  - \r\n")
    assert len(records) == len(PLACES) + 1
    lines = records[0].split("\r\n")
    assert lines[0] == "TY  - RPRT"
    assert "AU  - Center for Prøver (CP)," in lines
    assert "PY  - 2021" in lines
    assert "SP  - 1" in lines
    assert f"N1  - Indledning: {QUOTE}" in lines
