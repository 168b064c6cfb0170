import json

import numpy as np
import pytest

from answer.calibration import HIGHEST, Calibration, Logistic, answered_features, sigmoid
from answer.features import FIRST_NAMES, NAMES, Candidate
from answer.shipped import CALIBRATION
from index.errors import ModelError
from tests.answer.sample import candidate as sample_candidate


def candidate(**features) -> Candidate:
    return sample_candidate(0, "4,5 mio. kr.", *(features.get(name, 0.0) for name in NAMES))


def test_a_logistic_model_is_the_formula():
    model = Logistic(weights=(2.0, -1.0), bias=0.5, mean=(1.0, 0.0), scale=(2.0, 1.0))
    np.testing.assert_allclose(model.logit(np.array([[3.0, 4.0], [1.0, 0.0]])), [2 - 4 + 0.5, 0.5])
    np.testing.assert_allclose(sigmoid(np.array([0.0, np.log(3)])), [0.5, 0.75])
    assert np.isfinite(sigmoid(np.array([-1e9, 1e9]))).all()


def test_the_lead_is_over_the_best_other():
    read = [candidate(reader=3.0), candidate(reader=1.0), candidate(reader=2.0)]
    rows = answered_features(read, np.array([5.0, 1.0, 4.0]))
    np.testing.assert_allclose(rows[:, 1], [1.0, -4.0, -1.0])
    np.testing.assert_allclose(rows[:, 2 + HIGHEST.index("reader")], 3.0)


def test_a_single_candidate_has_no_lead():
    assert answered_features([candidate()], np.array([2.0]))[0, 1] == 0.0


def test_saved_and_loaded_alike(tmp_path):
    width = len(NAMES)
    model = Logistic(tuple(range(width)), 0.5, (0.0,) * width, (1.0,) * width)
    calibration = Calibration(model, model, model, model, 0.25)
    calibration.save(tmp_path / "calibration.json")
    assert Calibration.load(tmp_path / "calibration.json") == calibration


def test_other_features_are_refused(tmp_path):
    path = tmp_path / "calibration.json"
    path.write_text(json.dumps({"features": ["dense"]}))
    with pytest.raises(ModelError, match="python -m evaluation fit"):
        Calibration.load(path)
    with pytest.raises(ModelError, match="python -m evaluation fit"):
        Calibration.load(tmp_path / "mangler.json")


def test_the_shipped_calibration_fits_the_features():
    calibration = Calibration.load(CALIBRATION)
    assert len(calibration.first.weights) == len(FIRST_NAMES)
    assert len(calibration.rank.weights) == len(NAMES)
    assert 0 < calibration.threshold < 1
