import torch

from answer.reader_model import ReaderModel


def model_of(encoder):
    torch.manual_seed(0)
    model = ReaderModel(encoder.e5.weights, apart=0, joint=1)
    for parameter in model.sentence.parameters():
        torch.nn.init.normal_(parameter)
    return model.eval()


def states(length, seed):
    return torch.randn(length, 384, generator=torch.Generator().manual_seed(seed))


MASK = torch.tensor([[1.0, 1, 0, 0, 0, 0], [0, 0, 1, 1, 1, 0]])


def test_padding_changes_nothing(encoder):
    model = model_of(encoder)
    with torch.inference_mode():
        (alone,) = model([states(4, 1)], [states(6, 2)], [MASK])
        beside, other = model([states(4, 1), states(9, 3)], [states(6, 2), states(12, 4)], [MASK, torch.ones(1, 12)])
    for one, two in zip(alone, beside, strict=True):
        torch.testing.assert_close(one, two, atol=1e-5, rtol=1e-4)
    assert (beside.sentences.shape, beside.starts.shape, beside.ends.shape) == ((2,), (6,), (6,))
    assert other.starts.shape == (12,)


def test_what_is_asked_changes_what_is_read(encoder):
    model = model_of(encoder)
    with torch.inference_mode():
        (one,), (two,) = (model([states(4, seed)], [states(6, 2)], [MASK]) for seed in (1, 5))
    assert not torch.allclose(one.starts, two.starts, atol=1e-3)
    assert not torch.allclose(one.sentences, two.sentences, atol=1e-3)


def test_a_new_model_doubts_that_anything_answers(encoder):
    model = ReaderModel(encoder.e5.weights, apart=0, joint=1).eval()
    with torch.inference_mode():
        (read,) = model([states(4, 1)], [states(6, 2)], [MASK])
    torch.testing.assert_close(read.sentences, torch.full((2,), -1.5))
