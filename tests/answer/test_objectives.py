"""The losses that the networks are trained by, on small numbers."""

import math
import random

import pytest
import torch

from answer.objectives import Reading, among_all, sentence_metrics
from answer.training_data import Example
from index.datatypes import Span


def example(answered: int | None) -> Example:
    sentences = (Span(0, 2), Span(3, 5))
    return Example("Hvad vedtog de?", "A. B.", sentences, None if answered is None else sentences[answered], "g", "s")


def test_the_answering_sentence_competes_with_those_of_all_passages_and_with_none():
    logits = torch.tensor([2.0, 0.0]), torch.tensor([1.0, -1.0])
    loss = among_all([(example(0), logits[0]), (example(None), logits[1])])
    everything = math.exp(2) + math.exp(0) + math.exp(1) + math.exp(-1) + math.exp(0)
    assert float(loss) == pytest.approx(math.log(everything / math.exp(2)))


def test_without_an_answer_none_is_right():
    loss = among_all([(example(None), torch.tensor([3.0, 0.0])), (example(None), torch.tensor([0.0, 0.0]))])
    assert float(loss) == pytest.approx(math.log(math.exp(3) + 4))


def test_right_sentence_and_separation():
    examples = [example(0), example(1), example(None)]
    logits = [torch.tensor([1.0, 0.0]), torch.tensor([2.0, 0.0]), torch.tensor([1.5, 0.0])]
    assert sentence_metrics(logits, examples) == {"sentence": 0.5, "auc": 0.5}


def test_the_reader_learns_in_the_layers_that_read_each_text_alone_too(encoder):
    reading = Reading(encoder.e5)
    reading.loss([example(0), example(None)], random.Random(0)).backward()
    parameters = dict(reading.model.named_parameters())
    for name in ("apart.0.linear1.weight", "layers.0.linear1.weight"):
        slope = parameters[name].grad
        assert slope is not None
        assert float(slope.abs().max()) > 0
