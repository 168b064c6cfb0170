"""Dense search: FAISS over unit vectors, so that the inner product is the cosine similarity."""

from pathlib import Path

import faiss
import numpy as np

from index.encoder import Vectors


class DenseIndex:
    """An exact FAISS index. Row numbers are those of the vectors that it was built from."""

    def __init__(self, faiss_index: faiss.Index) -> None:
        self._faiss = faiss_index

    @classmethod
    def build(cls, vectors: Vectors) -> "DenseIndex":
        """From unit vectors, [passages, dimension]."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, np.float32))
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> "DenseIndex":
        """Raises RuntimeError, FAISS's own, for a missing or damaged file."""
        return cls(faiss.read_index(str(path)))

    def save(self, path: Path) -> None:
        """Writes FAISS's own file."""
        faiss.write_index(self._faiss, str(path))

    def __len__(self) -> int:
        return int(self._faiss.ntotal)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._faiss.d)

    @property
    def vectors(self) -> Vectors:
        """The vectors, [passages, dimension]."""
        return self._faiss.reconstruct_n(0, len(self)) if len(self) else np.zeros((0, self.dimension), np.float32)

    def scores(self, vector: Vectors) -> Vectors:
        """Cosine similarity of every passage with a unit vector, [passages], -1 to 1."""
        similarities, rows = self._faiss.search(vector[None, :], len(self))
        scores = np.empty(len(self), np.float32)
        scores[rows[0]] = similarities[0]
        return scores
