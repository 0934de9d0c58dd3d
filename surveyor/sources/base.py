"""What a source of papers can be asked; stages know sources only through this Protocol."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, runtime_checkable

from surveyor.canon import Fame
from surveyor.models import Citation, Hit, Judged, Paper, Reported, SourceReport, VenueProfile
from surveyor.ranking.baselines import Ranker


@dataclass(frozen=True, slots=True)
class View:
    """What may be seen: every question to a source carries it."""

    cutoff: int
    """First month number that may not be seen."""
    exclude: frozenset[str] = frozenset()
    """Ids of papers to be treated as unseen, with every citation out of them."""
    hidden: tuple[Paper, ...] = ()
    """Those papers as the sources know them: records of them under other ids, or none, are told by these."""


class Known(NamedTuple):
    """A work known to belong to an area of a problem."""

    paper: Paper
    share: float
    """What its area has of the problem, in (0, 1]."""
    fit: float
    """How close its words are to those of the problem, as a share of the closest."""
    fame: Fame
    """How far the problem speaks of what it is known for."""


@dataclass(frozen=True, slots=True)
class Query:
    """A search by words."""

    text: str
    view: View
    limit: int
    also: str = ""
    """The problem in the words of its area, to be searched for where its own find little."""
    named: str = ""
    """What papers call the problem, in words that `text` holds too."""
    hints: str = ""
    """Further words to search for."""
    hint_weight: float = 0.0
    """What each of them counts beside a word of `text`."""
    since: int | None = None
    """First month number a paper may be of; None: any age."""
    venues: tuple[str, ...] = ()
    """Short names of the venues to look at first, for a source that cannot look at everything."""
    walkable: bool = False
    """Only papers whose references the source can give."""
    at_home: tuple[Known, ...] = ()
    """Works known to belong to areas of the problem."""


@dataclass(frozen=True, slots=True)
class References:
    """What some papers cite."""

    papers: tuple[Paper, ...]
    """The cited papers."""
    citations: tuple[Citation, ...]
    """From the asked papers to those; ids are the source's own `Paper.id`s."""
    reported: tuple[Reported, ...] = ()
    """What those of the asked papers report that were read in full."""


class Source(Protocol):
    """A place that knows papers."""

    name: str

    def search(self, query: Query) -> list[Hit]:
        """Papers closest to the query by words, best first."""
        ...

    def references(self, papers: Iterable[Paper], view: View) -> References:
        """What the given papers cite, as far as the source knows; asked in one call for all."""
        ...

    def around(self, hits: Sequence[Hit], query: Query) -> list[Hit]:
        """Papers most relevant to the query by its words, by citations to and beside the hits, which count by their
        scores and stand closest first, and by the words of those, best first; none where the source does not know who
        cites whom without asking paper by paper."""
        ...

    def lookup(self, ids: Collection[str], view: View) -> list[Paper]:
        """The papers known under any of the ids."""
        ...

    def reports(self, view: View) -> Sequence[SourceReport]:
        """How much the source holds or gave, to which month it reaches, and what it could not answer; a line for each
        place it rests on."""
        ...


@runtime_checkable
class Profiling(Protocol):
    """What a source may be besides: one that holds enough titles to tell venues apart by them."""

    def profiles(self, phrases: Collection[str], view: View, years: tuple[int, int]) -> tuple[VenueProfile, ...]:
        """The titles that may be seen, of the `years` (first and last), by venue; empty where it cannot tell."""
        ...


@runtime_checkable
class Curated(Protocol):
    """What a source may be besides: one whose papers were put into areas of the venue map by hand."""

    def of_areas(self, areas: Collection[str], view: View) -> tuple[Paper, ...]:
        """The papers of any of the areas, by id."""
        ...


@runtime_checkable
class Citing(Protocol):
    """What a source may be besides: one that knows who cites a paper without asking for each."""

    def citing(self, papers: Sequence[Paper], view: View) -> tuple[tuple[Paper, int], ...]:
        """The papers that cite any of the given ones, by id, and how many of these each cites."""
        ...


@runtime_checkable
class Judging(Protocol):
    """What a source may be besides: one that knows who cites whom widely enough to rank all its works as baselines."""

    def judge(self, query: Query, ranker: Ranker) -> tuple[Judged, ...]:
        """The first `query.limit` works of the ranker, best first; empty where too little is known."""
        ...
