"""The answer of a survey on one screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from surveyor.canon import SPOKEN_OF, fame
from surveyor.export.markdown import where_told
from surveyor.export.marked import escape, titled
from surveyor.export.phrases import voice
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
    spoken = voice(survey)
    yield f"# {escape(survey.problem.text)}"
    yield ""
    start = next((candidate for role in _ROLES for candidate in _first(survey, role)), None)
    if start is None:
        yield spoken.say("No method was found to start from.")
    else:
        where = where_told(start.paper, spoken)
        why = escape(spoken.sentence(start.why))
        yield spoken.say("**Start from** {title} ({where}): {why}", title=titled(start.paper), where=where, why=why)
        if start.paper.note:
            yield escape(start.paper.note)
    yield ""
    for line, kind in (("**Data sets**: {used}", "datasets"), ("**Metrics**: {used}", "metrics")):
        yield spoken.say(line, used=escape(_used(survey, kind)) or spoken.say("none known"))
    for warning in survey.route.warnings[:1]:
        yield spoken.say("**Beware**: {warning}", warning=escape(warning))
    yield ""
    if to_read := _to_read(survey):
        yield spoken.say("**Read**")
        for number, reading in enumerate(to_read, 1):
            yield f"{number}. {titled(reading.paper)}: {escape(spoken.tell(reading.why))}"
        yield ""
    if survey.route.venues:
        best = survey.route.venues[0]
        why = spoken.tell(reasons(replace(best, why=best.why[:1]), survey.route))
        yield spoken.say("**Look at** {venue}: {why}", venue=escape(best.venue), why=escape(why))
    for note in survey.coverage.notes[:1]:
        yield spoken.say("**Not seen**: {note}", note=escape(spoken.sentence(note)))
    yield spoken.say("The whole survey: `surveyor show {id}`", id=survey.id)


def _first(survey: Survey, role: Role) -> list[Candidate]:
    """The candidates of a role that a person is shown; where the problem names no topic of its area, those that stand
    for the area as a whole come first."""
    route = survey.route
    whole = [] if route.topics else [c for c in survey.baselines if fame(c.paper.ids, route).eminent >= SPOKEN_OF]
    return list(dict.fromkeys([*shortlist(whole, role), *shortlist(survey.baselines, role)]))


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
