"""Random walks from the seeds along references (see peers.py)."""

from __future__ import annotations

import numpy as np

from surveyor.ranking.graph import CitationGraph, Floats


def personalised_pagerank(graph: CitationGraph, seeds: Floats, *, damping: float = 0.85, steps: int = 30) -> Floats:
    """Where a reader is found who starts at a seed and follows a reference with the probability `damping`, else, and
    where there is none to follow, starts anew (Page, Brin, Motwani and Winograd 1999, "The PageRank citation ranking";
    the seeds as the personalised E of its section 6), after `steps` steps.

    A seed keeps what it was reached by, not the share `1 - damping` that it is given for being one.
    """
    total = seeds.sum()
    if not total:
        return np.zeros(graph.size)
    restart = seeds / total
    citing = np.flatnonzero(graph.lengths)  # what cites nothing passes nothing on
    lists, out = graph.cites[citing], 1 / graph.lengths[citing]
    among = lists[:, citing]
    found = starts = restart[citing]
    for _ in range(steps - 1):
        found = damping * (among.T @ (found * out)) + starts * (1 - damping * found.sum())
    followed = damping * (lists.T @ (found * out))
    found = followed + restart * (1 - followed.sum())
    return np.where(graph.linked, np.maximum(found - restart * (1 - damping), 0), 0)
