from __future__ import annotations

import numpy as np
import pytest

from surveyor.bench.listwise import ensemble, fit
from surveyor.ranking.model import Ensemble, dump, load

SETTINGS = {"num_iterations": 12, "num_leaves": 7, "min_data_in_leaf": 5, "seed": 0}
NAMES = ["first", "second", "third"]


def lists(*, missing: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Twenty lists of thirty rows, of which those are right whose first number is large and whose second is small."""
    chance = np.random.default_rng(0)
    matrix = np.round(chance.normal(size=(600, 3)), 4)
    labels = matrix[:, 0] - matrix[:, 1] > 1
    if missing:
        matrix[chance.random(matrix.shape) < 0.2] = np.nan
    return matrix.astype(np.float32), labels, np.ones(600), np.full(20, 30)


@pytest.mark.parametrize("missing", [False, True])
@pytest.mark.parametrize(("slope", "intercept"), [(1.0, 0.0), (0.3, -2.0)])
def test_a_file_scores_as_lightgbm_does(missing: bool, slope: float, intercept: float) -> None:
    matrix, *others = lists(missing=missing)
    booster = fit(matrix, *others, SETTINGS)
    model = load(dump(ensemble(booster, NAMES, float, slope, intercept)))
    asked = np.vstack([matrix, np.full((1, 3), np.nan), np.zeros((1, 3))]).astype(np.float64)
    assert np.abs(model.score(asked) - (booster.predict(asked) * slope + intercept)).max() < 1e-6


def test_what_is_learnt_is_the_order_of_a_list_and_the_same_each_time() -> None:
    matrix, labels, weights, sizes = lists(missing=False)

    def made() -> Ensemble:
        return ensemble(fit(matrix, labels, weights, sizes, SETTINGS), NAMES, float, 1.0, 0.0)

    scores = load(dump(made())).score(matrix.astype(np.float64))
    for start in range(0, len(labels), 30):
        right, wrong = (scores[start : start + 30][labels[start : start + 30] == value] for value in (True, False))
        assert right.mean() > wrong.mean()
    assert dump(made()) == dump(made())


def test_a_list_of_no_weight_is_not_learnt_from() -> None:
    matrix, labels, weights, sizes = lists(missing=False)
    turned = np.concatenate([labels, ~labels])
    twice = np.vstack([matrix, matrix]), turned, np.concatenate([weights, 0 * weights]), np.concatenate([sizes, sizes])
    scores = fit(*twice, SETTINGS).predict(matrix)
    assert scores[labels].mean() > scores[~labels].mean()
