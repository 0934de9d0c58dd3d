"""How far more seeds would change what a survey names first: a rule for when to stop reading."""

from __future__ import annotations

from collections.abc import Mapping

FIRST = 10
"""Works whose change matters."""

OFFSET, SLOPE = 0.5, 0.45
"""Works that twice as many seeds change, by those that the second half of the seeds has changed: a line through surveys
of development queries (`python -m surveyor.bench.stopping`)."""


def changed(before: Mapping[str, float], after: Mapping[str, float]) -> int:
    """How many of the first works by the scores `after` are none of the first by those `before`."""
    return len(_first(after) - _first(before))


def expected(by_half: int) -> int:
    """How many of the first works twice as many seeds are likely to change, where half of the seeds would have named
    `by_half` others."""
    return min(FIRST, round(OFFSET + SLOPE * by_half))


def _first(scores: Mapping[str, float]) -> set[str]:
    return set(sorted(scores, key=lambda work: (-scores[work], work))[:FIRST])
