"""The reader: for each sentence of the passages found, how well it answers the question, and with which words."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import torch
from safetensors.torch import load_file
from torch import Tensor

from answer.frozen_states import FrozenStates, TextStates
from answer.reader_model import ReaderModel, ReaderSizes
from index.datatypes import Passage, Span
from index.e5 import BundledE5
from index.errors import ModelError

WEIGHTS_DIR = Path(__file__).parent / "weights"
WEIGHTS_FILE = "reader.safetensors"
LONGEST_SPAN = 60


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """One sentence of a passage as a candidate answer. All scores: higher is better, unbounded.

    number: which of the passage's sentences, from 0. sentence: it, in the document's text.
    span: the words of it that answer best, inside the sentence.
    span_score: start + end logit of those words. evidence: mean logit that the sentence's tokens support an answer.
    """

    number: int
    sentence: Span
    span: Span
    span_score: float
    evidence: float


@dataclass(frozen=True, slots=True)
class PassageReading:
    """A passage read with a question in mind.

    answerable: logit that the passage answers. no_answer: start + end logit of "no answer", to hold against the
    sentences' span scores. sentences: those that fit into the reader's window, in order.
    """

    answerable: float
    no_answer: float
    sentences: tuple[SentenceReading, ...]


class Reader(Protocol):
    """What answers are read with."""

    def read(self, question: str, passages: Sequence[Passage]) -> list[PassageReading]:
        """One reading a passage, in the order of the passages."""
        ...


class SpanReader:
    """The trained Danish reader. Source of the way it reads: see `answer.reader_model`."""

    def __init__(self, e5: BundledE5, model: ReaderModel) -> None:
        self._states = FrozenStates(e5, model.sizes.joined)
        self._model = model.eval()

    @classmethod
    def load(cls, e5: BundledE5, folder: Path = WEIGHTS_DIR) -> "SpanReader":
        """Raises ModelError when the weights are missing or do not fit."""
        path = folder / WEIGHTS_FILE
        try:
            tensors = load_file(path)
            joined = 1 + max(int(name.split(".")[1]) for name in tensors if name.startswith("layers."))
            model = ReaderModel(e5.weights, ReaderSizes(joined))
            model.load_state_dict({name: tensor.float() for name, tensor in tensors.items()})
        except (OSError, ValueError, RuntimeError) as error:
            raise ModelError(
                f"Læserens vægte i {path} kan ikke læses ({error}). Hent dem igen: git checkout -- {path}"
            ) from error
        return cls(e5, model)

    def read(self, question: str, passages: Sequence[Passage]) -> list[PassageReading]:
        """Reads the passages as one batch; what was read before of them is kept, so a second question is quicker."""
        if not passages:
            return []
        (asked,) = self._states([question], "query")
        texts = self._states([passage.search_text for passage in passages], "passage")
        with torch.inference_mode():
            scores = self._model([asked.states.float()] * len(texts), [text.states.float() for text in texts])
        return [
            PassageReading(
                answerable=float(scores.answerable[row]),
                no_answer=float(scores.no_answer[row].sum()),
                sentences=_sentences(passage, text, scores.start[row], scores.end[row], scores.evidence[row]),
            )
            for row, (passage, text) in enumerate(zip(passages, texts, strict=True))
        ]


def _sentences(
    passage: Passage, text: TextStates, start: Tensor, end: Tensor, evidence: Tensor
) -> tuple[SentenceReading, ...]:
    shift = passage.start - (len(passage.search_text) - len(passage.text))
    readings = []
    for number, sentence in enumerate(passage.sentences):
        inside = [
            n
            for n, (a, b) in enumerate(text.offsets)
            if a < b and sentence.start < shift + b and shift + a < sentence.end
        ]
        if inside:
            first, last = inside[0], inside[-1] + 1
            words, score = best_span(start[first:last], end[first:last])
            span = Span(
                max(shift + text.offsets[first + words.start][0], sentence.start),
                min(shift + text.offsets[first + words.end - 1][1], sentence.end),
            )
            support = float(evidence[first:last].mean())
            readings.append(SentenceReading(number, sentence, _trim(passage, span), score, support))
    return tuple(readings)


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
