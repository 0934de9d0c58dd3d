"""How the references of one paper stand among all that cite them: counts over the citations that could be seen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from surveyor.library.records import SECTIONS, UNDATED, Ints, Mask, Records, Seen
from surveyor.models import Section, Standing

RECENT_MONTHS = 24

ENOUGH = 1000
"""With fewer citations before the paper nothing is said: most works would stand at 0 for want of papers."""

_TABLE, _EXPERIMENTS = (list(SECTIONS).index(section) for section in (Section.TABLE, Section.EXPERIMENTS))
_BASELINES = len(SECTIONS)


@dataclass(frozen=True, slots=True)
class Asked:
    """A paper and what it cites."""

    references: Sequence[int]
    """The cited works, each by its position in `Seen.works`."""
    compared: Collection[int]
    """Those that the paper mentions where its results stand."""
    own: Collection[int]
    """The works that are the paper itself; no citation out of them counts."""
    cutoff: int
    """First month whose papers count no more."""
    enough: int = ENOUGH


def cutoff_of(records: Records, positions: Ints) -> int | None:
    """The first month that papers before the one of these records cannot be of: its earliest month, else the January of
    its year."""
    months, years = records.months[positions], records.years[positions]
    dated = [*months[months >= 0].tolist(), *(years[months < 0] * 12)[years[months < 0] >= 0].tolist()]
    return min(dated, default=None)


def standings(records: Records, seen: Seen, asked: Asked) -> list[Standing]:
    """One a reference, in their order; none at all where fewer than `enough` citations could be seen."""
    live = _live(records, seen, asked)
    if live.sum() < max(1, asked.enough):
        return []
    citers, months, counts = _matrix(records, seen, asked, live)
    cites = counts[:, :, -1]
    compares = np.asarray(counts[:, :, [_TABLE, _EXPERIMENTS, _BASELINES]].any(axis=2), np.int64)
    recent = months >= asked.cutoff - RECENT_MONTHS
    sibling = np.isin(citers, np.asarray(asked.references))
    alike = np.isin(np.asarray(asked.references), np.asarray(list(asked.compared))).astype(np.int64)
    shared = cites.sum(axis=1) - 1
    together, together_alike = compares.sum(axis=1) - 1, np.asarray(compares @ alike)
    citations, near = cites.sum(axis=0), cites.T @ shared
    columns: tuple[Any, ...] = (
        citations,
        cites[recent].sum(axis=0),
        counts[:, :, :_BASELINES].any(axis=2).sum(axis=0),
        compares.sum(axis=0),
        (counts[:, :, _TABLE] > 0).sum(axis=0),
        near / np.maximum(1, citations) / max(1, len(asked.references) - 1),
        near,
        compares.T @ shared,
        compares.T @ together,
        np.asarray(compares.T @ together_alike) - compares.sum(axis=0) * alike,
        cites[sibling].sum(axis=0),
        compares[sibling].sum(axis=0),
    )
    return [Standing(*row) for row in zip(*(column.tolist() for column in columns), strict=True)]


def _live(records: Records, seen: Seen, asked: Asked) -> Mask:
    """Which citations could be seen before the paper, between works and not out of the paper itself."""
    when = records.seen_from
    before = seen.visible & (when < asked.cutoff)
    citing, cited = records.edges
    live: Mask = before[citing] & (before[cited] | (seen.visible[cited] & (when[cited] == UNDATED)))
    own = np.isin(seen.works[citing], np.asarray(list(asked.own), np.int64))
    live &= ~own & (seen.works[citing] != seen.works[cited])
    return live


def _matrix(records: Records, seen: Seen, asked: Asked, live: Mask) -> tuple[Ints, Ints, npt.NDArray[np.int64]]:
    """The c works that cite any of the r references, their months, and (c, r, sections + 2) mentions by section, the
    baseline subsection, and 1 where there is a citation at all; the larger count where several records tell."""
    place = np.full(len(seen.works), -1)
    place[np.asarray(asked.references, np.int64)] = np.arange(len(asked.references))
    citing, cited = records.edges
    kept = np.flatnonzero(live & (place[seen.works[cited]] >= 0))
    citers, row = np.unique(seen.works[citing[kept]], return_inverse=True)
    counts = np.zeros((len(citers), len(asked.references), _BASELINES + 2), np.int64)
    values = np.vstack([records.mentions[:, kept], np.ones(len(kept), np.int64)])
    np.maximum.at(counts, (row, place[seen.works[cited[kept]]]), values.T)
    months = np.full(len(citers), UNDATED)
    np.minimum.at(months, row, records.seen_from[citing[kept]])
    return citers, months, counts
