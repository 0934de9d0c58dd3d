"""Who cites whom, where, and what stands there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from surveyor.models.paper import Kind, Paper


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
class Place:
    """A place where a work is mentioned, to be looked up."""

    section: Section
    head: str = ""
    """Heading of the section as printed; empty: not known."""
    table: str = ""
    """Number of the table; empty in running text."""
    text: str = ""
    """The sentence, or the row of the table, shortened to `LONGEST_QUOTE` characters."""


LONGEST_QUOTE = 200
"""Characters of a paper that are quoted at once."""


@dataclass(frozen=True, slots=True)
class Score:
    """A figure that the citing paper reports for the cited work."""

    system: str
    """How the table names the work."""
    dataset: str
    metric: str
    """Both in the paper's words; empty where it leaves them to the text."""
    value: float
    unit: str = ""
    """As printed behind the figure, such as `%`."""
    spread: float | None = None
    """What stands behind ±."""
    best: bool = False
    """Printed in bold."""
    table: str = ""
    """Number of the table."""


@dataclass(frozen=True, slots=True)
class ScoredSystem:
    """A row of a comparison table: a system as the paper names it, with its figures."""

    name: str
    place: Place
    scores: tuple[Score, ...]


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
    places: tuple[Place, ...] = ()
    """The most telling ones, best first; empty where the source gives none."""
    scores: tuple[Score, ...] = ()
    """In the order of the tables."""
    use: Kind | None = None
    """What the sentences around it say that the work is taken as, where that is no method to compare with."""

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
    told_by: str = ""
    """How the printed reference was told to be this paper: by an id, a title, or a key (its citekey alone, a guess);
    empty: as printed, or as the source has it."""
