"""Works, found and ranked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a work is. Only methods can be baselines; the others are the reason why a work is not."""

    METHOD = "method"
    DATASET = "dataset"
    METRIC = "metric"
    OPTIMIZER = "optimizer"
    TOOLKIT = "toolkit"
    SURVEY = "survey"
    COMPONENT = "component"
    BACKBONE = "backbone"
    THEORY = "theory"
    ANALYSIS = "analysis"


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
    pages: int | None = None
    """How many it has, where a source says so."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A paper found by words."""

    paper: Paper
    score: float
    """How close it is to the query by the source's own measure; comparable within one answer only."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A paper with its place in a ranking."""

    paper: Paper
    score: float
    """In [0, 1], the best of the list being 1 unless all are 0."""
