"""Which works a genealogy shows, in which lane each stands, and what it comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from surveyor.models import Candidate, Role, Survey
from surveyor.people import by_whom
from surveyor.ranking.shown import shortlist

MOST = 40
"""Works that are legible on one page."""

LANES, FEWEST = 6, 2
"""Lanes beside the last one, and works that a lane needs."""

OTHERS = "other approaches"
"""The last lane: works of no shared strategy."""


@dataclass(frozen=True, slots=True)
class Work:
    """A method in the picture."""

    id: str
    name: str
    """As it is called, or its title."""
    by: str
    """Who and when."""
    role: str
    year: int
    lane: int
    """Place in `Tree.lanes`."""
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Descent:
    """One work comes from another: places in `Tree.works`."""

    older: int
    younger: int
    compares: bool
    """The younger is compared with it; else it only cites it."""


@dataclass(frozen=True, slots=True)
class Tree:
    """What is drawn."""

    title: str
    as_of: str
    lanes: tuple[str, ...]
    works: tuple[Work, ...]
    descents: tuple[Descent, ...]


def tree(survey: Survey, most: int = MOST) -> Tree:
    """The `most` most telling baselines that have a year: the shortlist, then by rank.

    A line is left out where a chain of others says the same: what B takes from A and C from B, C takes from A.
    """
    chosen = _chosen(survey, most)
    lane_of, lanes = _lanes(survey, [candidate.paper.id for candidate in chosen])
    works = _told_apart([_work(candidate, lane_of[candidate.paper.id]) for candidate in chosen])
    works.sort(key=lambda work: (work.year, work.lane, work.id))
    return Tree(survey.problem.text, survey.problem.as_of, lanes, tuple(works), tuple(_descents(survey, works)))


def _chosen(survey: Survey, most: int) -> list[Candidate]:
    first = [candidate for role in Role for candidate in shortlist(survey.baselines, role)]
    found = {candidate.paper.id: candidate for candidate in (*first, *survey.baselines) if candidate.paper.year}
    return list(found.values())[:most]


def _lanes(survey: Survey, ids: Sequence[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Lane of each work, and their names: the rarest strategy that it shares with another, of the most used ones."""
    drawn = set(ids)
    shared = {strategy.name: drawn & set(strategy.papers) for strategy in survey.strategies}
    telling = [name for name in shared if len(shared[name]) >= FEWEST][:LANES]
    home = {i: min((n for n in telling if i in shared[n]), key=lambda n: (len(shared[n]), n), default="") for i in ids}
    counts = Counter(home.values())
    names = [name for name in telling if counts[name]]
    place = {name: number for number, name in enumerate(names)}
    rest = len(names)
    lanes = (*names, *((OTHERS,) if counts[""] else ()))
    return {i: place.get(name, rest) for i, name in home.items()}, lanes


def _work(candidate: Candidate, lane: int) -> Work:
    paper = candidate.paper
    by = f"{by_whom(paper.authors)} {paper.year}".lstrip()
    name = paper.names[0] if paper.names else _before_colon(paper.title)
    return Work(paper.id, name, by, candidate.role.value, paper.year or 0, lane, paper.title, candidate.why)


def _told_apart(works: Sequence[Work]) -> list[Work]:
    """The works, those of one name by their titles."""
    shared = Counter(work.name.casefold() for work in works)
    return [replace(w, name=_before_colon(w.title)) if shared[w.name.casefold()] > 1 else w for w in works]


def _before_colon(title: str) -> str:
    """What a title calls its method, where a short name stands before its colon."""
    head, colon, _ = title.partition(":")
    return head if colon and len(head.split()) <= 3 else title


def _descents(survey: Survey, works: Sequence[Work]) -> list[Descent]:
    place = {work.id: number for number, work in enumerate(works)}
    found: dict[tuple[int, int], bool] = {}
    for citation in survey.citations:
        citing, cited = place.get(citation.citing), place.get(citation.cited)
        if citing is not None and cited is not None and works[cited].year <= works[citing].year and citing != cited:
            if (citing, cited) in found and works[cited].year == works[citing].year:
                continue
            found[cited, citing] = found.get((cited, citing), False) or citation.compares
    kept = [pair for pair in sorted(found) if not _implied(pair, found)]
    return [Descent(older, younger, found[older, younger]) for older, younger in kept]


def _implied(pair: tuple[int, int], found: Mapping[tuple[int, int], bool]) -> bool:
    """Whether a work in between says the same, no less surely."""
    older, younger = pair
    between = {b for a, b in found if a == older and b not in pair}
    return any(
        (middle, younger) in found and (found[older, middle] and found[middle, younger]) >= found[pair]
        for middle in between
    )
