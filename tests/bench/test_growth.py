from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from surveyor.bench.growth import cutoffs


@given(st.lists(st.integers(0, 50), min_size=1, max_size=30), st.lists(st.integers(1, 60), max_size=3))
def test_months_are_the_first_with_enough_papers_or_the_last(sizes: list[int], wanted: list[int]) -> None:
    sizes.sort()
    months = range(100, 100 + len(sizes))
    found = cutoffs(lambda month: sizes[month - 100], wanted, months)
    first = [next((month for month in months if sizes[month - 100] >= size), months[-1]) for size in wanted]
    assert found == list(dict.fromkeys(first))
