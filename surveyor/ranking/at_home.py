"""What it adds to a work's score that it is known to belong to an area of the problem."""

from __future__ import annotations

from collections.abc import Mapping

from surveyor.canon import Fame

FAMED = 9.0
"""How many times its score a work gains that is the first to be named on what the problem speaks of."""

CAUTION, ANYHOW = 10, 0.1
"""As many papers that vote weigh as much as the knowledge of the area; and the part of what a work has for that which
it has when no word says that it is close to the problem."""

VOTED = 6.0
"""What such a work is known for counts beside its closeness to the problem. Chosen, as `FAMED`, on the tuning half of
`bench --tasks words`."""

UNJUDGED = 0.4
"""What the first work on all that the problem speaks of gets, beside the best work that a source judged, where no
source could judge it."""

EMINENT = 0.5
"""What it counts to be a standard work of the area of the problem, beside the first work of a topic of it."""


def at_home(
    scores: Mapping[str, float], known: Mapping[str, tuple[float, Fame]], near: Mapping[str, float], voters: int
) -> dict[str, float]:
    """The votes, and the scores of works that nothing but their area speaks for.

    `known` holds what the area of each such work has of the problem, in [0, 1], and what it is known for; `near` how
    close all works are by words. The fewer `voters` the scores rest on, the more it counts to be known.
    """
    nearest, best = (max(values.values(), default=0.0) or 1.0 for values in (near, scores))
    worth = best * CAUTION / (CAUTION + voters)
    raised = dict(scores)
    for work, (share, fame) in known.items():
        famed = _worth(fame)
        own = worth * share * max(ANYHOW, near[work] / nearest + VOTED * famed)
        raised[work] = scores.get(work, 0.0) * (1 + FAMED * share * famed) + own
    return raised


def beside_judged(scores: Mapping[str, float], known: Mapping[str, tuple[float, Fame]]) -> dict[str, float]:
    """Scores of works that sources judged, and of those works that none of them knows, by what they are known for."""
    best = max(scores.values(), default=0.0)
    return {work: UNJUDGED * best * share * fame.foremost for work, (share, fame) in known.items()} | dict(scores)


def _worth(fame: Fame) -> float:
    return max(fame.foremost, EMINENT * fame.eminent)
