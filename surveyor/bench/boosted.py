"""Boosted trees of scikit-learn as what a file of a model holds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from surveyor.ranking.model import LEAF, UNIT, VERSION, Ensemble, Tree


def ensemble(boosted: Any, names: Sequence[str], rounded: Callable[[float], float]) -> Ensemble:
    """A fitted HistGradientBoostingClassifier of two classes as what a file holds, each threshold `rounded`, which has
    to leave a middle between two values of a feature between them."""
    made = [_tree(stage[0].nodes, rounded) for stage in boosted._predictors]
    base = float(np.ravel(boosted._baseline_prediction)[0]) + sum(root for _, root in made)
    return Ensemble(VERSION, list(names), round(base * UNIT), [tree for tree, _ in made])


def _tree(nodes: Any, rounded: Callable[[float], float]) -> tuple[Tree, float]:
    """The tree with every node's average less that of its root, and that of its root."""
    leaf = nodes["is_leaf"].astype(bool)
    value = np.where(leaf, nodes["value"], 0.0)
    for node in np.flatnonzero(~leaf)[::-1]:
        children = nodes["left"][node], nodes["right"][node]
        value[node] = sum(value[c] * nodes["count"][c] for c in children) / nodes["count"][node]
    tree = Tree(
        [LEAF if is_leaf else int(feature) for is_leaf, feature in zip(leaf, nodes["feature_idx"], strict=True)],
        [0.0 if is_leaf else rounded(_finite(t)) for is_leaf, t in zip(leaf, nodes["num_threshold"], strict=True)],
        nodes["missing_go_to_left"].astype(int).tolist(),
        nodes["left"].astype(int).tolist(),
        nodes["right"].astype(int).tolist(),
        np.rint((value - value[0]) * UNIT).astype(int).tolist(),
    )
    return tree, float(value[0])


def _finite(threshold: float) -> float:
    """As a file can hold it: a node that parts the known from the missing has an infinite one."""
    return min(float(threshold), sys.float_info.max)
