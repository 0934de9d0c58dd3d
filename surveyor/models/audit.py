"""What a draft leaves out of what its neighbours compare with."""

from __future__ import annotations

from dataclasses import dataclass

from surveyor.models.citation import Citation, Place, Section
from surveyor.models.paper import Paper, Scored
from surveyor.models.problem import Problem
from surveyor.models.survey import SetAside

ALARMING = 1 / 3
"""Share of the neighbours that compare with a work from which a draft without it is in trouble."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a reference list among the papers that are known."""

    neighbours: tuple[Paper, ...]
    """Those that share most references with it, closest first."""
    citations: tuple[Citation, ...]
    """Out of these, where the survey does not have them."""
    left_out: tuple[Scored, ...]
    """Works that it does not hold, the most missing first."""
    known: int
    """How many of its works are known here."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A work that neighbours compare with and the draft does not, or a neighbour that it does not cite."""

    paper: Paper
    compared_by: tuple[str, ...]
    """Ids of the neighbours that mention it in experiments or tables, closest first."""
    tabled_by: tuple[str, ...]
    """Those of them that have it in a table or under a heading of baselines."""
    cited_by: tuple[str, ...]
    """Ids of all neighbours that cite it."""
    of: int
    """How many neighbours there are: the n of `k of n`."""
    sections: tuple[Section, ...] = ()
    """Where the draft mentions it; empty where it does not, or only lists it."""
    places: tuple[Place, ...] = ()
    """The most telling places in the draft."""

    @property
    def is_alarming(self) -> bool:
        """Whether at least `ALARMING` of the neighbours compare with it."""
        return bool(self.compared_by) and len(self.compared_by) >= ALARMING * self.of


@dataclass(frozen=True, slots=True)
class Audit:
    """A draft beside its neighbours."""

    draft: Paper
    problem: Problem
    tells_comparing: bool
    """Whether the draft says where it mentions its references; a list of references does not."""
    references: int
    known: int
    """How many of the references are known here: coupling rests on these."""
    neighbours: tuple[Paper, ...]
    """Papers that share references with the draft, closest first, then seeds of the survey of its problem."""
    coupled: int
    """How many of the neighbours share references with the draft."""
    missing: tuple[Finding, ...]
    """Not cited, the strongest evidence first."""
    uncompared: tuple[Finding, ...]
    """Cited, but not where results stand; what most neighbours compare with first."""
    set_aside: tuple[SetAside, ...]
    """Not cited, rightly: neighbours cite it, but it is nothing to compare with."""
    notes: tuple[str, ...] = ()
    """What the survey could not see."""
