"""Who cites whom among papers, as matrices that scores are computed from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from surveyor.models import Citation, Paper, Section

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

Places = Ints | slice
"""Positions of some papers."""

ALL = slice(None)

UNKNOWN = -1
"""Month of a paper that has none."""


COUNTS = ("mentions", "compared", "tabled", "related", "method")
"""What is counted of a citation: mentions anywhere in the text, in experiments and tables, in tables and under headings
of baselines, in related work, and in the method."""


@dataclass(frozen=True, eq=False)
class CitationGraph:
    """n papers, each named by its position, and the m citations between them; nobody cites themselves."""

    cites: csr_array
    """(n, n), 1.0 where the paper of the row cites that of the column."""
    counts: Floats
    """(len(COUNTS), m), a column an entry of `cites` in its order; 0 where no mention was located."""
    months: Ints
    """Month number of each paper, `UNKNOWN` where there is none."""

    @classmethod
    def from_arrays(
        cls, months: npt.ArrayLike, citing: npt.ArrayLike, cited: npt.ArrayLike, **counts: npt.ArrayLike
    ) -> CitationGraph:
        """`months` has an entry a paper, the others one a citation, `citing` and `cited` being positions of papers and
        `counts` named as in `COUNTS`, those left out being 0.

        A citation that is given several times is one, with the larger counts; ValueError for a position that no paper
        has, or a count of another name.
        """
        size = len(when := np.asarray(months, np.int64))
        ends = np.stack([np.asarray(citing, np.int64), np.asarray(cited, np.int64)])
        if ends.size and not 0 <= ends.min() <= ends.max() < size:
            raise ValueError(f"a citation of a paper that is none of the {size}")
        if unknown := counts.keys() - set(COUNTS):
            raise ValueError(f"no counts of citations: {', '.join(sorted(unknown))}")
        told = np.stack([np.asarray(counts.get(name, np.zeros(ends.shape[1])), np.float64) for name in COUNTS])
        code = ends[0] * size + ends[1]
        order = np.argsort(code, kind="stable")
        order = order[ends[0, order] != ends[1, order]]
        starts = np.flatnonzero(np.diff(code[order], prepend=-1))
        larger = np.maximum.reduceat(told[:, order], starts, axis=1) if len(starts) else told[:, :0]
        first, second = ends[:, order[starts]]
        return cls(_matrix(first, second, size), larger, when)

    @classmethod
    def from_papers(cls, papers: Sequence[Paper], citations: Iterable[Citation]) -> CitationGraph:
        """The papers at their positions in `papers`; citations of or by others do not count."""
        place = {paper.id: position for position, paper in enumerate(papers)}
        kept = [c for c in citations if c.citing in place and c.cited in place]
        ends = np.array([(place[c.citing], place[c.cited]) for c in kept], np.int64).reshape(-1, 2).T
        counts = np.array([_counted(c) for c in kept], np.float64).reshape(-1, len(COUNTS)).T
        months = [UNKNOWN if paper.month is None else paper.month for paper in papers]
        return cls.from_arrays(months, *ends, **dict(zip(COUNTS, counts, strict=True)))

    @property
    def size(self) -> int:
        """Number of papers."""
        return len(self.months)

    def matrix(self, values: Floats) -> csr_array:
        """(n, n), the entries of `cites` with other values, shape (m,)."""
        from scipy.sparse import csr_array

        return csr_array((values, self.cites.indices, self.cites.indptr), shape=self.cites.shape)

    def count(self, name: str) -> Floats:
        """(m,) what is counted under a name of `COUNTS`."""
        counts: Floats = self.counts[COUNTS.index(name)]
        return counts

    @cached_property
    def counted(self) -> Mapping[str, Floats]:
        """Name of `COUNTS` to (n,) how many papers cite each in such a way that something is counted."""
        found = zip(COUNTS, self.counts > 0, strict=True)
        return {name: np.bincount(self.cites.indices[row], minlength=self.size).astype(float) for name, row in found}

    @cached_property
    def comparing(self) -> csr_array:
        """(n, n), 1.0 where results of the paper of the row stand beside that of the column: in experiments, in tables,
        under a heading of baselines."""
        return self.only((self.count("compared") > 0) | (self.count("tabled") > 0)).cites

    @cached_property
    def compared_by(self) -> csr_array:
        """(n, n), its transpose."""
        return self.comparing.T.tocsr()

    @cached_property
    def comparisons(self) -> Floats:
        """(n,) papers that compare with each."""
        return np.bincount(self.comparing.indices, minlength=self.size).astype(np.float64)

    @cached_property
    def mentions(self) -> csr_array:
        """(n, n), how often the paper of the row mentions that of the column."""
        return self.matrix(self.count("mentions"))

    @cached_property
    def compared(self) -> csr_array:
        """(n, n), how often it does so in experiments and in tables."""
        return self.matrix(self.count("compared"))

    def only(self, kept: Mask) -> CitationGraph:
        """The graph of some citations alone, a mask over all m; the papers stay."""
        citing, cited = self.ends()
        return CitationGraph(_matrix(citing[kept], cited[kept], self.size), self.counts[:, kept], self.months)

    def with_alone(self, months: Ints) -> CitationGraph:
        """With more papers behind the others, of these months, that neither cite nor are cited."""
        citing, cited = self.ends()
        grown = _matrix(citing, cited, self.size + len(months))
        return CitationGraph(grown, self.counts, np.concatenate([self.months, months]))

    def among(self, visible: Mask) -> CitationGraph:
        """The graph of the visible papers (a mask over all) alone. Positions stay; the others neither cite nor are
        cited, so that no score can depend on them."""
        citing, cited = self.ends()
        return self.only(visible[citing] & visible[cited])

    def ends(self) -> tuple[Ints, Ints]:
        """Positions of the citing and the cited paper of every citation, sorted."""
        citing = np.repeat(np.arange(self.size), np.diff(self.cites.indptr))
        return citing, self.cites.indices.astype(np.int64)

    @cached_property
    def cited_by(self) -> csr_array:
        """(n, n), 1.0 where the paper of the row is cited by that of the column."""
        return self.cites.T.tocsr()

    @cached_property
    def citations(self) -> Floats:
        """(n,) papers that cite each."""
        return np.bincount(self.cites.indices, minlength=self.size).astype(np.float64)

    @cached_property
    def rare(self) -> Floats:
        """(n,) what a reference counts the less the more papers cite it: the square of 1 / log(2 + citations)."""
        weights: Floats = (1 / np.log(2 + self.citations)) ** 2
        return weights

    @cached_property
    def lengths(self) -> Floats:
        """(n,) papers that each cites."""
        counts: Floats = np.diff(self.cites.indptr).astype(np.float64)
        return counts

    @cached_property
    def neighbours(self) -> csr_array:
        """(n, n), symmetric: 1.0 where one of the two cites the other."""
        both = self.cites + self.cited_by
        both.data[:] = 1.0
        return both

    @cached_property
    def linked(self) -> Mask:
        """Which papers cite or are cited at all."""
        mask: Mask = (np.diff(self.cites.indptr) > 0) | (self.citations > 0)
        return mask


def gathered(matrix: csr_array, given: Floats, at: Places = ALL) -> Floats:
    """`matrix[at] @ given`."""
    sums: Floats = (matrix if at is ALL else matrix[at]) @ given
    return sums


def received(matrix: csr_array, given: Floats, by: Callable[[Floats], Floats] = np.positive) -> Floats:
    """`by(matrix).T @ given`, for a `by` that leaves 0 as it is; costs what the rows hold that give something."""
    rows = np.flatnonzero(given != 0)
    ends = matrix.indptr[rows + 1]
    lengths = ends - matrix.indptr[rows]
    at = np.arange(lengths.sum()) + np.repeat(ends - np.cumsum(lengths), lengths)
    worth = by(matrix.data[at]) * np.repeat(given[rows], lengths)
    return np.bincount(matrix.indices[at], worth, matrix.shape[1]).astype(np.float64, copy=False)


def _counted(citation: Citation) -> tuple[int, ...]:
    """In the order of `COUNTS`."""
    tabled = citation.count(Section.TABLE)
    return (
        citation.count(*Section),
        citation.count(Section.EXPERIMENTS) + tabled,
        tabled + citation.baseline_subsection,
        citation.count(Section.RELATED),
        citation.count(Section.METHOD),
    )


def _matrix(citing: Ints, cited: Ints, size: int) -> Any:
    """(size, size) with 1.0 at the given positions, sorted."""
    from scipy.sparse import csr_array

    starts = np.searchsorted(citing, np.arange(size + 1)).astype(np.int32)
    return csr_array((np.ones(len(cited)), cited.astype(np.int32), starts), shape=(size, size))
