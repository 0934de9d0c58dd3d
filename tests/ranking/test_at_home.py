"""What it adds to a work that it is known to belong to an area of the problem."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from surveyor.canon import Fame
from surveyor.ranking.at_home import at_home, beside_judged

NONE = Fame()
UNIT = st.floats(0, 1)
FAMES = st.builds(lambda of, standard, eminent: Fame(of, of * standard, of, eminent), UNIT, UNIT, UNIT)


def scores(fame: Fame = NONE, *, near: float = 0.1, share: float = 1.0, voters: int = 20) -> dict[str, float]:
    """A work at home that nobody votes for, beside a stranger that many do."""
    return at_home({"voted": 1.0}, {"known": (share, fame)}, {"voted": 1.0, "known": near}, voters)


def test_what_is_voted_for_and_at_home_nowhere_keeps_its_score() -> None:
    assert scores()["voted"] == 1.0


def test_works_named_early_for_the_topic_come_before_later_ones_and_those_before_the_rest_of_the_area() -> None:
    works = [scores(fame)["known"] for fame in (Fame(foremost=1.0), Fame(foremost=0.7), Fame(eminent=1.0), NONE)]
    assert works == sorted(works, reverse=True)
    assert len(set(works)) == 4


@given(FAMES, UNIT, UNIT, st.integers(0, 200))
def test_to_be_known_never_harms_and_counts_less_the_more_vote(
    fame: Fame, near: float, share: float, voters: int
) -> None:
    known, more = (scores(fame, near=near, share=share, voters=count)["known"] for count in (voters, voters + 1))
    assert 0 <= scores(near=near, share=share, voters=voters)["known"] <= known
    assert more <= known


@given(FAMES, st.floats(0, 1), UNIT)
def test_what_is_voted_for_gains_by_its_share_whatever_it_is_known_for(fame: Fame, share: float, score: float) -> None:
    found = at_home({"a": score, "b": 1.0}, {"a": (share, fame)}, {"a": 0.5, "b": 1.0}, 20)
    assert found["a"] >= score
    assert found["b"] == 1.0


@given(FAMES, UNIT, st.floats(0.1, 1))
def test_beside_judged_works_only_the_topic_that_a_work_is_known_for_speaks_for_it(
    fame: Fame, share: float, best: float
) -> None:
    found = beside_judged({"a": best, "b": 0.0}, {"b": (share, fame), "c": (share, fame)})
    assert found["a"] == best
    assert found["b"] == 0.0
    assert 0 <= found["c"] < best
    assert beside_judged({"a": best}, {"c": (share, Fame(eminent=1.0))})["c"] == 0.0
