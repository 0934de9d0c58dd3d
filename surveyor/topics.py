"""The terms of a field for what somebody says in other words: topics of the venue map, by the phrases of the map that
say them, and by what the text means."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from surveyor.meaning import Name, shipped
from surveyor.models import TopicMatch
from surveyor.plain import units, worth_of
from surveyor.text import is_scholarly

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from surveyor.venues import VenueMap

LEAST, BESIDE, MOST = 4.0, 0.75, 2
"""Evidence that a topic of a problem has at least; share of the first one's that a second has; how many there are."""

FOREMOST, NOT_MUCH_LESS = 3, 0.6
"""Topics with most evidence, and the share of the first one's that the others have at least; of nearness too."""

IN_TERMS = 0.9
"""Share of what a text says from which it is in terms of the field altogether."""

MEANING, CHANCE = 100.0, 0.25
"""What a text that means a topic says of it, and the nearness that any text has to some topic, which says nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class _Phrases:
    of: tuple[tuple[Name, float], ...]
    """Each phrase's topic, and what all its units say."""
    holding: Mapping[str, tuple[int, ...]]
    """Unit to the phrases that hold it."""
    weight: Mapping[str, float]
    """Unit to what it says: the fewer topics say it, the more."""
    names: frozenset[Name]
    """Of all topics."""


def said_of(text: str, venue_map: VenueMap, *, by_name: bool = False) -> dict[Name, float]:
    """How far the words of a text speak of each topic: a unit that it shares with a phrase counts by how much of the
    phrase it holds; `by_name`, the name of the topic is one of its phrases."""
    return _by_phrases(units(text), _phrases(venue_map, by_name=by_name))


def meant_by(text: str, venue_map: VenueMap, covered: float = 0.0) -> dict[Name, float]:
    """How far a text means each topic, whatever its words; the less the larger the share of it that terms of the field
    have `covered`. A scholar's text has the field's terms, and means no more than it says."""
    if is_scholarly(text):
        return {}
    weight, known = MEANING * max(0.0, 1 - covered / IN_TERMS), _phrases(venue_map, by_name=False).names
    near = shipped().nearness(text)
    return {name: weight * (near[name] - CHANCE) for name in near if near[name] > CHANCE and name in known}


def may_be_of(text: str, areas: Collection[str]) -> bool:
    """Whether a title may be of one of some areas: none of their topics is known, or one is not much less near in
    meaning than the nearest of all."""
    near = shipped().nearness(text)
    own = [worth for (area, _), worth in near.items() if area in areas]
    return not own or max(own) >= NOT_MUCH_LESS * max(near.values())


def together(said: Mapping[Name, float], meant: Mapping[Name, float], share: float = 1.0) -> dict[Name, float]:
    """Evidence of both kinds, of what is meant a share."""
    return {name: said.get(name, 0.0) + share * meant.get(name, 0.0) for name in {**said, **meant}}


def _by_phrases(said: Collection[str], known: _Phrases) -> dict[Name, float]:
    shared: dict[int, list[str]] = defaultdict(list)
    for unit in sorted(known.holding.keys() & said):
        for phrase in known.holding[unit]:
            shared[phrase].append(unit)
    best: dict[Name, dict[str, float]] = defaultdict(dict)
    for phrase, found in shared.items():
        name, whole = known.of[phrase]
        share = sum(known.weight[unit] for unit in found) / whole
        for unit in found:
            best[name][unit] = max(best[name].get(unit, 0.0), share)
    return {name: sum(known.weight[unit] * share for unit, share in found.items()) for name, found in best.items()}


def spoken_of(evidence: Mapping[Name, float], areas: Collection[str], in_terms: float = 0.0) -> tuple[str, ...]:
    """Names of the topics of the areas that a text speaks of, best first; none that says less than the text says
    `in_terms` of the field already."""
    mine = {name: worth for name, worth in evidence.items() if name[0] in areas}
    least = max(LEAST, in_terms, BESIDE * max(mine.values(), default=0.0))
    order = sorted(mine, key=lambda name: (-mine[name], name))
    return tuple(dict.fromkeys(name[1] for name in order if mine[name] >= least))[:MOST]


def matches(evidence: Mapping[Name, float], areas: Collection[str], in_terms: float = 0.0) -> tuple[TopicMatch, ...]:
    """The topics of the areas that a text says anything of, most said first; what it says `in_terms` of the field
    already, it should say of a topic at least."""
    mine = sorted((name for name in evidence if name[0] in areas), key=lambda name: (-evidence[name], name))
    most = max(LEAST, in_terms, *(evidence[name] for name in mine[:1]))
    return tuple(TopicMatch(*name, evidence[name] / most) for name in mine if evidence[name] > 0)


def once(evidence: Mapping[Name, float], of_area: Mapping[str, float]) -> dict[Name, float]:
    """Evidence without that of topics of the same name, but for the area that the text says most of them, or else most
    of itself: `of_area`."""
    best: dict[str, Name] = {}
    for name in sorted(evidence, key=lambda name: (-evidence[name], -of_area.get(name[0], 0.0), name)):
        best.setdefault(name[1], name)
    return {name: evidence[name] for name in best.values()}


def foremost(evidence: Mapping[Name, float], in_terms: float) -> list[Name]:
    """The topics with most evidence and not much less than the first; none with less than the text says `in_terms` of
    the field."""
    order = sorted(evidence, key=lambda name: (-evidence[name], name))[:FOREMOST]
    least = max(LEAST, in_terms, NOT_MUCH_LESS * evidence[order[0]]) if order else 0.0
    return [name for name in order if evidence[name] >= least]


def of_areas(evidence: Mapping[Name, float]) -> dict[str, tuple[float, str]]:
    """Evidence and name of the best topic of each area, where that is enough to speak of it."""
    order = sorted(
        (name for name, worth in evidence.items() if worth >= LEAST), key=lambda name: (evidence[name], name)
    )
    return {area: (evidence[area, topic], topic) for area, topic in order}


@lru_cache(maxsize=8)
def _listed(venue_map: VenueMap) -> tuple[tuple[Name, bool, frozenset[str]], ...]:
    """The phrases of all topics, each topic's name first: of which topic, whether it is the name, and its units."""
    return tuple(
        ((area.key, topic.name), place == 0, units(phrase))
        for area in venue_map.areas.values()
        for topic in area.topics
        for place, phrase in enumerate((topic.name, *topic.said))
    )


@lru_cache(maxsize=8)
def _phrases(venue_map: VenueMap, *, by_name: bool) -> _Phrases:
    listed = [(name, said) for name, is_name, said in _listed(venue_map) if by_name or not is_name]
    sayers: dict[str, set[Name]] = defaultdict(set)
    for name, said in listed:
        for unit in said:
            sayers[unit].add(name)
    of = len({name for name, _ in listed})
    weight = {unit: worth_of(unit) * math.log(1 + of / len(names)) for unit, names in sayers.items()}
    holding: dict[str, list[int]] = defaultdict(list)
    for number, (_, said) in enumerate(listed):
        for unit in said:
            holding[unit].append(number)
    return _Phrases(
        tuple((name, sum(weight[unit] for unit in sorted(said))) for name, said in listed),
        {unit: tuple(phrases) for unit, phrases in holding.items()},
        weight,
        frozenset(name for name, _ in listed),
    )
