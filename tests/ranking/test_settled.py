from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from surveyor.ranking.settled import FIRST, changed, expected

SCORES = st.dictionaries(st.integers(0, 30).map("w{}".format), st.floats(0, 1), max_size=25)


@given(SCORES, SCORES)
def test_what_changed_is_counted_within_the_first(before: dict[str, float], after: dict[str, float]) -> None:
    assert changed(before, before) == 0
    assert 0 <= changed(before, after) <= min(FIRST, len(after))


def test_a_work_that_comes_from_behind_is_one_change() -> None:
    before = {f"w{i:02}": 1 - i / 100 for i in range(15)}
    assert changed(before, before | {"w12": 2.0}) == 1
    assert changed({}, before) == FIRST


def test_the_more_the_second_half_changed_the_more_is_expected() -> None:
    told = [expected(count) for count in range(FIRST + 1)]
    assert told == sorted(told)
    assert 0 <= told[0] < told[-1] <= FIRST
