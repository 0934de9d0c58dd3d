"""How a survey is made: one frozen value, filled at the edge and passed down."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits of a survey. The defaults were chosen on development queries."""

    seeds: int = 20
    """Papers to walk back from."""
    hops: int = 2
    """How deep to walk."""
    walk: int = 40
    """Papers whose references are read at most, seeds included."""
    top: int = 100
    """Length of each ranked list that is kept."""
