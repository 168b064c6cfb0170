"""The reader: a few passages read closely: how well each sentence answers the question, and with which words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import torch
from safetensors.torch import load_file
from torch import Tensor

from answer.frozen_states import FrozenStates
from answer.quantized import quantize
from answer.reader_model import ReaderModel, ReadingLogits
from answer.shipped import READER_FILE, WEIGHTS_DIR, layer_count
from answer.tokens import sentence_mask, sentences_seen, text_shift, tokens_of
from index.datatypes import Passage, Span
from index.e5 import BundledE5
from index.errors import ModelError

LONGEST_SPAN = 60
_NUMBER_WITH_UNIT = re.compile(r"\W*\d[\d.,]*\s*(?P<unit>[^\W\d]\S*(?: kr\.?)?|%)")
RIVAL_START, RIVAL_END = 0.2, 0.03
RIVAL_NUMBER = 0.1
"""As RIVAL_START, for the numbers of the same unit as the best answer: "12 pct." and "6 pct."."""
BATCH = 4
PASSAGES_KEPT = 2000  # about 120 kB each


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """One sentence of a passage as a candidate answer.

    number: which of the passage's sentences, from 0. sentence: it, in the document's text.
    span: the words of it that answer best, inside the sentence; further: where they are a number with its unit, other
    such that answer nearly as well. logit: how well it answers; higher is better.
    starts: how probable it is that the words begin in this sentence, if the passage answers at all, 0 to 1.
    """

    number: int
    sentence: Span
    span: Span
    logit: float
    starts: float
    further: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class PassageReading:
    """A passage read with a question in mind: those of its sentences that fit into the reader's window, in order."""

    sentences: tuple[SentenceReading, ...]


class Reader(Protocol):
    """What answers are read with."""

    def read(self, question: str, passages: Sequence[Passage]) -> list[PassageReading]:
        """One reading a passage, in the order of the passages."""

    def read_ahead(self, passages: Sequence[Passage]) -> None:
        """May prepare passages for the questions to come."""


class SpanReader:
    """The trained Danish reader; see `answer.reader_model`."""

    def __init__(self, e5: BundledE5, model: ReaderModel) -> None:
        self._model = model.eval()
        self._model.layers = quantize(self._model.layers)
        self._states = FrozenStates(e5, model.trained, model.apart, kept=PASSAGES_KEPT)

    @classmethod
    def load(cls, e5: BundledE5, folder: Path = WEIGHTS_DIR) -> "SpanReader":
        """Raises ModelError when the weights are missing or do not fit."""
        path = folder / READER_FILE
        try:
            tensors = load_file(path)
            apart, joint = layer_count(tensors, "apart", fewest=0), layer_count(tensors, "layers")
            model = ReaderModel(e5.weights, apart, joint)
            model.load_state_dict({name: tensor.float() for name, tensor in tensors.items()})
        except (OSError, ValueError, RuntimeError) as error:
            raise ModelError(
                f"Læserens vægte i {path} kan ikke læses ({error}). Hent dem igen: git checkout -- {path}"
            ) from error
        return cls(e5, model)

    def read(self, question: str, passages: Sequence[Passage]) -> list[PassageReading]:
        """Reads each passage together with the question; the shortest first, so that little is spent on padding."""
        if not passages:
            return []
        (asked,) = self._states([question], "query")
        texts = self._states([passage.search_text for passage in passages], "passage")
        order = sorted(range(len(texts)), key=lambda n: len(texts[n].offsets))
        readings = {}
        for first in range(0, len(order), BATCH):
            batch = order[first : first + BATCH]
            seen = [sentences_seen(passages[n], texts[n].offsets) for n in batch]
            masks = [sentence_mask([p for _, p in s], texts[n].offsets) for n, s in zip(batch, seen, strict=True)]
            with torch.inference_mode():
                logits = self._model(
                    [asked.states.float()] * len(batch), [texts[n].states.float() for n in batch], masks
                )
            for n, places, read in zip(batch, seen, logits, strict=True):
                readings[n] = _passage_reading(passages[n], texts[n].offsets, places, read)
        return [readings[n] for n in range(len(passages))]

    def read_ahead(self, passages: Sequence[Passage]) -> None:
        """Does for passages what does not depend on a question."""
        self._states([passage.search_text for passage in passages], "passage")


def _passage_reading(
    passage: Passage,
    offsets: Sequence[tuple[int, int]],
    places: Sequence[tuple[int, Span]],
    logits: ReadingLogits,
) -> PassageReading:
    mass = torch.softmax(logits.starts, 0).tolist()
    readings = []
    for (number, place), logit in zip(places, logits.sentences.tolist(), strict=True):
        tokens = tokens_of(place, offsets)
        sentence = passage.sentences[number]
        words = offsets[tokens.start : tokens.end]
        starts, ends = (part[tokens.start : tokens.end] for part in (logits.starts, logits.ends))
        best = _in_document(passage, sentence, words, answer_spans(starts, ends)[0])
        unit = _unit(passage, best)
        facts = answer_spans(starts, ends, RIVAL_NUMBER) if unit else []
        others = [_in_document(passage, sentence, words, fact) for fact in facts]
        further = tuple(span for span in others if _unit(passage, span) == unit and not span.overlaps(best))
        readings.append(SentenceReading(number, sentence, best, logit, sum(mass[tokens.start : tokens.end]), further))
    return PassageReading(tuple(readings))


def _in_document(passage: Passage, sentence: Span, words: Sequence[tuple[int, int]], fact: Span) -> Span:
    """The place of a sentence's tokens number `fact` in the document's text, trimmed. words: where its tokens stand."""
    shift = text_shift(passage)
    start, end = words[fact.start][0] - shift, words[fact.end - 1][1] - shift
    return trim(passage, Span(max(start, sentence.start), min(end, sentence.end)))


def answer_spans(start: Tensor, end: Tensor, rival: float = RIVAL_START) -> list[Span]:
    """The tokens of a sentence that answer, the best first, and those of further facts that do so nearly as well.

    A fact begins where a start is at least `rival` times as probable as the most probable one, and ends before the
    next begins, at an end at least RIVAL_END times as probable as the most probable one. So no span runs from the
    beginning of one fact to the end of another.
    """
    begins, ends = torch.softmax(start, 0), torch.softmax(end, 0)
    rivals = (begins >= rival * begins.max()).nonzero()[:, 0].tolist()
    weakest = RIVAL_END * ends.max()
    found: list[tuple[Span, float]] = []
    for first, following in pairwise([*rivals, len(start)]):
        if ends[first:following].max() < weakest:
            continue
        words, score = best_span(start[first : first + 1], end[first:following])
        found.append((Span(first, first + words.end), score))
    if not found:
        return [best_span(start, end)[0]]
    found.sort(key=lambda fact: -fact[1])
    return [words for words, _score in found]


def _unit(passage: Passage, span: Span) -> str:
    """What is counted, of words that are a number with its unit: "pct." of "12 pct."; "" of others."""
    number = _NUMBER_WITH_UNIT.fullmatch(passage.text[span.start - passage.start : span.end - passage.start])
    return "" if number is None else number["unit"]


def best_span(start: Tensor, end: Tensor, longest: int = LONGEST_SPAN) -> tuple[Span, float]:
    """The tokens with the highest start + end logit, at most `longest` of them, and that score.

    start, end: [tokens] each, or the first tokens only in `start` where the span must begin among them.
    """
    pairs = start[:, None] + end[None, :]
    allowed = torch.ones_like(pairs).triu().tril(longest - 1).bool()
    best = int(pairs.masked_fill(~allowed, -torch.inf).argmax())
    first, last = divmod(best, len(end))
    return Span(first, last + 1), float(pairs[first, last])


def trim(passage: Passage, span: Span) -> Span:
    """The span without blanks at its ends, and without the full stop or comma that closes it."""
    text = passage.text[span.start - passage.start : span.end - passage.start]
    kept = text.strip()
    if len(kept) > 1 and kept[-1] in ",;:." and not kept.endswith(("pct.", "kr.", "mio.", "mia.")):
        kept = kept[:-1]
    start = span.start + text.index(kept)
    return Span(start, start + len(kept))
