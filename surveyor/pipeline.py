"""The pipeline: problem → route → gather → walk → rank → report, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from surveyor.gather import gather
from surveyor.identity import by_any_id, normal_id
from surveyor.manifest import manifest
from surveyor.models import Hit, Paper, Problem, Survey
from surveyor.rank import rank
from surveyor.ranking.baselines import RANKERS
from surveyor.report import Parts, report
from surveyor.routing import find_route
from surveyor.settings import Settings
from surveyor.sources.base import Source, View
from surveyor.stages import Gathered, Ranking
from surveyor.strategies import strategies
from surveyor.venues import VenueMap
from surveyor.walk import walk

CLOSE = 50
"""Papers of each list in which strategies are looked for, four times as many of those found and those related."""


def survey(
    problem: Problem,
    venues: VenueMap,
    sources: Sequence[Source],
    settings: Settings | None = None,
    progress: Callable[[str], None] = lambda _: None,
    seeds: Sequence[Hit] = (),
) -> Survey:
    """Answer `problem` from `sources`: the same input gives the same survey, to the byte.

    `progress` is told the name of each stage before it begins; the walk starts from `seeds` where some are given, and
    their votes alone rank, else from the closest papers.
    """
    settings = settings or Settings()
    view, ranker = _view(problem, sources), RANKERS[settings.rank]
    progress("routing")
    route = find_route(problem, venues, sources, view)
    progress("gathering papers")
    gathered = gather(problem, route, sources, view, settings.seeds, venues.resolve, ranker)
    if seeds:
        gathered = replace(gathered, seeds=tuple(seeds), without_references=0, judged=())
    progress("walking back through references")
    walked = walk(gathered.seeds, gathered.met(), sources, view, hops=settings.hops, budget=settings.walk)
    progress("ranking")
    ranking = rank(problem, route, gathered, walked, ranker=ranker, top=settings.top)
    progress("strategies")
    close = _close(gathered, ranking, walked.papers)
    parts = Parts(
        problem,
        route,
        gathered,
        walked,
        ranking,
        sources=[report for source in sources for report in source.reports(view)],
        strategies=strategies(problem, route, close, ranking.baselines, walked),
        close=close,
    )
    return replace(report(parts, settings.top), manifest=manifest(venues, settings, seeds))


def _close(gathered: Gathered, ranking: Ranking, papers: Sequence[Paper]) -> list[Paper]:
    """The papers whose words tell of strategies: seeds, the closest recent and related ones, the first baselines, and
    what was found by words or stands around it, as the walk knows them."""
    home = by_any_id(papers)
    close = (
        *(hit.paper for hit in gathered.seeds),
        *(hit.paper for hit in gathered.recent[:CLOSE]),
        *(entry.paper for entry in ranking.related[: 2 * CLOSE]),
        *(candidate.paper for candidate in ranking.baselines[:CLOSE]),
        *(hit.paper for hit in (*gathered.found[: 4 * CLOSE], *gathered.around[: 4 * CLOSE])),
    )
    met = (home.get(paper.id, paper) for paper in close)
    return list({paper.id: paper for paper in met}.values())


def _view(problem: Problem, sources: Sequence[Source]) -> View:
    """What was published before the cutoff, without the excluded papers, whatever id names them."""
    exclude = problem.exclude | {normal_id(one) for one in problem.exclude}
    hidden: list[Paper] = []
    for source in sources if exclude else ():
        hidden += source.lookup(exclude, View(problem.cutoff))
        exclude |= {one for paper in hidden for one in paper.ids}
    return View(problem.cutoff, exclude, tuple(hidden))
