"""A document to what it cites: a paper for each entry of its bibliography, where it mentions and how it scores it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from surveyor.dates import month_of
from surveyor.evidence.document import Document, Entry
from surveyor.evidence.places import places
from surveyor.evidence.practice import practice
from surveyor.evidence.results import ResultTable, results
from surveyor.evidence.rows import Row, rows
from surveyor.evidence.uses import uses
from surveyor.identity import preferred
from surveyor.models import Citation, Mention, Paper, Practice, ScoredSystem, Section
from surveyor.text import title_key

SCORES = 40
"""Figures of a work that are kept at most."""

_KEYED = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Cited:
    """What a document cites."""

    citing: Paper
    papers: tuple[Paper, ...]
    citations: tuple[Citation, ...]
    """One a paper, by id; two entries of one work are one."""
    uncited: tuple[ScoredSystem, ...] = ()
    """Systems of comparison tables that no entry could be told for."""
    ours: tuple[ScoredSystem, ...] = ()
    """Its own systems in them."""
    practice: Practice = Practice()


def cited(document: Document) -> Cited:
    """The document as a paper, and its references with their mentions by section; a table counts by cell, caption, and
    row that names a work without citing it."""
    trace = _Trace(document)
    entries: dict[str, list[Entry]] = defaultdict(list)
    for entry in document.bibliography:
        entries[title_key(_title(entry)) or entry.key].append(entry)
    citing = _citing(document)
    papers = {key: _paper(key, same) for key, same in entries.items()}
    citations = [
        trace.citation(citing.id, papers[key].id, [entry.key for entry in same]) for key, same in entries.items()
    ]
    return Cited(
        citing,
        tuple(papers.values()),
        tuple(citations),
        tuple(trace.uncited),
        tuple(trace.ours),
        practice(document),
    )


class _Trace:
    """What a document holds of each entry of its bibliography, by key."""

    def __init__(self, document: Document) -> None:
        tables = results(document)
        self._counts = _counts(document, tables)
        self._baselines = {cite.key for portion, _, cite in document.mentions() if portion.baselines}
        self._places = places(document)
        self._uses = uses(document)
        self._rows: dict[str, list[ScoredSystem]] = {entry.key: [] for entry in document.bibliography}
        self.uncited: list[ScoredSystem] = []
        self.ours: list[ScoredSystem] = []
        for row in rows(document, tables):
            for home in self._homes(row):
                home.append(row.system)

    def _homes(self, row: Row) -> list[list[ScoredSystem]]:
        if row.ours:
            return [self.ours]
        return [self._rows[key] for key in row.keys if key in self._rows] or [self.uncited]

    def citation(self, citing: str, cited: str, keys: Sequence[str]) -> Citation:
        """The citation of a work that stands under these keys."""
        counts = sum((self._counts[key] for key in keys), Counter[Section]())
        under_baselines = not self._baselines.isdisjoint(keys)
        scored = [row for key in keys for row in self._rows.get(key, ())]
        said = [place for key in keys for place in self._places.get(key, ())]
        use = next((use for key in keys if (use := self._uses.get(key))), None)
        return Citation(
            citing,
            cited,
            tuple(Mention(section, counts[section]) for section in Section if counts[section]),
            baseline_subsection=under_baselines,
            places=tuple([row.place for row in scored[:1]] + said),
            scores=tuple(dict.fromkeys(score for row in scored for score in row.scores))[:SCORES],
            use=None if scored or under_baselines else use,
        )


def _counts(document: Document, read: Sequence[ResultTable]) -> dict[str, Counter[Section]]:
    """Mentions of each entry by section."""
    counts: dict[str, Counter[Section]] = defaultdict(Counter)
    for portion, _, cite in document.mentions():
        counts[cite.key][portion.part.section] += 1
    for found in read:
        table = document.tables[found.table]
        names = {key for system in found.systems for key in system.keys if not system.ours}
        keys = [key for row in table.rows for cell in row if not cell.again for key in cell.cites]
        keys += [cite.key for cite in table.caption.cites]
        for key in (*keys, *sorted(names - set(keys))):
            counts[key][Section.TABLE] += 1
    return counts


def _citing(document: Document) -> Paper:
    """The document itself; of the year of its youngest reference where it says none."""
    years = [year for entry in document.bibliography if (year := _year(entry))]
    year = document.year or max(years, default=None)
    name = preferred(document.ids) if document.ids else f"cited:{title_key(document.title)}"
    return Paper(name, document.ids or (name,), document.title, year, month_of(year, None))


def _year(entry: Entry) -> int | None:
    """Its year; of an entry that is known by its key alone, the year in that, such as `he2016deep`."""
    told = None if entry.text or entry.title else _KEYED.search(entry.key)
    return int(told[0]) if told else entry.year


def _title(entry: Entry) -> str:
    return entry.title or entry.text or entry.key


def _paper(key: str, entries: list[Entry]) -> Paper:
    """The work of entries with one title, named by that title: an id that is printed is often a neighbour's."""
    best = max(entries, key=lambda entry: (bool(entry.ids), entry.year is not None, len(entry.text), entry.key))
    ids = (f"cited:{key}", *best.ids)
    return Paper(
        ids[0],
        ids,
        _title(best),
        _year(best),
        month_of(_year(best), None),
        best.venue or None,
        best.authors,
        as_cited=True,
    )
