import torch

from answer.matcher_model import MatcherModel
from index.datatypes import Span


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
    places = [Span(0, 2), Span(2, 5)]
    with torch.inference_mode():
        (question,) = model.encode([states(4, 1)], "query")
        passage = model.encode([states(6, 2)], "passage")
        (both,) = model.sentence_logits(question, passage, [places])
        torch.testing.assert_close(model.sentence_logits(question, passage, [places[1:]])[0], both[1:])
        torch.testing.assert_close(model.sentence_logits(question, passage, [places[::-1]])[0], both.flip(0))


def test_passages_side_by_side_are_scored_as_alone(encoder):
    model = model_of(encoder)
    places = [[Span(0, 2), Span(2, 5)], [Span(1, 9)]]
    with torch.inference_mode():
        (question,) = model.encode([states(4, 1)], "query")
        passages = model.encode([states(6, 2), states(9, 3)], "passage")
        together = model.sentence_logits(question, passages, places)
        for passage, spans, logits in zip(passages, places, together, strict=True):
            torch.testing.assert_close(logits, model.sentence_logits(question, [passage], [spans])[0])
