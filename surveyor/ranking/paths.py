"""Main path analysis: papers by the number of ways that lead through them from the seeds to the roots."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from surveyor.ranking.graph import CitationGraph, Floats, Ints


def search_path_count(graph: CitationGraph, seeds: Floats) -> Floats:
    """log(1 + N) for the number N of paths along references through a paper, from the seeds to papers that cite
    nothing: the search path count of the paper.

    Hummon and Doreian 1989, "Connectivity in a citation network: the development of DNA theory", with the weights of
    Batagelj 2003, "Efficient algorithms for citation network analysis": N(v) = N⁻(v) N⁺(v), the paths from the source
    to v times those from v to the sink. The source leads to the seeds alone, by as many ways as the weight says, so
    that only what they build on counts. Both are kept as logarithms. Cycles are broken by `acyclic`, the one place
    where the order of papers can matter.
    """
    graph = acyclic(graph)
    levels = list(_levels(graph))
    before, behind = _from_source(graph, seeds, levels), _to_sink(graph, levels)
    return np.where(graph.linked, np.logaddexp(0, before + behind), 0)


def acyclic(graph: CitationGraph) -> CitationGraph:
    """The graph without those citations of a cycle that run from an older paper to a younger one, those of one month
    from the earlier position to the later; an unknown month is the oldest.

    A citation is of a cycle when both its ends are of one strong component, so what is left inside one only runs from
    the younger to the older.
    """
    from scipy.sparse.csgraph import connected_components

    count, component = connected_components(graph.cites, directed=True, connection="strong")
    if count == graph.size:
        return graph
    citing, cited = graph.ends()
    age = np.empty(graph.size, np.int64)
    age[np.lexsort((np.arange(graph.size), graph.months))] = np.arange(graph.size)
    kept = (component[citing] != component[cited]) | (age[citing] > age[cited])
    return graph.only(kept)


def _levels(graph: CitationGraph) -> Iterator[Ints]:
    """The papers of an acyclic graph in groups: what nobody cites, then what only those cite, and so on."""
    waiting = np.bincount(graph.cites.indices, minlength=graph.size)
    level = np.flatnonzero(waiting == 0)
    while len(level):
        yield level
        cited = graph.cites[level].indices
        np.subtract.at(waiting, cited, 1)
        level = np.unique(cited[waiting[cited] == 0])


def _from_source(graph: CitationGraph, seeds: Floats, levels: list[Ints]) -> Floats:
    """log N⁻: paths from the seeds to each paper, by their weights; -inf where there is none."""
    with np.errstate(divide="ignore"):
        counts: Floats = np.log(seeds)
    for level in levels:
        rows = graph.cites[level]
        reached = np.repeat(counts[level], np.diff(rows.indptr))
        np.logaddexp.at(counts, rows.indices, reached)
    return counts


def _to_sink(graph: CitationGraph, levels: list[Ints]) -> Floats:
    """log N⁺: paths from each paper to papers that cite nothing, 0 for those."""
    counts = np.zeros(graph.size)
    for level in reversed(levels):
        citing = level[np.diff(graph.cites.indptr)[level] > 0]
        rows = graph.cites[citing]
        counts[citing] = np.logaddexp.reduceat(counts[rows.indices], rows.indptr[:-1])
    return counts
