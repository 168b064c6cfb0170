import unicodedata
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean import MADE, SOFT_HYPHEN, SourceText, clean_characters, concat, made, origin, source_runs, whole

LETTERS = st.text(st.sampled_from("abeå Æø˚´ﬁﬀ\u00ad\u00a0\u030a\n\r\f-.12"), max_size=60)


@pytest.mark.parametrize(
    ("source", "cleaned"),
    [
        ("p˚a", "på"),
        ("f˚aet", "fået"),
        ("˚Arlig", "Årlig"),
        ("pa˚", "på"),
        ("ﬂere eﬀekter af oﬃcielle ﬁgurer", "flere effekter af officielle figurer"),
        ("a\u030arlig", "årlig"),
        ("id´e", "idé"),
        ("innova\u00adtion", "innovation"),
        ("innova\u00ad tion", "innovation"),
        ("10\u00a0pct.", "10 pct."),
        ("a\r\nb\rc", "a\nb\nc"),
        ("nul\u200bbredde\x00", "nulbredde"),
    ],
)
def test_characters_as_they_were_meant(source: str, cleaned: str) -> None:
    assert clean_characters(whole(source)).text == cleaned


def test_soft_hyphen_at_a_line_end_stays_for_the_joining_of_lines() -> None:
    assert clean_characters(whole("innova\u00ad  \ntion")).text == "innova\u00ad\ntion"


def test_form_feeds_stay() -> None:
    assert clean_characters(whole("side 1\fside 2")).text == "side 1\fside 2"


@given(LETTERS)
def test_every_character_that_was_not_made_is_the_sources_own(source: str) -> None:
    cleaned = clean_characters(whole(source))
    assert len(cleaned.text) == len(cleaned.sources)
    for character, at in zip(cleaned.text, cleaned.sources, strict=True):
        assert at < 0 or source[at] == character
        start, length = origin(at)
        assert (
            at == MADE
            or character == SOFT_HYPHEN
            or (length and character in clean_characters(whole(source[start : start + length])).text)
        )


@given(
    st.text(st.sampled_from("abå Æøﬁﬀ\u00ad\u00a0\n\r\f-."), max_size=60)
    | st.text(st.sampled_from("abå Æø˚´\u030ae\n"), max_size=60)
)
def test_cleaning_twice_changes_nothing(source: str) -> None:
    once = clean_characters(whole(source)).text
    assert clean_characters(whole(once)).text == once


@given(st.text(st.characters(categories=["L", "M", "N", "P", "Z"]), max_size=60))
def test_danish_text_comes_out_in_nfc(source: str) -> None:
    danish = unicodedata.normalize("NFD", "".join(c for c in source if c.isascii()) + "æøåéÅ")
    assert unicodedata.is_normalized("NFC", clean_characters(whole(danish)).text)


def test_runs_are_the_longest_that_stand_alike() -> None:
    text = concat([SourceText("abc", array("q", [4, 5, 6])), made(" "), SourceText("de", array("q", [8, 9]))])
    runs = source_runs(text)
    assert [(run.start, run.source_start, run.length) for run in runs] == [(0, 4, 3), (4, 8, 2)]


def test_without_leaves_out_ranges_and_keeps_the_map() -> None:
    text = clean_characters(whole("abcdef")).without([(1, 2), (4, 6)])
    assert text.text == "acd"
    assert list(text.sources) == [0, 2, 3]


def test_collapsed_keeps_one_blank() -> None:
    assert clean_characters(whole("  a   b ")).collapsed().text == "a b"
