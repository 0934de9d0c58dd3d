"""Whether the younger papers compare with a work as often as the older ones do."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

FEWEST = 3
"""Papers on either side, and papers that compare, below which a trend would be chance."""


class Trend(StrEnum):
    """How being compared with moves from the older papers to the younger ones."""

    RISING = "rising"
    STEADY = "steady"
    FADING = "fading"


@dataclass(frozen=True, slots=True)
class Half:
    """The papers on one side of a month."""

    compare: int
    of: int


@dataclass(frozen=True, slots=True)
class OverTime:
    """How many papers compare with a work, the older and the younger ones apart."""

    older: Half
    younger: Half
    last: int
    """Month number of the youngest paper that compares with it."""
    until: int
    """Month number of the youngest paper."""

    @property
    def trend(self) -> Trend:
        """Rising or fading where the younger half holds more or fewer of the papers that compare than its size makes
        likely, by over one standard deviation of the binomial distribution."""
        compare, share = self.older.compare + self.younger.compare, self.younger.of / (self.older.of + self.younger.of)
        surplus = self.younger.compare - compare * share
        if abs(surplus) <= math.sqrt(compare * share * (1 - share)):
            return Trend.STEADY
        return Trend.RISING if surplus > 0 else Trend.FADING


def over_time(papers: Sequence[tuple[int, bool]]) -> OverTime | None:
    """`papers` are the months of those that could compare with a work, each with whether it does, in any order.

    They are divided between two months, as evenly as that goes. None where either side has fewer than `FEWEST` papers,
    or fewer compare.
    """
    months = [month for month, _ in papers]
    if sum(compares for _, compares in papers) < FEWEST:
        return None
    first = min(set(months), key=lambda month: (abs(2 * sum(m >= month for m in months) - len(months)), -month))
    older, younger = (
        _half([compares for month, compares in papers if (month >= first) is late]) for late in (False, True)
    )
    if min(older.of, younger.of) < FEWEST:
        return None
    return OverTime(older, younger, max(month for month, compares in papers if compares), max(months))


def _half(compares: Sequence[bool]) -> Half:
    return Half(sum(compares), len(compares))
