"""The matcher's network: question and passages are read apart, then every sentence is held against the question.

A text goes through the encoder's lower layers, frozen, and through its upper ones, trained. What comes out for a
passage does not depend on the question and is kept, so a question costs its own few tokens and some small products.
A sentence's score is that of its pooled vector, as in the encoder, and of each word of the question against its best
match in the sentence and in the passage around it: a word of weight that is met nowhere tells that the question is not
answered. Source: Khattab and Zaharia 2020, "ColBERT".
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from index.bundled_weights import BundledWeights
from index.datatypes import Span
from index.e5 import through_layers, upper_layers

TRAINED_LAYERS = 4
MATCH_WIDTH = 128
WORD_TRAITS = 6


class TextVectors(NamedTuple):
    """One text as the matcher sees it: states [tokens, hidden]; matches [tokens, MATCH_WIDTH], of unit length."""

    states: Tensor
    matches: Tensor


class MatcherModel(nn.Module):
    """The encoder's upper layers, `trained` of them, and the small networks that hold sentences against a question."""

    def __init__(self, weights: BundledWeights, trained: int = TRAINED_LAYERS, pretrained: bool = False) -> None:
        super().__init__()
        self.trained = trained
        hidden = weights.sizes.hidden
        self.layers = nn.ModuleList(upper_layers(weights, trained, pretrained))
        self.question_match = nn.Linear(hidden, MATCH_WIDTH, bias=False)
        self.passage_match = nn.Linear(hidden, MATCH_WIDTH, bias=False)
        nn.init.orthogonal_(self.question_match.weight)
        self.passage_match.weight.data.copy_(self.question_match.weight.data)
        self.word_weight = nn.Linear(hidden, 1)
        self.word_traits = nn.Linear(hidden, WORD_TRAITS)
        self.word_score = nn.Sequential(nn.Linear(2 + WORD_TRAITS, 32), nn.GELU(), nn.Linear(32, 1))
        self.blend = nn.Parameter(torch.tensor([20.0, 5.0, 5.0, -22.0]))

    def encode(self, states: Sequence[Tensor], kind: str) -> list[TextVectors]:
        """Hidden states of the frozen layers, [tokens, hidden] a text, through the trained ones. kind as in prompts."""
        project = self.question_match if kind == "query" else self.passage_match
        return [
            TextVectors(text, functional.normalize(project(text), dim=-1))
            for text in through_layers(self.layers, states)
        ]

    def sentence_logits(
        self, question: TextVectors, passages: Sequence[TextVectors], sentences: Sequence[Sequence[Span]]
    ) -> list[Tensor]:
        """How well each sentence of each passage answers, [sentences] a passage.

        sentences: of each passage, the tokens of each of its sentences, none of which is empty.
        """
        counts = [len(places) for places in sentences]
        starts, ends = _bounds([len(passage.states) for passage in passages], sentences)
        of_passage = torch.repeat_interleave(torch.arange(len(passages)), torch.tensor(counts))
        asked = functional.normalize(question.states.mean(0), dim=-1)
        pooled = _means(torch.cat([passage.states for passage in passages]), starts, ends)
        whole = torch.stack([passage.states.mean(0) for passage in passages])[of_passage]
        weight = torch.softmax(self.word_weight(question.states)[:, 0], dim=0)
        matched = self.word_score(self._words(question, passages, starts, ends, of_passage))[..., 0] @ weight
        scale = self.blend
        alike = [functional.normalize(vectors, dim=-1) @ asked for vectors in (pooled, whole)]
        logits = scale[0] * alike[0] + scale[1] * alike[1] + scale[2] * matched + scale[3]
        return list(logits.split(counts))

    def _words(
        self, question: TextVectors, passages: Sequence[TextVectors], starts: Tensor, ends: Tensor, of_passage: Tensor
    ) -> Tensor:
        """What is known of each word of the question over each sentence, [sentences, words, 2 + WORD_TRAITS]."""
        each = [passage.matches @ question.matches.T for passage in passages]
        in_passage = torch.stack([alike.max(dim=0).values for alike in each])[of_passage]
        reach = torch.arange(int((ends - starts).max()))
        inside = torch.minimum(starts[:, None] + reach, ends[:, None] - 1)  # the last token again and again
        in_sentence = torch.cat(each)[inside].max(dim=1).values
        traits = torch.tanh(self.word_traits(question.states))[None].expand(len(starts), -1, -1)
        return torch.cat([in_sentence[..., None], in_passage[..., None], traits], dim=-1)


def _bounds(lengths: Sequence[int], sentences: Sequence[Sequence[Span]]) -> tuple[Tensor, Tensor]:
    """Where each sentence starts and ends when the passages' tokens follow each other, [sentences] each."""
    before = [0, *accumulate(lengths)]
    places = [(first + s.start, first + s.end) for first, spans in zip(before, sentences, strict=False) for s in spans]
    starts, ends = torch.tensor(places).unbind(1)
    return starts, ends


def _means(states: Tensor, starts: Tensor, ends: Tensor) -> Tensor:
    """The mean state of each sentence's tokens, [sentences, hidden]."""
    places = torch.arange(len(states))
    mask = ((places >= starts[:, None]) & (places < ends[:, None])).to(states.dtype)
    return mask @ states / (ends - starts)[:, None]
