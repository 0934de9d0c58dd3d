"""Works of a scene by how likely they are baselines of its problem: by a learnt model, or by a simple peer.

A ranker looks at a scene and names works, best first, each with a score in [0, 1] and, when asked, the reasons.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.resources import files
from types import MappingProxyType

import numpy as np

from surveyor.models import Reason
from surveyor.ranking.features_baseline import FUSED, features, of_pool
from surveyor.ranking.graph import UNKNOWN, CitationGraph, Floats, Ints
from surveyor.ranking.model import Model, load
from surveyor.ranking.peers import PEERS, Peer, popularity
from surveyor.ranking.scene import Scene

LEARNT = "learnt"
"""Name of the ranker that is taken where none is chosen."""

FOREMOST, NAMED = "among the first works of a topic of the problem", 4.0
"""Name of what the model has not learnt, and what it adds to the log-odds of the first of all where the problem speaks
of nothing else. Chosen on problems of the tuning half of `bench --tasks words` that the model had not learnt from."""

REASONS, OTHERS = 12, "everything else"
"""Features whose share in a score is told, and the name of what the others add together."""

DIGITS, NOTHING = 4, 1e-12
"""Significant digits of a feature, and what is too small to be told from 0, so that no machine's last bit decides on a
side of a threshold."""


@dataclass(frozen=True, eq=False)
class Ranked:
    """What a ranker says."""

    places: Ints
    """Positions of the works in the scene, best first."""
    scores: Floats
    """Of each, in [0, 1]."""
    reasons: Callable[[int], Sequence[tuple[Reason, ...]]]
    """Why each of the first so many works stands where it does, the weightiest reason first."""


Ranker = Callable[[Scene], Ranked]


def learnt(scene: Scene) -> Ranked:
    """By the model in the package, made by `surveyor bench train`, and by how early those at home in a topic of the
    problem name a work; scores are in the way of likelihoods."""
    places, matrix = told(scene, model().features)
    foremost = rounded(scene.repute.foremost[places])
    odds = model().score(matrix) + NAMED * foremost
    order = np.lexsort((places, -odds))
    return Ranked(
        places[order],
        1 / (1 + np.exp(-odds[order])),
        lambda first: _reasons(model(), matrix[order[:first]], foremost[order[:first]]),
    )


@lru_cache(maxsize=1)
def model() -> Model:
    """The model in the package."""
    return load(files("surveyor.ranking").joinpath("baselines.json").read_bytes())


def told(scene: Scene, names: Sequence[str] | None = None) -> tuple[Ints, Floats]:
    """Positions of the works that a model looks at, and (works, features) numbers, by default all there are."""
    places, columns = of_pool(scene)
    del columns[FUSED]
    return places, rounded(np.column_stack([columns[name] for name in (names or columns)]))


def feature_names() -> tuple[str, ...]:
    """What the columns of all features are, in the order of `told`."""
    scene = Scene.by_words(CitationGraph.from_arrays([UNKNOWN], [], []), np.zeros(1), 0)
    return tuple(name for name in features(scene) if name != FUSED)


def rounded(values: Floats) -> Floats:
    """To `DIGITS` significant digits, 0 for what is below `NOTHING`."""
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = 10.0 ** (DIGITS - 1 - np.floor(np.log10(np.abs(values))))
        near = np.round(values * scale) / scale
    return np.where(np.abs(values) < NOTHING, 0.0, near)


def _reasons(held: Model, matrix: Floats, foremost: Floats) -> list[tuple[Reason, ...]]:
    names = (*held.features, FOREMOST)
    rows = np.column_stack([matrix, foremost])
    adds = np.column_stack([held.contributions(matrix), NAMED * foremost])
    return [_weighed(names, row, added) for row, added in zip(rows, adds, strict=True)]


def _weighed(names: Sequence[str], row: Floats, adds: Floats) -> tuple[Reason, ...]:
    """The weightiest features, and the others together."""
    order = np.lexsort((np.arange(len(adds)), -np.abs(adds))).tolist()
    told = [
        Reason(names[i], None if np.isnan(row[i]) else float(row[i]), float(adds[i]))
        for i in order[:REASONS]
        if adds[i]
    ]
    others = float(adds[order[REASONS:]].sum())
    return (*told, Reason(OTHERS, None, others)) if others else tuple(told)


def by_peer(name: str, peer: Peer, scene: Scene) -> Ranked:
    """By a simple peer, from the papers closest to the problem; scores are shares of the best, ties go to what is cited
    more."""
    seeds = scene.seeds()
    scores = peer(scene.graph, seeds)
    found = np.flatnonzero(scores > 0)
    order = found[np.lexsort((found, -popularity(scene.graph, seeds)[found], -scores[found]))]
    shares = scores[order] / scores.max(initial=1e-300)
    return Ranked(order, shares, lambda first: [(Reason(name, one, one),) for one in shares[:first].tolist()])


RANKERS: Mapping[str, Ranker] = MappingProxyType(
    {LEARNT: learnt} | {name: partial(by_peer, name, peer) for name, peer in PEERS.items()}
)
"""Every ranker by its name."""
