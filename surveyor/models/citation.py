"""Who cites whom, where, and what stands there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from surveyor.models.paper import Paper


class Section(StrEnum):
    """Where in a paper a work is mentioned; the interchange format's seven kinds."""

    INTRO = "intro"
    RELATED = "related"
    METHOD = "method"
    EXPERIMENTS = "experiments"
    TABLE = "table"
    CONCLUSION = "conclusion"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Mention:
    """How often a work is mentioned in one kind of section."""

    section: Section
    count: int


@dataclass(frozen=True, slots=True)
class Citation:
    """One paper citing another, with where it does so."""

    citing: str
    cited: str
    """Both are `Paper.id`s."""
    mentions: tuple[Mention, ...] = ()
    """Empty: in the reference list, no mention located."""
    baseline_subsection: bool = False
    """Mentioned under a heading such as Baselines or Compared methods."""

    def count(self, *sections: Section) -> int:
        """Mentions in any of the given sections."""
        return sum(m.count for m in self.mentions if m.section in sections)

    @property
    def compares(self) -> bool:
        """Whether the citing paper mentions the cited work where results stand."""
        return self.baseline_subsection or self.count(Section.EXPERIMENTS, Section.TABLE) > 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """A work that a paper cites."""

    paper: Paper
    score: float
    """How likely it is compared with, in (0, 1)."""
    citation: Citation
    why_not: str
    """Why it is nothing to compare with, whatever the score; empty for a method."""
