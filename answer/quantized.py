"""The reader's layers with 8-bit weights, for use: two to three times as fast on a processor as 32-bit ones.

Each linear map's weights are rounded once, row by row, and its input as it comes, token by token; the rest stays as it
was. PyTorch alone rounds the input by the largest number of the whole batch: a few tokens have numbers ten times those
of others, so the others are then rounded to very little, and a passage read differs with what is read beside it.
Sources: Zafrir et al. 2019, "Q8BERT: Quantized 8Bit BERT"; Yao et al. 2022, "ZeroQuant", of the scale for each token.
"""

import warnings

import torch
from torch import Tensor, nn
from torch.ao.nn.quantized import dynamic
from torch.ao.quantization import per_channel_dynamic_qconfig
from torch.nn.functional import gelu, scaled_dot_product_attention

ENGINES = ("onednn", "x86", "qnnpack")
"""Of PyTorch's kernels, those that are quick, the best first; the last is for ARM processors."""
_SMALLEST = 1e-6


class QuantizedLinear(nn.Module):
    """A linear map [..., inputs] -> [..., outputs] with 8-bit weights, whose input is rounded token by token."""

    def __init__(self, weight: Tensor, bias: Tensor) -> None:
        """weight: [outputs, inputs]; bias: [outputs]."""
        super().__init__()
        linear = nn.Linear(weight.shape[1], weight.shape[0])
        linear.load_state_dict({"weight": weight, "bias": torch.zeros_like(bias)})
        linear.qconfig = per_channel_dynamic_qconfig  # type: ignore[assignment]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # that a future PyTorch moves this; ours is pinned
            self._map = dynamic.Linear.from_float(linear)
        self._bias = bias.detach()

    def forward(self, states: Tensor) -> Tensor:
        """Each token's states are scaled to 1 before they are rounded, and back afterwards."""
        largest = states.abs().amax(-1, keepdim=True).clamp(min=_SMALLEST)
        mapped: Tensor = self._map(states / largest)
        return mapped.mul_(largest).add_(self._bias)


class QuantizedLayer(nn.Module):
    """What `index.e5.transformer_layer` makes, for inference only, computed with 8-bit weights."""

    def __init__(self, layer: nn.TransformerEncoderLayer) -> None:
        super().__init__()
        attention = layer.self_attn
        self.heads = attention.num_heads
        self.attend = QuantizedLinear(attention.in_proj_weight, attention.in_proj_bias)
        self.attended = QuantizedLinear(attention.out_proj.weight, attention.out_proj.bias)
        self.widen = QuantizedLinear(layer.linear1.weight, layer.linear1.bias)
        self.narrow = QuantizedLinear(layer.linear2.weight, layer.linear2.bias)
        self.norm1, self.norm2 = layer.norm1, layer.norm2

    def forward(self, states: Tensor, src_key_padding_mask: Tensor) -> Tensor:
        """States [batch, tokens, hidden]; the mask [batch, tokens] is True on padding."""
        batch, tokens, hidden = states.shape
        parts = self.attend(states).view(batch, tokens, 3, self.heads, hidden // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        seen = ~src_key_padding_mask[:, None, None, :]
        attended = scaled_dot_product_attention(query, key, value, attn_mask=seen)
        states = self.norm1(states + self.attended(attended.transpose(1, 2).reshape(batch, tokens, hidden)))
        widened: Tensor = gelu(self.widen(states))
        return self.norm2(states + self.narrow(widened))


def quantize(layers: nn.ModuleList) -> nn.ModuleList:
    """The layers with 8-bit weights, or as they are where this machine's PyTorch has no quick kernels for them."""
    engines = [engine for engine in ENGINES if engine in torch.backends.quantized.supported_engines]
    if not engines:
        return layers
    torch.backends.quantized.engine = engines[0]
    return nn.ModuleList(QuantizedLayer(layer) for layer in layers)  # type: ignore[arg-type]
