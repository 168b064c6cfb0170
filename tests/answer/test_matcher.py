import pytest

from answer.matcher import NOT_SEEN, SentenceMatcher
from index.errors import ModelError
from tests.answer.sample import passage


@pytest.fixture(scope="module")
def matcher(encoder):
    return SentenceMatcher.load(encoder.e5)


def test_the_sentence_that_answers_matches_best(matcher):
    (logits,) = matcher.match("Hvor meget kostede indsatsen?", [passage()])
    assert len(logits) == 3
    assert max(logits) == logits[0]
    assert matcher.match("Hvad?", []) == []


def test_the_same_question_matches_alike_whatever_was_asked_before(matcher, encoder):
    fresh = SentenceMatcher.load(encoder.e5)
    matcher.match("Noget andet?", [passage(context="Andet")])
    (first,), (second,) = (reader.match("Hvem betalte?", [passage()]) for reader in (matcher, fresh))
    assert first == pytest.approx(second, abs=1e-3)


def test_what_does_not_fit_the_window_is_not_seen(matcher):
    assert matcher.match("Hvad?", [passage(context="meget " * 600)]) == [(NOT_SEEN,) * 3]


def test_missing_weights_are_named(encoder, tmp_path):
    with pytest.raises(ModelError, match=r"matcher\.safetensors"):
        SentenceMatcher.load(encoder.e5, tmp_path)
