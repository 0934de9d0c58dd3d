"""Trees boosted for the order of lists, as what a file of a model holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from surveyor.ranking.model import LEAF, UNIT, VERSION, Ensemble, Floats, Ints, Tree

Node = Mapping[str, Any]
"""Of a tree as LightGBM tells it."""


def fit(
    matrix: npt.NDArray[np.float32],
    labels: npt.NDArray[np.bool_],
    weights: Floats,
    sizes: Ints,
    settings: Mapping[str, Any],
) -> Any:
    """A LightGBM booster of LambdaMART (Burges 2010, "From RankNet to LambdaRank to LambdaMART") on one thread: `sizes`
    says how many rows each list has, one behind the other; a list counts as the `weights` of its rows say."""
    import lightgbm

    lists = lightgbm.Dataset(matrix, labels.astype(np.int32), weight=weights, group=sizes)
    same = {"objective": "lambdarank", "num_threads": 1, "deterministic": True, "force_row_wise": True, "verbose": -1}
    return lightgbm.train({**settings, **same}, lists)


def ensemble(
    booster: Any, names: Sequence[str], rounded: Callable[[float], float], slope: float, intercept: float
) -> Ensemble:
    """The booster as what a file holds, its scores times `slope` and plus `intercept`; each threshold is `rounded`,
    which has to leave a middle between two values of a feature between them."""
    made = [_tree(told["tree_structure"], rounded, slope) for told in booster.dump_model()["tree_info"]]
    base = intercept + sum(root for _, root in made)
    return Ensemble(VERSION, list(names), round(base * UNIT), [tree for tree, _ in made])


def _tree(root: Node, rounded: Callable[[float], float], slope: float) -> tuple[Tree, float]:
    """The tree with every node's average less that of its root, and that of its root."""
    nodes = [root]
    children: list[tuple[int, int]] = []
    for node in nodes:
        if "split_feature" in node:
            children.append((len(nodes), len(nodes) + 1))
            nodes += [node["left_child"], node["right_child"]]
        else:
            children.append((0, 0))
    values = _averages(nodes, children) * slope
    splits = ["split_feature" in node for node in nodes]
    tree = Tree(
        [int(node["split_feature"]) if split else LEAF for node, split in zip(nodes, splits, strict=True)],
        [rounded(node["threshold"]) if split else 0.0 for node, split in zip(nodes, splits, strict=True)],
        [int(split and _missing_left(node)) for node, split in zip(nodes, splits, strict=True)],
        [left for left, _ in children],
        [right for _, right in children],
        np.rint((values - values[0]) * UNIT).astype(int).tolist(),
    )
    return tree, float(values[0])


def _averages(nodes: Sequence[Node], children: Sequence[tuple[int, int]]) -> Floats:
    """What the leaves below each node give on average of the rows that came there."""
    values = np.array([node.get("leaf_value", 0.0) for node in nodes])
    counts = [node.get("leaf_count") or node.get("internal_count") or 1 for node in nodes]
    for place in range(len(nodes) - 1, -1, -1):
        if below := [child for child in children[place] if child]:
            values[place] = sum(values[c] * counts[c] for c in below) / sum(counts[c] for c in below)
    return values


def _missing_left(node: Node) -> bool:
    """Where a row without the feature goes; where none was without it in training, as if it were 0."""
    return bool(node["default_left"]) if node["missing_type"] == "NaN" else bool(node["threshold"] >= 0)
