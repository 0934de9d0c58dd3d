"""Strategies: techniques that several papers of a survey use, and what they say these are for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Trend(StrEnum):
    """How the use of a technique has gone lately."""

    RISING = "rising"
    STEADY = "steady"
    FADING = "fading"
    UNKNOWN = "too few to tell"


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a paper says that a technique is meant to solve."""

    text: str
    """In the paper's words, cut where it goes on to say how."""
    paper: str
    """Its `Paper.id`."""
    where: str
    """`title` or `abstract`, or `note` where no more is known than what the shelf notes."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A dataset on which papers that use a technique report, as far as is known."""

    dataset: str
    papers: int


@dataclass(frozen=True, slots=True)
class Strategy:
    """A technique worth carrying over."""

    name: str
    """As papers print it most often."""
    variants: tuple[str, ...]
    """Other names of its family, most used first."""
    papers: tuple[str, ...]
    """Ids of the papers that hold the name, closest to the problem first."""
    of: int
    """Papers that were looked at: the n of `k of n`."""
    first: int | None
    latest: int | None
    """Years of the oldest and the youngest of the papers."""
    trend: Trend
    solves: tuple[Purpose, ...]
    """Closest paper first; empty: no paper says so in one sentence."""
    concerns: tuple[str, ...] = ()
    """Kinds of problem that the purposes speak of (`ranking/concerns.py`), most often named first."""
    shown_on: tuple[Shown, ...] = ()
    """Most used first."""
    added_to: tuple[str, ...] = ()
    """Ids of the baselines that papers with it build on, most built on first."""
