"""What one paper compares with."""

from __future__ import annotations

from dataclasses import dataclass

from surveyor.models.citation import Comparison, ScoredSystem
from surveyor.models.paper import Paper
from surveyor.models.practice import Practice


@dataclass(frozen=True, slots=True)
class Compared:
    """A paper with all that it cites, and what else was read in it."""

    paper: Paper
    works: tuple[Comparison, ...]
    """All its references, those compared with first."""
    uncited: tuple[ScoredSystem, ...] = ()
    """Systems of its comparison tables that no entry of its bibliography could be told for."""
    ours: tuple[ScoredSystem, ...] = ()
    """Its own systems in them."""
    practice: Practice = Practice()
