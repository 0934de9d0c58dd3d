"""What stands near some papers by citations, whatever its words: for lists of all that is relevant to a question."""

from __future__ import annotations

import numpy as np

from surveyor.ranking.graph import CitationGraph, Floats


def nearness(graph: CitationGraph, seeds: Floats) -> Floats:
    """How near each of n papers is to the seeds by citations, in [0, 1]: the mean of two votes, each as a share of the
    best.

    The first is that of the seeds for what they cite, weighed by `seeds`, shape (n,), 0 for what is none. The second is
    that of the papers that cite seeds, by the weights of those, spread evenly over all that they cite: co-citation
    (Small 1973, "Co-citation in the scientific literature: a new measure of the relationship between two documents") in
    which a long reference list says no more than a short one.
    """
    lengths = np.maximum(np.diff(graph.cites.indptr), 1)
    together = graph.cites.T @ (graph.cites @ seeds / lengths)
    return (shares(graph.cites.T @ seeds) + shares(together)) / 2


def shares(votes: Floats) -> Floats:
    """Each as a share of the best; all 0 where none is above."""
    best = votes.max(initial=0.0)
    return votes / best if best else votes
