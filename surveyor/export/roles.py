"""What each paper is to a survey, and why."""

from __future__ import annotations

from dataclasses import dataclass

from surveyor.models import Survey

SEED, SET_ASIDE = "seed", "not a baseline"
"""Roles besides those of `models.Role`."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The role of one paper in one survey."""

    role: str
    """Of a candidate its `Role`, else `SET_ASIDE` or `SEED`; empty: met on the way."""
    why: str
    """One sentence; empty where the survey says nothing."""


NONE = Standing("", "")


def standings(survey: Survey) -> dict[str, Standing]:
    """Id of a paper to what it is; papers that the survey says nothing about are left out."""
    found = {entry.paper.id: Standing("", entry.why) for entry in survey.reading}
    found |= {s.paper.id: Standing(SEED, _near(s.score, found.get(s.paper.id, NONE).why)) for s in survey.seeds}
    found |= {s.paper.id: Standing(SET_ASIDE, s.reason) for s in survey.set_aside}
    return found | {c.paper.id: Standing(c.role.value, c.why) for c in reversed(survey.baselines)}


def _near(closeness: float, why: str) -> str:
    return why or f"closeness {closeness:.2f} to the problem; the walk started from it"
