"""Who cites whom among papers, as matrices that scores are computed from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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

UNKNOWN = -1
"""Month of a paper that has none."""


@dataclass(frozen=True, eq=False)
class CitationGraph:
    """n papers, each named by its position, and the citations between them; nobody cites themselves."""

    cites: csr_array
    """(n, n), 1.0 where the paper of the row cites that of the column."""
    mentions: csr_array
    """The same entries: how often it does so in its text; 0 where no mention was located."""
    compared: csr_array
    """The same entries: mentions in experiments and in tables alone."""
    months: Ints
    """Month number of each paper, `UNKNOWN` where there is none."""

    @classmethod
    def from_arrays(
        cls,
        months: npt.ArrayLike,
        citing: npt.ArrayLike,
        cited: npt.ArrayLike,
        mentions: npt.ArrayLike,
        compared: npt.ArrayLike,
    ) -> CitationGraph:
        """`months` has an entry a paper, the others one a citation, `citing` and `cited` being positions of papers.

        A citation that is given several times is one, with the larger counts; ValueError for a position that no paper
        has.
        """
        size = len(when := np.asarray(months, np.int64))
        ends = np.stack([np.asarray(citing, np.int64), np.asarray(cited, np.int64)])
        if ends.size and not 0 <= ends.min() <= ends.max() < size:
            raise ValueError(f"a citation of a paper that is none of the {size}")
        code = ends[0] * size + ends[1]
        order = np.argsort(code, kind="stable")
        order = order[ends[0, order] != ends[1, order]]
        starts = np.flatnonzero(np.diff(code[order], prepend=-1))
        ends = ends[:, order[starts]]
        larger = (np.maximum.reduceat(np.asarray(c, np.float64)[order], starts) for c in (mentions, compared))
        return cls(*_matrices(ends[0], ends[1], size, (np.ones(len(starts)), *larger)), when)

    @classmethod
    def from_papers(cls, papers: Sequence[Paper], citations: Iterable[Citation]) -> CitationGraph:
        """The papers at their positions in `papers`; citations of or by others do not count."""
        place = {paper.id: position for position, paper in enumerate(papers)}
        rows = [
            (place[c.citing], place[c.cited], c.count(*Section), c.count(Section.EXPERIMENTS, Section.TABLE))
            for c in citations
            if c.citing in place and c.cited in place
        ]
        months = [UNKNOWN if paper.month is None else paper.month for paper in papers]
        return cls.from_arrays(months, *np.array(rows, np.int64).reshape(-1, 4).T)

    @property
    def size(self) -> int:
        """Number of papers."""
        return len(self.months)

    def among(self, visible: Mask) -> CitationGraph:
        """The graph of the visible papers (a mask over all) alone. Positions stay; the others neither cite nor are
        cited, so that no score can depend on them."""
        citing, cited = self.ends()
        kept = visible[citing] & visible[cited]
        values = (matrix.data[kept] for matrix in (self.cites, self.mentions, self.compared))
        return CitationGraph(*_matrices(citing[kept], cited[kept], self.size, values), self.months)

    def ends(self) -> tuple[Ints, Ints]:
        """Positions of the citing and the cited paper of every citation, sorted."""
        citing = np.repeat(np.arange(self.size), np.diff(self.cites.indptr))
        return citing, self.cites.indices.astype(np.int64)

    @cached_property
    def neighbours(self) -> csr_array:
        """(n, n), symmetric: 1.0 where one of the two cites the other."""
        both = (self.cites + self.cites.T).tocsr()
        both.data[:] = 1.0
        return both

    @cached_property
    def linked(self) -> Mask:
        """Which papers cite or are cited at all."""
        mask: Mask = np.diff(self.cites.indptr) > 0
        mask[self.cites.indices] = True
        return mask


def _matrices(citing: Ints, cited: Ints, size: int, values: Iterable[Floats]) -> tuple[Any, Any, Any]:
    """(size, size) matrices of three arrays of values, whose entries stand at the given positions, sorted."""
    from scipy.sparse import csr_array

    starts = np.searchsorted(citing, np.arange(size + 1)).astype(np.int32)
    columns = cited.astype(np.int32)
    cites, mentions, compared = (csr_array((data, columns, starts), shape=(size, size)) for data in values)
    return cites, mentions, compared
