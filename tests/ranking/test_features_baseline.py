from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyor.ranking.features_baseline import CAUTION, FUSED, OLDEST, SHARPENED, features, of_pool
from surveyor.ranking.graph import COUNTS, CitationGraph
from surveyor.ranking.pool import BY
from tests.ranking.networks import Network
from tests.ranking.scenes import CUTOFF, Stage, stages

SOME = settings(max_examples=40)
Twin = Callable[[Stage], Sequence[float]]


def citing(network: Network, paper: int, *, comparing: bool = False) -> list[int]:
    return [a for (a, b), (_, compared) in sorted(network.edges.items()) if b == paper and (compared or not comparing)]


def share(values: Sequence[float]) -> list[float]:
    best = max(values, default=0.0)
    return [value / best if best else value for value in values]


def slow_years(stage: Stage) -> list[float]:
    return [OLDEST if month < 0 else max(0, CUTOFF - month) / 12 for month in stage.network.months]


def slow_closest_citing(stage: Stage) -> list[float]:
    network = stage.network
    return share([max((network.weights[a] for a in citing(network, p)), default=0.0) for p in network.papers])


def slow_named_citing(stage: Stage) -> list[float]:
    near = share(stage.named)
    return share([sum(near[a] ** SHARPENED for a in citing(stage.network, p)) for p in stage.network.papers])


def slow_citations(stage: Stage) -> list[float]:
    return [float(np.log1p(len(citing(stage.network, p)))) for p in stage.network.papers]


def slow_compared(stage: Stage) -> list[float]:
    """As a share of the papers whose mentions were located, cautiously."""
    network = stage.network
    located = [sum(b == p and m > 0 for (_, b), (m, _) in network.edges.items()) for p in network.papers]
    return [(len(citing(network, p, comparing=True)) + 0.1) / (located[p] + 1) for p in network.papers]


def slow_seeds(stage: Stage, *, comparing: bool) -> list[float]:
    """Of the recent papers that cite others and hold a word of the problem, those younger that cite the paper."""
    network = stage.network
    seeds = [p for p in network.papers if network.references(p) and network.weights[p] > 0 and network.months[p] >= 0]
    votes = [sum(a in seeds for a in citing(network, p, comparing=comparing)) for p in network.papers]
    younger = [sum(network.months[s] > network.months[p] for s in seeds) for p in network.papers]
    return [vote / (max(vote, young) + CAUTION) for vote, young in zip(votes, younger, strict=True)]


TWINS: dict[str, Twin] = {
    "closeness of its words": lambda stage: share(stage.network.weights),
    "closeness in its area's words": lambda stage: share(stage.meant),
    "closeness of its title": lambda stage: share(stage.titled),
    "closeness to words of the closest": lambda stage: share(stage.echo),
    "closeness to the name of the problem": lambda stage: share(stage.named),
    "closeness of all citing papers to the name of the problem": slow_named_citing,
    "years": slow_years,
    "citations": slow_citations,
    "closest citing paper": slow_closest_citing,
    "20 closest: cite it": lambda stage: slow_seeds(stage, comparing=False),
}
TOLD: dict[str, Twin] = {
    "compared with by its citing papers": slow_compared,
    "20 closest: compare with it": lambda stage: slow_seeds(stage, comparing=True),
}


@settings(max_examples=100)
@given(stage=stages())
def test_a_feature_equals_its_slow_twin(stage: Stage) -> None:
    found = features(stage.scene)
    located = any(mentions for mentions, _ in stage.network.edges.values())
    for name, twin in (TWINS | TOLD).items():
        if name in TOLD and not located:
            assert np.isnan(found[name]).all(), name
        else:
            np.testing.assert_allclose(found[name], twin(stage), atol=1e-12, err_msg=name)


@SOME
@given(stages(), st.data())
def test_no_feature_depends_on_the_order_of_papers(stage: Stage, data: st.DataObject) -> None:
    places = data.draw(st.permutations(stage.network.papers))
    one, other = features(stage.scene), features(stage.permuted(places).scene)
    assert one.keys() == other.keys()
    for name, values in one.items():
        np.testing.assert_allclose(other[name][list(places)], values, rtol=1e-6, atol=1e-9, err_msg=name)


@SOME
@given(stages())
def test_every_feature_is_a_number_a_paper_and_missing_for_all_or_none(stage: Stage) -> None:
    columns = features(stage.scene)
    assert set(BY) <= columns.keys()
    for name, values in columns.items():
        assert values.shape == (len(stage.network.papers),), name
        assert np.isfinite(values).all() or np.isnan(values).all(), name


@SOME
@given(stages())
def test_features_of_the_pool_are_those_of_all_papers_there(stage: Stage) -> None:
    whole, (places, columns) = features(stage.scene), of_pool(stage.scene)
    assert places.tolist() == np.flatnonzero(whole[FUSED]).tolist()
    assert list(columns) == list(whole)
    for name, values in columns.items():
        np.testing.assert_array_equal(values, whole[name][places], err_msg=name)


@SOME
@given(stages())
def test_where_no_mention_is_located_only_what_needs_one_is_missing(stage: Stage) -> None:
    graph = stage.network.graph
    bare = CitationGraph(graph.cites, np.zeros((len(COUNTS), graph.cites.nnz)), graph.months)
    scene = stage.scene
    known, less = features(scene), features(replace(scene, graph=bare))
    kept = [name for name in less if not np.isnan(less[name]).any()]
    assert {"years", "citations", "near each seed", "30 recent: references shared", "cites the most cited"} <= {*kept}
    assert not {"30 recent: in their tables", "in tables of its citing papers"} & {*kept}
    for name in kept:
        if not any(
            word in name for word in ("likely", "all ranks", FUSED)
        ):  # what is likely rests on all that is known
            np.testing.assert_array_equal(less[name], known[name], err_msg=name)
