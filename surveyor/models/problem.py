"""What is asked, and where it belongs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """What the user asked, with every default filled in."""

    text: str
    """The problem in words, English or Chinese, as typed but for white space."""
    as_of: str
    """Month `YYYY-MM`; nothing published from this month on may be seen."""
    cutoff: int
    """The same as a month number (see dates.py), exclusive; later than `as_of` only when that is the running month."""
    years: int = 2
    """How far back from `as_of` a paper counts as recent."""
    venues: tuple[str, ...] = ()
    """Venues the user insists on, best first; empty means: route."""
    exclude: frozenset[str] = frozenset()
    """Ids of papers to be treated as unseen, with every citation out of them."""

    @property
    def since(self) -> int:
        """First month that counts as recent."""
        return self.cutoff - 12 * self.years


@dataclass(frozen=True, slots=True)
class VenueMatch:
    """A venue the problem belongs to."""

    venue: str
    score: float
    """Share of the evidence, all venues of a route summing to 1."""
    why: tuple[str, ...]
    """One sentence an area: matched terms, area, weight."""


@dataclass(frozen=True, slots=True)
class AreaMatch:
    """A problem area of the venue map that the problem's words point to."""

    area: str
    name: str
    score: float
    """Share of the evidence, all matched areas summing to 1."""
    terms: tuple[str, ...]
    """Terms of the area that were found in the problem, strongest first."""
    zh: str = ""
    """What the area is called in Chinese; empty where that is not known."""

    @property
    def found_by(self) -> str:
        """The first terms, quoted."""
        return ", ".join(f"“{term}”" for term in self.terms[:4])

    @property
    def told(self) -> str:
        """The area, its share and what it was found by, as a reason for a venue begins."""
        return f"{self.name} ({self.score:.2f}): matched {self.found_by}"


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """A topic of an area of the venue map that the problem's words point to."""

    area: str
    topic: str
    share: float
    """What they say of it, as a share of what they say of the topic that they say most of, or should say."""


AT_HOME = 0.2
"""Share of a problem from which it is at home in an area."""


@dataclass(frozen=True, slots=True)
class Route:
    """Where a problem belongs, and why."""

    venues: tuple[VenueMatch, ...]
    areas: tuple[AreaMatch, ...]
    fallback: bool
    """True when no area matched and the map's general venues stand in."""
    expansion: tuple[str, ...] = ()
    """Terms of the matched areas that the problem does not say itself: searched besides, at less weight."""
    covered: float = 0.0
    """Share of the problem's words that are terms of the matched areas: how far `expansion` means the same."""
    topics: tuple[str, ...] = ()
    """What papers call such problems, of the matched areas; searched like the problem's own words."""
    speaks_of: tuple[TopicMatch, ...] = ()
    """Topics of the areas that it is at home in, most said first, the faintest too."""
    datasets: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def home(self) -> frozenset[str]:
        """The areas that the problem is at home in."""
        return frozenset(match.area for match in self.areas if match.score >= AT_HOME)

    def share(self, areas: Iterable[str]) -> float:
        """What the best of some areas of the map has of the problem, in [0, 1]; 0 where that is less than `AT_HOME`, so
        that a work of these areas is of another problem."""
        shares = {match.area: match.score for match in self.areas if match.score >= AT_HOME}
        return max((shares.get(area, 0.0) for area in areas), default=0.0)


def spoken(problem: Problem, route: Route) -> str:
    """The problem in words that English titles can hold: joined by what papers call it."""
    return " ".join((problem.text, named(problem, route))).rstrip()


def named(problem: Problem, route: Route) -> str:
    """What papers call the problem: its topics, a Chinese one of no known topic the names of the best areas."""
    names = route.topics
    if not names and not problem.text.isascii():
        names = tuple(area.name for area in route.areas if area.score >= 0.5)
        names = names or tuple(area.name for area in route.areas[:1])
    return " ".join(names)
