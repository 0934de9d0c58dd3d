"""What it adds to a work's score that it is known to belong to an area of the problem."""

from __future__ import annotations

from collections.abc import Mapping

from surveyor.canon import Fame

FAMED = 9.0
"""How many times its score a work gains that is a standard work on what the problem speaks of."""

CAUTION, ANYHOW = 10, 0.1
"""As many papers that vote weigh as much as the knowledge of the area; and the part of what a work has for that which
it has when no word says that it is close to the problem."""

VOTED, JUDGED = 6.0, 0.5
"""What such a work is known for counts beside its closeness to the problem: where the walk alone tells the works that
are compared with, and where a source has judged others by all citations that it knows. Chosen, as `FAMED`, on the
tuning half of `bench --tasks words`."""

TOPICAL, EMINENT = 0.7, 0.5
"""What it counts to be of a topic of the problem, and a standard work of its area, beside a standard work of the topic.
"""


def at_home(
    scores: Mapping[str, float],
    known: Mapping[str, tuple[float, Fame]],
    near: Mapping[str, float],
    voters: int,
    *,
    judged: bool = False,
) -> dict[str, float]:
    """The scores, and those of works that nothing but their area speaks for.

    `known` holds what the area of each such work has of the problem, in [0, 1], and what it is known for; `near` how
    close all works are by words. The fewer `voters` the scores rest on, the more it counts to be known, less where
    works were `judged` by more than votes.
    """
    nearest, best = (max(values.values(), default=0.0) or 1.0 for values in (near, scores))
    worth = best * CAUTION / (CAUTION + voters)
    weight = JUDGED if judged else VOTED
    raised = dict(scores)
    for work, (share, fame) in known.items():
        famed = _worth(fame)
        own = worth * share * max(ANYHOW, near[work] / nearest + weight * famed)
        raised[work] = scores.get(work, 0.0) * (1 + FAMED * share * famed) + own
    return raised


def _worth(fame: Fame) -> float:
    return max(fame.standard, TOPICAL * fame.topical, EMINENT * fame.eminent)
