"""The answer of a survey on one screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from surveyor.canon import SPOKEN_OF, fame
from surveyor.export.marked import escape, titled
from surveyor.export.searched import reasons
from surveyor.models import Candidate, Kind, Reading, Role, Survey
from surveyor.ranking.kinds import kind_of
from surveyor.ranking.shown import shortlist

_ROLES = (Role.SIMPLE, Role.CLASSIC, Role.FRONTIER)
READ, NAMED = 3, 4
"""Papers to read; datasets and metrics that are named."""


def quick(survey: Survey) -> str:
    """The method to start from, what it is tried on, what to read and where, as some twenty lines of Markdown."""
    return "\n".join(_lines(survey)) + "\n"


def _lines(survey: Survey) -> Iterator[str]:
    yield f"# {escape(survey.problem.text)}"
    yield ""
    start = next((candidate for role in _ROLES for candidate in _first(survey, role)), None)
    if start is None:
        yield "No method was found to start from."
    else:
        yield f"**Start from** {titled(start.paper)} ({_where(start)}): {escape(start.why)}."
        if start.paper.note:
            yield escape(start.paper.note)
    yield ""
    yield f"**Data sets**: {escape(_used(survey, 'datasets')) or 'none known'}"
    yield f"**Metrics**: {escape(_used(survey, 'metrics')) or 'none known'}"
    for warning in survey.route.warnings[:1]:
        yield f"**Beware**: {escape(warning)}"
    yield ""
    if to_read := _to_read(survey):
        yield "**Read**"
        for number, reading in enumerate(to_read, 1):
            yield f"{number}. {titled(reading.paper)}: {escape(reading.why)}"
        yield ""
    if survey.route.venues:
        best = survey.route.venues[0]
        yield f"**Look at** {escape(best.venue)}: {escape(reasons(replace(best, why=best.why[:1]), survey.route))}"
    for note in survey.coverage.notes[:1]:
        yield f"**Not seen**: {escape(note)}"
    yield f"The whole survey: `surveyor show {survey.id}`"


def _first(survey: Survey, role: Role) -> list[Candidate]:
    """The candidates of a role that a person is shown; where the problem names no topic of its area, those that stand
    for the area as a whole come first."""
    route = survey.route
    whole = [] if route.topics else [c for c in survey.baselines if fame(c.paper.ids, route).eminent >= SPOKEN_OF]
    return list(dict.fromkeys([*shortlist(whole, role), *shortlist(survey.baselines, role)]))


def _where(candidate: Candidate) -> str:
    paper = candidate.paper
    return ", ".join(filter(None, (escape(paper.venue or ""), str(paper.year or "")))) or "no year known"


def _to_read(survey: Survey) -> list[Reading]:
    """In reading order: an overview, the first simple method, the first classic, a frontier work that others cite
    already; where these are fewer, further ones."""
    unread = [reading for reading in survey.reading if reading.paper.id not in survey.have]
    simple, classics, frontier = (_first(survey, role) for role in _ROLES)
    proven = [candidate for candidate in frontier if candidate.cited_by]
    first = [c.paper.id for c in (*simple[:1], *classics[:1], *proven[:1], *classics[1:], *simple[1:])]
    rank = {paper: place for place, paper in reversed(list(enumerate(first)))}
    told = sorted(unread, key=lambda r: -1 if kind_of(r.paper) is Kind.SURVEY else rank.get(r.paper.id, len(rank)))
    return [reading for reading in unread if reading in told[:READ]]


def _used(survey: Survey, kind: str) -> str:
    """What the papers that were read in full use, in k of n, then what is usual in the area."""
    practices = [one.practice for one in survey.reported]
    lists = [practice.datasets if kind == "datasets" else practice.metrics for practice in practices]
    used = Counter(name for listed in lists for name in {one.name for one in listed})
    read = sorted(used, key=lambda name: (-used[name], name))
    usual = survey.route.datasets if kind == "datasets" else survey.route.metrics
    said = [f"{name} ({used[name]} of {len(practices)})" for name in read]
    return ", ".join([*said, *(name for name in usual if name not in used)][:NAMED])
