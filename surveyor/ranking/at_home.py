"""What it adds to a work's score that it is known to belong to an area of the problem."""

from __future__ import annotations

from collections.abc import Mapping

AT_HOME = 3.0
"""How many times its score a work gains that is known to belong to the area of the problem."""

CAUTION, ANYHOW = 10, 0.1
"""As many papers that vote weigh as much as the knowledge of the area; and the part of what a work has for that which
it has when no word says that it is close to the problem."""


def at_home(
    scores: Mapping[str, float], shares: Mapping[str, float], near: Mapping[str, float], voters: int
) -> dict[str, float]:
    """The scores, and those of works that nothing but their area speaks for.

    `shares` are what the area of each such work has of the problem, in [0, 1]; `near` how close all works are by words.
    The fewer `voters` the scores rest on, the more it counts to be known, up to the best of them.
    """
    nearest, best = (max(values.values(), default=0.0) or 1.0 for values in (near, scores))
    worth = best * CAUTION / (CAUTION + voters)
    known = {work: worth * share * max(ANYHOW, near[work] / nearest) for work, share in shares.items()}
    return {
        work: scores.get(work, 0.0) * (1 + AT_HOME * shares.get(work, 0.0)) + known.get(work, 0.0)
        for work in scores.keys() | known.keys()
    }
