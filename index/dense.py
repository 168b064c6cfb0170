"""Dense search: FAISS over unit vectors, so that the inner product is the cosine similarity."""

from functools import cached_property
from pathlib import Path

import faiss
import numpy as np

from index.encoder import Vectors

COMMON_SHARE = 0.9
"""How much of what all have in common is taken out; chosen on data/questions/dev.jsonl and the other publications."""


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

    def telling_scores(self, vector: Vectors, typical: Vectors) -> Vectors:
        """As `scores`, after what all rows, and all questions, have in common is taken out of them. -1 to 1.

        All of a publication is about its subject, and so is every question to it; which passage answers is told by the
        rest. typical: the mean vector of questions. Source: Mu and Viswanath 2018, "All-but-the-Top".
        """
        asked = vector - COMMON_SHARE * typical
        common, lengths = self._common
        cosines: Vectors = ((self.scores(asked) - common @ asked) / (lengths * np.linalg.norm(asked))).astype(
            np.float32
        )
        return cosines

    @cached_property
    def _common(self) -> tuple[Vectors, Vectors]:
        """What is taken out of each row, [dimension], and how long each row then is, [passages]."""
        vectors = self.vectors
        common = COMMON_SHARE * vectors.mean(axis=0)
        return common, np.linalg.norm(vectors - common, axis=1)

    def scores(self, vector: Vectors) -> Vectors:
        """Inner product of every passage with a vector, [passages]; of a unit vector their cosine, -1 to 1."""
        similarities, rows = self._faiss.search(vector[None, :], len(self))
        scores = np.empty(len(self), np.float32)
        scores[rows[0]] = similarities[0]
        return scores
