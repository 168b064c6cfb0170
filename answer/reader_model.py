"""The reader's network: the encoder's lower layers see question and passage apart, its upper layers see them joined.

Because the lower layers are the encoder's own, frozen, and see a passage without the question, a passage is run
through them once and kept; a question then costs only the joined layers. Only those and the heads are trained and
shipped. Source of the split: Cao et al. 2020, "DeFormer: Decomposing Pre-trained Transformers for Faster Question
Answering"; of the no-answer score at the first token: Devlin et al. 2019, "BERT", section 4.3.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn

from index.bundled_weights import BundledWeights
from index.e5 import load_layer, transformer_layer

QUESTION, PASSAGE = 0, 1


@dataclass(frozen=True, slots=True)
class ReaderSizes:
    """`joined` of the encoder's layers, counted from the top, read question and passage together."""

    joined: int = 4


class ReaderScores(NamedTuple):
    """Logits for a batch of question-passage pairs, over the passage's tokens; padding is -inf.

    start, end: [batch, passage tokens]: where the answer's words begin and end (its last token).
    evidence: [batch, passage tokens]: is the token in a sentence that answers?
    answerable: [batch]: does the passage answer?
    no_answer: [batch, 2]: start and end logit of the question's first token, which stands for "no answer".
    """

    start: Tensor
    end: Tensor
    evidence: Tensor
    answerable: Tensor
    no_answer: Tensor


class ReaderModel(nn.Module):
    """Joined layers and heads. Its input are the hidden states of the encoder's lower layers."""

    def __init__(self, weights: BundledWeights, sizes: ReaderSizes, pretrained: bool = False) -> None:
        super().__init__()
        self.sizes = sizes
        hidden, top = weights.sizes.hidden, weights.sizes.layers
        numbers = range(top - sizes.joined, top)
        self.layers = nn.ModuleList(
            load_layer(weights, n) if pretrained else transformer_layer(weights.sizes) for n in numbers
        )
        self.parts = nn.Embedding(2, hidden)
        nn.init.normal_(self.parts.weight, std=0.02)
        self.token_head = nn.Linear(hidden, 3)
        self.answerable_head = nn.Sequential(nn.Linear(hidden, hidden), nn.GELU(), nn.Linear(hidden, 1))

    def forward(self, questions: Sequence[Tensor], passages: Sequence[Tensor]) -> ReaderScores:
        """Reads pair by pair: `questions[i]` [question tokens, hidden] with `passages[i]` [passage tokens, hidden]."""
        joined = [
            torch.cat([q + self.parts.weight[QUESTION], p + self.parts.weight[PASSAGE]])
            for q, p in zip(questions, passages, strict=True)
        ]
        lengths = torch.tensor([len(states) for states in joined])
        states = nn.utils.rnn.pad_sequence(joined, batch_first=True)
        padding = torch.arange(states.shape[1])[None, :] >= lengths[:, None]
        for layer in self.layers:
            states = layer(states, src_key_padding_mask=padding)
        return self._heads(states, [len(q) for q in questions], lengths)

    def _heads(self, states: Tensor, question_lengths: list[int], lengths: Tensor) -> ReaderScores:
        logits = self.token_head(states)
        rows = [
            logits[row, start:end]
            for row, (start, end) in enumerate(zip(question_lengths, lengths.tolist(), strict=True))
        ]
        tokens = nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=-torch.inf)
        start, end, evidence = tokens.unbind(-1)
        return ReaderScores(start, end, evidence, self.answerable_head(states[:, 0])[:, 0], logits[:, 0, :2])
