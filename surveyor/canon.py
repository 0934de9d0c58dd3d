"""What an expert names: works of the starter shelf by the topics of the venue map, and which of them are standard; and
what results on a topic are reported on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from surveyor.models import Route, TopicMatch
from surveyor.places import shelf_dir

FILE = shelf_dir() / "topics.json"
"""Area to topic, of which the empty one is the area as a whole, to ids of works of the shelf."""


class Named(msgspec.Struct, frozen=True):
    """Works of a topic, and what is known of results on it."""

    standard: tuple[str, ...]
    """What one starts with and what is compared with again and again, what nearly everybody would name first."""
    others: tuple[str, ...]
    """The rest, again what more would name first."""
    called: str = ""
    """What it is called in a sentence; empty where that is the name that the venue map has for it."""
    datasets: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    """What the field has learnt the hard way, a sentence each."""


class Fame(NamedTuple):
    """How far a problem speaks of what a work is known for, in [0, 1]."""

    topical: float = 0.0
    """Of a topic that it is of."""
    standard: float = 0.0
    """Of one that it is a standard work of."""
    foremost: float = 0.0
    """Of one that it is of, the less the later it is named there."""
    eminent: float = 0.0
    """Of an area as a whole of which it is one."""


class _Place(NamedTuple):
    area: str
    topic: str
    is_standard: bool
    rank: int
    """How many works are named before it there."""


HALVED = 32
"""Works named before one that halve what it is to be of a topic."""

SPOKEN_OF = 0.5
"""Share of what a problem says from which it is of a topic."""


def fame(ids: Iterable[str], route: Route) -> Fame:
    """That of a work under any of its ids; none where the shelf does not know it."""
    places = _places_of(ids)
    if not places:
        return Fame()
    topic, standard = _most_said(places, route), _most_said(_standard(places), route)
    whole = [place.area for place in _standard(places) if not place.topic]
    return Fame(
        topic.share if topic else 0.0,
        standard.share if standard else 0.0,
        _foremost(places, route),
        route.share(whole),
    )


def standard_for(ids: Iterable[str], route: Route) -> str:
    """What a work is standard for, in words: a topic that the problem is searched for by, else its area as a whole,
    else a topic that it speaks of; empty where there is none."""
    places = _standard(_places_of(ids))
    whole = {place.area for place in places if not place.topic}
    area = next((known.name for known in route.areas if known.area in whole and known.score >= SPOKEN_OF), "")
    topic = _most_said(places, route)
    if topic is None or (area and topic.topic not in route.topics):
        return area
    return canon()[topic.area][topic.topic].called or topic.topic if topic.share >= SPOKEN_OF else area


def _standard(places: Iterable[_Place]) -> list[_Place]:
    return [place for place in places if place.is_standard]


def _most_said(places: Iterable[_Place], route: Route) -> TopicMatch | None:
    """Of the topics of the places, the one that a problem says most of."""
    topics = {(place.area, place.topic) for place in places}
    return next((match for match in route.speaks_of if (match.area, match.topic) in topics), None)


def _foremost(places: Iterable[_Place], route: Route) -> float:
    said = {(match.area, match.topic): match.share for match in route.speaks_of}
    return max(said.get((place.area, place.topic), 0.0) * HALVED / (HALVED + place.rank) for place in places)


def _places_of(ids: Iterable[str]) -> list[_Place]:
    known = _places()
    return [place for some_id in ids for place in known.get(some_id, ())]


@cache
def canon() -> Mapping[str, Mapping[str, Named]]:
    """The whole file."""
    return msgspec.json.decode(FILE.read_bytes(), type=dict[str, dict[str, Named]])


@cache
def _places() -> Mapping[str, Sequence[_Place]]:
    """Id of a work to its places."""
    places: defaultdict[str, list[_Place]] = defaultdict(list)
    for area, topics in canon().items():
        for topic, named in topics.items():
            for rank, work in enumerate((*named.standard, *named.others)):
                places[work].append(_Place(area, topic, rank < len(named.standard), rank))
    return places
