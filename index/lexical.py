"""Lexical search: BM25 (bm25s) over Danish stems, with compounds split and misspelt question words mended."""

import json
from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from index.words import STOP_WORDS, compound_parts, fold, nearest_word, stem, tokens

WORDS_FILE = "words.json"


class LexicalIndex:
    """BM25 over the passages' terms.

    parts: every word of the passages -> the terms it was indexed under: its stem, and those of its parts.
    """

    def __init__(self, bm25: bm25s.BM25, parts: dict[str, list[str]]) -> None:
        self._bm25 = bm25
        self._parts = parts
        self._terms = {term for word, terms in parts.items() if word not in STOP_WORDS for term in terms}
        self._by_folded = {fold(word): word for word in parts}

    @classmethod
    def build(cls, texts: Sequence[str]) -> "LexicalIndex":
        """From the passages' search texts, in their order."""
        import simplemma  # its word list takes half a second to load, and only building needs it

        split = [tokens(text) for text in texts]
        parts: dict[str, list[str]] = {}
        for word in {word for words in split for word in words}:
            pieces = compound_parts(word, lambda part: bool(simplemma.is_known(part, lang="da")))
            parts[word] = list(dict.fromkeys([stem(word), *map(stem, pieces)]))
        bm25 = bm25s.BM25(backend="numpy")
        corpus = [[term for word in words if word not in STOP_WORDS for term in parts[word]] for words in split]
        bm25.index([terms if terms else [""] for terms in corpus], show_progress=False)
        return cls(bm25, parts)

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Raises OSError or ValueError for missing or damaged files."""
        parts = json.loads((folder / WORDS_FILE).read_text(encoding="utf-8"))
        return cls(bm25s.BM25.load(str(folder), load_corpus=False), parts)

    def save(self, folder: Path) -> None:
        """Writes bm25s's files and the word list into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        self._bm25.save(str(folder), show_progress=False)
        words = json.dumps(self._parts, ensure_ascii=False, sort_keys=True)
        (folder / WORDS_FILE).write_text(words, encoding="utf-8")

    def terms(self, text: str) -> set[str]:
        """The terms that a text of the passages is indexed under."""
        return {term for word in tokens(text) if word not in STOP_WORDS for term in self._parts.get(word, ())}

    def has(self, word: str) -> bool:
        """Whether any passage has this very word or number, letter case aside."""
        return all(part in self._parts for part in tokens(word))

    def query_terms(self, question: str) -> list[str]:
        """The terms of a question that the passages have: by stem, by the parts of a compound, put into
        Danish from English, or mended."""
        found: list[str] = []
        for word in tokens(question):
            if word not in STOP_WORDS:
                found += [term for term in self._terms_of(word) if term in self._terms]
        return list(dict.fromkeys(found))

    def unknown_share(self, question: str) -> float:
        """The share of a question's words, small words aside, that no passage has in any form; 0 to 1."""
        words = [word for word in tokens(question) if word not in STOP_WORDS]
        return sum(not self._terms_of(word) for word in words) / len(words) if words else 1.0

    def _terms_of(self, word: str) -> list[str]:
        if word in self._parts:
            return self._parts[word]
        if stem(word) in self._terms:
            return [stem(word)]
        pieces = compound_parts(word, lambda part: stem(part) in self._terms)
        if pieces:
            return [stem(piece) for piece in pieces]
        near = nearest_word(word, self._by_folded.keys())
        return [] if near is None else self._parts[self._by_folded[near]]

    def scores(self, question: str) -> NDArray[np.float32]:
        """BM25 score of every passage, [passages], from 0."""
        terms = self.query_terms(question)
        if not terms:
            return np.zeros(int(self._bm25.scores["num_docs"]), np.float32)
        return np.asarray(self._bm25.get_scores(terms), np.float32)
