"""What of a survey the reader has already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from surveyor.identity import Catalogue
from surveyor.models import Paper, Role, Survey
from surveyor.ranking.shown import shortlist


def with_known(survey: Survey, known: Iterable[Paper]) -> Survey:
    """The survey for a reader who has the `known` papers, told by their ids and by their titles."""
    catalogue = Catalogue()
    own = {paper.id for paper in survey.papers}
    catalogue.add(survey.papers)
    listed = list(known)
    catalogue.add(listed)
    index = catalogue.index()
    groups = {index[paper.id].id for paper in listed}
    return replace(survey, have=tuple(sorted(one for one in own if index[one].id in groups)))


def in_hand(survey: Survey) -> str:
    """What was left out of the reading order because the reader has it, and which baselines are among what he has."""
    left_out = sum(reading.paper.id in survey.have for reading in survey.reading)
    shown = [c.paper for role in Role for c in shortlist(survey.baselines, role) if c.paper.id in survey.have]
    others = f"; baselines among what you have: {'; '.join(paper.title for paper in shown)}" if shown else ""
    return f"Left out, as you have them: {left_out}{others}."
