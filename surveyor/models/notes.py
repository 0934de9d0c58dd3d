"""What somebody who runs the baselines of a survey should expect and try."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A score as somebody reports it."""

    value: float
    by: str
    """`Paper.id` of who reports it."""
    table: str = ""
    """Number of the table."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a work is reported to reach on a dataset."""

    work: str
    """`Paper.id`."""
    dataset: str
    metric: str
    unit: str
    figures: tuple[Figure, ...]
    """Lowest first, one a paper that reports it."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A value of a setting, and in how many papers."""

    text: str
    papers: int


@dataclass(frozen=True, slots=True)
class Tuning:
    """A training setting across papers."""

    name: str
    values: tuple[Tried, ...]
    """Most used first."""
    papers: int
    """That say one: what it rests on."""

    @property
    def agrees(self) -> bool:
        """Whether all papers use one value."""
        return len(self.values) == 1
