"""Follow-up questions: "Og i regionerne?", "Hvorfor?" and "Hvornår skete det?" made whole from the question before.

Rules over words, in Danish first and also Norwegian, Swedish and English. They are careful: a question that can stand
alone is left as it is, since a wrong guess at what was meant is worse than none.
"""

import re

from index.words import STOP_WORDS

LONGEST_WORDS = 6
"""A question with more words than this stands alone."""

_ASKING = (
    r"hvad|hvem|hvor|hvornår|hvordan|hvorfor|hvilken|hvilket|hvilke|hva|hvilken|når|vad|vem|var|när|hur|varför|vilken"
    r"|vilka|what|who|where|when|how|why|which"
)
_OPENING = re.compile(
    r"(?:(?:og|men|and|but|och)\s+)?(?:hvad (?:så )?med|hva med|hva så med|vad gäller|hur är det med|what about"
    r"|how about)\s+(?P<rest>.+)|(?:og|men så|men|and|but|och)\s+(?P<bare>.+)",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?:og |men |and |but )?(?P<asking>hvorfor|hvordan|hvornår|hvem|hvor mange|hvor meget|hvor ofte|hvor|why|how|when"
    r"|who|how many|how much|how often|where|varför|hur|när)(?: (?:det|så|da))?",
    re.IGNORECASE,
)
# "det" before another word is most often an article or means nothing ("det offentlige", "er det bedst").
_POINTING = re.compile(
    r"\b(?:(?:det|den|de|it|that|this)$|(?:dem|deres|dette|disse|han|hun|ham|hende|hans|hendes|they|them|he|she|his"
    r"|her|dom|hon|honom|bag|bagved|behind)\b)",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"(i|for|på|hos|blandt|fra|af|in|for|among|at|from|bland)\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:de|den|det|the)\s+", re.IGNORECASE)
# Words of which one can stand in the other's place. Within a kind, the same number of forms in the same order.
_KINDS = (
    (
        ("staten", "kommunerne", "regionerne"),
        ("stat", "kommune", "region"),
        ("statslige", "kommunale", "regionale"),
        ("the state", "the municipalities", "the regions"),
    ),
    (("kvinder", "mænd"), ("kvinderne", "mændene"), ("women", "men")),
    (("piger", "drenge"), ("pigerne", "drengene")),
    (("unge", "ældre", "børn", "voksne"), ("de unge", "de ældre", "børnene", "de voksne")),
    (("lederne", "medarbejderne", "politikerne", "borgerne"), ("ledere", "medarbejdere", "politikere", "borgere")),
)
# Words with a capital, "Lyngby-Taarbæk Kommune"; the first word of a question always has one.
_NAME = re.compile(r"[A-ZÆØÅ][\wæøåé-]+(?: [A-ZÆØÅ][\wæøåé-]+)*")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ADVERB_QUESTION = re.compile(
    r"(?:hvor ofte|hvor tit|hvor meget|hvornår|hvordan|how often|how(?! many| much)|when|hur ofta|hur(?! många)|när)\s+"
    r"(?P<rest>.+)",
    re.IGNORECASE,
)
_OF_NOBODY = ("hvem", "hvor mange", "hvor meget", "who", "how many", "how much")
"""What can not be put before the rest of another question."""
_VERB_FIRST = re.compile(
    r"(?:er|var|har|havde|kan|kunne|skal|skulle|vil|ville|må|bliver|blev|får|fik|gør|gjorde|findes|is|are|was|were|has"
    r"|have|do|does|did|can|should|will)\s+\w",
    re.IGNORECASE,
)


def standalone(question: str, previous: str) -> str | None:
    """The question made whole from the one before it; None where it stands alone, or nothing was asked before.

    previous: itself whole, as it was understood.
    """
    asked, before = _bare(question), _bare(previous)
    if not asked or not before or len(asked.split()) > LONGEST_WORDS:
        return None
    alone = _ALONE.fullmatch(asked)
    if alone is not None:
        return _asked_of(alone["asking"], before)
    opening = _OPENING.fullmatch(asked)
    if opening is not None:
        rest = opening["rest"] if opening["rest"] is not None else opening["bare"]
        if not re.match(rf"(?:{_ASKING})\b", rest, re.IGNORECASE):
            return None if _VERB_FIRST.match(rest) else _put_into(before, rest)
        asked = rest
    points = _POINTING.search(asked) is not None and len(_content(asked)) <= 1
    return _pointing(asked, before) if points else None


def _asked_of(asking: str, before: str) -> str:
    """ "Hvorfor" of "Hvor ofte hæmmer love innovation" is "Hvorfor hæmmer love innovation?"."""
    asking = asking[0].upper() + asking[1:].lower()
    adverb = _ADVERB_QUESTION.fullmatch(before)
    if asking.lower() in _OF_NOBODY:
        return f"{asking}: {_topic(before)}?"
    if adverb is not None:
        return f"{asking} {adverb['rest']}?"
    if _VERB_FIRST.match(before):
        return f"{asking} {before[0].lower()}{before[1:]}?"
    return f"{asking}: {_topic(before)}?"


def _put_into(before: str, rest: str) -> str:
    """The question before, asked of something else: of its kind where it names one, else added at the end."""
    preposition = _PREPOSITION.match(rest)
    named = rest[preposition.end() :] if preposition else rest
    year = _YEAR.fullmatch(named)
    if year is not None and len(_YEAR.findall(before)) == 1:
        return f"{_YEAR.sub(year[0], before)}?"
    replaced = next(filter(None, (_replaced(before, name) for name in (named, _ARTICLE.sub("", named)))), None)
    if replaced is None and _NAME.fullmatch(named):
        replaced = _name_replaced(before, named, preposition[1] if preposition else "")
    if replaced is not None:
        return f"{replaced}?"
    return f"{before} {rest}?" if preposition else f"{before}, {rest}?"


def _replaced(before: str, named: str) -> str | None:
    for kind in _KINDS:
        # What is named, in each of its forms: "regionerne" also as "regionale".
        columns = {form[n].lower(): n for form in kind for n in range(len(form))}
        wanted = columns.get(named.lower())
        if wanted is None:
            continue
        for form in kind:
            for n, word in enumerate(form):
                found = re.search(rf"\b{re.escape(word)}\b", before, re.IGNORECASE)
                if found and n != wanted:
                    return before[: found.start()] + form[wanted] + before[found.end() :]
    return None


def _name_replaced(before: str, name: str, preposition: str) -> str | None:
    """The question before of another place or person: of the one name that it has, behind the same preposition."""
    behind = rf"(?<=\b{preposition} )" if preposition else r"(?<=\w )"
    names = list(re.finditer(behind + _NAME.pattern, before))
    return before[: names[0].start()] + name + before[names[0].end() :] if len(names) == 1 else None


def _pointing(asked: str, before: str) -> str:
    """ "Hvornår skete det" after another question: what it points at is told behind it."""
    return f"{asked[0].upper()}{asked[1:]}: {_topic(before)}?"


def _topic(before: str) -> str:
    """What a question is about: its words without the small ones."""
    return " ".join(_content(before)) or before


def _content(question: str) -> list[str]:
    words = re.findall(r"[\w’'.-]+", question)
    asking = re.compile(_ASKING, re.IGNORECASE)
    return [w for w in words if w.lower() not in STOP_WORDS and not _POINTING.fullmatch(w) and not asking.fullmatch(w)]


def _bare(question: str) -> str:
    return " ".join(question.split()).rstrip(" ?!.")
