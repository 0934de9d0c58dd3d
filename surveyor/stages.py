"""What the stages of the pipeline hand on to one another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from surveyor.models import Candidate, Citation, Hit, Judged, Paper, Reported, Scored, SetAside


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the search by words brought."""

    found: tuple[Hit, ...]
    """Every paper found, of any age, closest first; scores in [0, 1]."""
    recent: tuple[Hit, ...]
    """Those of the recent years, papers of routed venues raised, best first."""
    seeds: tuple[Hit, ...]
    """Where the walk starts: close papers with known references, recent ones first."""
    without_references: int = 0
    """Recent papers closer than the last seed whose references no source knows."""
    around: tuple[Hit, ...] = ()
    """Papers relevant by words and for standing near the closest ones, best first; scores in [0, 1]."""
    judged: tuple[Judged, ...] = ()
    """Works that sources which know who cites whom rank as baselines, best first."""
    at_home: tuple[Paper, ...] = ()
    """Works known to belong to the routed areas, by id."""

    def met(self) -> Iterator[Hit]:
        """All papers that may be candidates."""
        yield from self.found
        yield from (Hit(one.paper, one.score) for one in self.judged)
        yield from (Hit(paper, 0.0) for paper in self.at_home)


@dataclass(frozen=True, slots=True)
class Walk:
    """What was met on the way back."""

    papers: tuple[Paper, ...]
    """Everything found and cited, one paper each, by id."""
    citations: tuple[Citation, ...]
    """Between those papers, by (citing, cited)."""
    walked: tuple[str, ...]
    """Ids of the papers whose references were read, in that order; the seeds come first."""
    dropped: int = 0
    """Citations left out because the cited work is younger than the citing one."""
    reported: tuple[Reported, ...] = ()
    """What the papers that were read in full report, by id."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Everything the walk met, in order of use."""

    baselines: tuple[Candidate, ...]
    set_aside: tuple[SetAside, ...]
    related: tuple[Scored, ...]
    unsettled: int | None = None
    """How many of the first works twice as many seeds are likely to change; None where they do not rest on seeds."""
