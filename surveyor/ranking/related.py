"""What stands near some papers by citations, whatever its words: for lists of all that is relevant to a question."""

from __future__ import annotations

import numpy as np

from surveyor.ranking.graph import Floats, Ints, Mask


def about(citing: Ints, cited: Ints, seeds: Mask) -> Mask:
    """Which citations tell something of the seeds, a mask of shape (n,) over papers: those out of seeds, and all out of
    papers that cite a seed."""
    tells = seeds.copy()
    tells[citing[seeds[cited]]] = True
    kept: Mask = tells[citing]
    return kept


def nearness(citing: Ints, cited: Ints, seeds: Floats) -> Floats:
    """How near each of n papers is to the seeds by citations, in [0, 1]: the mean of two votes, each as a share of the
    best.

    The first is that of the seeds for what they cite, weighed by `seeds`, shape (n,), 0 for what is none. The second is
    that of the papers that cite seeds, by the weights of those, spread evenly over all that they cite: co-citation
    (Small 1973, "Co-citation in the scientific literature: a new measure of the relationship between two documents") in
    which a long reference list says no more than a short one. `citing` and `cited` are positions of papers, a citation
    each; one that is given twice counts once, and nobody cites themselves.
    """
    size = len(seeds)
    pairs = np.unique(citing.astype(np.int64) * size + cited)
    one, other = np.divmod(pairs[pairs // size != pairs % size], size)
    length = np.bincount(one, minlength=size)
    direct = np.bincount(other, seeds[one], size).astype(np.float64)
    voters = np.bincount(one, seeds[other], size) / np.maximum(length, 1)
    together = np.bincount(other, voters[one], size).astype(np.float64)
    return (_share(direct) + _share(together)) / 2


def _share(votes: Floats) -> Floats:
    best = votes.max(initial=0.0)
    return votes / best if best else votes
