"""The works that a view sees, as one citation graph."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from surveyor.library.records import SECTIONS, UNDATED, Ints, Records, Seen
from surveyor.models import Section
from surveyor.ranking.graph import UNKNOWN, CitationGraph, Floats

_PLACE = {section: place for place, section in enumerate(SECTIONS)}


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The works of a view that cite or are cited, and the citations between them."""

    graph: CitationGraph
    works: Ints
    """Position of the first visible record of each paper of the graph, rising."""

    @classmethod
    def of(cls, records: Records, seen: Seen) -> Network:
        """Records of one work are one paper: the earliest month, the larger counts."""
        live = seen.visible[records.edges].all(axis=0)
        ends = seen.works[records.edges[:, live]]
        named = np.zeros(len(seen.visible), bool)
        named[ends] = True
        works = np.flatnonzero(named).astype(np.int32)
        place = np.cumsum(named) - 1
        months = _months(records, seen)[works]
        citing, cited = place[ends]
        graph = CitationGraph.from_arrays(months, citing, cited, **_counts(records.mentions[:, live]))
        return cls(graph, works)

    def seeds(self, close: dict[int, float]) -> Floats:
        """Weights of the papers of the graph, from those of works."""
        return np.array([close.get(work, 0.0) for work in self.works.tolist()])


def _counts(mentions: Ints) -> dict[str, Ints]:
    """What a graph counts, from mentions by section and the baseline subsection."""
    tabled = mentions[_PLACE[Section.TABLE]]
    return {
        "mentions": mentions[:-1].sum(axis=0),
        "compared": mentions[_PLACE[Section.EXPERIMENTS]] + tabled,
        "tabled": tabled + mentions[-1],
        "related": mentions[_PLACE[Section.RELATED]],
        "method": mentions[_PLACE[Section.METHOD]],
    }


def _months(records: Records, seen: Seen) -> Ints:
    """Month of the earliest visible record of each work, at its first."""
    months = np.full(len(seen.visible), UNDATED, np.int32)
    np.minimum.at(months, seen.works[seen.visible], records.seen_from[seen.visible])
    months[months == UNDATED] = UNKNOWN
    return months
