"""The hidden states of the lower layers, which do not depend on the question: computed once a text, then kept."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from index.e5 import BundledE5, pad
from index.encoder import PROMPTS


@dataclass(frozen=True, slots=True)
class TextStates:
    """states: [tokens, hidden], float16. offsets: each token's characters in the text; empty for what is not text."""

    states: Tensor
    offsets: tuple[tuple[int, int], ...]


class FrozenStates:
    """Texts to states; the last `kept` texts are remembered (about 100 kB each)."""

    def __init__(self, e5: BundledE5, upper: int, further: Iterable[nn.Module] = (), kept: int = 4096) -> None:
        """All the encoder's layers but the `upper` last, and then `further` ones in their place."""
        self._e5 = e5
        self._layers = (*e5.layers[: len(e5.layers) - upper], *further)
        self._kept = kept
        self._known: OrderedDict[tuple[str, str], TextStates] = OrderedDict()

    def __call__(self, texts: Sequence[str], kind: str) -> list[TextStates]:
        """The states of texts of a kind, "query" or "passage", in their order."""
        new = [text for text in dict.fromkeys(texts) if (kind, text) not in self._known]
        found = {text: self._known[kind, text] for text in texts if (kind, text) in self._known}
        found.update(zip(new, self._compute(new, kind), strict=True))
        for text, states in found.items():
            self._known[kind, text] = states
            self._known.move_to_end((kind, text))
        while len(self._known) > self._kept:
            self._known.popitem(last=False)
        return [found[text] for text in texts]

    def _compute(self, texts: list[str], kind: str) -> list[TextStates]:
        if not texts:
            return []
        prompt = PROMPTS[kind]
        encodings = self._e5.tokenizer.encode_batch([prompt + text for text in texts])
        features = pad([encoding.ids for encoding in encodings], self._e5.weights.pad)
        with torch.inference_mode():
            states = self._e5.run_layers(features["input_ids"], features["attention_mask"], self._layers).half()
        return [
            TextStates(
                states[row, : len(encoding.ids)].clone(),
                tuple((max(a - len(prompt), 0), max(b - len(prompt), 0)) for a, b in encoding.offsets),
            )
            for row, encoding in enumerate(encodings)
        ]
