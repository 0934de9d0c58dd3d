"""Works judged as baselines, with the reasons."""

from __future__ import annotations

from dataclasses import dataclass

from surveyor.models.paper import Paper


@dataclass(frozen=True, slots=True)
class Reason:
    """What one feature of a work does to its place in a ranking."""

    feature: str
    value: float | None
    """None: not known."""
    adds: float
    """To the score of the ranking, log-odds where that is learnt."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A work as a source ranks it among all that it knows."""

    paper: Paper
    score: float
    """How good a baseline it is, in [0, 1]."""
    reasons: tuple[Reason, ...] = ()
    """The weightiest first."""
