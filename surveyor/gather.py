"""Problem and route to papers: the recent ones closest to the problem, and the seeds to walk back from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from surveyor.canon import fame
from surveyor.identity import Catalogue
from surveyor.models import Hit, Judged, Paper, Problem, Route, named, spoken
from surveyor.ranking.baselines import Ranker, learnt
from surveyor.ranking.diversity import spread
from surveyor.ranking.lexical import closeness
from surveyor.sources.base import Curated, Judging, Known, Query, Source, View
from surveyor.stages import Gathered
from surveyor.text import has_chinese, is_scholarly, subject

POOL = 200
"""Papers asked of each source, of any age; recent and walkable ones are asked for besides."""

VENUES = 6
"""Routed venues whose recent papers are asked for."""

HOME_BOOST = 0.3
"""How much a paper of the first routed venue, or known to belong to a routed area, gains over others."""

HINTS, HINTS_COVERED = 0.1, 0.2
"""What a word of the routed area counts beside one of the problem: at least, and what is added when the problem is said
wholly in the area's terms."""

HINTS_CHINESE = 0.35
"""What it counts at least beside a Chinese word, which English titles do not hold; chosen on `bench --tasks words`."""

FLOOR, FLOOR_PLACE = 0.6, 10
"""A seed is at least this close, as a share of the closeness of the tenth closest paper."""

AROUND = 300
"""Papers asked of each source that are relevant for standing near the found ones."""

JUDGED = 300
"""Works that a source ranks as baselines."""

AGEING = 0.7
"""What a year before the recent ones costs a paper as a seed."""


def gather(
    problem: Problem,
    route: Route,
    sources: Sequence[Source],
    view: View,
    seeds: int,
    short_name: Callable[[str], str | None] = lambda venue: venue,
    ranker: Ranker = learnt,
) -> Gathered:
    """Ask every source by words; keep `seeds` papers to walk from.

    `short_name` gives the venue map's name of a venue, whatever a source calls it; `ranker` is what sources rank their
    works by that can.
    """
    home = _Home(route, short_name)
    known = at_home(sources, route, view)
    query = query_of(problem, route, view, known)
    young = replace(query, since=problem.since, venues=tuple(match.venue for match in route.venues[:VENUES]))
    queries = (
        query,
        young,
        replace(young, limit=3 * seeds, walkable=True),
        replace(query, limit=3 * seeds, walkable=True),
    )
    found = _joined((hit for source in sources for query in queries for hit in source.search(query)), view.hidden)
    own = [hit for hit in found if not home.is_strange(hit.paper)]
    recent = home.raised(hit for hit in own if _is_recent(hit.paper, problem))
    chosen = spread(home.raised(_walkable(own, problem)), seeds)
    last = min((hit.score for hit in chosen), default=0.0)
    around = (hit for source in sources for hit in source.around(own, replace(query, limit=AROUND)))
    return Gathered(
        found=tuple(own),
        recent=tuple(recent),
        seeds=tuple(chosen),
        without_references=sum(hit.score > last and not hit.paper.has_references for hit in recent),
        around=tuple(_joined(around, view.hidden)),
        judged=_judged(sources, replace(query, limit=JUDGED), ranker),
        at_home=known,
    )


def query_of(problem: Problem, route: Route, view: View, known: Sequence[Paper] = ()) -> Query:
    """The problem as it is searched for: its subject, and the terms of its areas at less weight; `known` are works of
    these areas."""
    least = HINTS_CHINESE if has_chinese(problem.text) else HINTS
    text = subject(spoken(problem, route))
    return Query(
        text,
        view,
        POOL,
        also=" ".join(area.name for area in route.areas[:1]),
        named=subject(named(problem, route)),
        hints=" ".join(route.expansion),
        hint_weight=least + HINTS_COVERED * route.covered,
        at_home=_fitting(text, route, known, named_first=not is_scholarly(problem.text)),
    )


def _fitting(text: str, route: Route, known: Sequence[Paper], *, named_first: bool) -> tuple[Known, ...]:
    """Works of the areas, with what their area has of the problem, how close their words are to it, and how far it
    speaks of what they are known for.

    Which are named first on a topic is left out of a scholar's text, which is about one work on it: it is compared with
    others that are close to it, whatever is known best.
    """
    near = closeness(text, known)
    fit = (near / (near.max(initial=0.0) or 1.0)).tolist()
    famed = (fame(paper.ids, route) for paper in known)
    return tuple(
        Known(paper, route.share(paper.areas), value, of if named_first else of._replace(foremost=0.0))
        for paper, value, of in zip(known, fit, famed, strict=True)
    )


def _judged(sources: Iterable[Source], query: Query, ranker: Ranker) -> tuple[Judged, ...]:
    """What sources rank as baselines, the better word of two on one paper."""
    told = [one for source in sources if isinstance(source, Judging) for one in source.judge(query, ranker)]
    catalogue = Catalogue()
    catalogue.add((*query.view.hidden, *(one.paper for one in told)))
    gone = {catalogue[paper.id].id for paper in query.view.hidden}
    best: dict[str, Judged] = {}
    for one in sorted(told, key=lambda one: (-one.score, one.paper.id)):
        best.setdefault(catalogue[one.paper.id].id, one)
    return tuple(one for paper, one in best.items() if paper not in gone)


def at_home(sources: Iterable[Source], route: Route, view: View) -> tuple[Paper, ...]:
    """The works that sources know to belong to the routed areas, by id."""
    told = (paper for source in sources if isinstance(source, Curated) for paper in source.of_areas(route.home, view))
    catalogue = Catalogue()
    catalogue.add((*view.hidden, *told))
    gone = {catalogue[paper.id].id for paper in view.hidden}
    return tuple(paper for paper in catalogue if paper.id not in gone)


def _joined(hits: Iterable[Hit], hidden: Sequence[Paper]) -> list[Hit]:
    """One hit a paper, with the best score any source gave it; none of a hidden paper."""
    all_hits = list(hits)
    catalogue = Catalogue()
    catalogue.add((*hidden, *(hit.paper for hit in all_hits)))
    gone = {catalogue[paper.id].id for paper in hidden}
    best: dict[str, Hit] = {}
    for hit in all_hits:
        paper = catalogue[hit.paper.id]
        if paper.id in gone:
            continue
        if paper.id not in best or best[paper.id].score < hit.score:
            best[paper.id] = Hit(paper, hit.score)
    return sorted(best.values(), key=_closest_first)


def _walkable(found: Sequence[Hit], problem: Problem) -> Iterator[Hit]:
    """Close papers with known references, each year of age before the recent ones costing some closeness."""
    floor = FLOOR * found[:FLOOR_PLACE][-1].score if found else 0.0
    for hit in found:
        if hit.paper.has_references and hit.score >= floor:
            yield Hit(hit.paper, hit.score * AGEING ** _years_before(hit.paper, problem))


class _Home:
    """Which papers are at home in a route: of its venues, or known to belong to its areas."""

    def __init__(self, route: Route, short_name: Callable[[str], str | None]) -> None:
        best = max((match.score for match in route.venues), default=1.0)
        self._venues = {match.venue: match.score / best for match in route.venues}
        self._route = route
        self._areas = {match.area for match in route.areas}
        self._short_name = lru_cache(maxsize=None)(short_name)

    def is_strange(self, paper: Paper) -> bool:
        """Whether the paper is known to belong to other areas than the problem."""
        return bool(paper.areas and self._areas) and not self._route.share(paper.areas)

    def raised(self, hits: Iterable[Hit]) -> list[Hit]:
        """The hits by closeness, those at home raised."""
        return sorted(
            (Hit(hit.paper, hit.score * (1 + HOME_BOOST * self._share(hit.paper))) for hit in hits), key=_closest_first
        )

    def _share(self, paper: Paper) -> float:
        venue = self._short_name(paper.venue) if paper.venue else None
        return max(self._venues.get(venue or "", 0.0), float(not self._areas.isdisjoint(paper.areas)))


def _is_recent(paper: Paper, problem: Problem) -> bool:
    return paper.month is not None and paper.month >= problem.since


def _years_before(paper: Paper, problem: Problem) -> float:
    return 20.0 if paper.month is None else max(0, problem.since - paper.month) / 12


def _closest_first(hit: Hit) -> tuple[float, str]:
    return (-hit.score, hit.paper.id)
