"""What the matcher and the reader are trained for: the loss of a batch, and the metrics on development examples."""

import random
from collections.abc import Sequence
from itertools import groupby
from typing import Protocol

import numpy as np
import torch
from torch import Tensor, nn

from answer.frozen_states import FrozenStates, TextStates
from answer.matcher_model import MatcherModel
from answer.reader import best_span
from answer.reader_model import ReaderModel
from answer.rewording import roughen
from answer.tokens import sentence_mask, tokens_of
from answer.training_data import Example
from index.datatypes import Span
from index.e5 import BundledE5, through_layers

STATES_KEPT = 100_000
SPAN_WEIGHT = 0.4


class Objective(Protocol):
    """A network with its loss and metrics."""

    @property
    def model(self) -> nn.Module:
        """What is trained."""

    def loss(self, batch: Sequence[Example], chance: random.Random) -> Tensor:
        """The mean loss of a batch, a scalar."""

    def evaluate(self, examples: Sequence[Example]) -> dict[str, float]:
        """Development metrics, 0 to 1; higher is better."""


class Matching:
    """The matcher: which of all the sentences in a batch answers (cross-entropy, for the answerable).

    And whether each sentence of the example's own passage does (binary cross-entropy, for all).
    """

    def __init__(self, e5: BundledE5) -> None:
        self.model = MatcherModel(e5.weights, pretrained=True).train()
        self._states = FrozenStates(e5, self.model.trained, kept=STATES_KEPT)

    def loss(self, batch: Sequence[Example], chance: random.Random) -> Tensor:
        """See Objective."""
        asked = self._states([roughen(example.question, chance) for example in batch], "query")
        questions = self.model.encode([text.states.float() for text in asked], "query")
        own = {example.passage: example for example in batch}
        texts = self._states(list(own), "passage")
        encoded = self.model.encode([text.states.float() for text in texts], "passage")
        places = [_sentence_tokens(e, text) for e, text in zip(own.values(), texts, strict=True)]
        losses = []
        for example, question in zip(batch, questions, strict=True):
            logits = dict(zip(own, self.model.sentence_logits(question, encoded, places), strict=True))
            mine = logits[example.passage]
            losses.append(_each_sentence(mine, example))
            if example.evidence:
                everything = torch.cat(list(logits.values()))
                losses.append(everything.logsumexp(0) - mine[example.evidence].logsumexp(0))
        return torch.stack(losses).sum() / len(batch)

    def evaluate(self, examples: Sequence[Example]) -> dict[str, float]:
        """Right sentence, and AUC of the best sentence's logit for answerable against unanswerable."""
        self.model.eval()
        best = []
        for example in examples:
            (asked,), (text,) = self._states([example.question], "query"), self._states([example.passage], "passage")
            with torch.inference_mode():
                (question,) = self.model.encode([asked.states.float()], "query")
                passage = self.model.encode([text.states.float()], "passage")
                best += self.model.sentence_logits(question, passage, [_sentence_tokens(example, text)])
        self.model.train()
        return sentence_metrics(best, examples)


class Reading:
    """The reader: which sentence, of all those of a question's passages, answers, or none (cross-entropy).

    And whether each does (binary), and where the exact words begin and end (cross-entropy, for the answerable).
    """

    def __init__(self, e5: BundledE5) -> None:
        self.model = ReaderModel(e5.weights, pretrained=True).train()
        self._states = FrozenStates(e5, self.model.trained, kept=STATES_KEPT)

    def loss(self, batch: Sequence[Example], chance: random.Random) -> Tensor:
        """See Objective. The passages of one question follow each other."""
        typed = {question: roughen(question, chance) for question in dict.fromkeys(e.question for e in batch)}
        asked = self._states([typed[example.question] for example in batch], "query")
        texts = self._states([example.passage for example in batch], "passage")
        read = list(zip(batch, texts, self._read(batch, asked, texts), strict=True))
        losses = []
        for example, text, logits in read:
            losses.append(_each_sentence(logits.sentences, example))
            if example.span is not None:
                words = tokens_of(example.span, text.offsets)
                losses.append(SPAN_WEIGHT * (logits.starts.logsumexp(0) - logits.starts[words.start]))
                losses.append(SPAN_WEIGHT * (logits.ends.logsumexp(0) - logits.ends[words.end - 1]))
        for _question, passages in groupby(read, key=lambda pair: pair[0].question):
            losses.append(among_all([(example, logits.sentences) for example, _text, logits in passages]))
        return torch.stack(losses).sum() / len(batch)

    def evaluate(self, examples: Sequence[Example]) -> dict[str, float]:
        """Right sentence, AUC of its logit, and exact match and F1 (by characters) of the words in that sentence."""
        self.model.eval()
        best, exact, overlap = [], [], []
        for start in range(0, len(examples), 8):
            batch = examples[start : start + 8]
            asked = self._states([example.question for example in batch], "query")
            texts = self._states([example.passage for example in batch], "passage")
            with torch.inference_mode():
                read = self._read(batch, asked, texts)
            for example, text, logits in zip(batch, texts, read, strict=True):
                best.append(logits.sentences)
                if example.span is not None:
                    tokens = tokens_of(example.sentences[int(logits.sentences.argmax())], text.offsets)
                    starts, ends = (part[tokens.start : tokens.end] for part in (logits.starts, logits.ends))
                    words, _score = best_span(starts, ends)
                    first, last = text.offsets[tokens.start + words.start], text.offsets[tokens.start + words.end - 1]
                    found = Span(first[0], last[1])
                    common = max(0, min(found.end, example.span.end) - max(found.start, example.span.start))
                    overlap.append(2 * common / (len(found) + len(example.span)))
                    exact.append(_plain(example, found) == _plain(example, example.span))
        self.model.train()
        return {
            **sentence_metrics(best, examples),
            "exact": float(np.mean(exact)),
            "f1": float(np.mean(overlap)),
        }

    def _read(self, batch: Sequence[Example], asked: Sequence[TextStates], texts: Sequence[TextStates]):  # type: ignore[no-untyped-def]
        masks = [sentence_mask(example.sentences, text.offsets) for example, text in zip(batch, texts, strict=True)]
        return self.model(self._apart(asked), self._apart(texts), masks)

    def _apart(self, texts: Sequence[TextStates]) -> list[Tensor]:
        """The states that are read together; a text that comes again and again in the batch is run through once."""
        different = {id(text): text for text in texts}
        states = through_layers(self.model.apart, [text.states.float() for text in different.values()])
        known = dict(zip(different, states, strict=True))
        return [known[id(text)] for text in texts]


def among_all(passages: Sequence[tuple[Example, Tensor]]) -> Tensor:
    """Cross-entropy of the sentences that answer against all others and against none, whose logit is 0."""
    logits = torch.cat([*(sentences for _example, sentences in passages), torch.zeros(1)])
    answering = [n in example.evidence for example, sentences in passages for n in range(len(sentences))]
    right = torch.tensor([*answering, not any(answering)])
    return logits.logsumexp(0) - logits[right].logsumexp(0)


def _each_sentence(logits: Tensor, example: Example) -> Tensor:
    labels = torch.zeros_like(logits)
    labels[example.evidence] = 1.0
    return nn.functional.binary_cross_entropy_with_logits(logits, labels, reduction="sum") / 2


def _sentence_tokens(example: Example, text: TextStates) -> list[Span]:
    return [tokens_of(sentence, text.offsets) for sentence in example.sentences]


def _plain(example: Example, span: Span) -> str:
    return example.passage[span.start : span.end].strip(" .,;:»«")


def sentence_metrics(logits: Sequence[Tensor], examples: Sequence[Example]) -> dict[str, float]:
    """sentence: how often the best one is evidence, of the answerable. auc: of the best logit.

    logits: [sentences] for each example.
    """
    pairs = list(zip(logits, examples, strict=True))
    right = [int(scores.argmax()) in example.evidence for scores, example in pairs if example.span is not None]
    highest = np.array([float(scores.max()) for scores in logits])
    answerable = np.array([example.span is not None for example in examples])
    return {"sentence": float(np.mean(right)), "auc": area_under_curve(highest, answerable)}


def area_under_curve(scores: np.ndarray, labels: np.ndarray) -> float:
    """Probability that a positive's score is above a negative's (Mann-Whitney); 0.5 is chance."""
    ranks = scores.argsort().argsort() + 1
    positives, negatives = int(labels.sum()), int((~labels).sum())
    if not positives or not negatives:
        return float("nan")
    return float((ranks[labels].sum() - positives * (positives + 1) / 2) / (positives * negatives))
