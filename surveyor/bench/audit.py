"""How often an audit names the baseline that was taken out of a paper's references.

    python -m surveyor.bench.audit --data DIR --cache-dir DIR

The data are the papers and gold of task T2, the cache a library with their corpora. Out of the references of each paper
one is taken that stands on a leaderboard with it and was visible in its month; a hash chooses which. The rest is
audited as of that month, the paper itself hidden, its title the problem. Counted is whether the work stands among the
first ten of what the audit calls missing, beside simple peers that rank the same works: what the rest of the list
holds, and what is nothing to compare with by its title, is taken out of their answers too.

Halves. The papers of the half `tune` were looked at while the ranking was made; report the other.

Limits. The gold lies almost wholly among works with full text, a tenth of all, so who can only name such works gains by
that, as coupling does: other columns rank these works alone. Other works may be missing as rightly as the one
that was taken out, and count as wrong. Nothing in the order of an audit is learnt from these papers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import click
import numpy as np

from surveyor import places
from surveyor.audit import audit
from surveyor.bench.ground import open_library
from surveyor.bench.problems import Half
from surveyor.bench.questions import Named, Questions, Topic, from_files
from surveyor.bench.scoring import Floats, difference, figure
from surveyor.compared import compared
from surveyor.dates import build_month
from surveyor.errors import CorpusError, SurveyorError
from surveyor.gather import query_of
from surveyor.library import Library
from surveyor.models import Compared, Comparison, Paper, Survey
from surveyor.neighbourhood import DEPTH, NEIGHBOURS, around
from surveyor.pipeline import survey
from surveyor.problem import pose
from surveyor.ranking.fusion import reciprocal_rank_fusion
from surveyor.ranking.kinds import why_not
from surveyor.ranking.left_out import listed_weight, sharing
from surveyor.ranking.links import cited_together, cocitation
from surveyor.ranking.peers import popularity, recipe
from surveyor.ranking.scene import Scene, closest
from surveyor.settings import Settings
from surveyor.sources import LibrarySource, View, open_sources
from surveyor.venues import VenueMap, load

FIRST = 10
"""Works of a list among which the one that was taken out has to stand."""

OURS = "surveyor audit"

_EVER = View(10**6)
_NOWHERE = 10**6


@dataclass(frozen=True, slots=True)
class Case:
    """A paper without one of its baselines."""

    topic: Topic
    draft: Compared
    removed: Paper


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody's list holds the work, from 1."""

    of_all: int
    of_closed: int
    """Among works whose own references are known."""


def half_of(qid: str) -> Half:
    """The half of a query, by a hash."""
    return "tune" if _hashed(f"half {qid}") % 2 == 0 else "report"


def chosen(topics: Iterable[Topic], half: Half) -> list[Topic]:
    """The queries of a half, in an order by chance that is always the same."""
    return sorted((t for t in topics if half_of(t.qid) == half), key=lambda t: _hashed(f"pick {t.qid}"))


def taken_out(draft: Compared, visible: Collection[str], gold: Iterable[Named], qid: str) -> Comparison | None:
    """The reference that is taken out: one of the gold that may be seen; None where there is none."""
    names = {name for right in gold for name in right.ids}
    works = [work for work in draft.works if work.paper.id in visible and not names.isdisjoint(work.paper.ids)]
    return min(works, key=lambda work: _hashed(f"remove {qid} {work.paper.id}"), default=None)


def cases(source: LibrarySource, questions: Questions, half: Half) -> Iterator[Case]:
    """The papers of a half that have a baseline to take out."""
    for topic in chosen(questions.topics, half):
        for paper in source.lookup([topic.paper], _EVER)[:1]:
            whole = compared(paper, source, _EVER)
            seen = source.places((work.paper for work in whole.works), View(topic.cutoff, frozenset(paper.ids)))
            removed = taken_out(whole, seen, questions.gold["t2"].get(topic.qid, ()), topic.qid)
            if removed:
                rest = tuple(work for work in whole.works if work is not removed)
                yield Case(topic, replace(whole, works=rest), removed.paper)


class Bench:
    """A library, and who is asked on it."""

    def __init__(self, library: Library, venues: VenueMap) -> None:
        self._venues = venues
        self._sources = open_sources(library)
        self.source = next(source for source in self._sources if isinstance(source, LibrarySource))

    def asked(self, case: Case) -> dict[str, Place]:
        """Where everybody's list holds the work that was taken out."""
        hidden = frozenset({*case.draft.paper.ids, *case.topic.exclude})
        month = build_month(case.topic.cutoff)
        problem = pose(case.topic.problem, today=date.today(), as_of=month, exclude=hidden)
        made = survey(problem, self._venues, self._sources, Settings(rank="recipe-compared"))
        view = View(problem.cutoff, problem.exclude)
        found = {OURS: self._audited(case, made, view)} | self._peers(case, made, view)
        return {name: _place(papers, case.removed) for name, papers in found.items()}

    def _audited(self, case: Case, made: Survey, view: View) -> list[Paper]:
        near = around(made, case.draft.works, self._sources, view)
        return [finding.paper for finding in audit(made, case.draft, near).missing]

    def _peers(self, case: Case, made: Survey, view: View) -> dict[str, list[Paper]]:
        scene = self.source.scene(query_of(made.problem, made.route, view))
        at = self.source.places((work.paper for work in case.draft.works), view)
        listed = np.zeros(scene.graph.size)
        for work in case.draft.works:
            if work.paper.id in at:
                listed[at[work.paper.id]] = listed_weight(work.citation)
        return {name: self._named(scores, scene, listed, view) for name, scores in peers(scene, listed).items()}

    def _named(self, scores: Floats, scene: Scene, listed: Floats, view: View) -> list[Paper]:
        """The best of all works and of those that cite others, without those that a list may not name."""
        open_to = scores * (listed == 0)
        cited = popularity(scene.graph, listed)
        best = sorted({*_first(open_to, cited), *_first(open_to * scene.walkable, cited)})
        best.sort(key=lambda place: (-open_to[place], -cited[place], place))
        return [paper for paper in self.source.standing_at(best, view) if not why_not(paper)]


def peers(scene: Scene, listed: Floats) -> dict[str, Floats]:
    """Simple ways to tell what a list leaves out, by name."""
    graph, alike = scene.graph, (listed > 0).astype(np.float64)
    shared = sharing(graph, alike)
    coupled = closest(shared, scene.walkable, NEIGHBOURS)
    together = cocitation(graph, alike)
    return {
        "co-citation": together,
        "co-citation, Salton": cited_together(graph, alike),
        "coupling": shared,
        "coupling and co-citation fused": reciprocal_rank_fusion((shared, together)),
        "recipe, votes of the closest by words": recipe(graph, scene.seeds(), log=True),
        "recipe, votes of the coupled": recipe(graph, coupled, log=True),
        "popularity among the coupled": recipe(graph, (coupled > 0).astype(np.float64), by="citations"),
        "popularity": popularity(graph, listed),
        "words of the title": scene.titled,
    }


def table(places_by_name: Mapping[str, Sequence[Place]]) -> Iterator[str]:
    """Lines of the table, best first; differences are surveyor less the row, query by query."""
    hits = {name: _hits(place.of_all for place in found) for name, found in places_by_name.items()}
    closed = {name: _hits(place.of_closed for place in found) for name, found in places_by_name.items()}
    yield f"| | first {FIRST} | {OURS} less it | RR | first {FIRST} of full texts | {OURS} less it |"
    yield "|---|---|---|---|---|---|"
    for name in sorted(hits, key=lambda name: (-hits[name].sum(), name)):
        reciprocal = 1 / np.array([place.of_all for place in places_by_name[name]], np.float64)
        figures = (
            figure(hits[name]),
            difference(hits[OURS], hits[name]),
            figure(reciprocal),
            figure(closed[name]),
            difference(closed[OURS], closed[name]),
        )
        yield f"| {name} | {' | '.join(map(str, figures))} |"


def _hits(found: Iterable[int]) -> Floats:
    return np.array([place <= FIRST for place in found], np.float64)


def _place(papers: Sequence[Paper], removed: Paper) -> Place:
    return Place(_rank(papers, removed), _rank([paper for paper in papers if paper.has_references], removed))


def _rank(papers: Iterable[Paper], removed: Paper) -> int:
    same = (rank for rank, paper in enumerate(papers, 1) if not set(removed.ids).isdisjoint(paper.ids))
    return next(same, _NOWHERE)


def _first(scores: Floats, ties: Floats) -> list[int]:
    found = np.flatnonzero(scores > 0)
    best: list[int] = found[np.lexsort((found, -ties[found], -scores[found]))][:DEPTH].tolist()
    return best


def _hashed(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big")


def measure(library: Library, data: Path, half: Half, limit: int) -> Iterator[str]:
    """The table of a half, as lines."""
    bench = Bench(library, load(places.venues_file()))
    questions = from_files(data, "t2", {"t2": "t2.qrels"})
    found: dict[str, list[Place]] = {}
    for case in islice(cases(bench.source, questions, half), limit):
        for name, place in bench.asked(case).items():
            found.setdefault(name, []).append(place)
    if not found:
        raise CorpusError("none of the papers is in the library: import their corpora with `surveyor corpus import`")
    yield f"half {half}: {len(found[OURS])} papers\n"
    yield from table(found)


@click.command()
@click.option("--data", required=True, type=click.Path(path_type=Path), help="Folder with t2.queries.jsonl, t2.qrels.")
@click.option("--cache-dir", required=True, type=click.Path(), help="Where the library with the corpora is.")
@click.option("--half", type=click.Choice(["tune", "report"]), default="report", show_default=True)
@click.option("--limit", type=click.IntRange(1), default=200, show_default=True, help="Papers at most.")
def main(**asked: Any) -> None:
    """Print how often the baseline that was taken out stands among the first ten, beside simple peers."""
    try:
        with open_library(asked["cache_dir"]) as library:
            for line in measure(library, asked["data"], asked["half"], asked["limit"]):
                click.echo(line)
    except SurveyorError as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
