"""What a paper reports of its practice: on which datasets, by which metrics, with which settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from surveyor.models.citation import ScoredSystem


@dataclass(frozen=True, slots=True)
class Setting:
    """A hyper-parameter and one value that it was given."""

    name: str
    """Canonical, such as `learning rate`; see evidence/settings_terms.py for all of them."""
    text: str
    """The value as printed, such as `1e-5`, `3 × 10^-4` or `AdamW`."""
    value: float | None = None
    """The value as a number; a share where percent is printed; None of a word or a size such as `224×224`."""
    of: str = ""
    """What it is for where the same sentence or table says so: `fine-tuning`, a dataset, a model."""
    section: str = ""
    """Heading of the section that says it."""
    table: str = ""
    """Number of the table that it stands in."""


@dataclass(frozen=True, slots=True)
class Used:
    """A dataset or a metric of the experiments."""

    name: str
    """As printed most often."""
    kind: Literal["dataset", "metric"]
    count: int
    """Mentions in sections about experiments, in tables and their captions."""
    keys: tuple[str, ...] = ()
    """Keys of the entries of the bibliography that are cited right behind it."""
    section: str = ""
    """Heading of the section of the first mention."""


@dataclass(frozen=True, slots=True)
class Practice:
    """How the experiments of a paper were made; every list best first."""

    datasets: tuple[Used, ...] = ()
    metrics: tuple[Used, ...] = ()
    settings: tuple[Setting, ...] = ()


@dataclass(frozen=True, slots=True)
class Reported:
    """What a paper that was read in full reports."""

    paper: str
    """Its `Paper.id`."""
    practice: Practice
    own: tuple[ScoredSystem, ...] = ()
    """The figures of its own systems in comparison tables."""
