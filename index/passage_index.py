"""The index as a whole: passages with dense and lexical search over them, fused; built, saved and loaded as one."""

import json
import shutil
import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.datatypes import (
    Document,
    Metadata,
    Page,
    Passage,
    RetrievedPassage,
    Section,
    SourceRun,
    Span,
)
from index.dense import DenseIndex
from index.encoder import Encoder
from index.errors import IndexMismatchError
from index.lexical import LexicalIndex
from index.manifest import REBUILD, IndexManifest, read_manifest, write_manifest

# Both chosen on data/questions/dev.jsonl and three other publications: the dense score's share of the fused one, and
# the share of a passage's best sentence in the dense one.
DENSE_WEIGHT = 0.8
SENTENCE_WEIGHT = 0.5
ORIGINALS = "originals"


class PassageIndex:
    """Passages of one or more documents, searched by meaning and by words. Loading it needs no model.

    The dense index has a row for each passage, in their order, and after those one for each sentence of each passage.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        passages: Sequence[Passage],
        dense: DenseIndex,
        lexical: LexicalIndex,
        manifest: IndexManifest,
        originals: Mapping[str, Path] | None = None,
    ) -> None:
        """originals: the files that the documents were read from, by document id, as far as they are kept."""
        self.documents = {document.id: document for document in documents}
        self.passages = tuple(passages)
        self.dense = dense
        self.lexical = lexical
        self.manifest = manifest
        self.originals = dict(originals or {})
        # Where the sentences of each passage begin among the dense rows, and where the last one's end.
        self._sentence_rows = np.cumsum([len(self.passages), *(len(p.sentences) for p in self.passages)])

    @classmethod
    def build(
        cls,
        documents: Sequence[Document],
        passages: Sequence[Passage],
        encoder: Encoder,
        chunking: str = "",
        previous: "PassageIndex | None" = None,
        progress: Callable[[int, int], None] | None = None,
        originals: Mapping[str, Path] | None = None,
    ) -> "PassageIndex":
        """Encodes and indexes. What `previous`, made by the same encoder, has encoded already is not encoded again.

        progress: called with (texts encoded, texts to encode). originals: the documents' files; `save` copies them.
        """
        texts = _dense_texts(passages)
        known: dict[str, NDArray[np.float32]] = {}
        if previous is not None and previous.manifest.encoder == encoder.name:
            known = dict(zip(_dense_texts(previous.passages), previous.dense.vectors, strict=True))
        new = list(dict.fromkeys(text for text in texts if text not in known))
        if new:
            known.update(zip(new, encoder.encode_passages(new, progress), strict=True))
        vectors = np.stack([known[text] for text in texts])
        manifest = IndexManifest(
            encoder=encoder.name,
            dimension=encoder.dimension,
            chunking=chunking,
            sources={document.id: document.sha256 for document in documents},
            pages=sum(len(document.pages) for document in documents),
            passages=len(passages),
            folder="",
        )
        dense, lexical = DenseIndex.build(vectors), LexicalIndex.build(texts[: len(passages)])
        return cls(documents, passages, dense, lexical, manifest, originals)

    def search(
        self, question: str, encoder: Encoder, top_k: int = 10, documents: Collection[str] = ()
    ) -> list[RetrievedPassage]:
        """The best passages for a question, best first; only those of some documents, by their ids, where any is named.

        The dense score is the mean of the passage's similarity and that of its best sentence. It is fused with BM25:
        DENSE_WEIGHT of the one and the rest of the other, each as its place between the lowest and the highest of all
        passages, so 0 to 1. Source: Bruch et al. 2023, "An Analysis of Fusion Functions for Hybrid Retrieval".
        """
        similarities = self.dense.telling_scores(encoder.encode_query(question), encoder.typical_query)
        by_passage = np.split(similarities, self._sentence_rows)[1:-1]
        whole = similarities[: len(self.passages)]
        best_sentence = np.array([max(sentences, default=-1.0) for sentences in by_passage], np.float32)
        dense = np.where(best_sentence > -1, (1 - SENTENCE_WEIGHT) * whole + SENTENCE_WEIGHT * best_sentence, whole)
        lexical = self.lexical.scores(question)
        fused = DENSE_WEIGHT * _scaled(dense) + (1 - DENSE_WEIGHT) * _scaled(lexical)
        order = np.argsort(-fused, kind="stable").tolist()
        if documents:
            order = [row for row in order if self.passages[row].document_id in documents]
        return [
            RetrievedPassage(
                passage=self.passages[row],
                score=float(fused[row]),
                rank=rank,
                dense=float(dense[row]),
                lexical=float(lexical[row]),
                sentence_similarities=tuple(by_passage[row].tolist()),
            )
            for rank, row in enumerate(order[:top_k], start=1)
        ]

    def save(self, index_dir: Path) -> None:
        """Writes the index, with copies of the originals, beside the one that is there, and makes it the current one.

        The last is one step: whatever stops before it leaves the old index as it was.
        """
        index_dir.mkdir(parents=True, exist_ok=True)
        manifest = replace(self.manifest, folder=uuid.uuid4().hex[:12])
        folder = index_dir / manifest.folder
        folder.mkdir()
        try:
            _write_json(folder / "documents.json", [asdict(document) for document in self.documents.values()])
            _write_json(folder / "passages.json", [asdict(passage) for passage in self.passages])
            self.dense.save(folder / "dense.faiss")
            self.lexical.save(folder / "lexical")
            copies = {
                name: folder / ORIGINALS / f"{name}{path.suffix.lower()}" for name, path in self.originals.items()
            }
            (folder / ORIGINALS).mkdir()
            for name, path in self.originals.items():
                shutil.copyfile(path, copies[name])
            write_manifest(manifest, index_dir)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        self.manifest, self.originals = manifest, copies
        for old in index_dir.iterdir():
            if old.is_dir() and old.name != manifest.folder:
                shutil.rmtree(old, ignore_errors=True)

    @classmethod
    def load(cls, index_dir: Path) -> "PassageIndex":
        """Raises IndexNotFoundError or IndexMismatchError; the message says how to build the index."""
        manifest = read_manifest(index_dir)
        folder = index_dir / manifest.folder
        try:
            documents = [_document(facts) for facts in _read_json(folder / "documents.json")]
            passages = [_passage(facts) for facts in _read_json(folder / "passages.json")]
            dense = DenseIndex.load(folder / "dense.faiss")
            lexical = LexicalIndex.load(folder / "lexical")
            originals = {path.stem: path for path in (folder / ORIGINALS).iterdir()}
        except (OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
            raise IndexMismatchError(f"Indekset i {index_dir} er beskadiget ({error}). {REBUILD}") from error
        rows = len(passages) + sum(len(passage.sentences) for passage in passages)
        if len(passages) != manifest.passages or len(dense) != rows or dense.dimension != manifest.dimension:
            raise IndexMismatchError(f"Indekset i {index_dir} passer ikke med sit manifest. {REBUILD}")
        return cls(documents, passages, dense, lexical, manifest, originals)


def _dense_texts(passages: Sequence[Passage]) -> list[str]:
    sentences = (p.text[s.start - p.start : s.end - p.start] for p in passages for s in p.sentences)
    return [*(passage.search_text for passage in passages), *sentences]


def _scaled(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores to 0..1 between their lowest and their highest; all alike give 0."""
    lowest, highest = float(scores.min()), float(scores.max())
    return (scores - lowest) / (highest - lowest) if highest > lowest else np.zeros_like(scores)


def _document(facts: dict[str, Any]) -> Document:
    return Document(
        id=facts["id"],
        title=facts["title"],
        text=facts["text"],
        pages=tuple(Page(**page) for page in facts["pages"]),
        sections=tuple(Section(**section) for section in facts["sections"]),
        metadata=Metadata(**facts["metadata"]),
        sha256=facts["sha256"],
        source_runs=tuple(SourceRun(**run) for run in facts["source_runs"]),
    )


def _passage(facts: dict[str, Any]) -> Passage:
    sentences = tuple(Span(**span) for span in facts["sentences"])
    return Passage(**{**facts, "sentences": sentences})


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def _read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
