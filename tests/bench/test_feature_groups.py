from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from surveyor.bench.feature_groups import (
    GROUPS,
    TOGETHER,
    FeatureGroupError,
    columns_left,
    group_of,
)
from surveyor.ranking.baselines import feature_names
from surveyor.ranking.features_baseline import features
from surveyor.ranking.graph import COUNTS, UNKNOWN, CitationGraph
from surveyor.ranking.scene import Repute, Scene


@pytest.mark.parametrize("name", feature_names())
def test_every_feature_belongs_to_one_group(name: str) -> None:
    assert group_of(name) in GROUPS


def test_every_group_has_a_feature_and_every_set_of_groups_names_groups() -> None:
    assert {group_of(name) for name in feature_names()} == GROUPS.keys()
    assert {group for groups in TOGETHER.values() for group in groups} <= GROUPS.keys()
    assert not TOGETHER.keys() & GROUPS.keys()


def test_a_feature_of_no_group_is_refused_with_the_remedy() -> None:
    with pytest.raises(FeatureGroupError, match=r"'phase of the moon' is in no group: put it into one of"):
        group_of("phase of the moon")


def test_what_stays_is_all_but_the_features_of_the_group() -> None:
    names = feature_names()
    left = columns_left(names)
    assert left.keys() == {*GROUPS, *TOGETHER}
    for group in GROUPS:
        assert {group_of(name) for i, name in enumerate(names) if i not in left[group]} == {group}
    gone = {group_of(name) for i, name in enumerate(names) if i not in left["coupling-type"]}
    assert gone == set(TOGETHER["coupling-type"])


def test_a_group_that_is_missing_or_is_all_there_is_is_not_left_out() -> None:
    assert columns_left(("years", "citations")) == {}
    assert columns_left(("years", "30 recent: cite it")) == {
        "dates and popularity": (1,),
        "votes by citing": (0,),
        "all votes": (0,),
    }


def scene(rng: np.random.Generator, size: int = 1500) -> Scene:
    """Papers that younger ones cite; of the last neither a date nor a word of the problem is known."""
    months = np.sort(rng.integers(24_000, 24_200, size))
    months[-1] = UNKNOWN
    ends = rng.integers(0, size - 1, (2, 12 * size))
    ends = ends[:, ends[0] > ends[1]]
    cites = np.array([[size - 1] * 12, rng.choice(size // 2, 12, replace=False)])
    cited = np.array([rng.choice(np.arange(size // 2, size - 1), 3, replace=False), [size - 1] * 3])
    edges = np.concatenate([ends, cites, cited], axis=1)
    counts = {name: rng.integers(0, 3, edges.shape[1]) for name in COUNTS}
    close, meant, titled, echo, named = rng.random((5, size)) * (np.arange(size) < size - 1)
    return Scene(
        CitationGraph.from_arrays(months, *edges, **counts),
        close,
        meant,
        titled,
        echo,
        named,
        Repute(*np.zeros((6, size))),
        24_200,
    )


def test_what_a_work_cites_itself_moves_nothing_but_what_is_coupling_type() -> None:
    moved = set()
    for seed in range(4):
        whole = scene(np.random.default_rng(seed))
        citing, _ = whole.graph.ends()
        silent = replace(whole, graph=whole.graph.only(citing != whole.graph.size - 1))
        before, after = features(whole), features(silent)
        moved |= {name for name in feature_names() if abs(before[name][-1] - after[name][-1]) > before[name].max() / 50}
    assert {"80 recent: references shared", "neighbours shared with seeds"} <= moved
    assert {group_of(name) for name in moved} <= set(TOGETHER["coupling-type"]), sorted(moved)
