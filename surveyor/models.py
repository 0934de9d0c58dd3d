"""The values that pass between stages: frozen, slotted, and free of behaviour that needs IO."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

SCHEMA_VERSION = 1
"""Version of the document that `survey.json` and `--format json` hold."""


class Section(StrEnum):
    """Where in a paper a work is mentioned; the interchange format's seven kinds."""

    INTRO = "intro"
    RELATED = "related"
    METHOD = "method"
    EXPERIMENTS = "experiments"
    TABLE = "table"
    CONCLUSION = "conclusion"
    OTHER = "other"


class Outcome(StrEnum):
    """How a question to a source ended; only the first three are answers."""

    OK = "ok"
    EMPTY = "empty"
    NOT_FOUND = "not found"
    WITHHELD = "withheld"
    RATE_LIMITED = "rate-limited"
    OUT_OF_BUDGET = "out of budget"
    BLOCKED = "blocked"
    FAILED = "failed"


class Role(StrEnum):
    """What a candidate is to somebody who starts on the problem."""

    FRONTIER = "frontier"
    CLASSIC = "classic"
    SIMPLE = "simple"


class Kind(StrEnum):
    """What a work is. Only methods can be baselines; the others are the reason why a work is not."""

    METHOD = "method"
    DATASET = "dataset"
    METRIC = "metric"
    OPTIMIZER = "optimizer"
    TOOLKIT = "toolkit"
    SURVEY = "survey"
    COMPONENT = "component"
    ANALYSIS = "analysis"


@dataclass(frozen=True, slots=True)
class Problem:
    """What the user asked, with every default filled in."""

    text: str
    """The problem in words, English or Chinese, as typed but for white space."""
    as_of: str
    """Month `YYYY-MM`; nothing published from this month on may be seen."""
    cutoff: int
    """The same as a month number (see dates.py), exclusive; later than `as_of` only when that is the running month."""
    years: int = 2
    """How far back from `as_of` a paper counts as recent."""
    venues: tuple[str, ...] = ()
    """Venues the user insists on, best first; empty means: route."""
    exclude: frozenset[str] = frozenset()
    """Ids of papers to be treated as unseen, with every citation out of them."""

    @property
    def since(self) -> int:
        """First month that counts as recent."""
        return self.cutoff - 12 * self.years


@dataclass(frozen=True, slots=True)
class VenueMatch:
    """A venue the problem belongs to."""

    venue: str
    score: float
    """Share of the evidence, all venues of a route summing to 1."""
    why: tuple[str, ...]
    """One sentence an area: matched terms, area, weight."""


@dataclass(frozen=True, slots=True)
class AreaMatch:
    """A problem area of the venue map that the problem's words point to."""

    area: str
    name: str
    score: float
    """Share of the evidence, all matched areas summing to 1."""
    terms: tuple[str, ...]
    """Terms of the area that were found in the problem, strongest first."""


@dataclass(frozen=True, slots=True)
class Route:
    """Where a problem belongs, and why."""

    venues: tuple[VenueMatch, ...]
    areas: tuple[AreaMatch, ...]
    fallback: bool
    """True when no area matched and the map's general venues stand in."""
    expansion: tuple[str, ...] = ()
    """Terms of the matched areas that the problem does not say itself: searched besides, at less weight."""
    covered: float = 0.0
    """Share of the problem's words that are terms of the matched areas: how far `expansion` means the same."""
    datasets: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def spoken(problem: Problem, route: Route) -> str:
    """The problem in words that English titles can hold: Chinese ones are joined by the names of the best areas."""
    if problem.text.isascii():
        return problem.text
    names = [area.name for area in route.areas if area.score >= 0.5] or [area.name for area in route.areas[:1]]
    return " ".join((problem.text, *names))


@dataclass(frozen=True, slots=True)
class Paper:
    """One work, whatever the number of records it was merged from."""

    id: str
    """The preferred of `ids`; names the paper inside one survey."""
    ids: tuple[str, ...]
    """Every id under which the work is known, prefixed (`arxiv:`, `acl:`, `doi:` …), sorted."""
    title: str
    year: int | None = None
    month: int | None = None
    """Month number of the earliest dated record; a year alone counts as its December; None: undated."""
    venue: str | None = None
    authors: tuple[str, ...] = ()
    abstract: str = ""
    """For closeness only; never printed or exported."""
    kind: Kind | None = None
    """Known from the shelf; None: not known, judged by the title."""
    simple: bool = False
    """The shelf calls it a plain method to start from."""
    note: str = ""
    """One line on what it does and which problem it solves (shelf)."""
    names: tuple[str, ...] = ()
    """Short names used in tables, such as BERT."""
    as_cited: bool = False
    """Known from reference lists only: title, year and authors as somebody printed them."""
    origins: tuple[str, ...] = ()
    """Corpora that hold a record of it, sorted."""
    areas: tuple[str, ...] = ()
    """Areas of the venue map it belongs to (shelf); empty: not known."""
    has_references: bool = False
    """Whether a source can say what it cites."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A paper found by words."""

    paper: Paper
    score: float
    """How close it is to the query by the source's own measure; comparable within one answer only."""


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
class Scored:
    """A paper with its place in a ranking."""

    paper: Paper
    score: float
    """In [0, 1], the best of the list being 1 unless all are 0."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A baseline, with the evidence for it."""

    paper: Paper
    score: float
    role: Role
    compared_by: tuple[str, ...]
    """Ids of the seeds that mention it in experiments or tables, closest first."""
    cited_by: tuple[str, ...]
    """Ids of all seeds that cite it, closest first."""
    of: int
    """How many seeds have known references: the n of `k of n`."""
    rate: float
    """Share of the seeds young enough to compare with it that do, cautious where those are few."""
    mentions: tuple[Mention, ...]
    """Mentions by section, summed over the seeds."""
    why: str
    """One sentence made of the figures above."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A work the seeds cite often that is not a baseline, and the reason."""

    paper: Paper
    reason: str
    cited_by: tuple[str, ...]
    of: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """A work that a paper cites."""

    paper: Paper
    score: float
    """How likely it is compared with, in (0, 1)."""
    citation: Citation
    why_not: str
    """Why it is nothing to compare with, whatever the score; empty for a method."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One line of the reading list."""

    paper: Paper
    why: str


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What one source could give for this survey."""

    name: str
    papers: int
    """Records it holds; of a live source: papers it gave."""
    reaches: str
    """`YYYY-MM` or `YYYY` of the youngest visible record; empty when there is none."""
    outcome: Outcome = Outcome.OK
    """How it ended: a limit that was reached, else the first answer that failed to come, else ok."""
    problem: str = ""
    """What was not answered, why, and what to do about it."""
    requests: int = 0
    """Answers over the network that the survey rests on, recorded ones among them."""
    dollars: float = 0.0
    """What those answers cost when they were fetched."""
    read: int = 0
    """Papers that it gave in full."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the survey rests on, and what it could not see."""

    sources: tuple[SourceReport, ...]
    rests_on_shelf: bool
    """True when no other source gave a paper that is shown."""
    seeds: int
    """Papers the walk started from: the n of `k of n`."""
    seeds_since: str
    """Year of the oldest seed; before the recent years when those had too few papers with known references."""
    without_references: int
    """Recent papers nearer to the problem than the last seed whose references no source knows."""
    walked: int
    """Papers whose references were read, seeds included."""
    found: int
    """Papers in the citation graph."""
    unresolved: int
    """Cited works known only from a reference list: title, year and authors as somebody printed them."""
    partial: bool = False
    """A limit on requests or dollars was reached before all was asked."""
    notes: tuple[str, ...] = ()
    """Sentences for the reader, in order of weight."""


@dataclass(frozen=True, slots=True)
class Survey:
    """The whole answer; `export` turns it into documents."""

    id: str
    """Slug of the problem and a hash of the content: the same content has the same id."""
    problem: Problem
    route: Route
    recent: tuple[Scored, ...]
    seeds: tuple[Scored, ...]
    baselines: tuple[Candidate, ...]
    """One ranked list over all roles."""
    set_aside: tuple[SetAside, ...]
    related: tuple[Scored, ...]
    """Everything found, recent and cited, by relevance to the problem."""
    reading: tuple[Reading, ...]
    papers: tuple[Paper, ...] = field(repr=False)
    """Nodes of the citation graph, by id."""
    citations: tuple[Citation, ...] = field(repr=False)
    """Edges of the citation graph, by (citing, cited)."""
    coverage: Coverage
