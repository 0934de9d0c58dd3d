"""Printed numbers."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from surveyor.evidence.quantities import quantities


@given(st.text(alphabet="0123456789.,e-+×^{} k%M", max_size=60))
def test_every_number_has_a_finite_value_and_stands_where_it_says(text: str) -> None:
    for one in quantities(text):
        assert one.value is None or math.isfinite(one.value)
        assert 0 <= one.start < one.end <= len(text)


def test_a_number_beyond_all_measure_is_none() -> None:
    assert [one.value for one in quantities("a batch of 9" + "9" * 400 + " and 1e999 and 32")] == [32.0]
