"""The terms of a field for what somebody says in other words: topics of the areas of a problem."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from surveyor.plain import units, worth_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from surveyor.venues import VenueMap

LEAST = 7.0
"""What the words of a problem have to say for a topic."""
BESIDE = 0.75
"""A second topic says at least so much of what the first does."""
MOST = 2
"""Topics of a problem."""


@dataclass(frozen=True, slots=True, eq=False)
class _Topics:
    units: Mapping[tuple[str, str], frozenset[str]]
    """Area and name of a topic to what is said of it."""
    rarity: Mapping[str, float]
    """Unit to its weight: the fewer topics say it, the more."""


def topics_of(text: str, venue_map: VenueMap, areas: Collection[str]) -> tuple[str, ...]:
    """Names of the topics of the given areas that a text speaks of, best first."""
    known, asked = _topics(venue_map), units(text)
    worth = {
        (area, name): sum(known.rarity[unit] * worth_of(unit) for unit in sorted(asked & said))
        for (area, name), said in known.units.items()
        if area in areas
    }
    best = max(worth.values(), default=0.0)
    chosen = [name for (_, name), value in sorted(worth.items(), key=lambda item: (-item[1], item[0]))
              if value >= max(LEAST, BESIDE * best)]
    return tuple(chosen[:MOST])


@lru_cache(maxsize=8)
def _topics(venue_map: VenueMap) -> _Topics:
    found = {
        (area.key, topic.name): frozenset().union(*map(units, topic.said))
        for area in venue_map.areas.values()
        for topic in area.topics
    }
    count = Counter(unit for said in found.values() for unit in said)
    return _Topics(found, {unit: math.log(1 + len(found) / number) for unit, number in count.items()})
