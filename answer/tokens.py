"""Characters to tokens: which tokens of a text a span of it touches."""

from collections.abc import Sequence

import torch
from torch import Tensor

from index.datatypes import Passage, Span


def tokens_of(span: Span, offsets: Sequence[tuple[int, int]]) -> Span:
    """The tokens that touch a span of characters; at least one."""
    touched = [n for n, (a, b) in enumerate(offsets) if a < span.end and span.start < b]
    return Span(touched[0], touched[-1] + 1) if touched else Span(0, 1)


def sentence_mask(sentences: Sequence[Span], offsets: Sequence[tuple[int, int]]) -> Tensor:
    """[sentences, tokens], 1 for the tokens of each sentence; at least one."""
    mask = torch.zeros(len(sentences), len(offsets))
    for row, sentence in enumerate(sentences):
        tokens = tokens_of(sentence, offsets)
        mask[row, tokens.start : tokens.end] = 1.0
    return mask


def text_shift(passage: Passage) -> int:
    """What an offset in the document's text becomes in the passage's `search_text`, when added to it."""
    return len(passage.search_text) - len(passage.text) - passage.start


def sentences_seen(passage: Passage, offsets: Sequence[tuple[int, int]]) -> list[tuple[int, Span]]:
    """The sentences that begin inside the window of tokens: number, and characters of `search_text`."""
    shift = text_shift(passage)
    places = [Span(sentence.start + shift, sentence.end + shift) for sentence in passage.sentences]
    return [(n, place) for n, place in enumerate(places) if place.start < offsets[-2][1]]
