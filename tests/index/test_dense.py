import numpy as np

from index.dense import COMMON_SHARE, DenseIndex


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


def test_telling_scores_are_cosines_without_what_all_have_in_common():
    vectors, typical = unit_vectors(30), unit_vectors(20, seed=2).mean(axis=0)
    question = unit_vectors(1, seed=1)[0]
    rows, asked = vectors - COMMON_SHARE * vectors.mean(axis=0), question - COMMON_SHARE * typical
    expected = rows @ asked / np.linalg.norm(rows, axis=1) / np.linalg.norm(asked)
    np.testing.assert_allclose(DenseIndex.build(vectors).telling_scores(question, typical), expected, atol=1e-5)


def test_a_shared_subject_does_not_decide_what_is_nearest():
    subject, first, second, asking = np.eye(4, dtype=np.float32)
    vectors = np.stack([subject, 0.9 * subject + 0.1 * first, 0.9 * subject + 0.1 * second])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    question = 0.8 * subject + 0.2 * second + 0.5 * asking
    index = DenseIndex.build(vectors)
    plain, telling = index.scores(question), index.telling_scores(question, 0.8 * subject + 0.5 * asking)
    assert abs(plain[2] - plain[0]) < 0.05
    assert telling[2] - telling[0] > 0.5


def test_a_single_passage_is_scored():
    vectors = unit_vectors(1)
    assert abs(DenseIndex.build(vectors).telling_scores(vectors[0], np.zeros(16, np.float32))[0] - 1) < 1e-5
