"""The whole answer, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from surveyor.models.citation import Citation, Mention
from surveyor.models.judged import Reason
from surveyor.models.manifest import Manifest
from surveyor.models.paper import Paper, Scored
from surveyor.models.practice import Reported
from surveyor.models.problem import Problem, Route
from surveyor.models.strategy import Strategy

SCHEMA_VERSION = 1
"""Version of the document that `survey.json` and `--format json` hold."""


class Outcome(StrEnum):
    """How a question to a source ended; only the first three are answers."""

    OK = "ok"
    EMPTY = "empty"
    NOT_FOUND = "not found"
    WITHHELD = "withheld"
    RATE_LIMITED = "rate-limited"
    OUT_OF_BUDGET = "out of budget"
    BLOCKED = "blocked"
    NOT_ASKED = "not asked"
    FAILED = "failed"


class Role(StrEnum):
    """What a candidate is to somebody who starts on the problem."""

    FRONTIER = "frontier"
    CLASSIC = "classic"
    SIMPLE = "simple"


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
    reasons: tuple[Reason, ...] = ()
    """What put it into its place, the weightiest first; empty where no source judged it."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A work the seeds cite often that is not a baseline, and the reason."""

    paper: Paper
    reason: str
    cited_by: tuple[str, ...]
    of: int


@dataclass(frozen=True, slots=True)
class Reading:
    """One line of the reading list."""

    paper: Paper
    why: str
    minutes: int | None = None
    """To read it at an even pace, by its pages; None where nobody says how many it has."""


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
    reported: tuple[Reported, ...] = ()
    """What the papers that were read in full report, by id."""
    strategies: tuple[Strategy, ...] = ()
    """Techniques that papers close to the problem share, the most used first."""
    manifest: Manifest | None = None
    """What it was made by; not part of what a survey is named by, nor are `have` and `language`."""
    have: tuple[str, ...] = ()
    """Ids of the papers that the reader has, as far as they are known here."""
    language: str = ""
    """What the reader wants documents in, `en` or `zh`; empty: the language of the problem."""
