"""The first look: every sentence of many passages held against the question, to choose what is read closely."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor

from answer.frozen_states import FrozenStates
from answer.matcher_model import MatcherModel, TextVectors
from answer.shipped import MATCHER_FILE, WEIGHTS_DIR, layer_count
from answer.tokens import sentences_seen, tokens_of
from index.datatypes import Passage, Span
from index.e5 import BundledE5
from index.errors import ModelError

BATCH = 16
PASSAGES_KEPT = 2000  # about 150 kB each
NOT_SEEN = -12.0
"""The logit of a sentence that lies beyond the window."""


@dataclass(frozen=True, slots=True)
class _PassageVectors:
    vectors: TextVectors  # float16
    sentences: dict[int, Span]  # the tokens of those that begin inside the window, by their number


class SentenceMatcher:
    """The trained matcher; see `answer.matcher_model`. What it makes of a passage is kept for the next question."""

    def __init__(self, e5: BundledE5, model: MatcherModel) -> None:
        self._states = FrozenStates(e5, model.trained, kept=BATCH)
        self._model = model.eval()
        self._known: dict[str, _PassageVectors] = {}

    @classmethod
    def load(cls, e5: BundledE5, folder: Path = WEIGHTS_DIR) -> "SentenceMatcher":
        """Raises ModelError when the weights are missing or do not fit."""
        path = folder / MATCHER_FILE
        try:
            tensors = load_file(path)
            model = MatcherModel(e5.weights, layer_count(tensors, "layers"))
            model.load_state_dict({name: tensor.float() for name, tensor in tensors.items()})
        except (OSError, ValueError, RuntimeError) as error:
            raise ModelError(
                f"Vægtene i {path} kan ikke læses ({error}). Hent dem igen: git checkout -- {path}"
            ) from error
        return cls(e5, model)

    def match(self, question: str, passages: Sequence[Passage]) -> list[tuple[float, ...]]:
        """How well each sentence answers: for each passage a logit a sentence, in its order; higher is better."""
        if not passages:
            return []
        (asked,) = self._states([question], "query")
        with torch.inference_mode():
            (vectors,) = self._model.encode([asked.states.float()], "query")
            texts = self._texts(passages)
            seen = [text for text in texts if text.sentences]
            logits = iter(
                self._model.sentence_logits(
                    vectors,
                    [TextVectors(*(part.float() for part in text.vectors)) for text in seen],
                    [list(text.sentences.values()) for text in seen],
                )
                if seen
                else ()
            )
            return [
                _of_each_sentence(passage, text, next(logits) if text.sentences else None)
                for passage, text in zip(passages, texts, strict=True)
            ]

    def read_ahead(self, passages: Sequence[Passage]) -> None:
        """Does for passages what does not depend on a question, so that a first question is as quick as a second."""
        with torch.inference_mode():
            self._texts(passages)

    def _texts(self, passages: Sequence[Passage]) -> list[_PassageVectors]:
        new = [passage for passage in passages if passage.search_text not in self._known]
        for start in range(0, len(new), BATCH):
            batch = new[start : start + BATCH]
            states = self._states([passage.search_text for passage in batch], "passage")
            encoded = self._model.encode([text.states.float() for text in states], "passage")
            for passage, text, vectors in zip(batch, states, encoded, strict=True):
                half = TextVectors(vectors.states.half(), vectors.matches.half())
                seen = sentences_seen(passage, text.offsets)
                tokens = {number: tokens_of(place, text.offsets) for number, place in seen}
                self._known[passage.search_text] = _PassageVectors(half, tokens)
        found = [self._known[passage.search_text] for passage in passages]
        while len(self._known) > PASSAGES_KEPT:
            self._known.pop(next(iter(self._known)))
        return found


def _of_each_sentence(passage: Passage, text: _PassageVectors, logits: Tensor | None) -> tuple[float, ...]:
    told = dict(zip(text.sentences, [] if logits is None else logits.tolist(), strict=True))
    return tuple(told.get(number, NOT_SEEN) for number in range(len(passage.sentences)))
