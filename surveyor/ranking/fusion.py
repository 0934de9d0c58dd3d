"""Rankings made of several rankings (see peers.py)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from surveyor.ranking.graph import CitationGraph, Floats, Ints
from surveyor.ranking.links import cocitation, coupling, rarity

if TYPE_CHECKING:
    from scipy.sparse import csr_array

_DIGITS = 11
"""Scores that agree in so many digits, seen from the best one, differ by rounding alone."""


def reciprocal_rank_fusion(scores: Iterable[Floats], *, k: float = 60, depth: float = 1000) -> Floats:
    """The sum of 1 / (k + rank) over the rankings (Cormack, Clarke and Büttcher 2009, "Reciprocal rank fusion
    outperforms Condorcet and individual rank learning methods").

    `scores` are arrays of one shape; what scores 0 has no rank, nor does what comes after `depth`. Papers that tie
    share the mean of their ranks, so that their order does not matter.
    """
    fused: Floats | None = None
    for one in scores:
        fused = np.zeros(len(one)) if fused is None else fused
        ranked = np.flatnonzero(one > 0)
        fused[ranked] += _shares(one[ranked], k, depth)
    if fused is None:
        raise ValueError("no rankings to fuse")
    return fused


def _shares(scores: Floats, k: float, depth: float) -> Floats:
    """1 / (k + rank) of each of the scores, all above 0; 0 for what comes after `depth`."""
    shares = np.zeros(len(scores))
    near, last = scores / scores.max(initial=0.0), min(int(depth), len(scores))
    least = np.partition(near, -last)[-last] - 2 * 10.0**-_DIGITS if last else 0.0  # what ties with the last counts
    first = np.flatnonzero(near > least)
    _, place, counts = np.unique(-np.round(near[first], _DIGITS), return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    shares[first] = np.where(ranks <= depth, 1 / (k + ranks), 0)
    return shares


def connected_papers_like(graph: CitationGraph, seeds: Floats, *, k: float = 60, depth: float = 1000) -> Floats:
    """Ranks by coupling and by co-citation fused: the two measures that the site Connected Papers says its similarity
    rests on. `k` and `depth` as in `reciprocal_rank_fusion`."""
    return reciprocal_rank_fusion((coupling(graph, seeds), cocitation(graph, seeds)), k=k, depth=depth)


def inciteful_like(graph: CitationGraph, seeds: Floats, *, k: float = 60, depth: float = 300) -> Floats:
    """Ranks by Adamic/Adar and by Salton's index of co-citation, both from each seed alone, fused: the two measures
    that the site Inciteful says it finds similar papers by. `k` and `depth` as in `reciprocal_rank_fusion`; of the
    seeds' weights only whether they are above 0 matters."""
    if not (seeds > 0).any():
        return np.zeros(graph.size)
    fused = np.zeros(graph.size)
    for ranked, scores in _from_each(graph, seeds):
        fused[ranked] += _shares(scores, k, depth)
    return fused


def _from_each(graph: CitationGraph, seeds: Floats) -> Iterator[tuple[Ints, Floats]]:
    """Adamic/Adar from a seed, then Salton's index: papers citing both, divided by the geometric mean of those citing
    either (Salton and McGill 1983, "Introduction to modern information retrieval"); neither says how near the seed is
    to itself. Each as the positions of the papers that have a score, and their scores."""
    own = np.flatnonzero(seeds > 0)
    shared = (graph.neighbours[own] * rarity(graph)) @ graph.neighbours
    together = graph.cited_by[own] @ graph.cites
    for row, seed in enumerate(own.tolist()):
        yield _others(shared, row, seed)
        near, counts = _others(together, row, seed)
        yield near, counts / np.sqrt(graph.citations[near] * graph.citations[seed])


def _others(matrix: csr_array, row: int, seed: int) -> tuple[Ints, Floats]:
    """Columns and entries of a row, but for the column of the seed."""
    held = slice(*matrix.indptr[row : row + 2])
    others = matrix.indices[held] != seed
    return matrix.indices[held][others], matrix.data[held][others]
