"""What it adds to a work's score that it is known to belong to an area of the problem."""

from __future__ import annotations

from collections.abc import Mapping

AT_HOME = 3.0
"""How many times its score a work gains that is known to belong to the area of the problem."""

KNOWN, KNOWN_ANYHOW = 0.2, 0.3
"""What such a work has besides when it is the closest of all to the problem; and the part of that which it has when no
word says that it is close."""


def at_home(scores: Mapping[str, float], shares: Mapping[str, float], near: Mapping[str, float]) -> dict[str, float]:
    """The scores, and those of works that nothing but their area speaks for.

    `shares` are what the area of each such work has of the problem, in [0, 1]; `near` how close all works are by words.
    """
    nearest = max(near.values(), default=0.0) or 1.0
    known = {work: KNOWN * share * max(KNOWN_ANYHOW, near[work] / nearest) for work, share in shares.items()}
    return {
        work: scores.get(work, 0.0) * (1 + AT_HOME * shares.get(work, 0.0)) + known.get(work, 0.0)
        for work in scores.keys() | known.keys()
    }
