"""What kind of answer a question asks for, and which kinds a sentence can give. Rules over words, in five languages."""

import re
from typing import Literal

AnswerKind = Literal["number", "person", "date", "contact", "reason", "other"]

# The first that fits is taken: "hvornår" before "hvor", a telephone number before other numbers.
_ASKED: tuple[tuple[AnswerKind, str], ...] = (
    (
        "contact",
        r"\b(telefon\w*|tlf|mobil\w*|e-?mail\w*|mail\w*|kontakt\w*|ringe?r?|skrive? til"
        r"|phone|contact|call|nummeret|reach)\b",
    ),
    (
        "date",
        r"\b(hvornår|hvilke[nt]? (år|måned|dato|periode|dag)|when|what (year|month|date)|när|når)\b",
    ),
    (
        "number",
        r"\b(hvor (mange|meget|stor\w*|ofte|høj\w*|lang\w*|gammel|få)|hvad koste\w*|andel\w*|antal\w*|procent\w*|pct"
        r"|tal(let)?|how (many|much|often|large|big|long|old)|what (share|percentage|proportion|number)|percent\w*"
        r"|hur (många|mycket|ofta|stor\w*)|hvor (mye|stort?)|svarprocent\w*|beløb\w*)\b",
    ),
    ("reason", r"\b(hvorfor|årsag\w*|grund(en)?|skyldes|why|reason\w*|varför)\b"),
    ("person", r"\b(hvem|who|whose|vem|navn(et)?|hedder)\b"),
)
_MONTHS = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
_NUMERALS = "halvdelen|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|hver (anden|tredje|fjerde|femte)"
_REASONS = "fordi|da|skyldes|derfor|dermed|for at|på grund af|pga|eftersom|idet|nemlig|forklar\\w+|hænger sammen"
_GIVEN: dict[AnswerKind, str] = {
    "contact": r"\b(tlf|telefon|e-?mail|mail)\b|@|\b\d{2} \d{2} \d{2} \d{2}\b",
    "date": rf"\b(1[89]|20)\d\d\b|\b({_MONTHS})\b",
    "number": rf"\d|\b({_NUMERALS})\b",
    "reason": rf"\b({_REASONS})\b",
    "person": r"\b[A-ZÆØÅ][\wæøå]+ [A-ZÆØÅ][\wæøå]+",
}


_ENGLISH = frozenset(
    "what how the is are of who why when does did which many much was were do a to you where has have".split()
)


def is_english(question: str) -> bool:
    """Whether a question is asked in English: more than a fifth of its words are English small words."""
    words = re.findall(r"\w+", question.lower())
    return sum(word in _ENGLISH for word in words) > len(words) / 5


def asked_kind(question: str) -> AnswerKind:
    """The kind of answer that a question asks for."""
    for kind, pattern in _ASKED:
        if re.search(pattern, question.lower()):
            return kind
    return "other"


def gives_kind(sentence: str, kind: AnswerKind) -> bool:
    """Whether a sentence holds something of the kind; every sentence does for "other"."""
    if kind == "other":
        return True
    flags = re.NOFLAG if kind == "person" else re.IGNORECASE
    return re.search(_GIVEN[kind], sentence, flags) is not None
