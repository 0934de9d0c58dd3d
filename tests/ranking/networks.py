"""Small random citation networks for laws, with what a slow score needs to know of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from surveyor.ranking.graph import CitationGraph, Floats

WEIGHTS = (0.0, 0.25, 0.5, 1.0, 3.0)


@dataclass(frozen=True)
class Network:
    """Months, (citing, cited, mentions, mentions in experiments and tables), and the weights of the seeds."""

    months: tuple[int, ...]
    citations: tuple[tuple[int, int, int, int], ...]
    weights: tuple[float, ...]

    @property
    def graph(self) -> CitationGraph:
        citing, cited, mentions, compared = np.array(self.citations, int).reshape(-1, 4).T
        return CitationGraph.from_arrays(self.months, citing, cited, mentions=mentions, compared=compared)

    @property
    def seeds(self) -> Floats:
        return np.array(self.weights)

    @property
    def papers(self) -> range:
        return range(len(self.months))

    @property
    def edges(self) -> dict[tuple[int, int], tuple[int, int]]:
        """(citing, cited) to both counts, the larger of each; nobody cites themselves."""
        found: dict[tuple[int, int], tuple[int, int]] = {}
        for a, b, m, c in self.citations:
            if a != b:
                before = found.get((a, b), (0, 0))
                found[a, b] = (max(before[0], m), max(before[1], c))
        return found

    def references(self, paper: int) -> set[int]:
        return {b for a, b in self.edges if a == paper}

    def citing(self, paper: int) -> set[int]:
        return {a for a, b in self.edges if b == paper}

    def neighbours(self, paper: int) -> set[int]:
        return self.references(paper) | self.citing(paper)

    def permuted(self, places: Sequence[int]) -> Network:
        """The same papers, each at another place."""
        back = sorted(self.papers, key=lambda paper: places[paper])
        return Network(
            tuple(self.months[paper] for paper in back),
            tuple((places[a], places[b], m, c) for a, b, m, c in self.citations),
            tuple(self.weights[paper] for paper in back),
        )

    def part(self, papers: Collection[int]) -> Network:
        """These papers alone, in the same order."""
        place = {paper: i for i, paper in enumerate(sorted(papers))}
        return Network(
            tuple(self.months[paper] for paper in place),
            tuple((place[a], place[b], m, c) for a, b, m, c in self.citations if a in place and b in place),
            tuple(self.weights[paper] for paper in place),
        )


@st.composite
def networks(draw: st.DrawFn, largest: int = 8, distinct_months: bool = False) -> Network:
    size = draw(st.integers(1, largest))
    place = st.integers(0, size - 1)
    counts = st.tuples(st.integers(0, 4), st.integers(0, 2))
    citations = draw(st.lists(st.tuples(place, place, counts).map(lambda c: (c[0], c[1], *c[2])), max_size=3 * size))
    if distinct_months:
        months = draw(st.permutations(range(size)))
    else:
        months = draw(st.lists(st.integers(-1, 3), min_size=size, max_size=size))
    weights = draw(st.lists(st.sampled_from(WEIGHTS), min_size=size, max_size=size))
    return Network(tuple(months), tuple(citations), tuple(weights))
