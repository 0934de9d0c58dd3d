"""The works that a view sees, as one citation graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from surveyor.library.records import SECTIONS, UNDATED, Ints, Records, Seen
from surveyor.library.search import Floats as Scores
from surveyor.library.search import by_work
from surveyor.models import Section
from surveyor.ranking.graph import UNKNOWN, CitationGraph, Floats
from surveyor.ranking.related import nearness, relevance

_PLACE = {section: place for place, section in enumerate(SECTIONS)}


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The works of a view that cite or are cited, and the citations between them."""

    graph: CitationGraph
    works: Ints
    """Position of the first visible record of each paper of the graph, rising as far as they cite or are cited."""

    @classmethod
    def of(cls, records: Records, seen: Seen) -> Network:
        """Records of one work are one paper: the earliest month, the larger counts."""
        live = seen.visible[records.edges].all(axis=0)
        ends = seen.works[records.edges[:, live]]
        named = np.zeros(len(seen.visible), bool)
        named[ends] = True
        works = np.flatnonzero(named).astype(np.int32)
        place = np.cumsum(named) - 1
        months = months_of(records, seen)[works]
        citing, cited = place[ends]
        graph = CitationGraph.from_arrays(months, citing, cited, **_counts(records.mentions[:, live]))
        return cls(graph, works)

    def with_alone(self, works: Ints, months: Ints) -> Network:
        """With more works behind the others, and the month of each, that neither cite nor are cited."""
        return Network(self.graph.with_alone(months.astype(np.int64)), np.concatenate([self.works, works]))

    def seeds(self, close: Mapping[int, float]) -> Floats:
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


def relevant_works(seen: Seen, network: Network, close: Mapping[int, float], *, words: Scores, echo: Scores) -> Scores:
    """How relevant each work is, in [0, 1], at the place of the record that names it.

    `close` are the works closest by words, to their scores; `words` and `echo` the scores of all records by the words
    asked for and by those of the closest works.
    """
    near = np.zeros(len(seen.visible))
    near[network.works] = nearness(network.graph, network.seeds(close))
    by_words, by_echo = (by_work(seen.works, scores, seen.visible).astype(np.float64) for scores in (words, echo))
    best = max(close.values(), default=0.0) or 1.0
    return relevance(by_words / best, near, by_echo).astype(np.float32)


def months_of(records: Records, seen: Seen) -> Ints:
    """Month of the earliest visible record of each work, at its first."""
    months = np.full(len(seen.visible), UNDATED, np.int32)
    np.minimum.at(months, seen.works[seen.visible], records.seen_from[seen.visible])
    months[months == UNDATED] = UNKNOWN
    return months
