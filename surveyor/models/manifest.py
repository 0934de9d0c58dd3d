"""What a survey was made by, so that it can be repeated."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Manifest:
    """The program and its settings; what was asked is the survey's problem, what answered its coverage."""

    version: str
    """Of surveyor."""
    venues: str
    """Digest of the venue map."""
    models: str
    """Digest of the learnt models."""
    seeds: int
    hops: int
    walk: int
    top: int
    rank: str
    """All as in the settings of a survey."""
    given: tuple[str, ...] = ()
    """Ids of the papers that the walk was told to start from; empty: from the closest ones."""
