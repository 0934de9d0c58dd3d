"""Closeness of two papers by what they cite and who cites them, summed over the seeds (see peers.py)."""

from __future__ import annotations

import numpy as np

from surveyor.ranking.graph import ALL, CitationGraph, Floats, Places, gathered, received


def cocitation(graph: CitationGraph, seeds: Floats) -> Floats:
    """How often it is cited together with the seeds, by the papers that cite both (Small 1973, "Co-citation in the
    scientific literature: a new measure of the relationship between two documents").

    A seed is taken as cited together with itself by all that cite it, the diagonal of Small's matrix.
    """
    return received(graph.cites, received(graph.cited_by, seeds))


def coupling(graph: CitationGraph, seeds: Floats) -> Floats:
    """References shared with the seeds (Kessler 1963, "Bibliographic coupling between scientific papers"), divided by
    the geometric mean of the lengths of both lists (Salton's cosine, as in Glänzel and Czerwon 1996).

    A seed shares all references with itself.
    """
    norms = 1 / np.sqrt(np.maximum(np.diff(graph.cites.indptr), 1))
    scores: Floats = norms * (graph.cites @ received(graph.cites, norms * seeds))
    return scores


def adamic_adar(graph: CitationGraph, seeds: Floats) -> Floats:
    """Neighbours shared with the seeds, whoever cites whom, each counting 1 / log of the number of its own (Adamic and
    Adar 2003, "Friends and neighbors on the Web").

    A seed shares all neighbours with itself; of one neighbour's only neighbour the logarithm is taken as that of two.
    """
    scores: Floats = graph.neighbours @ (rarity(graph) * received(graph.neighbours, seeds))
    return scores


def rarity(graph: CitationGraph) -> Floats:
    """What each paper counts as a shared neighbour in `adamic_adar`."""
    weights: Floats = 1 / np.log(np.maximum(np.diff(graph.neighbours.indptr), 2))
    return weights


def coupled(graph: CitationGraph, seeds: Floats, at: Places = ALL) -> Floats:
    """Bibliographic coupling with the seeds in which a reference counts the less the more papers cite it: the square of
    1 / log(2 + citations), as in Adamic and Adar 2003, and lists are divided by the roots of their lengths."""
    length = np.sqrt(graph.lengths + 1)
    scores: Floats = gathered(graph.cites, graph.rare * received(graph.cites, seeds / length), at) / length[at]
    return scores


def cited_together(graph: CitationGraph, seeds: Floats, at: Places = ALL) -> Floats:
    """Co-citation with the seeds, divided by the geometric mean of the citations of both (Salton's cosine)."""
    norm = np.sqrt(graph.citations + 1)
    scores: Floats = received(graph.cites, received(graph.cited_by, seeds / norm))[at] / norm[at]
    return scores
