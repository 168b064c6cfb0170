import pytest
import torch

from answer.reader import RIVAL_NUMBER, SpanReader, answer_spans, best_span
from index.datatypes import Span
from index.errors import ModelError
from tests.answer.sample import SENTENCES, TEXT, passage


def test_best_span_has_the_highest_sum_and_does_not_run_backwards():
    start, end = torch.tensor([0.0, 5.0, 1.0]), torch.tensor([9.0, 0.0, 2.0])
    assert best_span(start, end) == (Span(0, 1), 9.0)
    assert best_span(torch.tensor([0.0, 5.0, 1.0]), torch.tensor([3.0, 0.0, 2.0])) == (Span(1, 3), 7.0)


def logits(*probabilities: float) -> torch.Tensor:
    return torch.tensor(probabilities).clamp(min=1e-6).log()


def test_two_facts_are_two_spans_and_none_runs_over_both() -> None:
    start = logits(0, 0.4, 0, 0, 0, 0.5, 0.05, 0.05)
    end = logits(0, 0, 0.3, 0, 0, 0, 0.6, 0.1)
    assert answer_spans(start, end) == [Span(5, 7), Span(1, 3)]
    # A second fact less probable than usual counts where that is asked for.
    start, end = logits(0, 0.1, 0, 0, 0, 0.8, 0.05, 0.05), logits(0, 0, 0.3, 0, 0, 0, 0.6, 0.1)
    assert answer_spans(start, end) == [Span(5, 7)]
    assert answer_spans(start, end, RIVAL_NUMBER) == [Span(5, 7), Span(1, 3)]
    # The last end is the most probable of all, and yet the first fact ends where it ends.
    assert answer_spans(logits(0.6, 0, 0.4, 0), logits(0, 0.3, 0, 0.7)) == [Span(2, 4), Span(0, 2)]


def test_one_fact_is_one_span() -> None:
    assert answer_spans(logits(0.02, 0.95, 0, 0.03), logits(0, 0, 0.9, 0.1)) == [Span(1, 3)]
    # Two beginnings of the same fact: nothing ends between them.
    assert answer_spans(logits(0.4, 0.6, 0, 0), logits(0, 0, 0.9, 0.1)) == [Span(1, 3)]
    # An end before every beginning.
    assert answer_spans(logits(0, 0, 1), logits(1, 0, 0)) == [best_span(logits(0, 0, 1), logits(1, 0, 0))[0]]


def test_best_span_is_no_longer_than_asked():
    start, end = torch.tensor([9.0, 0.0, 0.0]), torch.tensor([0.0, 0.0, 9.0])
    span, _score = best_span(start, end, longest=2)
    assert len(span) <= 2


@pytest.fixture(scope="module")
def reader(encoder):
    return SpanReader.load(encoder.e5)


def test_reads_every_sentence_and_prefers_the_one_that_answers(reader):
    (result,) = reader.read("Hvor meget kostede indsatsen?", [passage()])
    assert [reading.number for reading in result.sentences] == [0, 1, 2]
    assert max(result.sentences, key=lambda reading: reading.logit).number == 0
    for reading in result.sentences:
        assert reading.sentence.contains(reading.span)
        assert len(reading.span) > 0
        assert TEXT[reading.span.start : reading.span.end].strip() == TEXT[reading.span.start : reading.span.end]


def test_a_question_that_the_passage_answers_scores_above_one_it_does_not(reader):
    asked = ["Hvad kostede indsatsen?", "Hvor mange elefanter er der i Zoo?"]
    best = [max(reading.logit for reading in reader.read(question, [passage()])[0].sentences) for question in asked]
    assert best[0] > best[1] + 1


def test_the_context_is_read_but_never_part_of_an_answer(reader):
    inside = passage(start=0, context="Meget lang overskrift om 99 ting " * 5)
    (result,) = reader.read("Hvem gjorde det?", [inside])
    assert all(
        SENTENCES[reading.number] == TEXT[reading.sentence.start : reading.sentence.end] for reading in result.sentences
    )
    assert all(reading.sentence.contains(reading.span) for reading in result.sentences)


def test_the_same_question_is_read_alike_whatever_was_read_before(reader, encoder):
    fresh = SpanReader.load(encoder.e5)
    reader.read("Noget andet?", [passage(context="Andet")])
    (first,), (second,) = reader.read("Hvem betalte?", [passage()]), fresh.read("Hvem betalte?", [passage()])
    assert [a.logit for a in first.sentences] == pytest.approx([b.logit for b in second.sentences], abs=1e-4)


def test_what_does_not_fit_the_window_is_left_out(reader):
    long = passage(context="meget " * 600)
    assert reader.read("Hvad?", [long])[0].sentences == ()
    assert reader.read("Hvad?", []) == []


def test_missing_weights_are_named(encoder, tmp_path):
    with pytest.raises(ModelError, match=r"reader\.safetensors"):
        SpanReader.load(encoder.e5, tmp_path)
