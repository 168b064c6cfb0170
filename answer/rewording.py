"""Training questions in other words: as they may be typed, in the text's own words, and about something else.

The written questions with an answer use the asker's words, and the tempting ones without use the text's. Alone, they
teach that words alike are a no. So some with an answer are asked in the text's words, too; and of some the year, the
place or the group is exchanged, which makes one word the difference between a yes and a no. And some ask about the
world outside.
"""

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from answer.question_kind import gives_kind
from answer.training_data import WRITTEN, Asked, Example
from index.datatypes import Span

OWN_WORDS = 0.25
"""How often a Danish question with an answer is asked in its text's words."""
ANOTHER_OF_OWN_WORDS, ANOTHER = 0.4, 0.25
"""How often one in the text's words, or another, is then made to ask about something else, where it can be."""
OUTSIDE = 0.03
"""How often a question to a Danish text is one of those about the world outside instead."""
OUTSIDE_QUESTIONS = WRITTEN / "outside.txt"
DANISH_SOURCES = ("written", "offentlig_da", "publications_qa")
FEWEST_WORDS = 4
"""That tell something in a sentence beside its answer: fewer do not make a question."""

_NAME = re.compile(r"(?<=[\w,] )[A-ZÆØÅ][a-zæøå]{2,}(?:[- ][A-ZÆØÅ][a-zæøå]+)*")
_NUMBER = re.compile(r"\b\d[\d.,]*\d\b")
_WORD = re.compile(r"\w[\w.,-]*\w|\w")
_SMALL_WORDS = frozenset(
    "hvad hvor hvem hvornår hvilke hvilken hvilket hvordan er der det den de en et af i på om til at som har blev for "
    "med kan skal var ifølge mange meget".split()
)
_FOLD = str.maketrans("æøå", "eoa")
_OPPOSITES = (
    "kommuner regioner ministerier|kommunerne regionerne ministerierne|mænd kvinder|drenge piger|unge ældre|børn voksne"
    "|lærere pædagoger sygeplejersker|flest færrest|størst mindst|største mindste|højest lavest|højeste laveste"
    "|stiger falder|steg faldt|første sidste|offentlige private|fordele ulemper|styrker svagheder|flere færre"
    "|direktør formand borgmester minister professor konsulent|direktøren formanden borgmesteren ministeren professoren"
    "|ledere medarbejdere|forældre elever|borgere virksomheder|nord syd|øst vest|forår efterår|sommer vinter"
)
_EXCHANGED = {
    word: [w for w in group.split() if w != word] for group in _OPPOSITES.split("|") for word in group.split()
}


class Rewording:
    """Asks some of the questions in other words. names: those that may take another's place."""

    def __init__(self, pools: Iterable[Sequence[Asked]]) -> None:
        danish = [asked[0] for pool in pools for asked in pool if asked[0].source in DANISH_SOURCES]
        passages, questions = ({getattr(e, part) for e in danish} for part in ("passage", "question"))
        self._names = sorted(_names(questions) & _names(passages))
        self._outside = OUTSIDE_QUESTIONS.read_text(encoding="utf-8").splitlines()

    def __call__(self, asked: Asked, chance: random.Random) -> Asked:
        """The question over the same passages, perhaps in other words, and perhaps no longer answered by any."""
        own = asked[0]
        if own.source in DANISH_SOURCES and chance.random() < OUTSIDE:
            return _asking_all(chance.choice(self._outside), None, asked)
        if own.source not in DANISH_SOURCES or own.span is None:
            return asked
        question, span, another = own.question, asked[0].span, ANOTHER
        if chance.random() < OWN_WORDS:
            restated = in_own_words(own, chance)
            if restated is not None:
                question, another = restated, ANOTHER_OF_OWN_WORDS
        if chance.random() < another:
            exchanged = about_another(question, asked, self._names, chance)
            if exchanged is not None:
                question, span = exchanged, None
        return _asking_all(question, span, asked)


def _asking_all(question: str, span: Span | None, asked: Asked) -> Asked:
    """Another question over the same passages. span: of its answer in the first of them."""
    own, *others = (replace(example, question=question) for example in asked)
    return (replace(own, span=span), *others)


def _names(texts: Iterable[str]) -> set[str]:
    return {name for text in texts for name in _NAME.findall(text)}


def in_own_words(example: Example, chance: random.Random) -> str | None:
    """The sentence that answers, with a word that asks in place of the answer; or some of its words, as keywords.

    None where less is left of the sentence beside the answer than the answer itself, or too little.
    """
    span, sentence = example.span, example.sentences[example.evidence[0]] if example.evidence else None
    if span is None or sentence is None:
        return None
    before = example.passage[sentence.start : max(span.start, sentence.start)].strip(" ,:–(")
    after = example.passage[min(span.end, sentence.end) : sentence.end].strip(" .,:;!)")
    words = _WORD.findall(f"{before} {after}")
    telling = [word for word in words if word.lower() not in _SMALL_WORDS and len(word) > 2]
    if len(telling) < FEWEST_WORDS or len(words) < len(example.passage[span.start : span.end].split()):
        return None
    asks = _asking(example.passage[span.start : span.end], chance)
    form = chance.random()
    if form < 0.25:
        first = chance.randrange(max(1, len(telling) - 4))
        return " ".join(telling[first : first + chance.randint(3, 6)])
    if form < 0.5:
        return " ".join(f"{before} {asks} {after}".split()) + "?"
    near = chance.randint(6, 14)  # a long sentence is not asked about in all its words
    return " ".join([asks.capitalize(), *after.split()[:near], *before.split()[-near:]]) + "?"


def _asking(answer: str, chance: random.Random) -> str:
    """The word that asks for such an answer."""
    if re.search(r"\d.*(pct|procent|%)", answer):
        return chance.choice(["hvor mange procent", "hvor stor en andel"])
    if re.search(r"\d.*(kr|kroner)\b", answer):
        return chance.choice(["hvor meget", "hvor mange penge", "hvor mange kroner"])
    if re.match(r"(fordi|da|idet|for at|på grund af)\b", answer):
        return "hvorfor"
    if gives_kind(answer, "date"):
        return "hvornår"
    if gives_kind(answer, "number"):
        return "hvor mange"
    return "hvem" if gives_kind(answer, "person") else chance.choice(["hvad", "hvilke", "hvad"])


def about_another(question: str, asked: Asked, names: Sequence[str], chance: random.Random) -> str | None:
    """The question about another year, number, name or group, one that none of its passages has; None if it has none.

    names: to choose from.
    """
    read = " ".join(example.passage for example in asked).lower()
    exchanges = [(number, _another_number(number, chance)) for number in _NUMBER.findall(question)]
    exchanges += [(name, chance.choice(names)) for name in _NAME.findall(question) if names]
    exchanges += [(word, chance.choice(_EXCHANGED[word])) for word in _WORD.findall(question) if word in _EXCHANGED]
    exchanges = [(old, new) for old, new in exchanges if old.lower() in asked[0].passage.lower()]
    exchanges = [(old, new) for old, new in exchanges if new.lower() not in read]
    if not exchanges:
        return None
    old, new = chance.choice(exchanges)
    return re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", new, question)


def _another_number(number: str, chance: random.Random) -> str:
    if re.fullmatch(r"(19|20)\d\d", number):
        return str(int(number) + chance.choice([-10, -5, -3, -2, -1, 1, 2, 3, 5, 10]))
    at = chance.choice([n for n, letter in enumerate(number) if letter.isdigit()])
    return number[:at] + chance.choice([d for d in "123456789" if d != number[at]]) + number[at + 1 :]


def roughen(question: str, chance: random.Random) -> str:
    """The question as it may be typed: lower case, no question mark, keywords only, a letter lost or swapped."""
    kind = chance.random()
    if kind < 0.5:
        return question
    text = question.rstrip("?. ").lower() if kind < 0.9 else question
    if kind < 0.65:
        return text
    words = text.split()
    if kind < 0.75:
        words = [w for w in words if w not in _SMALL_WORDS] or words
    elif kind < 0.9:
        at = max(range(len(words)), key=lambda n: len(words[n]) * chance.random())
        words[at] = _mistype(words[at], chance)
    return " ".join(words)


def _mistype(word: str, chance: random.Random) -> str:
    if len(word) < 4:
        return word
    at = chance.randrange(1, len(word) - 1)
    return chance.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word.translate(_FOLD),
            word[:at] + " " + word[at:] if len(word) > 8 else word[:at] + word[at + 1 :],
        ]
    )
