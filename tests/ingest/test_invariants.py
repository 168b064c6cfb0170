"""What holds for whatever is read."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.datatypes import Passage
from index.errors import PublicationError
from ingest.blocks import Publication
from ingest.chunk import split_passages
from ingest.read import read_publication

PIECES = st.sampled_from(
    [
        "Energi", "74 pct. af kommunerne har skrottet fyret.", "og derfor", "innova tionerne", "beslut-", "ningskraft",
        "Figur 1: Figuren viser tal. n=87.", "12 % 34 %", "• Et punkt", "1. Et andet", "Hvad skete der?",
        "»Ja,« siger han.",
        "Tlf. 23 99 75 57 · mot@dmi.dk", "Bo Hedemark, driftschef", "Kontakt", "https://www.coi.dk/x", "1 Se fx dette.",
        "undersøgelser1", "CASE", "Indhold", "Forord 2", "p˚a ﬂere", "Side 3", "_____", "\f", "\n", "\n\n",
        "æ\u030a\u00ad",
        "Oplag: 600", "Før: 12 kr.", "Nu: 14 kr.", "Interview", "Tabel 2", "kommunal-", "...", "– alene – ",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=40).map(" \n".join) | st.text(max_size=200)


def assert_sound(source: str, publication: Publication, passages: list[Passage]) -> None:
    document = publication.document
    text = document.text
    assert document.pages[0].start == 0
    assert document.pages[-1].end == len(text)
    assert all(a.end == b.start and a.start <= a.end for a, b in zip(document.pages, document.pages[1:], strict=False))
    last_run = 0
    for run in document.source_runs:
        assert run.start >= last_run
        if not run.mended:
            assert text[run.start : run.start + run.length] == source[run.source_start : run.source_start + run.length]
        else:
            assert run.source_start + run.mended <= len(source)
        last_run = run.start + run.length
    assert all(0 <= section.start < section.end <= len(text) for section in document.sections)
    assert len({passage.id for passage in passages}) == len(passages)
    last = 0
    for passage in passages:
        assert text[passage.start : passage.end] == passage.text != ""
        assert passage.start >= last
        assert passage.page == document.page_at(passage.start).number
        assert passage.sentences
        last = at = passage.start
        for span in passage.sentences:
            assert at <= span.start < span.end <= passage.end
            assert document.quote(span).strip() == document.quote(span)
            at = span.end
        last = passage.end


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS)
def test_any_text_is_read_soundly_or_refused(tmp_path: Path, source: str) -> None:
    path = tmp_path / "tekst.txt"
    path.write_bytes(source.encode("utf-8", "ignore"))
    source = path.read_bytes().decode("utf-8-sig")
    try:
        publication = read_publication(path)
    except PublicationError:
        return
    assert_sound(source, publication, split_passages(publication))


def test_the_real_publication_is_read_soundly(real: Publication, real_passages: list[Passage]) -> None:
    path = Path(__file__).parents[2] / "data" / "publications" / "fornyelse-fra-oven.txt"
    assert_sound(path.read_text(encoding="utf-8"), real, real_passages)


def test_reading_twice_gives_the_same(real: Publication, real_passages: list[Passage]) -> None:
    path = Path(__file__).parents[2] / "data" / "publications" / "fornyelse-fra-oven.txt"
    again = read_publication(path)
    assert again == real
    assert split_passages(again) == real_passages


@pytest.mark.parametrize("source", ["a" * 300_000, "•\n" * 20_000, "Hvad?\n" * 20_000, "1 " * 100_000, '."' * 50_000])
@pytest.mark.timeout(30)
def test_odd_texts_take_no_more_than_linear_time(tmp_path: Path, source: str) -> None:
    path = tmp_path / "tekst.txt"
    path.write_text(source + " Hej.", encoding="utf-8")
    split_passages(read_publication(path))
