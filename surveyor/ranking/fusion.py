"""Rankings made of several rankings (see peers.py)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from surveyor.ranking.graph import CitationGraph, Floats
from surveyor.ranking.links import cocitation, coupling, rarity

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
        ranked, ranks = _ranks(one)
        kept = ranks <= depth
        fused[ranked[kept]] += 1 / (k + ranks[kept])
    if fused is None:
        raise ValueError("no rankings to fuse")
    return fused


def _ranks(scores: Floats) -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.intp]], Floats]:
    """Positions of the scores above 0, and their ranks from 1, the mean of theirs for those that tie."""
    ranked = np.flatnonzero(scores > 0)
    if not len(ranked):
        return ranked, np.zeros(0)
    values = np.round(scores[ranked] / scores[ranked].max(), _DIGITS)
    _, place, counts = np.unique(-values, return_inverse=True, return_counts=True)
    return ranked, (np.cumsum(counts) - (counts - 1) / 2)[place]


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
    return reciprocal_rank_fusion(_from_each(graph, seeds), k=k, depth=depth)


def _from_each(graph: CitationGraph, seeds: Floats) -> Iterator[Floats]:
    """Adamic/Adar from a seed, then Salton's index: papers citing both, divided by the geometric mean of those citing
    either (Salton and McGill 1983, "Introduction to modern information retrieval"); neither says how near the seed is
    to itself."""
    cited_by = graph.cites.T.tocsr()
    citing = np.maximum(np.diff(cited_by.indptr), 1)
    rare = rarity(graph)
    for seed in np.flatnonzero(seeds > 0):
        shared = (graph.neighbours[[seed]] * rare) @ graph.neighbours
        together = (cited_by[[seed]] @ graph.cites).toarray().ravel()
        for scores in (shared.toarray().ravel(), together / np.sqrt(citing * citing[seed])):
            scores[seed] = 0
            yield scores
