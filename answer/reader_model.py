"""The reader's network: question and passage read together, each sentence scored, and each token as a start or an end.

Both texts go through the lower layers alone, so that a passage's states there can be kept: through some that are the
encoder's own, frozen, then through some that are trained. From then on they are read as one. Source: Cao et al. 2020,
"DeFormer: Decomposing Pre-trained Transformers for Faster Question Answering"; of the scores of starts and ends: Devlin
et al. 2019, "BERT".
"""

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor, nn

from index.bundled_weights import BundledWeights
from index.e5 import through_layers, upper_layers

APART_LAYERS, JOINT_LAYERS = 4, 6


class ReadingLogits(NamedTuple):
    """sentences: [sentences]; above 0 says that it answers. starts, ends: of the exact words, [passage tokens] each."""

    sentences: Tensor
    starts: Tensor
    ends: Tensor


class ReaderModel(nn.Module):
    """The encoder's upper layers, `apart` over each text alone and `joint` over both, and the scores of what comes out.

    apart, layers: these two sorts of layers, in their order.
    """

    def __init__(
        self,
        weights: BundledWeights,
        apart: int = APART_LAYERS,
        joint: int = JOINT_LAYERS,
        pretrained: bool = False,
    ) -> None:
        super().__init__()
        hidden = weights.sizes.hidden
        self.trained = apart + joint
        layers = upper_layers(weights, self.trained, pretrained)
        self.apart = nn.ModuleList(layers[:apart])
        self.layers = nn.ModuleList(layers[apart:])
        self.segment = nn.Parameter(torch.zeros(hidden))
        self.span = nn.Linear(hidden, 2)
        score = nn.Linear(hidden, 1)
        nn.init.zeros_(score.weight)
        nn.init.constant_(score.bias, -1.5)
        self.sentence = nn.Sequential(nn.Linear(3 * hidden, hidden), nn.GELU(), score)

    def forward(
        self, questions: Sequence[Tensor], passages: Sequence[Tensor], sentences: Sequence[Tensor]
    ) -> list[ReadingLogits]:
        """One reading a pair.

        questions, passages: states of the layers that read each alone, [tokens, hidden] each.
        sentences: [sentences, passage tokens] each, 1 for the tokens of each sentence, which has at least one.
        """
        pairs = [torch.cat([asked + self.segment, text]) for asked, text in zip(questions, passages, strict=True)]
        return [
            self._logits(pair[: len(asked)], pair[len(asked) :], mask)
            for pair, asked, mask in zip(through_layers(self.layers, pairs), questions, sentences, strict=True)
        ]

    def _logits(self, question: Tensor, passage: Tensor, sentences: Tensor) -> ReadingLogits:
        pooled = sentences @ passage.float() / sentences.sum(1, keepdim=True)
        asked = question.mean(0).expand_as(pooled)
        scores = self.sentence(torch.cat([pooled, asked, pooled * asked], dim=1))[:, 0]
        starts, ends = self.span(passage).unbind(1)
        return ReadingLogits(scores.float(), starts.float(), ends.float())
