from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyor.models import Citation, Mention, Section
from surveyor.ranking.graph import COUNTS, UNKNOWN, CitationGraph, received
from tests.fakes import make_paper
from tests.ranking.networks import Network, networks

SOME = settings(max_examples=25)


def entries(graph: CitationGraph) -> dict[tuple[int, int], tuple[float, float]]:
    citing, cited = graph.ends()
    counts = zip(graph.mentions.data.tolist(), graph.compared.data.tolist(), strict=True)
    return dict(zip(zip(citing.tolist(), cited.tolist(), strict=True), counts, strict=True))


@SOME
@given(networks())
def test_a_graph_holds_each_citation_once_with_the_larger_counts(network: Network) -> None:
    graph = network.graph
    assert entries(graph) == network.edges
    assert graph.cites.data.tolist() == [1.0] * len(network.edges)
    assert graph.months.tolist() == list(network.months)
    assert graph.size == len(network.papers)


@SOME
@given(networks())
def test_all_three_matrices_have_one_structure(network: Network) -> None:
    graph = network.graph
    for matrix in (graph.mentions, graph.compared):
        assert matrix.shape == graph.cites.shape
        assert matrix.indices.tolist() == graph.cites.indices.tolist()
        assert matrix.indptr.tolist() == graph.cites.indptr.tolist()


@SOME
@given(networks())
def test_neighbours_cite_or_are_cited(network: Network) -> None:
    graph = network.graph
    dense = graph.neighbours.toarray()
    assert [set(np.flatnonzero(row).tolist()) for row in dense] == [network.neighbours(p) for p in network.papers]
    assert set(dense.ravel().tolist()) <= {0.0, 1.0}
    assert graph.linked.tolist() == [bool(network.neighbours(p)) for p in network.papers]


@SOME
@given(networks())
def test_who_is_cited_compared_with_and_mentioned_by_how_many(network: Network) -> None:
    graph = network.graph
    cited_by = [set(np.flatnonzero(row).tolist()) for row in graph.cited_by.toarray()]
    assert cited_by == [network.citing(p) for p in network.papers]
    assert graph.citations.tolist() == [len(network.citing(p)) for p in network.papers]
    assert graph.lengths.tolist() == [len(network.references(p)) for p in network.papers]
    comparing = {pair for pair, (_, compared) in network.edges.items() if compared}
    assert {*zip(*(end.tolist() for end in graph.comparing.nonzero()), strict=True)} == comparing
    assert graph.comparisons.tolist() == [sum(b == p for _, b in comparing) for p in network.papers]
    mentioned = [sum(b == p and m > 0 for (_, b), (m, _) in network.edges.items()) for p in network.papers]
    assert graph.counted["mentions"].tolist() == mentioned
    assert graph.counted.keys() == {*COUNTS}


@SOME
@given(networks())
def test_what_is_received_is_what_all_rows_give(network: Network) -> None:
    graph, given_by = network.graph, network.seeds
    for by in (float, np.log1p):
        got = [sum(given_by[a] * by(m) for (a, b), (m, _) in network.edges.items() if b == p) for p in network.papers]
        assert received(graph.mentions, given_by, by if by is np.log1p else np.positive).tolist() == pytest.approx(got)


@SOME
@given(networks(), st.data())
def test_what_may_not_be_seen_neither_cites_nor_is_cited(network: Network, data: st.DataObject) -> None:
    visible = data.draw(st.lists(st.booleans(), min_size=len(network.papers), max_size=len(network.papers)))
    graph = network.graph.among(np.array(visible))
    assert entries(graph) == {(a, b): c for (a, b), c in network.edges.items() if visible[a] and visible[b]}
    assert graph.size == len(network.papers)


@pytest.mark.parametrize(("citing", "cited"), [([0], [2]), ([-1], [0]), ([2], [0])])
def test_a_citation_of_nothing_is_an_error(citing: list[int], cited: list[int]) -> None:
    with pytest.raises(ValueError, match="none of the 2"):
        CitationGraph.from_arrays([1, 2], citing, cited, mentions=[1])


def test_a_graph_of_papers_counts_mentions_by_section() -> None:
    papers = [make_paper("a", "2020-03"), make_paper("b", None), make_paper("c", "2019-01")]
    told = (Mention(Section.INTRO, 2), Mention(Section.EXPERIMENTS, 3), Mention(Section.TABLE, 4))
    citations = [Citation("a", "b", told), Citation("c", "b"), Citation("a", "elsewhere", told)]
    graph = CitationGraph.from_papers(papers, citations)
    assert entries(graph) == {(0, 1): (9.0, 7.0), (2, 1): (0.0, 0.0)}
    assert graph.months.tolist() == [papers[0].month, UNKNOWN, papers[2].month]


def test_no_papers_and_no_citations_are_a_graph() -> None:
    assert CitationGraph.from_papers([], []).size == 0
    assert entries(CitationGraph.from_papers([make_paper("a")], [])) == {}
