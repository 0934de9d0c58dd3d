"""An in-memory source, short ways to make papers, citations, problems and surveys, and the program as a function."""

from __future__ import annotations

import io
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from datetime import date
from typing import NamedTuple
from unittest.mock import patch

from surveyor.cli import main
from surveyor.dates import build_month, parse_month
from surveyor.models import (
    Citation,
    Hit,
    Kind,
    Mention,
    Paper,
    Problem,
    Route,
    Section,
    SourceReport,
    Survey,
    VenueMatch,
)
from surveyor.problem import pose
from surveyor.rank import rank
from surveyor.report import Parts, report
from surveyor.sources.base import Query, References, View
from surveyor.stages import Gathered
from surveyor.text import content_words
from surveyor.walk import walk

TODAY = date(2026, 11, 15)
VIEW = View(parse_month("2027-01"))


def make_paper(
    name: str,
    date: str | None = "2024-01",
    title: str = "",
    *,
    ids: Iterable[str] = (),
    walkable: bool = False,
    venue: str | None = None,
    authors: tuple[str, ...] = (),
    abstract: str = "",
    kind: Kind | None = None,
    simple: bool = False,
    note: str = "",
    as_cited: bool = False,
    origins: tuple[str, ...] = ("test",),
    has_references: bool = False,
    areas: tuple[str, ...] = (),
) -> Paper:
    """`name` is the id; `date` is `YYYY-MM`, or None for an undated paper."""
    month = parse_month(date) if date else None
    return Paper(
        id=name,
        ids=tuple(sorted({name, *ids})),
        title=title or f"Method {name}",
        year=None if month is None else month // 12,
        month=month,
        venue=venue,
        authors=authors,
        abstract=abstract,
        kind=kind,
        simple=simple,
        note=note,
        as_cited=as_cited,
        origins=origins,
        has_references=walkable or has_references,
        areas=areas,
    )


def cite(citing: str, cited: str, *, baseline: bool = False, **mentions: int) -> Citation:
    """`cite("a", "b", table=2, related=1)`."""
    counts = tuple(Mention(section, mentions.pop(section.value)) for section in Section if section.value in mentions)
    assert not mentions, f"no such section: {mentions}"
    return Citation(citing, cited, counts, baseline)


def make_problem(text: str = "neural ranking", **options: object) -> Problem:
    return pose(text, today=TODAY, **options)  # type: ignore[arg-type]


def make_route(*venues: str, expansion: tuple[str, ...] = (), fallback: bool = False) -> Route:
    """A route whose venues share the evidence as 1, 1/2, 1/3 …"""
    whole = sum(1 / (place + 1) for place in range(len(venues)))
    matches = tuple(VenueMatch(v, 1 / (place + 1) / whole, ("a test says so",)) for place, v in enumerate(venues))
    return Route(matches, (), fallback, expansion)


def hits(*papers: Paper, scores: Sequence[float] = ()) -> list[Hit]:
    """Hits with falling scores, or the given ones."""
    values = scores or [1 - place / (len(papers) + 1) for place in range(len(papers))]
    return [Hit(paper, score) for paper, score in zip(papers, values, strict=True)]


class FakeSource:
    """A source over given papers and citations; `asked` holds the ids whose references were asked, call by call."""

    def __init__(
        self,
        papers: Iterable[Paper],
        citations: Iterable[Citation] = (),
        *,
        name: str = "fake",
        scores: Mapping[str, float] | None = None,
    ) -> None:
        self.name = name
        self.citations = list(citations)
        citing = {citation.citing for citation in self.citations}
        self.papers = [replace(p, has_references=p.has_references or p.id in citing) for p in papers]
        self.scores = scores
        self.asked: list[list[str]] = []
        self.queries: list[Query] = []

    def search(self, query: Query) -> list[Hit]:
        self.queries.append(query)
        found = [Hit(paper, self._score(paper, query)) for paper in self._visible(query.view)]
        found = [
            hit
            for hit in found
            if hit.score > 0
            and (query.since is None or (hit.paper.month is not None and hit.paper.month >= query.since))
            and (hit.paper.has_references or not query.walkable)
        ]
        return sorted(found, key=lambda hit: (-hit.score, hit.paper.id))[: query.limit]

    def references(self, papers: Iterable[Paper], view: View) -> References:
        listed = list(papers)
        self.asked.append([paper.id for paper in listed])
        visible = {paper.id: paper for paper in self._visible(view)}
        wanted = {some_id for paper in listed for some_id in paper.ids}
        kept = [
            c
            for c in self.citations
            if c.citing in visible and c.cited in visible and wanted.intersection(visible[c.citing].ids)
        ]
        return References(tuple(visible[i] for i in sorted({c.cited for c in kept})), tuple(kept))

    def around(self, hits: Sequence[Hit], query: Query) -> list[Hit]:
        """What the papers of the hits cite, each as near as the hit that cites it scores."""
        scores = {some_id: hit.score for hit in hits for some_id in hit.paper.ids}
        found: dict[str, float] = {}
        for citation in self.citations:
            found[citation.cited] = max(found.get(citation.cited, 0.0), scores.get(citation.citing, 0.0))
        near = [Hit(paper, found[paper.id]) for paper in self._visible(query.view) if found.get(paper.id)]
        return sorted(near, key=lambda hit: (-hit.score, hit.paper.id))[: query.limit]

    def lookup(self, ids: Collection[str], view: View) -> list[Paper]:
        return [paper for paper in self._visible(view) if set(paper.ids) & set(ids)]

    def reports(self, view: View) -> tuple[SourceReport, ...]:
        visible = self._visible(view)
        months = [paper.month for paper in visible if paper.month is not None]
        return (SourceReport(self.name, len(visible), build_month(max(months)) if months else ""),)

    def _score(self, paper: Paper, query: Query) -> float:
        if self.scores is not None:
            return self.scores.get(paper.id, 0.0)
        wanted = set(content_words(query.text))
        return len(wanted & set(content_words(f"{paper.title} {paper.abstract}"))) / len(wanted) if wanted else 0.0

    def _visible(self, view: View) -> list[Paper]:
        return [
            paper
            for paper in self.papers
            if paper.month is not None and paper.month < view.cutoff and not view.exclude.intersection(paper.ids)
        ]


def make_survey(
    papers: Sequence[Paper],
    citations: Sequence[Citation] = (),
    *,
    seeds: Sequence[str] = (),
    found: Sequence[str] = (),
    problem: Problem | None = None,
    route: Route | None = None,
    sources: Sequence[SourceReport] = (),
    top: int = 100,
) -> Survey:
    """What walk, rank and report make of papers and citations, the seeds and the papers found being given by id."""
    problem = problem or make_problem()
    route = route or make_route("SIGIR", "CIKM")
    source = FakeSource(papers, citations)
    by_id = {paper.id: paper for paper in source.papers}
    seed_hits = hits(*(by_id[i] for i in seeds))
    found_hits = hits(*(by_id[i] for i in dict.fromkeys((*seeds, *found))))
    walked = walk(seed_hits, found_hits, [source], VIEW, hops=2, budget=40)
    recent = (h for h in found_hits if h.paper.month is not None and h.paper.month >= problem.since)
    gathered = Gathered(tuple(found_hits), tuple(recent), tuple(seed_hits))
    ranking = rank(problem, route, gathered, walked, top=top)
    return report(Parts(problem, route, gathered, walked, ranking, sources), top)


def small_survey(**changes: object) -> Survey:
    """A survey with all roles, a work set aside, a seed, ids of three schemes and awkward but honest titles."""
    papers = [
        make_paper("arxiv:2601.00001", "2026-01", "Neural Ranking with Care", venue="SIGIR", authors=("Ada Lovelace",)),
        make_paper("arxiv:2602.00002", "2026-02", "Neural Ranking at Rest", venue="CIKM", authors=("Alan Turing", "X")),
        make_paper("arxiv:2603.00003", "2026-03", "Ranking: 100% of C_1 & C#2", authors=("Grace Hopper",)),
        make_paper(
            "doi:10.1000/old", "2016-05", "A Deep Ranker for Ad-hoc Search", venue="TOIS", authors=("Ida Rhodes",)
        ),
        make_paper("acl:P17-1001", "2017-07", "A Simple but Strong Ranker", venue="ACL", authors=("Ida Rhodes",)),
        make_paper("arxiv:2501.00004", "2025-01", "A Large Ranker", venue="ICLR", authors=("Ada Lovelace",)),
        make_paper("shelf:questions", "2016-01", "A Dataset of Ranking Questions", authors=("Many People",)),
        make_paper("shelf:old-survey", "2020-01", "A Survey of Neural Ranking"),
    ]
    seeds = ("arxiv:2601.00001", "arxiv:2602.00002", "arxiv:2603.00003")
    citations = [cite(seed, "doi:10.1000/old", table=2, experiments=1) for seed in seeds]
    citations += [cite(seed, "acl:P17-1001", table=1, baseline=True) for seed in seeds[:2]]
    citations += [cite(seed, "arxiv:2501.00004", experiments=3) for seed in seeds[1:]]
    citations += [cite(seed, "shelf:questions", table=3) for seed in seeds]
    citations += [cite(seeds[0], "shelf:old-survey", intro=1), cite("doi:10.1000/old", "acl:P17-1001")]
    options: dict[str, object] = {"seeds": seeds, "found": ["shelf:old-survey"], **changes}
    return make_survey(papers, citations, **options)  # type: ignore[arg-type]


class Run(NamedTuple):
    """What a call of the program gave."""

    status: int
    out: str
    err: str


def surveyor(*arguments: object) -> Run:
    """Call the program in this process, as from a pipe; any traceback is the caller's."""
    out, err = io.StringIO(), io.StringIO()
    argv = ["surveyor", *map(str, arguments)]
    status = 0
    with patch.object(sys, "argv", argv), redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(bool(end.code))
    return Run(status, out.getvalue(), err.getvalue())


def refused(run: Run, status: int, *said: str) -> None:
    """Check that a call ended with this status, nothing on stdout, and these words on stderr."""
    assert run.status == status, run
    assert run.out == ""
    assert "Traceback" not in run.err
    assert run.err.strip()
    for words in said:
        assert words in run.err, run.err
