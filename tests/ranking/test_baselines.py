from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyor.ranking.baselines import (
    DIGITS,
    FOREMOST,
    LEARNT,
    NAMED,
    OTHERS,
    RANKERS,
    feature_names,
    learnt,
    model,
    rounded,
)
from surveyor.ranking.features_baseline import FUSED, features
from surveyor.ranking.graph import UNKNOWN, CitationGraph
from surveyor.ranking.peers import PEERS
from surveyor.ranking.pool import SIZE, pooled
from surveyor.ranking.scene import Scene
from tests.ranking.scenes import Stage, stages

SOME = settings(max_examples=25)


def star(size: int) -> Scene:
    """A recent paper that cites all others, which are alike."""
    graph = CitationGraph.from_arrays(
        [100] + [90] * (size - 1), [0] * (size - 1), range(1, size), mentions=[1] * (size - 1)
    )
    close = np.zeros(size)
    close[0] = 1.0
    return Scene.by_words(graph, close, 101)


@pytest.mark.parametrize("name", RANKERS)
@SOME
@given(stage=stages())
def test_a_ranker_names_each_work_once_best_first_with_reasons(name: str, stage: Stage) -> None:
    ranked = RANKERS[name](stage.scene)
    assert len({*ranked.places.tolist()}) == len(ranked.places) == len(ranked.scores)
    assert (np.diff(ranked.scores) <= 0).all()
    assert ((ranked.scores >= 0) & (ranked.scores <= 1)).all()
    assert [bool(why) for why in ranked.reasons(2)] == [True] * min(2, len(ranked.places))


@SOME
@given(stages(), st.data())
def test_scores_do_not_depend_on_the_order_of_papers(stage: Stage, data: st.DataObject) -> None:
    places = data.draw(st.permutations(stage.network.papers))
    one, other = learnt(stage.scene), learnt(stage.permuted(places).scene)
    scores = dict(zip(other.places.tolist(), other.scores.tolist(), strict=True))
    assert {places[p]: s for p, s in zip(one.places.tolist(), one.scores.tolist(), strict=True)} == pytest.approx(
        scores
    )


@SOME
@given(stages())
def test_reasons_add_up_to_the_odds(stage: Stage) -> None:
    ranked = learnt(stage.scene)
    for score, why in zip(ranked.scores, ranked.reasons(len(ranked.places)), strict=True):
        odds = sum(reason.adds for reason in why) + model().base / 10**8
        assert 1 / (1 + np.exp(-odds)) == pytest.approx(score)
        weights = [abs(reason.adds) for reason in why if reason.feature != OTHERS]
        assert weights == sorted(weights, reverse=True)


def test_a_work_is_the_likelier_the_earlier_it_is_named_for_a_topic_of_the_problem() -> None:
    scene = star(6)
    repute = replace(scene.repute, foremost=np.array([0.0, 0.0, 0.25, 0.5, 1.0, 0.0]))
    ranked = learnt(replace(scene, repute=repute))
    assert [place for place in ranked.places.tolist() if place] == [4, 3, 2, 1, 5]
    first = ranked.reasons(1)[0]
    assert [(why.value, why.adds) for why in first if why.feature == FOREMOST] == [(1.0, NAMED)]


def test_works_that_tie_stand_in_the_order_of_the_scene() -> None:
    places = learnt(star(6)).places.tolist()
    assert [place for place in places if place] == [1, 2, 3, 4, 5]


def test_the_pool_has_a_size_but_never_parts_what_ties() -> None:
    assert len(pooled(features(star(SIZE + 50))[FUSED])) >= SIZE


def test_nothing_is_ranked_of_nothing() -> None:
    nothing = np.zeros(1)
    for ranker in RANKERS.values():
        ranked = ranker(Scene.by_words(CitationGraph.from_arrays([UNKNOWN], [], []), nothing, 0))
        assert (len(ranked.places), list(ranked.reasons(5))) == (0, [])


def test_the_model_in_the_package_knows_its_features_and_its_limits() -> None:
    assert set(model().features) <= set(feature_names())
    assert {"what", "papers", "library", "made with", "nDCG@10 in five folds", "limits"} <= model().card.keys()
    assert set(model().floor) - {""} <= set(feature_names())
    assert RANKERS.keys() == {LEARNT, *PEERS}


@given(st.lists(st.floats(allow_infinity=False, width=32), min_size=1))
def test_numbers_are_rounded_to_significant_digits(values: list[float]) -> None:
    for value, near in zip(values, rounded(np.array(values)).tolist(), strict=True):
        assert near == pytest.approx(value, rel=0.6 * 10 ** (1 - DIGITS), nan_ok=True)
