"""The part of a survey that fits on a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from surveyor.export.network import known
from surveyor.models import Paper, Role, Survey
from surveyor.ranking.shown import shortlist


def top(survey: Survey, most: int) -> Survey:
    """The survey with its `most` most telling papers and what it says of those: the shortlist, the seeds, the reading
    list, the other baselines, what is no baseline, the recent papers, then the most cited."""
    kept = {paper.id for paper in list(_by_weight(survey).values())[:most]}
    return replace(
        survey,
        recent=tuple(entry for entry in survey.recent if entry.paper.id in kept),
        seeds=tuple(entry for entry in survey.seeds if entry.paper.id in kept),
        baselines=tuple(entry for entry in survey.baselines if entry.paper.id in kept),
        set_aside=tuple(entry for entry in survey.set_aside if entry.paper.id in kept),
        related=tuple(entry for entry in survey.related if entry.paper.id in kept),
        reading=tuple(entry for entry in survey.reading if entry.paper.id in kept),
        papers=tuple(paper for paper in survey.papers if paper.id in kept),
        citations=tuple(c for c in survey.citations if c.citing in kept and c.cited in kept),
    )


def _by_weight(survey: Survey) -> dict[str, Paper]:
    """Every paper by id, the most telling first."""
    found: dict[str, Paper] = {}
    for paper in _ordered(survey):
        found.setdefault(paper.id, paper)
    return found


def _ordered(survey: Survey) -> Iterator[Paper]:
    for role in Role:
        yield from (candidate.paper for candidate in shortlist(survey.baselines, role))
    for entries in (survey.seeds, survey.reading, survey.baselines, survey.set_aside, survey.recent):
        yield from (entry.paper for entry in entries)
    cited = Counter(citation.cited for citation in known(survey))
    yield from sorted(survey.papers, key=lambda paper: (-cited[paper.id], paper.id))
