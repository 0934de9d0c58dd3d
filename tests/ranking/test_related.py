"""What stands near some papers by citations."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from surveyor.ranking.graph import CitationGraph, Floats
from surveyor.ranking.related import nearness, relevance
from tests.ranking.networks import Network, networks


def near(network: Network) -> Floats:
    return nearness(network.graph, network.seeds)


def slow_shares(votes: Sequence[float]) -> list[float]:
    best = max(votes)
    return [vote / best if best else 0.0 for vote in votes]


def slow_nearness(network: Network) -> list[float]:
    direct, together = [], []
    for paper in network.papers:
        voters = network.citing(paper)
        direct.append(sum(network.weights[one] for one in voters))
        mine = {one: sum(network.weights[seed] for seed in network.references(one)) for one in voters}
        together.append(sum(mine[one] / len(network.references(one)) for one in voters))
    return [(one + other) / 2 for one, other in zip(slow_shares(direct), slow_shares(together), strict=True)]


def test_what_seeds_cite_is_near_and_what_is_cited_beside_them() -> None:
    """Seed 0 cites 1; 2 cites the seed and 3; 4 cites 5, and neither has to do with the seed."""
    graph = CitationGraph.from_arrays([0] * 6, [0, 2, 2, 4], [1, 0, 3, 5])
    found = nearness(graph, np.array([1.0, 0, 0, 0, 0, 0]))
    np.testing.assert_allclose(found, [0.5, 0.5, 0, 0.5, 0, 0])


@given(networks())
def test_nearness_is_that_of_its_slow_twin(network: Network) -> None:
    np.testing.assert_allclose(near(network), slow_nearness(network), atol=1e-12)


@given(networks(), st.data())
def test_permuting_papers_permutes_nearness(network: Network, data: st.DataObject) -> None:
    places = data.draw(st.permutations(network.papers))
    np.testing.assert_allclose(near(network.permuted(places))[places], near(network), atol=1e-12)


@given(networks())
def test_nothing_is_near_no_seeds_and_all_shares_are_shares(network: Network) -> None:
    found = near(network)
    assert ((found >= 0) & (found <= 1)).all()
    assert not near(Network(network.months, network.citations, (0.0,) * len(network.papers))).any()


SHARES = st.lists(st.floats(0, 1), min_size=3, max_size=3).map(np.array)


@given(SHARES, SHARES, SHARES, st.floats(0.01, 1))
def test_relevance_is_a_share_that_no_evidence_lowers_whatever_the_scale_of_the_echo(
    words: Floats, near: Floats, echo: Floats, more: float
) -> None:
    made = relevance(words, near, echo)
    assert ((made >= 0) & (made <= 1 + 1e-12)).all()
    np.testing.assert_allclose(relevance(words, near, 2 * echo), made)
    first = np.array([1.0, 0, 0])
    assert relevance(words + more * first, near, echo)[0] >= made[0]
    assert relevance(words, near + more * first, echo)[0] > made[0]
    np.testing.assert_allclose(relevance(words + 1, near, echo), relevance(words + 2, near, echo))
