"""Danish words for lexical search: tokens, stems, the parts of compounds, and the nearest word to a misspelt one."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

import Stemmer
from rapidfuzz import fuzz, process

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)*")
SHORTEST_PART = 4
SPELLING_CUTOFF = 78.0

# Words that tell nothing of what is asked about, in the languages that questions come in.
STOP_WORDS = frozenset(
    """
    af alle alt at da de dem den denne der deres det dette dig din disse dog du efter eller en end er et for
    fordi fra før ham han har have hende her hos hun hvad hvem hver hvilke hvilken hvilket hvis hvor hvordan
    hvorfor hvornår i ikke ind jeg jer jo kan kom man med meget men mig min mit må ned nogen noget nogle nu når
    og også om op os over på sig sin sit skal som sådan så ta til ud under ved vi vil være været var blev bliver
    blive bare lige gør få får synes siger findes a an and are as be by can do does did from has how in is it
    its many much of on or that the there they this to was were what when where which who why will with about
    tell me att och är hur vad vem vilka vilken vilket varför när ett inte mot för av till hva mange mye ble
    ofte tit often ofta
    """.split()
)
_FOLD = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "é": "e", "ü": "u"})


def tokens(text: str) -> list[str]:
    """Lower-case words and numbers, in order."""
    return WORD.findall(text.lower())


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("danish")


def stem(word: str) -> str:
    """Snowball's Danish stem."""
    return _stemmer().stemWord(word)


def compound_parts(word: str, is_word: Callable[[str], bool]) -> tuple[str, ...]:
    """The two words that a compound is made of ("medarbejder", "tilfredshed"), or () for another word.

    A linking s or e between them is dropped. Of several ways the one with the longest last part is taken: that is the
    compound's head ("borgerinddragelse": "borger" + "inddragelse").
    """
    for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        last = word[cut:]
        if not is_word(last):
            continue
        first = word[:cut]
        for part in (first, first[:-1] if first[-1] in "se" else ""):
            if len(part) >= SHORTEST_PART and is_word(part):
                return part, last
    return ()


def fold(word: str) -> str:
    """The word as it is typed without Danish letters."""
    return word.translate(_FOLD)


def nearest_word(word: str, vocabulary: Iterable[str]) -> str | None:
    """The most alike word of a folded vocabulary, None when nothing is near. A number is never mended."""
    if len(word) < SHORTEST_PART or word[0].isdigit():
        return None
    found = process.extractOne(fold(word), vocabulary, scorer=fuzz.ratio, score_cutoff=SPELLING_CUTOFF)
    return None if found is None else str(found[0])
