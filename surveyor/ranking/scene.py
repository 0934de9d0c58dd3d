"""A problem before a citation graph: what a ranking of its works may look at."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
import numpy.typing as npt

from surveyor.ranking.graph import UNKNOWN, CitationGraph, Floats, Mask

SEEDS = 20
"""Papers that the simple rankings start from."""

RECENT_MONTHS = 24


@dataclass(frozen=True, eq=False)
class Repute:
    """What is known by hand of n papers before a problem, all in [0, 1]; 0 where nothing is."""

    home: Floats
    """(n,) what the area that a paper is known to belong to has of the problem."""
    fit: Floats
    """(n,) how close what is known of it there, such as a note, is to the problem."""
    topical: Floats
    """(n,) how far the problem speaks of a topic that it is known to be of."""
    standard: Floats
    """(n,) the same of a topic that it is a standard work of."""
    foremost: Floats
    """(n,) the same of a topic that it is of, the less the later it is named there."""
    eminent: Floats
    """(n,) what the area that it is a standard work of has of the problem."""

    def at(self, places: npt.NDArray[np.integer]) -> Repute:
        """That of the papers at some places, in their order."""
        return Repute(*(getattr(self, field.name)[places] for field in fields(self)))


@dataclass(frozen=True, eq=False)
class Scene:
    """n papers, each named by its position, and how close the words of each are to the problem."""

    graph: CitationGraph
    """Of what could be seen before the month of the problem alone."""
    close: Floats
    """(n,) closeness of title and abstract, or of what else is known, in [0, 1]."""
    meant: Floats
    """(n,) closeness when the terms of the problem's area count as its own words do, in [0, 1]."""
    titled: Floats
    """(n,) closeness of the title alone, in [0, 1]."""
    echo: Floats
    """(n,) closeness to the words that the closest papers share, in [0, 1]."""
    named: Floats
    """(n,) closeness to what papers call the problem, in [0, 1]; 0 where that is not known."""
    repute: Repute
    """What the papers are known for."""
    cutoff: int
    """First month number that could not be seen."""

    @classmethod
    def by_words(cls, graph: CitationGraph, close: Floats, cutoff: int) -> Scene:
        """Where nothing is known but how close the words of each paper are."""
        nothing = np.zeros_like(close)
        nobody = Repute(nothing, nothing, nothing, nothing, nothing, nothing)
        return cls(graph, close, close, close, close, nothing, nobody, cutoff)

    @cached_property
    def walkable(self) -> Mask:
        """Which papers are known to cite others."""
        mask: Mask = np.diff(self.graph.cites.indptr) > 0
        return mask

    @cached_property
    def recent(self) -> Mask:
        """Which of those are of the last two years."""
        months = self.graph.months
        mask: Mask = self.walkable & (months != UNKNOWN) & (months >= self.cutoff - RECENT_MONTHS)
        return mask

    def seeds(self, count: int = SEEDS, among: Mask | None = None) -> Floats:
        """Weights of the `count` closest papers among those given, by default the recent ones that cite others, and of
        all that tie with the last; 0 for the others."""
        return closest(self.close, self.recent if among is None else among, count)


def closest(values: Floats, among: Mask, count: int) -> Floats:
    """The `count` largest values above 0 among those given, and all that tie with the last; 0 for the others."""
    open_to = np.where(among, values, 0.0)
    found = open_to[open_to > 0]
    if count < len(found):
        open_to[open_to < np.partition(found, -count)[-count]] = 0.0
    return open_to
