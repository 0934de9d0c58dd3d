from __future__ import annotations

import math
from dataclasses import replace

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.bench.boosted import ensemble
from surveyor.ranking.model import LEAF, UNIT, VERSION, Ensemble, ModelError, Tree, dump, load, stacked

VALUES = st.sampled_from([math.nan, -1.0, -0.5, 0.0, 0.25, 0.5, 1.0, 7.0])
FEATURES = ["a", "b", "c"]


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    columns: list[list[float]] = []

    def grow(depth: int, value: int) -> int:
        node = len(columns)
        columns.append([LEAF, 0.0, 0, 0, 0, value])
        if depth and draw(st.booleans()):
            split = [draw(st.integers(0, 2)), draw(st.sampled_from([-0.5, 0.25, 0.5])), draw(st.integers(0, 1))]
            children = [grow(depth - 1, draw(st.integers(-UNIT, UNIT))) for _ in range(2)]
            columns[node] = [*split, *children, value]
        return node

    grow(3, 0)
    return Tree(*map(list, zip(*columns, strict=True)))  # type: ignore[arg-type]


ENSEMBLES = st.builds(
    Ensemble, st.just(VERSION), st.just(FEATURES), st.integers(-UNIT, UNIT), st.lists(trees(), max_size=4)
)
ROWS = st.lists(st.lists(VALUES, min_size=3, max_size=3), min_size=1, max_size=4)


def walked(held: Ensemble, row: list[float]) -> float:
    """The obvious way: each tree by itself, a node after the other."""
    total = held.base
    for tree in held.trees:
        node = 0
        while tree.feature[node] != LEAF:
            value = row[tree.feature[node]]
            left = tree.missing_left[node] == 1 if math.isnan(value) else value <= tree.threshold[node]
            node = tree.left[node] if left else tree.right[node]
        total += tree.value[node]
    return total / UNIT


@given(ENSEMBLES, ROWS)
def test_a_score_is_the_sum_of_the_leaves_that_a_row_comes_to(held: Ensemble, rows: list[list[float]]) -> None:
    assert load(dump(held)).score(np.array(rows)).tolist() == [walked(held, row) for row in rows]


@given(ENSEMBLES, ROWS)
def test_contributions_add_up_to_the_score_without_the_base(held: Ensemble, rows: list[list[float]]) -> None:
    model = stacked(held)
    matrix = np.array(rows)
    whole = np.rint(model.contributions(matrix) * UNIT).astype(int).sum(axis=1)
    assert whole.tolist() == (np.rint(model.score(matrix) * UNIT) - model.base).tolist()


@given(ENSEMBLES)
def test_a_file_reads_back_as_what_was_written(held: Ensemble) -> None:
    assert msgspec.json.decode(dump(held), type=Ensemble) == held


def test_files_that_cannot_be_used_are_refused_in_one_line_with_the_remedy() -> None:
    good = Ensemble(
        VERSION, FEATURES, 0, [Tree([0, LEAF, LEAF], [0.5, 0, 0], [1, 0, 0], [1, 0, 0], [2, 0, 0], [0, 1, 2])]
    )
    [tree] = good.trees
    broken = [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        dump(good)[:-20],
        dump(msgspec.structs.replace(good, version=VERSION + 1)),
        *(
            dump(msgspec.structs.replace(good, trees=[msgspec.structs.replace(tree, **change)]))
            for change in ({"left": [0, 0, 0]}, {"right": [3, 0, 0]}, {"feature": [3, LEAF, LEAF]}, {"value": [0]})
        ),
    ]
    for content in broken:
        with pytest.raises(ModelError, match="install surveyor anew") as caught:
            load(content)
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize("directions", [None, [1, -1, 0]])
def test_a_fitted_ensemble_scores_as_scikit_learn_does(directions: list[int] | None) -> None:
    from sklearn.ensemble import HistGradientBoostingClassifier

    chance = np.random.default_rng(0)
    matrix = np.round(chance.normal(size=(400, 3)), 4)
    matrix[chance.random(matrix.shape) < 0.2] = np.nan
    labels = np.nan_to_num(matrix[:, 0]) + chance.normal(size=400) > np.isnan(matrix[:, 1])
    boosted = HistGradientBoostingClassifier(
        max_iter=20, max_leaf_nodes=7, early_stopping=False, monotonic_cst=directions
    ).fit(matrix, labels)
    model = load(dump(ensemble(boosted, FEATURES, float)))
    assert np.abs(model.score(matrix) - boosted.decision_function(matrix)).max() < 1e-6
    for feature, direction in enumerate(directions or []):
        raised = matrix + 2.0 * np.eye(3)[feature]
        assert (direction * (model.score(raised) - model.score(matrix)) >= 0).all()


def test_no_row_and_no_tree_are_fine() -> None:
    empty = stacked(Ensemble(VERSION, FEATURES, UNIT, []))
    assert empty.score(np.zeros((2, 3))).tolist() == [1.0, 1.0]
    assert replace(empty, base=0).score(np.zeros((0, 3))).tolist() == []


def test_a_feature_that_is_only_known_or_missing_is_kept_in_a_file() -> None:
    from sklearn.ensemble import HistGradientBoostingClassifier

    matrix = np.where(np.arange(100) % 2, math.nan, 1.0)[:, None]
    labels = np.arange(100) % 2 == 1
    boosted = HistGradientBoostingClassifier(max_iter=2, early_stopping=False).fit(matrix, labels)
    model = load(dump(ensemble(boosted, ["a"], float)))
    assert np.abs(model.score(matrix) - boosted.decision_function(matrix)).max() < 1e-6
