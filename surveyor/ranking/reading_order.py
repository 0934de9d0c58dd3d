"""In which order to read: an overview, then what the rest builds on, then the frontier."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence

from surveyor.canon import SPOKEN_OF, Fame, fame
from surveyor.models import Candidate, Citation, Kind, Paper, Reading, Role, Route, Scored
from surveyor.ranking.graph import CitationGraph
from surveyor.ranking.kinds import kind_of
from surveyor.ranking.paths import search_path_count
from surveyor.ranking.shown import nearest, shortlist

OVERVIEWS, OLD = 40, 6
"""Related papers among which an overview is looked for; an older one is said to be old, in years."""

ON_PATH = 2
"""Works that are listed for standing on the main path alone."""

CLOSEST = 5
"""Recent papers at the end of the list."""

PAST_ALL = 9999
"""The year of a work of which nothing tells one."""

PER_PAGE = 3
"""Minutes that a page takes."""


def reading_order(
    year: int,
    recent: Sequence[Scored],
    baselines: Sequence[Candidate],
    overviews: Sequence[Paper],
    papers: Sequence[Paper],
    citations: Sequence[Citation],
) -> tuple[Reading, ...]:
    """What to read, in order, as of a `year`: the first of the overviews, simple methods, classics, frontier, the
    closest recent papers, but nothing before what it cites of those. The graph of the walk are `papers` and
    `citations`."""
    found: dict[str, tuple[int, Reading]] = {}
    for stage, lines in enumerate(_stages(year, recent, baselines, overviews, papers, citations)):
        for line in lines:
            found.setdefault(line.paper.id, (stage, line))
    return tuple(
        found[work][1] for work in _built_up({i: (stage, r.paper) for i, (stage, r) in found.items()}, citations)
    )


def overviews(related: Sequence[Scored], papers: Iterable[Paper], route: Route) -> list[Paper]:
    """Surveys and tutorials, those among the most related first, then those that the shelf knows for what the problem
    speaks of, the best known and youngest first."""
    near = [entry.paper for entry in related[:OVERVIEWS] if kind_of(entry.paper) is Kind.SURVEY]
    surveys = (paper for paper in papers if kind_of(paper) is Kind.SURVEY)
    told = ((fame(paper.ids, route), paper) for paper in surveys)
    known = [(of, paper) for of, paper in told if max(of.topical, of.eminent) >= SPOKEN_OF]
    known.sort(key=lambda pair: (*_fits(pair[0], route), -(pair[1].year or 0), pair[1].id))
    return [*near, *(paper for _, paper in known)]


def _fits(known: Fame, route: Route) -> tuple[float, ...]:
    """Least where a work is best known for what the problem is about: a topic, or the area as a whole."""
    topic, whole = (-known.topical, -known.standard), (-known.eminent,)
    return (*topic, *whole) if route.topics else (*whole, *topic)


def _stages(
    year: int,
    recent: Sequence[Scored],
    baselines: Sequence[Candidate],
    overviews: Sequence[Paper],
    papers: Sequence[Paper],
    citations: Sequence[Citation],
) -> Iterator[list[Reading]]:
    simple, classics, frontier = (shortlist(baselines, role) for role in (Role.SIMPLE, Role.CLASSIC, Role.FRONTIER))
    yield [_reading(paper, _overview(paper, year)) for paper in overviews[:1]]
    yield [_reading(c.paper, f"simple: {c.why}") for c in simple]
    shown = {c.paper.id for c in (*simple, *classics, *frontier)}
    on_path = [c for c in _main_path(baselines, papers, citations) if c.paper.id not in shown][:ON_PATH]
    yield [
        *(_reading(c.paper, f"classic: {c.why}") for c in classics),
        *(_reading(c.paper, f"on the chains of citations back to the roots: {c.why}") for c in on_path),
    ]
    yield [_reading(c.paper, f"frontier: {c.why}") for c in frontier]
    yield [_reading(entry.paper, "among the closest recent papers") for entry in nearest(recent, CLOSEST)]


def _overview(paper: Paper, year: int) -> str:
    age = year - paper.year if paper.year else 0
    return (
        f"an overview to begin with, {age} years old: it lacks what came since"
        if age > OLD
        else "an overview to begin with"
    )


def _reading(paper: Paper, why: str) -> Reading:
    return Reading(paper, why, paper.pages * PER_PAGE if paper.pages else None)


def _main_path(
    baselines: Sequence[Candidate], papers: Sequence[Paper], citations: Sequence[Citation]
) -> list[Candidate]:
    """The older baselines by how many ways from papers that nobody cites down to the roots lead through them, most
    first (see `search_path_count`); without those through which none leads."""
    import numpy as np

    graph = CitationGraph.from_papers(papers, citations)
    uncited = np.bincount(graph.cites.indices, minlength=graph.size) == 0
    counts = search_path_count(graph, uncited.astype(np.float64))
    ways = {paper.id: float(count) for paper, count in zip(papers, counts, strict=True)}
    older = [c for c in baselines if c.role is not Role.FRONTIER and ways.get(c.paper.id, 0.0) > 0]
    return sorted(older, key=lambda c: (-ways[c.paper.id], c.paper.id))


def _built_up(stages: Mapping[str, tuple[int, Paper]], citations: Iterable[Citation]) -> list[str]:
    """The works by stage and by the year that a reader sees, each behind those of them that it cites; a citation of a
    younger work, which would close a circle, does not count. A work without a year stands before the first that cites
    it, else at the end of its stage."""
    needs: dict[str, set[str]] = {work: set() for work in stages}
    for citation in citations:
        citing, cited = stages.get(citation.citing), stages.get(citation.cited)
        if citing and cited and _date(cited[1]) < _date(citing[1]):
            needs[citation.citing].add(citation.cited)
    place = {work: (stage, _year(work, stages, needs), _date(paper), work) for work, (stage, paper) in stages.items()}
    ordered: list[str] = []
    ready = [place[work] for work in stages if not needs[work]]
    heapq.heapify(ready)
    while ready:
        *_, done = heapq.heappop(ready)
        ordered.append(done)
        for work, before in needs.items():
            if done in before:
                before.remove(done)
                if not before:
                    heapq.heappush(ready, place[work])
    return ordered


def _year(work: str, stages: Mapping[str, tuple[int, Paper]], needs: Mapping[str, set[str]]) -> int:
    """The year of a work, else the first of those that need it; past all years where nothing tells."""
    citing = (stages[other][1].year or PAST_ALL for other, before in needs.items() if work in before)
    return stages[work][1].year or min(citing, default=PAST_ALL)


def _date(paper: Paper) -> tuple[int, str]:
    """An order in time without ties."""
    return (paper.month if paper.month is not None else (paper.year or 0) * 12, paper.id)
