"""What a step of training is made of."""

import random

import torch
from safetensors.torch import save_file

from answer.reader_model import ReaderModel
from answer.train import BATCH, OTHERS, begin_from, draw
from answer.training_data import Example, alone
from index.datatypes import Span


def example(question: str, passage: str) -> Example:
    return Example(question, passage, (Span(0, len(passage)),), None, "g", "s")


def test_the_passages_of_a_question_follow_each_other_its_own_first():
    pool = [tuple(example(f"{n}?", f"{n}-{k}") for k in range(7)) for n in range(40)]
    batches = draw({"a": pool, "b": [(example("alene?", "x"),)]}, {"a": 0.8, "b": 0.2}, random.Random(1))
    for _ in range(20):
        batch = next(batches)
        assert len(batch) <= BATCH + OTHERS
        own = [n for n, pair in enumerate(batch) if pair.passage.endswith("-0")]
        assert own
        for n in own:
            beside = batch[n + 1 : n + 1 + OTHERS]
            assert {pair.question for pair in beside} == {batch[n].question}
            assert not any(pair.passage.endswith("-0") for pair in beside)


def test_every_question_of_a_source_comes_once_a_round():
    pool = alone([example(f"{n}?", "x") for n in range(8 * BATCH)])
    batches = draw({"a": pool}, {"a": 1.0}, random.Random(2))
    asked = [pair.question for _ in range(8) for pair in next(batches)]
    assert sorted(asked) == sorted(own.question for own, *_others in pool)


def test_layers_that_were_not_trained_before_begin_as_the_encoders(encoder, tmp_path):
    earlier, model = (ReaderModel(encoder.e5.weights, apart, 1, pretrained=True) for apart in (0, 1))
    joint, apart = "layers.0.linear1.bias", "apart.0.linear1.bias"
    trained = earlier.state_dict() | {joint: torch.ones_like(earlier.state_dict()[joint])}
    save_file({name: tensor.half() for name, tensor in trained.items()}, tmp_path / "w.safetensors")
    begin_from(model, tmp_path / "w.safetensors")
    torch.testing.assert_close(model.state_dict()[joint], trained[joint])
    torch.testing.assert_close(model.state_dict()[apart], encoder.e5.state_dict()["layers.10.linear1.bias"])
