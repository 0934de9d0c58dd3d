"""Works of a library: what ids stand for, works as papers, and the citations of works."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from surveyor.identity import merge, normal_id
from surveyor.library import Library
from surveyor.library.records import Records, Seen
from surveyor.models import Paper, Place, Section
from surveyor.sources.base import View
from surveyor.sources.local_rows import RECORD, paper_of

_SLICE = 500
_KEPT = 20_000
_QUOTE = "select citing, cited, section, text from quotes where citing in ({}) order by rowid"
_TELLING = (
    Section.TABLE,
    Section.EXPERIMENTS,
    Section.METHOD,
    Section.RELATED,
    Section.INTRO,
    Section.CONCLUSION,
    Section.OTHER,
)
"""Sections by what a mention there says of a comparison."""


class Works:
    """The records of a library, and works, each the position of its first visible record, as values."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._view: View | None = None
        self._made: dict[int, Paper] = {}
        self._hidden = lru_cache(maxsize=8)(self.positions)

    @cached_property
    def records(self) -> Records:
        """All of them, as arrays."""
        with self._library.reading() as db:
            return Records.load(db)

    def seen(self, view: View) -> Seen:
        """The records that may be seen, folded into works."""
        return self.records.seen(view.cutoff, self._hidden(view.exclude))

    def positions(self, ids: Collection[str]) -> tuple[int, ...]:
        """Where the records with any of the ids stand, seen or not."""
        wanted = sorted({normal_id(i) for i in ids} | set(ids))
        with self._library.reading():
            rows = {row[0] for row in self._rows("select paper from ids where key in ({})", wanted)}
        return tuple(self.records.positions(sorted(rows)).tolist())

    def known_as(self, ids: Collection[str], seen: Seen) -> set[int]:
        """The works with any of the ids, of those that may be seen."""
        positions = np.array(self.positions(ids), np.int32)
        return set(seen.works[positions[seen.visible[positions]]].tolist())

    def papers(self, works: Collection[int], view: View) -> dict[int, Paper]:
        """The works as papers; those of the latest view are kept, as one survey asks for many of them again."""
        if view != self._view or len(self._made) > _KEPT:
            self._view, self._made = view, {}
        self._made |= self._read(set(works) - self._made.keys(), view)
        return {work: self._made[work] for work in works}

    def _read(self, works: Collection[int], view: View) -> dict[int, Paper]:
        seen = self.seen(view)
        positions = seen.records_of(works)
        ids = self.records.ids[positions]
        place = dict(zip(ids.tolist(), positions.tolist(), strict=True))
        records: dict[int, list[Paper]] = {}
        for row in self._rows(RECORD, ids.tolist()):
            at = place[row[0]]
            paper = paper_of(row, int(self.records.seen_from[at]), view.cutoff, walkable=bool(seen.walkable[at]))
            records.setdefault(int(seen.works[at]), []).append(paper)
        return {work: merge(found) for work, found in records.items()}

    def edges(self, works: Collection[int], seen: Seen) -> dict[tuple[int, int], list[int]]:
        """(citing work, cited work) to its mentions in the order of `SECTIONS` and the baseline subsection, the larger
        count where several records tell."""
        asked = np.zeros(len(seen.visible), bool)
        asked[seen.records_of(works)] = True
        citing, cited = self.records.edges
        kept = np.flatnonzero(asked[citing] & seen.visible[cited])
        edges: dict[tuple[int, int], list[int]] = {}
        ends = zip(seen.works[citing[kept]].tolist(), seen.works[cited[kept]].tolist(), strict=True)
        for pair, counts in zip(ends, self.records.mentions[:, kept].T.tolist(), strict=True):
            if pair[0] != pair[1]:
                edges[pair] = list(map(max, counts, edges.get(pair, counts)))
        return edges

    def quotes(self, works: Collection[int], seen: Seen) -> dict[tuple[int, int], list[Place]]:
        """(citing work, cited work) to what stands there, result tables and experiments first."""
        records = self.records
        rows = list(self._rows(_QUOTE, records.ids[seen.records_of(works)].tolist()))
        ends = np.array([row[:2] for row in rows], np.int32).reshape(-1, 2).T
        citing, cited = (seen.works[records.positions(end)].tolist() for end in ends)
        quotes: dict[tuple[int, int], list[Place]] = {}
        for a, b, (*_, section, text) in zip(citing, cited, rows, strict=True):
            quotes.setdefault((a, b), []).append(Place(Section(section), text=text))
        return {pair: sorted(places, key=lambda p: _TELLING.index(p.section)) for pair, places in quotes.items()}

    def _rows(self, sql: str, values: Sequence[object]) -> Iterator[tuple[Any, ...]]:
        for start in range(0, len(values), _SLICE):
            part = values[start : start + _SLICE]
            yield from self._library.db.execute(sql.format(", ".join("?" * len(part))), part)
