"""Stages' results to the survey: what is shown, in which order to read it, and what could not be seen."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import msgspec

from surveyor.identity import by_any_id
from surveyor.models import (
    Candidate,
    Citation,
    Coverage,
    Hit,
    Outcome,
    Paper,
    Problem,
    Reading,
    Role,
    Route,
    Scored,
    SourceReport,
    Strategy,
    Survey,
)
from surveyor.ranking.reading_order import overviews, reading_order
from surveyor.ranking.settled import FIRST
from surveyor.ranking.shown import shortlist
from surveyor.stages import Gathered, Ranking, Walk
from surveyor.usual import WRITTEN

RECENT = 20
"""Recent papers that are shown."""

SET_ASIDE = 8
"""Works that are no baselines although the closest papers cite them, shown with the reason."""

_DIGITS = 4
_SLUG_WORDS, _TYPED = 6, re.compile("[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Parts:
    """What the stages before have brought; see there."""

    problem: Problem
    route: Route
    gathered: Gathered
    walk: Walk
    ranking: Ranking
    sources: Sequence[SourceReport] = ()
    strategies: Sequence[Strategy] = ()
    close: Sequence[Paper] = ()
    """The papers among which strategies were looked for."""


def report(parts: Parts, top: int) -> Survey:
    """The survey made of `parts`, each ranked list cut to `top`, the graph to what is shown or cited twice."""
    papers = _with_related(parts)
    home = by_any_id(papers)
    recent = _scored(parts.gathered.recent[: max(RECENT, top)], home)
    seeds = _scored(parts.gathered.seeds, home)
    baselines = tuple(_rounded(c) for c in parts.ranking.baselines[:top])
    related = tuple(Scored(_public(s.paper), round(s.score, _DIGITS)) for s in parts.ranking.related[:top])
    cited = [aside for aside in parts.ranking.set_aside if aside.cited_by]
    set_aside = tuple(replace(s, paper=_public(s.paper)) for s in cited[:SET_ASIDE])
    shown = {entry.paper.id for entries in (recent, seeds, baselines, set_aside, related) for entry in entries}
    shown |= {paper for strategy in parts.strategies for paper in (*strategy.papers, *strategy.added_to)}
    picked = {entry.paper.id for entries in (baselines, set_aside) for entry in entries}
    kept = shown | set(parts.walk.walked) | _cited_twice(parts.walk.citations)
    survey = Survey(
        id="",
        problem=parts.problem,
        route=parts.route,
        recent=recent,
        seeds=seeds,
        baselines=baselines,
        set_aside=set_aside,
        related=related,
        reading=_public_readings(
            reading_order(
                int(parts.problem.as_of[:4]),
                recent,
                baselines,
                overviews(parts.ranking.related, parts.walk.papers, parts.route),
                parts.walk.papers,
                parts.walk.citations,
            )
        ),
        papers=tuple(_public(paper) for paper in papers if paper.id in kept),
        citations=tuple(
            c if c.cited in picked else _bare(c) for c in parts.walk.citations if c.citing in kept and c.cited in kept
        ),
        coverage=_coverage(parts, seeds, [home[i] for i in sorted(shown)]),
        reported=parts.walk.reported,
        strategies=tuple(parts.strategies),
    )
    return replace(survey, id=_survey_id(survey))


def _with_related(parts: Parts) -> list[Paper]:
    """Those of the walk, and the related and close ones that it did not meet, by id."""
    others = (*(entry.paper for entry in parts.ranking.related), *parts.close)
    papers = {paper.id: paper for paper in (*parts.walk.papers, *others)}
    return sorted(papers.values(), key=lambda paper: paper.id)


def _bare(citation: Citation) -> Citation:
    """Without what is only of use beside a pick."""
    return replace(citation, places=(), scores=()) if citation.places or citation.scores else citation


def _public_readings(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    return tuple(replace(reading, paper=_public(reading.paper)) for reading in readings)


def _scored(hits: Iterable[Hit], home: dict[str, Paper]) -> tuple[Scored, ...]:
    listed = list(hits)
    best = max((hit.score for hit in listed), default=0.0) or 1.0
    return tuple(Scored(_public(home[hit.paper.id]), round(hit.score / best, _DIGITS)) for hit in listed)


def _public(paper: Paper) -> Paper:
    """Without the abstract, which is not ours to pass on."""
    return replace(paper, abstract="") if paper.abstract else paper


def _rounded(candidate: Candidate) -> Candidate:
    return replace(
        candidate,
        paper=_public(candidate.paper),
        score=round(candidate.score, _DIGITS),
        rate=round(candidate.rate, _DIGITS),
        reasons=tuple(replace(reason, adds=round(reason.adds, _DIGITS)) for reason in candidate.reasons),
    )


def _cited_twice(citations: Iterable[Citation]) -> set[str]:
    counts = Counter(c.cited for c in citations)
    return {cited for cited, count in counts.items() if count > 1}


def _survey_id(survey: Survey) -> str:
    digest = hashlib.sha256(msgspec.json.encode(survey, order="deterministic")).hexdigest()
    said = _TYPED.findall(survey.problem.text.casefold())
    slug = "-".join(said[:_SLUG_WORDS]) or (survey.route.areas[0].area if survey.route.areas else "survey")
    return f"{slug[:60]}-{digest[:8]}"


# ------------------------------------------------------------------ coverage


def _coverage(parts: Parts, seeds: Sequence[Scored], shown: Sequence[Paper]) -> Coverage:
    rests_on_shelf = all(paper.origins == ("shelf",) for paper in shown) and bool(shown)
    old = [s.paper for s in seeds if (s.paper.month or 0) < parts.problem.since]
    since = min((s.paper.year for s in seeds if s.paper.year), default=None)
    unresolved = sum(paper.as_cited for paper in parts.walk.papers)
    return Coverage(
        sources=tuple(parts.sources),
        rests_on_shelf=rests_on_shelf,
        seeds=len(seeds),
        seeds_since="" if since is None else str(since),
        without_references=parts.gathered.without_references,
        walked=len(parts.walk.walked),
        found=len(parts.walk.papers),
        unresolved=unresolved,
        partial=any(source.outcome is Outcome.OUT_OF_BUDGET for source in parts.sources),
        notes=(
            *_source_notes(parts, rests_on_shelf),
            *_walk_notes(parts, len(old), since),
            *_gaps(parts, unresolved),
        ),
    )


def _source_notes(parts: Parts, rests_on_shelf: bool) -> Iterator[str]:
    if rests_on_shelf:
        reaches = "".join(f" and reaches to {source.reaches}" for source in parts.sources if source.name == "shelf")
        yield (
            f"This rests on the built-in starter shelf alone, which names some works of each area{reaches}; "
            "for a wider view import corpora (surveyor corpus import --help)."
        )
    for source in parts.sources:
        if source.problem:
            ended = "" if source.outcome is Outcome.OK else f" {source.outcome}:"
            yield f"{source.name}:{ended} {source.problem}."
    if parts.route.fallback:
        yield (
            "No area of the venue map matched the problem: the venues are the general ones, "
            "and the words may be too few or too new."
        )


def _walk_notes(parts: Parts, old: int, since: int | None) -> Iterator[str]:
    years = f"the last {parts.problem.years} years"
    if not parts.walk.papers:
        yield "Nothing was found for these words: try other terms, or import a corpus that covers the field."
        return
    gathered, unsettled = parts.gathered, parts.ranking.unsettled
    if read := sum(source.read for source in parts.sources):
        yield f"Read in full, with their sections and tables: {read} of the {len(gathered.seeds)} papers walked from."
    if gathered.seeds and unsettled is not None:
        some = f"about {unsettled}" if unsettled else "none"
        yield f"Twice as many seeds (--seeds) would likely change {some} of the first {FIRST} baselines."
    if not gathered.recent:
        yield f"No paper of {years} was found for these words."
    if not gathered.seeds:
        yield "No close paper has references that are known here, so there is no comparison to rest a shortlist on."
    elif old:
        walked = len(gathered.seeds)
        some = f"{old} of the {walked}" if old < walked else f"All {walked}"
        yield (
            f"{some} papers walked from are older than {years} (back to {since}), because "
            "references of younger ones are not known here or not close enough: the frontier may be missing."
        )


def _gaps(parts: Parts, unresolved: int) -> Iterator[str]:
    if unread := parts.gathered.without_references:
        yield f"Recent papers closer than the last seed, but without known references: {unread}."
    if unresolved:
        yield f"Cited works known only as somebody's reference list prints them: {unresolved}."
    if parts.walk.dropped:
        yield f"Citations left out as wrong matches, the cited work being younger: {parts.walk.dropped}."
    frontier = shortlist(parts.ranking.baselines, Role.FRONTIER)
    if frontier and not any(candidate.cited_by for candidate in frontier):
        yield (
            "None of the frontier works shown is cited by a paper walked from: they are the newest of the area that "
            "fit the words, not yet proven as baselines."
        )
    for role in Role:
        if parts.ranking.baselines and not shortlist(parts.ranking.baselines, role):
            yield f"No {role} method stands out among the candidates."
    route, as_of = parts.route, parts.problem.as_of
    if as_of < WRITTEN and (route.datasets or route.metrics or route.warnings):
        yield f"Usual data sets, metrics and warnings are those of {WRITTEN}, some perhaps younger than {as_of}."
