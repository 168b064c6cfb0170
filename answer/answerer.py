"""Question in, response out: search, read, rank, and either cite or refuse."""

import threading
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from answer.calibration import Calibration, Ranked, sigmoid
from answer.citation import choose
from answer.datatypes import Response
from answer.features import Candidate, candidates
from answer.reader import PASSAGES_KEPT, Reader, SpanReader
from index.datatypes import Document, RetrievedPassage
from index.encoder import BUNDLED, Encoder, load_encoder
from index.passage_index import PassageIndex

PASSAGES_READ = 30
PASSAGES_AHEAD = 4
LONGEST_QUESTION = 500


class Answerer:
    """Answers questions about the documents of an index. One question at a time; other threads wait their turn."""

    def __init__(self, index: PassageIndex, encoder: Encoder, reader: Reader, calibration: Calibration) -> None:
        self.index = index
        self.encoder = encoder
        self._reader = reader
        self._calibration = calibration
        self._lock = threading.Lock()

    @classmethod
    def load(cls, index_dir: Path, calibration: Calibration | None = None) -> "Answerer":
        """The index with its own encoder, the shipped reader and its calibration. Raises a KildesvarError.

        calibration: instead of the shipped one.
        """
        index = PassageIndex.load(index_dir)
        encoder = load_encoder(index.manifest.encoder)
        e5 = encoder.e5 if encoder.name == BUNDLED else load_encoder().e5
        shipped = Calibration.load() if calibration is None else calibration
        return cls(index, encoder, SpanReader.load(e5), shipped)

    def over(self, index: PassageIndex) -> "Answerer":
        """An answerer with the same models over another index."""
        return Answerer(index, self.encoder, self._reader, self._calibration)

    @property
    def documents(self) -> Mapping[str, Document]:
        """The publications, by their id."""
        return self.index.documents

    def ask(self, question: str, top_k: int = PASSAGES_READ) -> Response:
        """Answers from the `top_k` passages that fit best. A question longer than LONGEST_QUESTION letters is cut."""
        with self._lock:
            started = time.perf_counter()
            asked = " ".join(question.split())[:LONGEST_QUESTION]
            found = self.index.search(asked, self.encoder, top_k) if asked else []
            retrieved = time.perf_counter()
            ranked = self._calibration.ranked(self._candidates(asked, found)) if found else []
            done = time.perf_counter()
        probability = ranked[0].probability if ranked else 0.0
        # Where not a single word is known, "hej" or "asdf", nothing that is measured of the passages means anything.
        refused = not self.index.lexical.query_terms(asked) or self._calibration.refuses(ranked)
        return Response(
            question=question,
            answers=() if refused else choose(ranked, self.documents),
            refused=refused,
            sources=_by_best_sentence(found, ranked),
            probability=probability,
            timings={
                "retrieve": 1000 * (retrieved - started),
                "read": 1000 * (done - retrieved),
                "total": 1000 * (done - started),
            },
        )

    def read_ahead(self, start: int) -> int | None:
        """Prepares some passages from number `start`, about half a second's work; returns the next start, or None."""
        stop = min(start + PASSAGES_AHEAD, len(self.index.passages), PASSAGES_KEPT)
        with self._lock:
            self._reader.read_ahead(self.index.passages[start:stop])
        return stop if start < stop < min(len(self.index.passages), PASSAGES_KEPT) else None

    def candidates(self, question: str, top_k: int = PASSAGES_READ) -> list[Candidate]:
        """Every sentence of the passages found for a question, with its features: what calibration is fitted on."""
        with self._lock:
            return self._candidates(question, self.index.search(question, self.encoder, top_k))

    def _candidates(self, question: str, found: list[RetrievedPassage]) -> list[Candidate]:
        readings = self._reader.read(question, [hit.passage for hit in found])
        return candidates(question, found, readings, self.index.lexical)


def _by_best_sentence(found: list[RetrievedPassage], ranked: list[Ranked]) -> tuple[RetrievedPassage, ...]:
    """The passages in the order of the best sentence of each, which is better than the search's own.

    The score becomes that sentence's, squeezed to 0..1; a passage without a readable sentence comes last.
    """
    best: dict[str, float] = {}
    for place in ranked:
        best.setdefault(place.candidate.found.passage.id, float(sigmoid(np.array(place.logit))))
    scored = [replace(hit, score=best.get(hit.passage.id, 0.0)) for hit in found]
    scored.sort(key=lambda hit: -hit.score)
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(scored, start=1))
