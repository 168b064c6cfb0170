import torch

from answer.matcher_model import MatcherModel


def model_of(encoder):
    torch.manual_seed(0)
    return MatcherModel(encoder.e5.weights, trained=1).eval()


def states(length, seed):
    return torch.randn(length, 384, generator=torch.Generator().manual_seed(seed))


def test_padding_changes_nothing(encoder):
    model = model_of(encoder)
    with torch.inference_mode():
        alone = model.encode([states(5, 1)], "passage")[0]
        beside = model.encode([states(5, 1), states(9, 2)], "passage")[0]
    torch.testing.assert_close(alone.states, beside.states, atol=1e-5, rtol=1e-4)
    assert beside.matches.shape == (5, 128)
    torch.testing.assert_close(beside.matches.norm(dim=-1), torch.ones(5))


def test_a_sentence_is_scored_by_its_own_tokens(encoder):
    model = model_of(encoder)
    with torch.inference_mode():
        (question,) = model.encode([states(4, 1)], "query")
        (passage,) = model.encode([states(6, 2)], "passage")
        mask = torch.tensor([[1.0, 1, 0, 0, 0, 0], [0, 0, 1, 1, 1, 0]])
        both = model.sentence_logits(question, passage, mask)
        torch.testing.assert_close(model.sentence_logits(question, passage, mask[1:]), both[1:])
        torch.testing.assert_close(model.sentence_logits(question, passage, mask.flip(0)), both.flip(0))
