"""What a survey was made by, so that it can be repeated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Network:
    """What a survey was allowed of the network; recorded answers give the same survey without one."""

    deep: bool
    """The closest papers were to be read in full."""
    requests: int
    dollars: float
    """At most."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The program and its settings; what was asked is the survey's problem, what answered its coverage."""

    version: str
    """Of surveyor."""
    venues: str
    """Digest of the venue map."""
    seeds: int
    hops: int
    walk: int
    top: int
    rank: str
    """All as in the settings of a survey."""
    given: tuple[str, ...] = ()
    """Ids of the papers that the walk was told to start from; empty: from the closest ones."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Each file of the package that changes answers (learnt models, starter shelf) to its digest; empty in surveys of
    before it was kept."""
    network: Network | None = None
    """None where no command made the survey, or one of before it was kept."""
