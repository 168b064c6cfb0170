import json
import subprocess
import sys
import time
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from index.dense import DenseIndex
from index.errors import IndexMismatchError, IndexNotFoundError
from index.manifest import MANIFEST_FILE, read_manifest
from index.passage_index import DENSE_WEIGHT, PassageIndex


def test_finds_the_passage_that_answers(passage_index, encoder):
    found = passage_index.search("Hvor ofte hæmmer politiske beslutninger innovation?", encoder, 5)
    assert any("6 pct." in hit.passage.text and "12 pct." in hit.passage.text for hit in found)


def test_ranks_and_scores(passage_index, encoder):
    found = passage_index.search("Hvor mange brugere har vejrdata?", encoder, 10)
    assert [hit.rank for hit in found] == list(range(1, 11))
    assert all(a.score >= b.score for a, b in pairwise(found))
    assert all(0 <= hit.score <= 1 and -1 <= hit.dense <= 1 and hit.lexical >= 0 for hit in found)
    assert all(len(hit.sentence_similarities) == len(hit.passage.sentences) for hit in found)


def test_the_score_is_the_documented_fusion(passage_index, encoder):
    question = "Hvem har svaret på spørgeskemaet?"
    found = passage_index.search(question, encoder, len(passage_index.passages))
    dense, lexical = (np.array([getattr(hit, name) for hit in found]) for name in ("dense", "lexical"))
    scaled = [(x - x.min()) / (x.max() - x.min()) for x in (dense, lexical)]
    expected = DENSE_WEIGHT * scaled[0] + (1 - DENSE_WEIGHT) * scaled[1]
    np.testing.assert_allclose([hit.score for hit in found], expected, atol=1e-5)


def test_sentence_similarities_are_those_of_the_sentences(passage_index, encoder):
    asked = encoder.encode_query("Hvad er svarprocenten?")
    hit = passage_index.search("Hvad er svarprocenten?", encoder, 1)[0]
    document = passage_index.documents[hit.passage.document_id]
    rows = DenseIndex.build(passage_index.dense.vectors)
    sentences = encoder.encode_passages([document.quote(sentence) for sentence in hit.passage.sentences])
    for similarity, sentence in zip(hit.sentence_similarities, sentences, strict=True):
        row = int(rows.scores(sentence).argmax())
        assert similarity == pytest.approx(rows.telling_scores(asked, encoder.typical_query)[row], abs=1e-4)


def test_loads_alike(passage_index, index_dir, encoder):
    again = PassageIndex.load(index_dir)
    assert again.passages == passage_index.passages
    assert again.documents == passage_index.documents
    question = "innovationsdag i Region Midtjylland"
    assert again.search(question, encoder) == passage_index.search(question, encoder)


def test_loads_quickly_and_without_the_models(index_dir):
    script = (
        "import sys, time; from pathlib import Path; from index.passage_index import PassageIndex;"
        "t = time.perf_counter();"
        "PassageIndex.load(Path(sys.argv[1])); print(time.perf_counter() - t);"
        "assert not {'torch', 'sentence_transformers', 'transformers'} & set(sys.modules)"
    )
    started = time.perf_counter()
    result = subprocess.run([sys.executable, "-c", script, str(index_dir)], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert float(result.stdout) < 1.0, f"{result.stdout} s of {time.perf_counter() - started:.1f} s"


def test_nothing_is_encoded_twice(passage_index, encoder, monkeypatch):
    def refuse(*_arguments):
        raise AssertionError("encoded again")

    monkeypatch.setattr(encoder, "encode_passages", refuse)
    documents = list(passage_index.documents.values())
    again = PassageIndex.build(documents, passage_index.passages, encoder, "", passage_index)
    np.testing.assert_array_equal(again.dense.vectors, passage_index.dense.vectors)


def test_a_failed_save_leaves_the_old_index(index_dir, tmp_path, monkeypatch):
    index = PassageIndex.load(index_dir)
    index.save(tmp_path / "index")
    before = read_manifest(tmp_path / "index")

    def fail(_folder):
        raise OSError("disken er fuld")

    monkeypatch.setattr(index.lexical, "save", fail)
    with pytest.raises(OSError, match="fuld"):
        index.save(tmp_path / "index")
    assert read_manifest(tmp_path / "index") == before
    assert PassageIndex.load(tmp_path / "index").passages == index.passages
    assert {path.name for path in (tmp_path / "index").iterdir()} == {MANIFEST_FILE, before.folder}


def test_a_new_save_replaces_the_old(index_dir, tmp_path):
    index = PassageIndex.load(index_dir)
    index.save(tmp_path / "index")
    index.save(tmp_path / "index")
    assert {path.name for path in (tmp_path / "index").iterdir()} == {MANIFEST_FILE, index.manifest.folder}


def test_no_index(tmp_path):
    with pytest.raises(IndexNotFoundError, match="python -m ingest"):
        PassageIndex.load(tmp_path)


@pytest.mark.parametrize(
    "change",
    [{"format_version": 0}, {"dimension": 3}, {"passages": 1}, {"ukendt": 1}, {"folder": "findes-ikke"}],
)
def test_an_index_with_other_settings_is_refused(index_dir, tmp_path, change):
    index = PassageIndex.load(index_dir)
    index.save(tmp_path / "index")
    path = tmp_path / "index" / MANIFEST_FILE
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))
    with pytest.raises(IndexMismatchError, match="python -m ingest"):
        PassageIndex.load(tmp_path / "index")


@pytest.mark.parametrize("name", ["documents.json", "passages.json", "dense.faiss", "lexical/words.json"])
def test_a_damaged_index_is_refused(index_dir, tmp_path, name):
    index = PassageIndex.load(index_dir)
    index.save(tmp_path / "index")
    (tmp_path / "index" / index.manifest.folder / name).write_bytes(b"{")
    with pytest.raises(IndexMismatchError, match="python -m ingest"):
        PassageIndex.load(tmp_path / "index")


def test_only_the_publications_that_are_named_are_searched(passage_index, encoder):
    (own,) = passage_index.documents.values()
    document = replace(own, id="en-anden")
    others = [replace(p, id=f"en-anden:{n}", document_id=document.id) for n, p in enumerate(passage_index.passages[:9])]
    both = PassageIndex.build([own, document], [*passage_index.passages, *others], encoder, "", passage_index)
    question = "Hvor ofte hæmmer politiske beslutninger innovation?"
    found = both.search(question, encoder, 50, {document.id})
    assert [hit.passage.document_id for hit in found] == [document.id] * len(others)
    assert [hit.rank for hit in found] == list(range(1, len(others) + 1))
    assert {hit.passage.document_id for hit in both.search(question, encoder, 50)} == {own.id, document.id}
