"""Question in, response out: search, match, read, rank, and either cite or refuse."""

import threading
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from answer.calibration import Calibration, Logistic, Ranked, rank_logits, sigmoid
from answer.citation import choose
from answer.datatypes import PASSAGES_FOUND, Response
from answer.features import Candidate, candidates, read_candidates
from answer.hugging_face_reader import HuggingFaceReader
from answer.matcher import SentenceMatcher
from answer.reader import PASSAGES_KEPT, Reader, SpanReader
from index.datatypes import Document, RetrievedPassage
from index.encoder import BUNDLED, Encoder, load_encoder
from index.passage_index import PassageIndex

PASSAGES_READ = 4
PASSAGES_AHEAD = 4
LONGEST_QUESTION = 500


class Answerer:
    """Answers questions about the documents of an index. One question at a time; other threads wait their turn."""

    def __init__(
        self,
        index: PassageIndex,
        encoder: Encoder,
        matcher: SentenceMatcher,
        reader: Reader,
        calibration: Calibration,
    ) -> None:
        self.index = index
        self.encoder = encoder
        self._matcher = matcher
        self._reader = reader
        self._calibration = calibration
        self._lock = threading.Lock()

    @classmethod
    def load(
        cls, index_dir: Path, calibration: Calibration | None = None, reader_name: str | None = None
    ) -> "Answerer":
        """The index with its own encoder, the matcher, a reader and a calibration. Raises a KildesvarError.

        calibration: instead of the shipped one. reader_name: of a Hugging Face model instead of the shipped reader; it
        wants a calibration of its own (`python -m evaluation fit --reader NAME --calibration FILE`).
        """
        index = PassageIndex.load(index_dir)
        encoder = load_encoder(index.manifest.encoder)
        e5 = encoder.e5 if encoder.name == BUNDLED else load_encoder().e5
        reader = SpanReader.load(e5) if reader_name is None else HuggingFaceReader(reader_name)
        chosen = Calibration.load() if calibration is None else calibration
        return cls(index, encoder, SentenceMatcher.load(e5), reader, chosen)

    def over(self, index: PassageIndex) -> "Answerer":
        """An answerer with the same models, used by one at a time, over another index."""
        other = Answerer(index, self.encoder, self._matcher, self._reader, self._calibration)
        other._lock = self._lock
        return other

    @property
    def documents(self) -> Mapping[str, Document]:
        """The publications, by their id."""
        return self.index.documents

    def ask(self, question: str, top_k: int = PASSAGES_FOUND, documents: Collection[str] = ()) -> Response:
        """Answers from the `top_k` passages that the search finds, of which the best PASSAGES_READ are read closely.

        documents: the ids of those that are asked; all where none is named. A question longer than LONGEST_QUESTION
        letters is cut.
        """
        with self._lock:
            started = time.perf_counter()
            asked = " ".join(question.split())[:LONGEST_QUESTION]
            found = self.index.search(asked, self.encoder, top_k, documents) if asked else []
            retrieved = time.perf_counter()
            first = self._match(asked, found)
            sources = best_passages(first, self._calibration.first)
            ranked = self._calibration.ranked(self._read(asked, first, sources))
            done = time.perf_counter()
        probability = ranked[0].probability if ranked else 0.0
        # Where not a single word is known, "hej" or "asdf", nothing that is measured of the passages means anything.
        refused = not self.index.lexical.query_terms(asked) or self._calibration.refuses(ranked)
        return Response(
            question=question,
            answers=() if refused else choose(ranked, self.documents),
            refused=refused,
            sources=_read_first(sources, ranked),
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
            self._matcher.read_ahead(self.index.passages[start:stop])
            self._reader.read_ahead(self.index.passages[start:stop])
        return stop if start < stop < min(len(self.index.passages), PASSAGES_KEPT) else None

    def first_candidates(self, question: str, top_k: int = PASSAGES_FOUND) -> list[Candidate]:
        """Every sentence of the passages found for a question, before any is read."""
        with self._lock:
            return self._match(question, self.index.search(question, self.encoder, top_k))

    def read_candidates(self, question: str, first: Sequence[Candidate], model: Logistic) -> list[Candidate]:
        """Of `first_candidates`, those of the passages that `model` puts first, now read closely."""
        with self._lock:
            return self._read(question, first, best_passages(first, model))

    def _match(self, question: str, found: Sequence[RetrievedPassage]) -> list[Candidate]:
        matches = self._matcher.match(question, [hit.passage for hit in found])
        return candidates(question, found, matches, self.index.lexical)

    def _read(self, question: str, first: Sequence[Candidate], passages: Sequence[RetrievedPassage]) -> list[Candidate]:
        closely = [hit.passage for hit in passages[:PASSAGES_READ]]
        readings = self._reader.read(question, closely)
        return read_candidates(first, {passage.id: read for passage, read in zip(closely, readings, strict=True)})


def best_passages(first: Sequence[Candidate], model: Logistic) -> tuple[RetrievedPassage, ...]:
    """The passages in the order of the best sentence of each, by the model's logit; score: that, squeezed to 0..1."""
    if not first:
        return ()
    best: dict[str, tuple[float, RetrievedPassage]] = {}
    for candidate, logit in zip(first, rank_logits(model, first).tolist(), strict=True):
        hit = candidate.found
        if hit.passage.id not in best or best[hit.passage.id][0] < logit:
            best[hit.passage.id] = (logit, hit)
    scored = [replace(hit, score=float(sigmoid(np.array(logit)))) for logit, hit in best.values()]
    return _in_order(scored)


def _read_first(sources: Sequence[RetrievedPassage], ranked: Sequence[Ranked]) -> tuple[RetrievedPassage, ...]:
    """The passages that were read, in the order of their best sentence now, with scores above 0.5; then the others."""
    best: dict[str, float] = {}
    for place in ranked:
        best.setdefault(place.candidate.found.passage.id, float(sigmoid(np.array(place.logit))))
    scored = [
        replace(hit, score=0.5 + best[hit.passage.id] / 2 if hit.passage.id in best else hit.score / 2)
        for hit in sources
    ]
    return _in_order(scored)


def _in_order(hits: list[RetrievedPassage]) -> tuple[RetrievedPassage, ...]:
    hits.sort(key=lambda hit: -hit.score)
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(hits, start=1))
