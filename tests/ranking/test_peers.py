"""Every peer against a slow and obvious twin, and the laws that all of them keep."""

from __future__ import annotations

import math
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyor.ranking.fusion import connected_papers_like, inciteful_like, reciprocal_rank_fusion
from surveyor.ranking.graph import CitationGraph
from surveyor.ranking.links import adamic_adar, cocitation, coupling
from surveyor.ranking.paths import acyclic, search_path_count
from surveyor.ranking.peers import PEERS, alike, popularity, recipe
from surveyor.ranking.walks import personalised_pagerank
from tests.ranking.networks import Network, networks

Twin = Callable[[Network], Sequence[float]]
SOME = settings(max_examples=25)


# ---------------------------------------------------------------- twins


def slow_popularity(network: Network) -> Sequence[float]:
    return [len(network.citing(p)) for p in network.papers]


def slow_votes(network: Network, vote: Callable[[int, int], float]) -> Sequence[float]:
    """Each seed gives `vote` of (mentions, mentions in experiments and tables) times its weight."""
    return [
        sum(network.weights[a] * vote(*counts) for (a, b), counts in network.edges.items() if b == p)
        for p in network.papers
    ]


def slow_cocitation(network: Network) -> Sequence[float]:
    return [
        sum(w * len(network.citing(p) & network.citing(seed)) for seed, w in enumerate(network.weights))
        for p in network.papers
    ]


def slow_coupling(network: Network) -> Sequence[float]:
    def cosine(one: set[int], other: set[int]) -> float:
        return len(one & other) / math.sqrt(len(one) * len(other)) if one and other else 0.0

    references = [network.references(p) for p in network.papers]
    return [sum(w * cosine(r, references[s]) for s, w in enumerate(network.weights)) for r in references]


def rare(network: Network, paper: int) -> float:
    return 1 / math.log(max(2, len(network.neighbours(paper))))


def slow_adamic_adar(network: Network) -> Sequence[float]:
    near = [network.neighbours(p) for p in network.papers]
    return [
        sum(w * sum(rare(network, z) for z in near[p] & near[s]) for s, w in enumerate(network.weights))
        for p in network.papers
    ]


def slow_pagerank(network: Network, damping: float = 0.85, steps: int = 30) -> Sequence[float]:
    total = sum(network.weights)
    start = [w / total if total else 0.0 for w in network.weights]
    found = start
    for _ in range(steps):
        reached = [0.0 for _ in network.papers]
        for a, b in network.edges:
            reached[b] += damping * found[a] / len(network.references(a))
        found = [r + s * (1 - sum(reached)) for r, s in zip(reached, start, strict=True)]
    kept = [max(0.0, f - (1 - damping) * s) for f, s in zip(found, start, strict=True)]
    return [k if network.neighbours(p) else 0.0 for p, k in enumerate(kept)]


def slow_fusion(scores: Iterable[Sequence[float]], size: int, k: float = 60, depth: float = 1000) -> Sequence[float]:
    fused = [0.0] * size
    for one in scores:
        values = [round(score, 9) for score in one]
        for paper, value in enumerate(values):
            above, same = sum(v > value for v in values), values.count(value)
            rank = above + (1 + same) / 2
            if value > 0 and rank <= depth:
                fused[paper] += 1 / (k + rank)
    return fused


def slow_connected_papers(network: Network) -> Sequence[float]:
    return slow_fusion([slow_coupling(network), slow_cocitation(network)], len(network.papers))


def slow_inciteful(network: Network) -> Sequence[float]:
    lists = []
    near, citing = ([f(p) for p in network.papers] for f in (network.neighbours, network.citing))
    for seed in (s for s, w in enumerate(network.weights) if w > 0):
        others = [p if p != seed else None for p in network.papers]
        lists.append([0.0 if p is None else sum(rare(network, z) for z in near[p] & near[seed]) for p in others])
        lists.append(
            [
                len(citing[p] & citing[seed]) / math.sqrt(len(citing[p]) * len(citing[seed]))
                if p is not None and citing[p] and citing[seed]
                else 0.0
                for p in others
            ]
        )
    return slow_fusion(lists, len(network.papers), depth=300)


def slow_acyclic(network: Network) -> set[tuple[int, int]]:
    """Without the citations of a cycle from the older to the younger, or from the earlier to the later."""
    graph = nx.DiGraph(list(network.edges))
    home = {p: i for i, part in enumerate(nx.strongly_connected_components(graph)) for p in part}
    age = [(month, p) for p, month in enumerate(network.months)]
    return {(a, b) for a, b in network.edges if home[a] != home[b] or age[a] > age[b]}


def slow_paths(network: Network) -> Sequence[float]:
    """Every path from a seed to a paper that cites nothing is walked and counted at each paper on it."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(network.papers)
    graph.add_edges_from(slow_acyclic(network))
    through: Counter[int] = Counter()

    def walk(path: list[int], ways: float) -> None:
        following = list(graph.successors(path[-1]))
        if not following:
            for paper in path:
                through[paper] += ways  # type: ignore[assignment]
        for paper in following:
            walk([*path, paper], ways)

    for seed, weight in enumerate(network.weights):
        if weight:
            walk([seed], weight)
    return [math.log1p(through[p]) if network.neighbours(p) else 0.0 for p in network.papers]


@pytest.mark.parametrize(
    ("peer", "twin"),
    [
        (popularity, slow_popularity),
        (cocitation, slow_cocitation),
        (coupling, slow_coupling),
        (adamic_adar, slow_adamic_adar),
        (personalised_pagerank, slow_pagerank),
        (connected_papers_like, slow_connected_papers),
        (inciteful_like, slow_inciteful),
        (search_path_count, slow_paths),
    ],
    ids=lambda f: f.__name__,
)
@SOME
@given(network=networks())
def test_a_peer_gives_what_its_twin_gives(peer: Callable[..., Sequence[float]], twin: Twin, network: Network) -> None:
    np.testing.assert_allclose(peer(network.graph, network.seeds), twin(network), rtol=1e-9, atol=1e-12)


@SOME
@given(networks())
def test_votes_are_those_of_the_seeds_for_what_they_cite(network: Network) -> None:
    def votes(**how: object) -> Sequence[float]:
        return recipe(network.graph, network.seeds, **how)  # type: ignore[arg-type, return-value]

    for found, vote in (
        (votes(by="citations"), lambda m, c: 1),
        (votes(by="mentions"), lambda m, c: m),
        (votes(), lambda m, c: c),
        (votes(by="compared", log=True), lambda m, c: math.log(1 + c)),
        (votes(by="mentions", log=True), lambda m, c: math.log(1 + m)),
    ):
        np.testing.assert_allclose(found, slow_votes(network, vote))


@SOME
@given(networks())
def test_after_many_steps_pagerank_is_that_of_networkx(network: Network) -> None:
    if not any(network.weights):
        return
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(network.papers)
    graph.add_edges_from(network.edges)
    start = {p: w / sum(network.weights) for p, w in enumerate(network.weights)}
    known = nx.pagerank(graph, alpha=0.85, personalization=start, tol=1e-14, max_iter=1000)
    wanted = [known[p] - 0.15 * start[p] if network.neighbours(p) else 0 for p in network.papers]
    found = personalised_pagerank(network.graph, network.seeds, steps=300)
    np.testing.assert_allclose(found, wanted, atol=1e-9)


@SOME
@given(networks())
def test_cycles_are_broken_where_the_older_cites_the_younger(network: Network) -> None:
    left = acyclic(network.graph)
    citing, cited = left.ends()
    kept = set(zip(citing.tolist(), cited.tolist(), strict=True))
    assert kept == slow_acyclic(network)
    assert nx.is_directed_acyclic_graph(nx.DiGraph(list(kept)))
    assert [left.mentions[a, b] for a, b in sorted(kept)] == [network.edges[pair][0] for pair in sorted(kept)]


# ---------------------------------------------------------------- fusion


def test_fused_ranks_of_a_hand_made_example() -> None:
    fused = reciprocal_rank_fusion([np.array([3.0, 1.0, 0.0]), np.array([0.0, 5.0, 5.0])], k=60)
    np.testing.assert_allclose(fused, [1 / 61, 1 / 62 + 1 / 61.5, 1 / 61.5])


def test_what_comes_after_the_depth_has_no_rank() -> None:
    assert (reciprocal_rank_fusion([np.arange(5.0)], depth=2) > 0).tolist() == [False, False, False, True, True]


@given(st.lists(st.lists(st.integers(0, 4), min_size=6, max_size=6), min_size=1, max_size=3), st.integers(1, 8))
def test_ranks_to_a_depth_equal_their_slow_twin(lists: list[list[int]], depth: int) -> None:
    fused = reciprocal_rank_fusion([np.array(one, float) for one in lists], depth=depth)
    np.testing.assert_allclose(fused, slow_fusion(lists, 6, depth=depth))


def test_rounding_errors_are_ties() -> None:
    first, second, other = reciprocal_rank_fusion([np.array([0.1 + 0.2, 0.3, 0.1])])
    assert first == second > other


def test_nothing_to_fuse_is_an_error() -> None:
    with pytest.raises(ValueError, match="no rankings"):
        reciprocal_rank_fusion([])


# ---------------------------------------------------------------- laws


@SOME
@given(network=networks(distinct_months=True), data=st.data())
def test_permuting_papers_permutes_scores(network: Network, data: st.DataObject) -> None:
    places = data.draw(st.permutations(network.papers))
    one, other = network.graph, network.permuted(places).graph
    seeds = network.permuted(places).seeds
    for name, peer in PEERS.items():
        np.testing.assert_allclose(peer(other, seeds)[places], peer(one, network.seeds), 1e-9, 1e-12, err_msg=name)


@SOME
@given(network=networks())
def test_scores_are_finite_the_same_again_and_nothing_where_nothing_is_known(network: Network) -> None:
    graph, seeds = network.graph, network.seeds
    alone = [not network.neighbours(p) for p in network.papers]
    for name, peer in PEERS.items():
        scores = peer(graph, seeds)
        assert scores.shape == (len(network.papers),), name
        assert np.isfinite(scores).all(), name
        assert (scores >= 0).all(), name
        assert not scores[alone].any(), name
        assert peer(graph, seeds).tolist() == scores.tolist(), name
        assert seeds.tolist() == list(network.weights), name
        assert name == "popularity" or not peer(graph, 0 * seeds).any(), name


@SOME
@given(network=networks(), data=st.data())
def test_only_what_is_visible_counts(network: Network, data: st.DataObject) -> None:
    visible = data.draw(st.sets(st.sampled_from(network.papers), min_size=1))
    mask = np.isin(network.papers, sorted(visible))
    seen, part = network.graph.among(mask), network.part(visible)
    graph = part.graph
    for name, peer in PEERS.items():
        scores = peer(seen, network.seeds * mask)
        np.testing.assert_allclose(scores[mask], peer(graph, part.seeds), 1e-9, 1e-12, err_msg=name)
        assert not scores[~mask].any(), name


@SOME
@given(networks(), st.sampled_from([0.5, 2.0, 10.0]))
def test_seeds_that_count_alike_count_alike(network: Network, factor: float) -> None:
    plain = alike(cocitation)(network.graph, network.seeds)
    assert plain.tolist() == alike(cocitation)(network.graph, factor * network.seeds).tolist()
    assert plain.tolist() == cocitation(network.graph, (network.seeds > 0).astype(np.float64)).tolist()


def test_the_main_path_runs_through_what_all_ways_share() -> None:
    """Two seeds build on 2, which builds on 3 and 4; 5 is a shortcut of one seed."""
    graph = CitationGraph.from_arrays([9, 9, 5, 1, 1, 1], [0, 1, 2, 2, 0], [2, 2, 3, 4, 5])
    scores = search_path_count(graph, np.array([1.0, 1.0, 0, 0, 0, 0]))
    np.testing.assert_allclose(np.expm1(scores), [3, 2, 4, 2, 2, 1])
    assert scores.argmax() == 2


def test_numbers_of_paths_beyond_all_floats_are_no_matter() -> None:
    """A ladder of 300 rungs: 16 ways at each, 2 ** 1200 in all."""
    foot = np.arange(300) * 17
    size = 300 * 17 + 1
    between = (foot[:, None] + np.arange(1, 17)).ravel()
    citing, cited = np.concatenate([np.repeat(foot, 16), between]), np.concatenate([between, np.repeat(foot + 17, 16)])
    graph = CitationGraph.from_arrays(np.arange(size)[::-1], citing, cited)
    scores = search_path_count(graph, np.eye(1, size)[0])
    np.testing.assert_allclose(scores[[0, 17, size - 1]], 1200 * math.log(2))
    np.testing.assert_allclose(scores[1], 1196 * math.log(2))


def test_the_table_of_peers_is_imported_without_scipy() -> None:
    said = "import sys; from surveyor.ranking.peers import PEERS; sys.exit('scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", said], check=False).returncode == 0
