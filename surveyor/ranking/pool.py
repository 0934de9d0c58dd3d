"""The works of a scene that are worth a closer look, by the ranks of plain features."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from surveyor.ranking.fusion import reciprocal_rank_fusion
from surveyor.ranking.graph import Floats, Ints

SIZE = 400
"""Works that are looked at: nearly all that can be told apart are among them."""

BY = (
    "likeness of all citing papers",
    "likeness of young comparing papers",
    "closeness of its words",
    "closeness of all citing papers in its area's words",
    "closeness to the name of the problem",
    "closeness of all citing papers to the name of the problem",
    "known in its area",
    "known for a topic of the problem",
    "cited together with works known in its area",
    "neighbours shared with seeds",
    "80 recent: cite it",
    "60 of any age: cite it",
    "30 recent: references shared",
    "30 recent: cited together",
    "in results beside the most compared",
)
"""Features whose ranks are fused (see `features_baseline`); a missing one says nothing."""


def fused(columns: Mapping[str, Floats]) -> Floats:
    """(n,) fused ranks of the plain features, 0 for what none of them knows."""
    return reciprocal_rank_fusion(columns[name] for name in BY)


def pooled(ranks: Floats) -> Ints:
    """Positions of the first `SIZE` works by the `fused` ranks, and of all that tie with the last."""
    found = np.flatnonzero(ranks > 0)
    if len(found) > SIZE:
        found = found[ranks[found] >= np.partition(ranks[found], -SIZE)[-SIZE]]
    return found
