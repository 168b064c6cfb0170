"""The reader: for each sentence of the passages found, how well it answers the question, and with which words."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import torch
from safetensors.torch import load_file
from torch import Tensor

from answer.frozen_states import FrozenStates
from answer.reader_model import ReaderModel, ReaderSizes, TextVectors
from index.datatypes import Passage, Span
from index.e5 import BundledE5
from index.errors import ModelError

WEIGHTS_DIR = Path(__file__).parent / "weights"
WEIGHTS_FILE = "reader.safetensors"
LONGEST_SPAN = 60
BATCH = 16
PASSAGES_KEPT = 2000  # about 150 kB each


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """One sentence of a passage as a candidate answer.

    number: which of the passage's sentences, from 0. sentence: it, in the document's text.
    span: the words of it that answer best, inside the sentence. logit: how well it answers; higher is better.
    """

    number: int
    sentence: Span
    span: Span
    logit: float


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


@dataclass(frozen=True, slots=True)
class _PassageVectors:
    vectors: TextVectors  # float16
    offsets: tuple[tuple[int, int], ...]


class SpanReader:
    """The trained Danish reader. Source of the way it reads: see `answer.reader_model`."""

    def __init__(self, e5: BundledE5, model: ReaderModel) -> None:
        self._states = FrozenStates(e5, model.sizes.trained, kept=BATCH)
        self._model = model.eval()
        self._known: dict[str, _PassageVectors] = {}

    @classmethod
    def load(cls, e5: BundledE5, folder: Path = WEIGHTS_DIR) -> "SpanReader":
        """Raises ModelError when the weights are missing or do not fit."""
        path = folder / WEIGHTS_FILE
        try:
            tensors = load_file(path)
            trained = 1 + max(int(name.split(".")[1]) for name in tensors if name.startswith("layers."))
            model = ReaderModel(e5.weights, ReaderSizes(trained))
            model.load_state_dict({name: tensor.float() for name, tensor in tensors.items()})
        except (OSError, ValueError, RuntimeError) as error:
            raise ModelError(
                f"Læserens vægte i {path} kan ikke læses ({error}). Hent dem igen: git checkout -- {path}"
            ) from error
        return cls(e5, model)

    def read(self, question: str, passages: Sequence[Passage]) -> list[PassageReading]:
        """Reads the passages; what a passage says does not depend on the question and is kept for the next one."""
        if not passages:
            return []
        (asked,) = self._states([question], "query")
        with torch.inference_mode():
            (vectors,) = self._model.encode([asked.states.float()], "query")
            return [self._read(vectors, passage, text) for passage, text in self._texts(passages)]

    def read_ahead(self, passages: Sequence[Passage]) -> None:
        """Does for passages what does not depend on a question, so that a first question is as quick as a second."""
        with torch.inference_mode():
            self._texts(passages)

    def _texts(self, passages: Sequence[Passage]) -> list[tuple[Passage, _PassageVectors]]:
        new = [passage for passage in passages if passage.search_text not in self._known]
        for start in range(0, len(new), BATCH):
            batch = new[start : start + BATCH]
            states = self._states([passage.search_text for passage in batch], "passage")
            encoded = self._model.encode([text.states.float() for text in states], "passage")
            for passage, text, vectors in zip(batch, states, encoded, strict=True):
                half = TextVectors(vectors.states.half(), vectors.matches.half())
                self._known[passage.search_text] = _PassageVectors(half, text.offsets)
        found = [(passage, self._known[passage.search_text]) for passage in passages]
        while len(self._known) > PASSAGES_KEPT:
            self._known.pop(next(iter(self._known)))
        return found

    def _read(self, question: TextVectors, passage: Passage, text: _PassageVectors) -> PassageReading:
        shift = len(passage.search_text) - len(passage.text) - passage.start
        places = [Span(s.start + shift, s.end + shift) for s in passage.sentences]
        seen = [n for n, place in enumerate(places) if place.start < text.offsets[-2][1]]
        if not seen:
            return PassageReading(())
        mask = sentence_mask([places[n] for n in seen], text.offsets)
        vectors = TextVectors(text.vectors.states.float(), text.vectors.matches.float())
        logits = self._model.sentence_logits(question, vectors, mask).tolist()
        start, end = self._model.span_logits(question, vectors)
        readings = []
        for n, logit in zip(seen, logits, strict=True):
            tokens = tokens_of(places[n], text.offsets)
            words, _score = best_span(start[tokens.start : tokens.end], end[tokens.start : tokens.end])
            first, last = text.offsets[tokens.start + words.start], text.offsets[tokens.start + words.end - 1]
            sentence = passage.sentences[n]
            span = Span(max(first[0] - shift, sentence.start), min(last[1] - shift, sentence.end))
            readings.append(SentenceReading(n, sentence, _trim(passage, span), logit))
        return PassageReading(tuple(readings))


def sentence_mask(sentences: Sequence[Span], offsets: Sequence[tuple[int, int]]) -> Tensor:
    """[sentences, tokens], 1 for the tokens of each sentence; at least one."""
    mask = torch.zeros(len(sentences), len(offsets))
    for row, sentence in enumerate(sentences):
        tokens = tokens_of(sentence, offsets)
        mask[row, tokens.start : tokens.end] = 1.0
    return mask


def tokens_of(span: Span, offsets: Sequence[tuple[int, int]]) -> Span:
    """The tokens that touch a span of characters; at least one."""
    touched = [n for n, (a, b) in enumerate(offsets) if a < span.end and span.start < b]
    return Span(touched[0], touched[-1] + 1) if touched else Span(0, 1)


def best_span(start: Tensor, end: Tensor, longest: int = LONGEST_SPAN) -> tuple[Span, float]:
    """The tokens with the highest start + end logit, at most `longest` of them, and that score."""
    pairs = start[:, None] + end[None, :]
    allowed = torch.ones_like(pairs).triu().tril(longest - 1).bool()
    best = int(pairs.masked_fill(~allowed, -torch.inf).argmax())
    first, last = divmod(best, len(end))
    return Span(first, last + 1), float(pairs[first, last])


def _trim(passage: Passage, span: Span) -> Span:
    """The span without blanks at its ends, and without the full stop or comma that closes it."""
    text = passage.text[span.start - passage.start : span.end - passage.start]
    kept = text.strip()
    if len(kept) > 1 and kept[-1] in ",;:." and not kept.endswith(("pct.", "kr.", "mio.", "mia.")):
        kept = kept[:-1]
    start = span.start + text.index(kept)
    return Span(start, start + len(kept))
