import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "Således vurderer 6 pct. af de offentlige arbejdspladser, at 12 pct. vurderer det.",
        "DMI har fået svar, bl.a. fordi løsningen er god, f.eks. om natten.",
        "Der var ca. 40 og hhv. 12 % og 9 % i nr. 7, jf. stk. 2.",
        "Ring på Tlf. 23 99 75 57 eller kl. 10.",
        "Det står på S. 4 og på s. 12.",
        "Det koster 2,2 mio. kr. om året.",
        "1 Krogh Jeppesen, L., Gjellerup, P. & Rømer Grove, L. (2021) skriver det.",
        "Den 11. oktober 2024 og i 3. kvartal kom der 1.500 brugere.",
        "Det skete pga. ny lovgivning m.m. i kommunerne.",
        "Prof. Hansen og Dr. Jensen mødte J. P. Olsen.",
        "I alt eleverne i 9. og 10. klasse.",
        "Brugerne fandt dmi.dk/friedata uden hjælp.",
        "Tabel 1. Ulykker pr. år",
        "1. Ansæt tre værter.",
        "Andelen var 0,05 og 1.877.",
    ],
)
def test_one_sentence(whole: str) -> None:
    assert sentences(whole) == [whole]


@pytest.mark.parametrize(
    "parts",
    [
        ["I 2022 var det 12 pct.", "Det er flere end før."],
        ["De er faldet til 12 pct.", "Kun 3 kommuner er bagud."],
        ["I 2022 var det 48 pct.", "41 pct. svarede nej."],
        ["Budgettet var på 44,0 mio. kr.", "Hele overskridelsen stammer fra beholderne."],
        ["Målet er nået m.m.", "Resten venter."],
        ["»Nej, overhovedet ikke.", "Der sad en smed.«", "Så gik hun."],
        ["Bliver planerne til noget?", "Ja."],
        ["De imødegår modstanden.2", "Tilpasningen hjælper."],
        ["Tallet er usikkert.¹", "Det reelle tal er højere."],
        ["Jeg kendte tre ud af 32.", "Til mine egne møder kender jeg alle."],
        ["Frederik er her (og bliver.)", "Han rejser."],
        ["Det var i 2018.", "I 2019 var det andet."],
        ["Første afsnit uden punktum", "Andet afsnit"],
    ],
)
def test_several_sentences(parts: list[str]) -> None:
    text = ("\n\n" if parts[0].endswith("punktum") else " ").join(parts)
    assert sentences(text) == parts


@given(st.text(st.sampled_from("aBæ .!?»«”\"')1²\n"), max_size=80))
def test_spans_hold_all_that_is_not_blank(text: str) -> None:
    spans = split_sentences(text)
    covered: set[int] = set()
    last = 0
    for span in spans:
        assert span.start >= last
        assert text[span.start : span.end].strip() == text[span.start : span.end] != ""
        covered.update(range(span.start, span.end))
        last = span.end
    assert all(at in covered for at, character in enumerate(text) if not character.isspace())


def test_long_runs_take_no_more_than_linear_time() -> None:
    assert len(split_sentences("." * 300_000 + ' "' * 300_000)) >= 1
