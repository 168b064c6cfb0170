import numpy as np

from index.dense import DenseIndex


def unit_vectors(count, dimension=16, seed=0):
    vectors = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_scores_are_exactly_the_inner_products():
    vectors, question = unit_vectors(50), unit_vectors(1, seed=1)[0]
    np.testing.assert_allclose(DenseIndex.build(vectors).scores(question), vectors @ question, atol=1e-6)


def test_higher_is_better_and_one_at_most():
    vectors = unit_vectors(50)
    scores = DenseIndex.build(vectors).scores(vectors[7])
    assert scores.argmax() == 7
    assert abs(scores[7] - 1.0) < 1e-6


def test_saved_and_loaded_alike(tmp_path):
    vectors = unit_vectors(9)
    DenseIndex.build(vectors).save(tmp_path / "dense.faiss")
    loaded = DenseIndex.load(tmp_path / "dense.faiss")
    assert (len(loaded), loaded.dimension) == (9, 16)
    np.testing.assert_array_equal(loaded.vectors, vectors)
