from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.ranking.over_time import FEWEST, Half, OverTime, Trend, over_time

PAPERS = st.lists(st.tuples(st.integers(0, 12), st.booleans()), max_size=24)


def turned(over: OverTime) -> OverTime:
    return OverTime(over.younger, over.older, over.last, over.until)


@given(PAPERS, st.randoms())
def test_the_order_of_the_papers_changes_nothing(papers: list[tuple[int, bool]], shuffler: random.Random) -> None:
    mixed = list(papers)
    shuffler.shuffle(mixed)
    assert over_time(mixed) == over_time(papers)


@given(PAPERS)
def test_no_other_month_divides_the_papers_more_evenly(papers: list[tuple[int, bool]]) -> None:
    over = over_time(papers)
    months = sorted(month for month, _ in papers)
    cuts = [place for place, (a, b) in enumerate(pairwise(months), 1) if a < b]
    if over is None:
        even = [cut for cut in cuts if min(cut, len(months) - cut) >= FEWEST]
        assert not even or sum(compares for _, compares in papers) < FEWEST
        return
    assert over.older.of in cuts
    assert abs(over.older.of - over.younger.of) == min(abs(len(months) - 2 * cut) for cut in cuts)


@given(PAPERS)
def test_the_halves_hold_every_paper_once(papers: list[tuple[int, bool]]) -> None:
    if over := over_time(papers):
        first = sorted(month for month, _ in papers)[over.older.of]
        assert over.younger == Half(sum(c for m, c in papers if m >= first), sum(m >= first for m, _ in papers))
        assert over.older == Half(sum(c for m, c in papers if m < first), sum(m < first for m, _ in papers))
        assert over.until == max(month for month, _ in papers)
        assert over.last == max(month for month, compares in papers if compares)


@given(PAPERS)
def test_what_rises_fades_when_time_is_turned_round(papers: list[tuple[int, bool]]) -> None:
    turn = {Trend.RISING: Trend.FADING, Trend.STEADY: Trend.STEADY, Trend.FADING: Trend.RISING}
    if over := over_time(papers):
        assert turned(over).trend is turn[over.trend]


@pytest.mark.parametrize(
    ("older", "younger", "trend"),
    [
        ((0, 9), (3, 9), Trend.RISING),
        ((2, 9), (5, 9), Trend.RISING),
        ((3, 9), (5, 9), Trend.STEADY),
        ((1, 9), (3, 9), Trend.STEADY),
        ((9, 9), (9, 9), Trend.STEADY),
        ((3, 3), (9, 9), Trend.STEADY),
        ((4, 9), (1, 9), Trend.FADING),
        ((3, 9), (0, 9), Trend.FADING),
    ],
)
def test_a_trend_is_more_than_chance(older: tuple[int, int], younger: tuple[int, int], trend: Trend) -> None:
    assert OverTime(Half(*older), Half(*younger), 0, 0).trend is trend


def test_few_papers_and_papers_of_one_month_tell_nothing() -> None:
    assert over_time([]) is None
    assert over_time([(month, True) for month in range(5)]) is None
    assert over_time([(month, month < 2) for month in range(20)]) is None
    assert over_time([(7, True)] * 20) is None
    assert over_time([(7, True)] * 18 + [(9, True)] * 2) is None
