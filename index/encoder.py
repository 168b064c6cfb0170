"""The encoder: texts to unit vectors, always through sentence-transformers, with E5's prompts set in this one place."""

import os
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from index.e5 import BundledE5

BUNDLED = "bundled"
PROMPTS = {"query": "query: ", "passage": "passage: "}
Vectors = NDArray[np.float32]
TYPICAL_QUESTIONS = (
    "Hvor mange er der?",
    "Hvor stor en andel siger det?",
    "Hvor meget koster det i alt?",
    "Hvor ofte sker det?",
    "Hvad betyder det?",
    "Hvad er formålet med planen?",
    "Hvad siger de ansatte om det?",
    "Hvem har ansvaret?",
    "Hvem kan jeg kontakte?",
    "Hvornår skal det være færdigt?",
    "Hvornår blev det besluttet?",
    "Hvorfor er det sådan?",
    "Hvorfor går det langsommere nu?",
    "Hvordan gør man?",
    "Hvordan får borgerne hjælp?",
    "Hvilke krav er der?",
    "Hvor foregår det?",
    "Er det rigtigt, at det er blevet bedre?",
    "Kan man klage over det?",
    "Skal kommunen betale?",
    "antal og andel i procent",
    "fordele og ulemper",
)
"""What they have in common is that they are questions; they are of every kind and about nothing in particular."""


class Encoder:
    """A SentenceTransformer with the prompts of E5. `name` is what the index remembers it by."""

    def __init__(self, name: str, model: "SentenceTransformer") -> None:
        self.name = name
        self.model = model
        self.model.prompts = dict(PROMPTS)
        dimension = model.get_embedding_dimension()
        if dimension is None:
            raise ModelError(f"Modellen {name} fortæller ikke sin vektorlængde og kan ikke bruges.")
        self.dimension: int = dimension

    @property
    def e5(self) -> "BundledE5":
        """The bundled model itself, whose lower layers the reader starts from. Raises ModelError for another model."""
        from index.e5 import BundledE5

        module = self.model[0]
        if not isinstance(module, BundledE5):
            raise ModelError(f"Modellen {self.name} er ikke den medfølgende, som læseren er trænet til.")
        return module

    @cached_property
    def typical_query(self) -> Vectors:
        """The mean vector of questions that have nothing else in common, [dimension]; shorter than one."""
        mean: Vectors = self.encode_queries(TYPICAL_QUESTIONS).mean(axis=0)
        return mean

    def encode_query(self, question: str) -> Vectors:
        """A question to one unit vector, [dimension]."""
        return self._encode([question], "query", 1)[0]

    def encode_queries(self, questions: Sequence[str]) -> Vectors:
        """Many questions at once to unit vectors, [questions, dimension]."""
        return self._encode_batches(questions, "query", 16, None)

    def encode_passages(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None, batch_size: int = 16
    ) -> Vectors:
        """Passages to unit vectors, [texts, dimension]. `progress` is called with (done, total)."""
        return self._encode_batches(texts, "passage", batch_size, progress)

    def _encode_batches(
        self, texts: Sequence[str], prompt: str, batch_size: int, progress: Callable[[int, int], None] | None
    ) -> Vectors:
        # Batches of like length waste no time on padding; the order of the rows is the order of the texts.
        order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for start in range(0, len(order), batch_size):
            rows = order[start : start + batch_size]
            vectors[rows] = self._encode([texts[row] for row in rows], prompt, batch_size)
            if progress is not None:
                progress(start + len(rows), len(order))
        return vectors

    def _encode(self, texts: list[str], prompt: str, batch_size: int) -> Vectors:
        vectors = self.model.encode(
            texts,
            prompt_name=prompt,
            batch_size=batch_size,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, np.float32)


def load_encoder(name: str = BUNDLED) -> Encoder:
    """The bundled multilingual-e5-small, or any sentence-transformers model by name or folder, from this disk only.

    Raises ModelError when it is not there; nothing is ever downloaded.
    """
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from sentence_transformers import SentenceTransformer

    if name == BUNDLED:
        from sentence_transformers.sentence_transformer.modules import Pooling

        from index.e5 import BundledE5

        e5 = BundledE5()
        pooling = Pooling(e5.get_embedding_dimension(), "mean")
        return Encoder(name, SentenceTransformer(modules=[e5, pooling], device="cpu"))
    try:
        return Encoder(name, SentenceTransformer(name, device="cpu", local_files_only=True))
    except (OSError, ValueError) as error:
        place = "mappen" if Path(name).is_dir() else "navnet"
        raise ModelError(
            f"Der er ingen sentence-transformers-model på denne maskine under {place} {name!r} ({error}). "
            f"Angiv en mappe med en model, eller brug den medfølgende: --encoder {BUNDLED}"
        ) from error
