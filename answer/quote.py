"""How much is quoted: the sentence that answers, with the one beside it where it can not stand alone."""

import re
from collections.abc import Mapping

from index.datatypes import Passage, Span

# A neighbour is quoted too where its ranking logit is at most this much lower; chosen on development questions.
NEIGHBOUR_MARGIN = 3.0
LONGEST_QUOTE_WORDS = 80

# First words that point back at the sentence before.
_LEANS = re.compile(
    r"(?:Det|Dette|Den|Denne|De|Disse|Her|Herefter|Han|Hun|Dog|Derfor|Dermed|Derudover|Desuden|Heraf|Det samme"
    r"|Til gengæld|Omvendt|Tilsvarende|Endelig|Derimod|Samtidig)\b"
)


def quote_span(passage: Passage, number: int, logits: Mapping[int, float]) -> Span:
    """The sentence `number` of a passage, alone or with the one before or after it.

    logits: the ranking logits of the passage's sentences, by their number.
    """
    sentence = passage.sentences[number]
    sides = [side for side in (number - 1, number + 1) if side in logits and _can_join(passage, number, side)]
    leaning = number - 1 in sides and _LEANS.match(_text(passage, number)) is not None
    if leaning:
        return Span(passage.sentences[number - 1].start, sentence.end)
    if sides:
        side = max(sides, key=lambda n: logits[n])
        if logits[side] >= logits[number] - NEIGHBOUR_MARGIN:
            other = passage.sentences[side]
            return Span(min(sentence.start, other.start), max(sentence.end, other.end))
    return sentence


def _can_join(passage: Passage, number: int, side: int) -> bool:
    """Not an interview's question, not another contact, not what stands in a paragraph of its own, not too long."""
    first, last = sorted((number, side))
    between = passage.text[passage.sentences[first].end - passage.start : passage.sentences[last].start - passage.start]
    words = len(_text(passage, number).split()) + len(_text(passage, side).split())
    apart = "\n" in between or passage.kind in ("contact", "footnote")
    return not apart and words <= LONGEST_QUOTE_WORDS and not _text(passage, side).endswith("?")


def _text(passage: Passage, number: int) -> str:
    sentence = passage.sentences[number]
    return passage.text[sentence.start - passage.start : sentence.end - passage.start]
