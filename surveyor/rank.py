"""Citation graph to shortlist: votes, roles, and what is not a baseline."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from surveyor.canon import fame, standard_for
from surveyor.identity import by_any_id
from surveyor.models import Candidate, Citation, Judged, Kind, Paper, Problem, Route, SetAside
from surveyor.ranking.at_home import at_home, beside_judged
from surveyor.ranking.baselines import Ranker, learnt
from surveyor.ranking.graph import CitationGraph
from surveyor.ranking.kinds import why_not
from surveyor.ranking.placed import placed
from surveyor.ranking.relevance import near_by_words, relevant
from surveyor.ranking.roles import Evidence, ancestors, role_of, sentence
from surveyor.ranking.scene import Scene
from surveyor.ranking.settled import changed, expected
from surveyor.ranking.shown import NEAR
from surveyor.ranking.votes import votes
from surveyor.stages import Gathered, Ranking, Walk
from surveyor.text import title_key
from surveyor.topics import may_be_of

OWN_CLOSENESS = 0.5
"""What a candidate's own closeness to the problem counts beside one unit of votes."""

UNCITED = 0.5
"""What the closeness of a recent paper counts that nothing walked cites yet: it may be the frontier, unseen so far."""

CLOSEST = 10
"""Whether it is close enough is measured by the last of so many closest papers, of fewer by the first."""

SECOND_HOP = 0.1
"""What the votes of walked works that are no seeds count, beside the seeds'."""

AGEING = 0.15
"""Rate at which the worth of a baseline fades, a year: exp(-0.15 years)."""

FOREIGN = 0.5
"""What being compared with counts for a method that is known to belong to other areas only."""

SHORTLIST, ANCESTOR_NEAR = 30, 0.15
"""Plain ancestors are looked for among the first candidates that are this close to the problem."""


def rank(
    problem: Problem, route: Route, gathered: Gathered, walked: Walk, *, ranker: Ranker = learnt, top: int = 100
) -> Ranking:
    """Rank the papers of a walk.

    Candidates are the works that a walked paper cites, the recent papers found, which may be too young to be cited,
    those that a source judged among all it knows, and works known to be of the areas of the problem. What no source
    judged is judged by the walk: by votes of the seeds plus its own closeness, faded by age, or by `ranker` where that
    is not the learnt one. Each list ends after `top`.
    """
    papers, citations = walked.papers, walked.citations
    home = {some_id: paper.id for some_id, paper in by_any_id(papers).items()}
    by_words = {home[hit.paper.id]: hit.score for hit in gathered.found}
    near = near_by_words(problem, route, papers, by_words)
    voters = {home[hit.paper.id]: hit.score for hit in gathered.seeds}
    told = {home[one.paper.id]: one for one in gathered.judged if one.paper.id in home}
    poll = _Poll(problem, papers, citations, near, by_words, walked.walked, route.home)
    ballot = poll.ballot(voters)
    voted = poll.scores(ballot)
    score = _scores(route, poll, voted, len(voters), told, ranker)
    order = sorted((paper for paper in papers if paper.id in score), key=lambda paper: (-score[paper.id], paper.id))
    evidence = Evidence(
        citations, sorted(voters, key=lambda i: (-voters[i], i)), {paper.id: paper.month for paper in papers}
    )
    kinds = {title_key(paper.title): paper.kind for paper in papers if paper.kind}
    methods, others = _told_apart(order, kinds, top, evidence, route)
    first = [paper for paper in methods[:SHORTLIST] if near[paper.id] >= ANCESTOR_NEAR]
    plain = ancestors(first, citations, walked.walked)
    return Ranking(
        baselines=tuple(
            _candidate(paper, score[paper.id], problem, route, evidence, plain, told.get(paper.id)) for paper in methods
        ),
        set_aside=tuple(
            SetAside(paper, reason, evidence.cited_by(paper), evidence.of)
            for paper, reason in others
            if paper.id in ballot
        ),
        related=relevant(problem, route, papers, by_words, gathered.around, ballot)[:top],
        unsettled=poll.unsettled(voters, voted) if voters and not told and ranker is learnt else None,
    )


def _candidate(
    paper: Paper,
    score: float,
    problem: Problem,
    route: Route,
    evidence: Evidence,
    plain: Mapping[str, tuple[int, int]],
    judged: Judged | None,
) -> Candidate:
    foreign = bool(paper.areas and route.home) and set(route.home).isdisjoint(paper.areas)
    known_for = standard_for(paper.ids, route)
    role = role_of(
        paper,
        _calendar_age(paper, problem),
        areas=route.home,
        plain=plain,
        evidence=evidence,
        standard=bool(known_for),
    )
    return Candidate(
        paper=paper,
        score=score,
        role=role,
        compared_by=evidence.compared_by(paper),
        cited_by=evidence.cited_by(paper),
        of=evidence.of,
        rate=evidence.rate(paper) * (FOREIGN if foreign else 1.0),
        mentions=evidence.mentions(paper),
        why=sentence(paper, role, evidence, plain, known_for),
        reasons=judged.reasons if judged else (),
    )


def _told_apart(
    order: Sequence[Paper], kinds: Mapping[str, Kind], top: int, evidence: Evidence, route: Route
) -> tuple[list[Paper], list[tuple[Paper, str]]]:
    """The first `top` methods, and the other works met before that number was full, each with its reason; of what kind
    a work is, another of its title may tell: a survey is one in every edition."""
    area = route.areas[0].area if route.areas else ""
    methods: list[Paper] = []
    others: list[tuple[Paper, str]] = []
    for paper in order:
        if len(methods) == top:
            break
        known = replace(paper, kind=paper.kind or kinds.get(title_key(paper.title)))
        reason = why_not(known, evidence.use(paper), area)
        if reason:
            others.append((paper, reason))
        else:
            methods.append(paper)
    return methods, others


# ------------------------------------------------------------------ scores


def _scores(
    route: Route,
    poll: _Poll,
    voted: Mapping[str, float],
    voters: int,
    told: Mapping[str, Judged],
    ranker: Ranker,
) -> dict[str, float]:
    """Of all candidates: as sources judged them, else by votes; by `ranker` alone where that was asked for."""
    if not told and ranker is not learnt:
        return poll.ranked(ranker)
    score = placed(voted, {paper: one.score for paper, one in told.items()})
    if ranker is not learnt:
        return score
    shares = ((paper, route.share(paper.areas)) for paper in poll.papers if paper.id not in told)
    known = {paper.id: (share, fame(paper.ids, route)) for paper, share in shares if share}
    return beside_judged(score, known) if told else at_home(score, known, poll.near, voters)


@dataclass(frozen=True, slots=True)
class _Poll:
    """What the papers of a walk say of its works."""

    problem: Problem
    papers: Sequence[Paper]
    citations: Sequence[Citation]
    near: Mapping[str, float]
    """Closeness by words, in [0, 1]."""
    found: Collection[str]
    """Ids of those found by words."""
    walked: Iterable[str]
    areas: Collection[str]
    """Those that the problem is at home in."""

    def ballot(self, voters: Mapping[str, float]) -> dict[str, float]:
        """Votes of the seeds, and at less weight of the other papers whose references were read."""
        first = votes(self.citations, voters) if voters else {}
        others = {i: self.near[i] for i in self.walked if i not in voters and self.near[i] > 0}
        second = votes(self.citations, others) if others else {}
        return {i: first.get(i, 0.0) + SECOND_HOP * second.get(i, 0.0) for i in {**first, **second}}

    def scores(self, ballot: Mapping[str, float]) -> dict[str, float]:
        """Of the works that are voted for, and of close recent papers found, which may be too young for votes."""
        nearest = sorted(self.near.values(), reverse=True) or [0.0]
        least = NEAR * nearest[CLOSEST - 1 if len(nearest) >= CLOSEST else 0]
        return {
            paper.id: self._score(paper, ballot.get(paper.id))
            for paper in self.papers
            if paper.id in ballot or (self.near[paper.id] >= least and self._is_recent(paper))
        }

    def ranked(self, ranker: Ranker) -> dict[str, float]:
        """Scores of a ranker that looks at the works of the walk alone."""
        close = np.array([self.near[paper.id] for paper in self.papers])
        graph = CitationGraph.from_papers(self.papers, self.citations)
        ranked = ranker(Scene.by_words(graph, close, self.problem.cutoff))
        return {self.papers[i].id: score for i, score in zip(ranked.places, ranked.scores.tolist(), strict=True)}

    def unsettled(self, voters: Mapping[str, float], voted: Mapping[str, float]) -> int:
        """How many of the first works twice as many voters are likely to change."""
        order = sorted(voters, key=lambda i: (-voters[i], i))
        closer_half = {i: voters[i] for i in order[: (len(order) + 1) // 2]}
        return expected(changed(self.scores(self.ballot(closer_half)), voted))

    def _is_recent(self, paper: Paper) -> bool:
        """Young, and not found by a word that means something else here."""
        young = paper.id in self.found and (paper.month or 0) >= self.problem.since
        return young and may_be_of(paper.title, self.areas)

    def _score(self, paper: Paper, ballot: float | None) -> float:
        near = self.near[paper.id]
        worth = UNCITED * OWN_CLOSENESS * near if ballot is None else ballot + OWN_CLOSENESS * near
        return worth * math.exp(-AGEING * _age(paper, self.problem))


def _age(paper: Paper, problem: Problem) -> float:
    """Years before the survey's month; five where nobody knows."""
    return 5.0 if paper.month is None else max(0, problem.cutoff - paper.month) / 12


def _calendar_age(paper: Paper, problem: Problem) -> int:
    """Calendar years, as most works are known by their year alone; five where nobody knows."""
    return 5 if paper.year is None else int(problem.as_of[:4]) - paper.year
