"""What is kept of a text before it is read together with a question."""

import torch

from answer.frozen_states import FrozenStates

TEXTS = ["Byrådet vedtog planen.", "Den koster 3 mio. kr. om året, og pengene findes på budgettet."]


def test_further_layers_come_after_the_encoders_lower_ones(encoder):
    whole = FrozenStates(encoder.e5, 1)(TEXTS, "passage")
    in_two_parts = FrozenStates(encoder.e5, 3, encoder.e5.layers[-3:-1])(TEXTS, "passage")
    for one, two in zip(whole, in_two_parts, strict=True):
        assert one.offsets == two.offsets
        assert len(one.states) == len(one.offsets)
        torch.testing.assert_close(one.states, two.states, atol=5e-3, rtol=1e-2)


def test_offsets_are_characters_of_the_text_not_of_its_prompt(encoder):
    (kept,) = FrozenStates(encoder.e5, 3)(TEXTS[:1], "query")
    places = [(start, end) for start, end in kept.offsets if end > start]
    assert places[0][0] == 0
    assert places[-1][1] == len(TEXTS[0])
