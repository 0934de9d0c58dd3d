"""What is different between two surveys."""

from __future__ import annotations

from dataclasses import dataclass

from surveyor.models.paper import Paper


@dataclass(frozen=True, slots=True)
class Moved:
    """A baseline whose place, role or evidence is another."""

    paper: Paper
    old: int | None
    """Rank from 1; None: not on the list."""
    new: int | None
    why: str
    """What its figures were and are."""


@dataclass(frozen=True, slots=True)
class Share:
    """A venue whose share is another; 0 where it is not named."""

    venue: str
    old: float
    new: float


@dataclass(frozen=True, slots=True)
class Changes:
    """From an old survey to a new one."""

    old: str
    new: str
    """Their ids."""
    problems: tuple[str, str]
    months: tuple[str, str]
    """What was asked, and as of when."""
    made_by: tuple[str, ...]
    """Sentences on what made them differ: version, map, models, settings, sources."""
    venues: tuple[Share, ...]
    recent: tuple[Paper, ...]
    """Close recent papers that only the new one has, closest first."""
    gone: tuple[Paper, ...]
    """Those that only the old one has."""
    moved: tuple[Moved, ...]
    """Baselines, in the order of the new list, then those that left it."""

    @property
    def none(self) -> bool:
        """Whether the answers are the same."""
        return not (self.venues or self.recent or self.gone or self.moved)
