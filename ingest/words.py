"""Words broken by the page's setting, put together again; hyphens that belong to the word are kept."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ingest.clean import SOFT_HYPHEN, SourceText, concat, made

_WORD = re.compile(r"[^\W\d_]+")
_HYPHENATED = re.compile(r"(?<![^\W_])[^\W_]+(?:-[^\W_]+)+")
_LAST_WORD = re.compile(r"(?<![\w-])[^\W\d_]+$")
_FIRST_WORD = re.compile(r"[^\W\d_]+(?![\w-])")
_HYPHEN_END = re.compile(r"([\w.]+(?:-[\w.]+)*)-$")
_PAIR = re.compile(r"(?<![\w-])([^\W\d_]{2,}) (?=([^\W\d_]{2,})(?![\w-]))")

_COORDINATING = frozenset({"og", "eller", "samt", "og/eller"})
# First parts that Danish spelling joins with a hyphen.
_HYPHEN_FIRST = frozenset({"it", "e", "tv", "pc", "sms", "gps", "sosu", "co", "eks", "ikke", "non", "ex", "eu"})
# A line may end in one of these and go on with a noun without the two being one word.
_SEPARATE = frozenset(
    "efter eller foran fordi frem gennem henover hvilke hvilken hvordan hvorfor imellem imens imod indtil inden "
    "langs lidt mange mellem midt mod måske næsten nogle omkring oven overfor samme samtidig sådan siden "
    "sidste store større største tilbage under uden udenfor videre være øvrige anden andet andre fælles hele "
    "første tredje fjerde højere lavere nyere mindre flere fleste meget selve selvom".split()
)


class Lexicon:
    """Danish words: simplemma's word list, and what stands unbroken in the publication itself."""

    def __init__(self, lines: Iterable[str] = ()) -> None:
        self.seen: Counter[str] = Counter()
        self._known: dict[str, bool] = {}
        broken = False
        for line in lines:
            lowered = line.lower()
            words = _WORD.findall(lowered)
            # The rest of a word broken at the last line's end is no word.
            whole = words[1 if broken else 0 :]
            broken = lowered.endswith(("-", SOFT_HYPHEN))
            self.seen.update(whole[:-1] if broken else whole)
            self.seen.update(_HYPHENATED.findall(lowered))

    def knows(self, word: str) -> bool:
        """Whether it is in the Danish word list, whatever its case."""
        lowered = word.lower()
        known = self._known.get(lowered)
        if known is None:
            from simplemma import is_known  # loads the word list, so only when a word is asked for

            known = len(lowered) > 1 and is_known(lowered, lang="da")
            self._known[lowered] = known
        return known

    def is_word(self, word: str) -> bool:
        """Whether it is in the Danish word list or stands unbroken in the publication."""
        return word.lower() in self.seen or self.knows(word)

    def hyphen_stays(self, before: str, after: str) -> bool:
        """Whether "before-after", broken after the hyphen, is spelt with it."""
        last = before.rsplit("-", 1)[-1]
        joined = last + after
        if not after[:1].isalpha() or any(c.isdigit() for c in last) or len(last) < 2:
            return True
        if after[0].isupper():
            return not (joined.isupper() and self.is_word(joined))
        if last.lower() in _HYPHEN_FIRST or (last.isupper() and len(last) > 1):
            return True
        if joined.lower() in self.seen:
            return False
        if f"{before}-{after}".lower() in self.seen:
            return True
        if "-" in before:  # "5-procents-niveau", but "sosu-assisten-ter"
            return not self.knows(joined) and self.knows(last) and self.knows(after)
        return False

    def is_broken(self, before: str, after: str, *, at_line_end: bool) -> bool:
        """Whether the two are one word that lost its hyphen: "innova tionerne", "problem|stillinger".

        Two halves that both are words are joined only where a line ends between them and the whole stands
        unbroken elsewhere in the publication.
        """
        whole = (before + after).lower()
        if not after.islower() or len(whole) < 6 or before.isupper():
            return False
        fragments = [half for half in (before, after) if not self.knows(half)]
        if not fragments:
            return (
                at_line_end
                and min(len(before), len(after)) >= 5
                and before.lower() not in _SEPARATE
                and self.seen[whole] > 0
            )
        # "borgersamling er" is no broken "borgersamlinger": the publication knows more words than the list
        if any(self.seen[half.lower()] > 2 for half in fragments) or (len(after) <= 3 and self.knows(after)):
            return False
        return self.seen[whole] > 0 or self.knows(whole)


def join_lines(lines: Sequence[SourceText], lexicon: Lexicon) -> SourceText:
    """The lines as one running text, with broken words joined and one blank at every other line's end."""
    parts: list[SourceText] = []
    for at, line in enumerate(lines):
        following = lines[at + 1].text if at + 1 < len(lines) else None
        parts.extend([line] if following is None else _line_and_join(line, following, lexicon))
    return mend_gaps(concat(parts).collapsed(), lexicon)


def _line_and_join(line: SourceText, following: str, lexicon: Lexicon) -> list[SourceText]:
    if line.text.endswith(SOFT_HYPHEN):
        return [line.slice(0, len(line) - 1)]
    hyphen = _HYPHEN_END.search(line.text[-80:])
    if hyphen is None:
        before = _LAST_WORD.search(line.text[-60:])
        after = _FIRST_WORD.match(following)
        if before and after and lexicon.is_broken(before.group(), after.group(), at_line_end=True):
            return [line]
        return [line, made(" ")]
    after = _WORD.match(following)
    first = following.split(" ", 1)[0].rstrip(",.;:")
    if first in _COORDINATING:
        return [line, made(" ")]
    if lexicon.hyphen_stays(hyphen.group(1), after.group() if after else first):
        return [line]
    return [line.slice(0, len(line) - 1)]


def mend_gaps(text: SourceText, lexicon: Lexicon) -> SourceText:
    """The text without the blanks inside words that a soft hyphen has left behind."""
    gaps = [
        (match.end() - 1, match.end())
        for match in _PAIR.finditer(text.text)
        if lexicon.is_broken(match.group(1), match.group(2), at_line_end=False)
    ]
    return text.without(gaps)
