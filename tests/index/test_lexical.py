import numpy as np
import pytest

from index.lexical import LexicalIndex
from index.words import compound_parts, nearest_word, stem, tokens

TEXTS = [
    "Særligt for medarbejdertilfredshed er forskellen stor.",
    "Borgerne deltog i møder om skolen.",
    "Svarprocenten er 50 procent, og n=1.877.",
    "Kommunerne genbruger andres løsninger.",
]


@pytest.fixture(scope="module")
def index():
    return LexicalIndex.build(TEXTS)


def test_tokens_keep_numbers_whole():
    assert tokens("Figur 2: n=1.877, 0,05 og COI’s E-mail") == [
        "figur",
        "2",
        "n",
        "1.877",
        "0,05",
        "og",
        "coi’s",
        "e",
        "mail",
    ]


def test_inflected_words_share_a_stem():
    assert stem("innovationerne") == stem("innovation")


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("medarbejdertilfredshed", ("medarbejder", "tilfredshed")),
        ("innovationsdag", ()),  # "dag" is too short to be told from an ending
        ("beslutningskraft", ("beslutning", "kraft")),
        ("innovation", ()),
    ],
)
def test_compounds(compound, parts):
    known = {"medarbejder", "tilfredshed", "beslutning", "kraft", "innovation", "inno"}
    assert compound_parts(compound, known.__contains__) == parts


def test_a_part_of_a_compound_finds_it(index):
    assert index.scores("Er de tilfredse? tilfredshed").argmax() == 0


def test_a_compound_finds_its_parts(index):
    assert index.scores("skolemøder").argmax() == 1


def test_a_misspelt_word_is_mended(index):
    assert index.scores("medarbejdertilfredshet").argmax() == 0
    assert index.scores("genbruker").argmax() == 3
    assert index.scores("loesninger").argmax() == 3


def test_a_number_is_never_mended(index):
    assert nearest_word("1.878", ["1.877"]) is None
    assert index.scores("1.878").max() == 0
    assert index.scores("1.877").argmax() == 2


def test_words_that_tell_nothing_score_nothing(index):
    np.testing.assert_array_equal(index.scores("hvad er det?"), np.zeros(4))
    np.testing.assert_array_equal(index.scores(""), np.zeros(4))


def test_unknown_share(index):
    assert index.unknown_share("Hvad med zebraer og skolen?") == 0.5
    assert index.unknown_share("hvad er det") == 1.0


def test_saved_and_loaded_alike(index, tmp_path):
    index.save(tmp_path / "lexical")
    loaded = LexicalIndex.load(tmp_path / "lexical")
    for question in ("tilfredshed", "genbruger kommunerne", "svarprocent"):
        np.testing.assert_array_equal(loaded.scores(question), index.scores(question))
