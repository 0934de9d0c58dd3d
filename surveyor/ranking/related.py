"""What is relevant to a question, by the words of the question, by citations and by the words of the closest papers."""

from __future__ import annotations

import numpy as np

from surveyor.ranking.graph import CitationGraph, Floats

LINKED, ECHOED = 0.6, 0.3
"""What standing near the closest papers by citations, and holding their words, count beside the words asked for."""

ALL = 1.0 + LINKED + ECHOED


def relevance(words: Floats, near: Floats, echo: Floats) -> Floats:
    """How relevant each of n papers is, in [0, 1]: by the words asked for, `words`, and by `near`ness, shares of a best
    that need not be here, and by the words of the closest papers, as a share of the best here."""
    found: Floats = (np.minimum(words, 1.0) + LINKED * near + ECHOED * shares(echo)) / ALL
    return found


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
