import torch
from torch import nn

from answer.quantized import QuantizedLayer, quantize
from index.e5 import load_layer


def test_layers_of_8_bits_say_nearly_the_same_whatever_the_padding(encoder):
    layers = nn.ModuleList(load_layer(encoder.e5.weights, number) for number in (6, 7))
    features = encoder.e5.preprocess(["Hvor mange svarede i 2020?", "I alt svarede 2.271 offentlige arbejdspladser."])
    states = encoder.e5.run_layers(features["input_ids"], features["attention_mask"], encoder.e5.layers[:6])
    padding = features["attention_mask"] == 0
    exact = rounded = states
    with torch.inference_mode():
        for layer, quick in zip(layers, quantize(layers), strict=True):
            assert isinstance(quick, QuantizedLayer)
            exact, rounded = layer(exact, src_key_padding_mask=padding), quick(rounded, padding)
        alone = states[:1, : int((~padding[0]).sum())]
        for quick in quantize(layers):
            alone = quick(alone, torch.zeros(alone.shape[:2], dtype=torch.bool))
    similar = torch.cosine_similarity(exact[~padding], rounded[~padding], dim=1)
    assert similar.min() > 0.995
    assert not torch.equal(exact, rounded)
    assert torch.cosine_similarity(alone[0], rounded[0, : alone.shape[1]], dim=1).min() > 0.995
