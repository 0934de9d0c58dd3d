"""Simple rankings of papers by a citation graph, to choose from and to measure against.

Each is a pure function of a graph and of seeds, papers known to be close to a problem: weights of shape (n,), 0 for
what is no seed. It gives a score a paper, shape (n,), higher is better, 0 for what it has nothing to say of. A paper
without citations scores 0 everywhere, and no score depends on the order of the papers but where that is said.

To count only what was visible at some time, pass the graph `among` the papers of then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Literal

import numpy as np

from surveyor.ranking.fusion import connected_papers_like, inciteful_like, reciprocal_rank_fusion
from surveyor.ranking.graph import CitationGraph, Floats
from surveyor.ranking.links import adamic_adar, cocitation, coupling
from surveyor.ranking.paths import search_path_count
from surveyor.ranking.walks import personalised_pagerank

Peer = Callable[[CitationGraph, Floats], Floats]


def popularity(graph: CitationGraph, seeds: Floats) -> Floats:  # noqa: ARG001 - every peer is called alike
    """How many papers cite it, whatever the seeds (Garfield 1972, "Citation analysis as a tool in journal
    evaluation")."""
    votes: Floats = graph.cites.sum(axis=0)
    return votes


def recipe(
    graph: CitationGraph,
    seeds: Floats,
    *,
    by: Literal["citations", "mentions", "compared"] = "compared",
    log: bool = False,
) -> Floats:
    """Votes of the seeds for what they cite: seeds are the users, cited papers the items (McNee et al. 2002, "On the
    recommending of citations for research papers").

    A vote is a citation, the number of its mentions, or that of mentions in experiments and tables, under `log` the
    logarithm of 1 and the number, times the weight of the seed.
    """
    matrix = {"citations": graph.cites, "mentions": graph.mentions, "compared": graph.compared}[by]
    votes: Floats = (matrix.log1p() if log else matrix).T @ seeds
    return votes


def best_three(graph: CitationGraph, seeds: Floats) -> Floats:
    """Votes by mentions in experiments and tables, coupling and Inciteful's two, their ranks fused: evidence of three
    kinds, from what the seeds compare with, from what cites as they do, and from all around them."""
    scores = (recipe(graph, seeds, log=True), alike(coupling)(graph, seeds), inciteful_like(graph, seeds))
    return reciprocal_rank_fusion(scores)


def alike(peer: Peer) -> Peer:
    """The peer with every seed counting the same."""

    def counting_alike(graph: CitationGraph, seeds: Floats) -> Floats:
        return peer(graph, (seeds > 0).astype(np.float64))

    return counting_alike


PEERS: Mapping[str, Peer] = MappingProxyType(
    {
        "popularity": popularity,
        "recipe-citations": alike(partial(recipe, by="citations")),
        "recipe-citations-sim": partial(recipe, by="citations"),
        "recipe-mentions": alike(partial(recipe, by="mentions")),
        "recipe-mentions-sim": partial(recipe, by="mentions"),
        "recipe-compared": alike(recipe),
        "recipe-compared-sim": recipe,
        "recipe-log-compared-sim": partial(recipe, log=True),
        "cocitation": alike(cocitation),
        "coupling": alike(coupling),
        "adamic-adar": alike(adamic_adar),
        "pagerank": alike(personalised_pagerank),
        "search-path-count": alike(search_path_count),
        "inciteful-like": inciteful_like,
        "connected-papers-like": alike(connected_papers_like),
        "rrf-best-three": best_three,
    }
)
"""Every peer by its name; `-sim`: the seeds count by their weights, else alike."""
