"""One order of works that were judged by all citations of a source, and of works that the walk alone has met."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from statistics import median

NEIGHBOURS = 5
"""Judged works on whose word a work that was not judged is placed."""


def placed(voted: Mapping[str, float], judged: Mapping[str, float]) -> dict[str, float]:
    """Work to score: the judged ones by their own, the others by what the judged works got that are next to them in the
    vote, the median of `NEIGHBOURS`. Without any that are both judged and voted for, the votes stand as they are.
    """
    both = sorted(judged.keys() & voted.keys(), key=lambda work: (voted[work], work))
    if not both:
        return {**voted, **judged}
    ladder = [voted[work] for work in both]
    scores = dict(judged)
    for work in voted.keys() - judged.keys():
        at = bisect_left(ladder, voted[work])
        start = max(0, min(at - NEIGHBOURS // 2, len(both) - NEIGHBOURS))
        scores[work] = median(judged[other] for other in both[start : start + NEIGHBOURS])
    return scores
