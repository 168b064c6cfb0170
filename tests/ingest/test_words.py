import pytest

from ingest.clean import clean_characters, whole
from ingest.words import Lexicon, join_lines

SEEN = [
    "komplekse problemstillinger og en borgersamling er god",
    "klima-problematikker og -løsninger",
    "et 5-procents-niveau",
    "forskellen mellem store og mellemstore kommuner",
    "borgersamlinger",
]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(SEEN)


def joined(text: str, lexicon: Lexicon) -> str:
    return join_lines(
        [clean_characters(whole(line + "\n")).slice(0, len(line)) for line in text.split("\n")], lexicon
    ).text


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("politisk beslut-\nningskraft", "politisk beslutningskraft"),
        ("Dan-\nmarks digitale vækst", "Danmarks digitale vækst"),
        ("parter samt praksis-\nsektor", "parter samt praksissektor"),
        ("kommunal-, regional- og\nstatslige", "kommunal-, regional- og statslige"),
        ("klima-\nog miljøudvalgene", "klima- og miljøudvalgene"),
        ("internet-\neller mobildækning", "internet- eller mobildækning"),
        ("klima- og miljø-\nforvaltningen", "klima- og miljøforvaltningen"),
        ("lærere og sosu-\nassistenter", "lærere og sosu-assistenter"),
        ("det nye it-\nsystem", "det nye it-system"),
        ("udledning af CO2-\nudledning", "udledning af CO2-udledning"),
        ("en OECD-\nrapport", "en OECD-rapport"),
        ("Louise Brandt-\nMikkelsen", "Louise Brandt-Mikkelsen"),
        ("i årene 2018-\n2019", "i årene 2018-2019"),
        ("nye klima-\nproblematikker", "nye klima-problematikker"),
        ("et 5-procents-\nniveau", "et 5-procents-niveau"),
        ("sosu-assisten-\nter", "sosu-assistenter"),
        ("det er – \nalene – sket", "det er – alene – sket"),
        ("innova\u00ad\ntion", "innovation"),
    ],
)
def test_words_broken_at_a_hyphen(lines: str, text: str, lexicon: Lexicon) -> None:
    assert joined(lines, lexicon) == text


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("11 pct. af innova tionerne, der", "11 pct. af innovationerne, der"),
        ("hvor problem\nstillinger går", "hvor problemstillinger går"),
        # words that are two, though the two together are one as well
        ("En borgersamling er et eksperiment", "En borgersamling er et eksperiment"),
        ("forskellen mellem\nstore kommuner", "forskellen mellem store kommuner"),
        ("der for alvor", "der for alvor"),
        ("til\nbage", "til bage"),
        ("hvor problem stillinger går", "hvor problem stillinger går"),
    ],
)
def test_words_broken_without_a_hyphen(lines: str, text: str, lexicon: Lexicon) -> None:
    assert joined(lines, lexicon) == text


def test_joining_keeps_the_map_to_the_source(lexicon: Lexicon) -> None:
    source = clean_characters(whole("politisk beslut-\nningskraft"))
    lines = [source.slice(0, 16), source.slice(17, 27)]
    text = join_lines(lines, lexicon)
    assert text.text == "politisk beslutningskraft"
    assert all("politisk beslut-\nningskraft"[at] == c for c, at in zip(text.text, text.sources, strict=True))


def test_no_blanks_are_doubled(lexicon: Lexicon) -> None:
    assert joined("en  linje \n  og en til", lexicon) == "en linje og en til"
