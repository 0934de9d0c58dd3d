from __future__ import annotations

from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from surveyor.ranking.placed import NEIGHBOURS, placed

WORKS = [f"w{i}" for i in range(12)]
SCORES = st.dictionaries(st.sampled_from(WORKS), st.floats(0, 1), max_size=12)


@given(SCORES, SCORES)
def test_judged_works_keep_their_scores_and_every_work_has_one(
    voted: dict[str, float], judged: dict[str, float]
) -> None:
    scores = placed(voted, judged)
    assert scores.keys() == voted.keys() | judged.keys()
    assert {work: scores[work] for work in judged} == judged


@given(SCORES, SCORES)
def test_the_others_are_never_placed_beyond_what_was_judged(voted: dict[str, float], judged: dict[str, float]) -> None:
    scores = placed(voted, judged)
    if told := [judged[work] for work in voted.keys() & judged.keys()]:
        assert all(min(told) <= scores[work] <= max(told) for work in voted.keys() - judged.keys())


@given(SCORES)
def test_without_judged_works_the_votes_stand(voted: dict[str, float]) -> None:
    assert placed(voted, {}) == voted
    assert placed({}, voted) == voted


def test_a_work_stands_where_those_beside_it_in_the_vote_stand() -> None:
    judged = {f"w{i}": i / 20 for i in range(12)}
    voted = {work: 10 * score for work, score in judged.items()}
    assert placed(voted | {"new": 10 * 0.26}, judged)["new"] == median(i / 20 for i in (4, 5, 6, 7, 8))
    assert placed(voted | {"new": 99.0}, judged)["new"] == median(i / 20 for i in range(12 - NEIGHBOURS, 12))
