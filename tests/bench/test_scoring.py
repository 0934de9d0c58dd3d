"""Measures against their definitions, and intervals against what must hold of any."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyor.bench.scoring import MEASURES, Figure, difference, figure, per_query
from surveyor.errors import UsageError

DOCUMENTS = [f"d{i}" for i in range(15)]
VALUES = st.lists(st.floats(0, 1), min_size=1, max_size=20).map(np.array)


def slow(gold: set[str], found: Sequence[str]) -> dict[str, float]:
    """The measures of one ranking as the books have them; all relevance is 1."""
    hits = [document in gold for document in found]
    gain = sum(hit / math.log2(rank + 1) for rank, hit in enumerate(hits[:10], 1))
    best = sum(1 / math.log2(rank + 1) for rank in range(1, min(10, len(gold)) + 1))
    recall = {f"R@{k}": sum(hits[:k]) / len(gold) for k in (5, 10, 20)}
    return recall | {"nDCG@10": gain / best, "RR": next((1 / r for r, hit in enumerate(hits, 1) if hit), 0.0)}


@settings(max_examples=30)
@given(
    st.dictionaries(st.sampled_from("abc"), st.sets(st.sampled_from(DOCUMENTS), min_size=1), min_size=1),
    st.dictionaries(st.sampled_from("abcd"), st.permutations(DOCUMENTS).map(lambda p: p[:12])),
)
def test_measures_are_those_of_the_books(gold: dict[str, set[str]], run: dict[str, list[str]]) -> None:
    found = per_query(gold, run)
    assert tuple(found) == MEASURES
    for at, qid in enumerate(sorted(gold)):
        for measure, value in slow(gold[qid], run.get(qid, [])).items():
            assert found[measure][at] == pytest.approx(value), (qid, measure)


def test_without_ir_measures_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ir_measures", None)
    with pytest.raises(UsageError, match=r"^the bench needs ir-measures: pip install ir-measures$"):
        per_query({"a": {"x"}}, {})


@settings(max_examples=30)
@given(VALUES)
def test_an_interval_holds_its_mean_and_lies_among_the_values(values: np.ndarray) -> None:
    found = figure(values, resamples=200)
    assert found.mean == pytest.approx(values.mean())
    assert values.min() - 1e-9 <= found.low <= found.high <= values.max() + 1e-9
    assert figure(values, resamples=200) == found


def test_an_interval_is_as_wide_as_that_of_the_normal_distribution() -> None:
    values = np.random.default_rng(7).normal(0.5, 0.1, 400)
    found = figure(values)
    assert (found.high - found.low) / 2 == pytest.approx(1.96 * 0.1 / math.sqrt(400), rel=0.15)


@settings(max_examples=30)
@given(VALUES)
def test_a_ranking_is_no_better_than_itself(values: np.ndarray) -> None:
    assert difference(values, values, resamples=50) == Figure(0.0, 0.0, 0.0)
    better = difference(values + 0.25, values, resamples=50)
    assert (better.mean, better.low, better.high) == pytest.approx((0.25, 0.25, 0.25))


def test_without_queries_there_is_no_figure() -> None:
    assert str(figure(np.zeros(0))) == "nan [nan, nan]"
    assert str(Figure(0.25, 0.2, 0.31)) == "0.250 [0.200, 0.310]"
