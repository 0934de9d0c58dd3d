"""A library as a source: records that may be seen, folded into papers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

import msgspec

from surveyor.dates import build_month
from surveyor.identity import merge, normal_id, preferred
from surveyor.library import Library
from surveyor.library.search import Index
from surveyor.models import Citation, Hit, Kind, Mention, Paper, Section, SourceReport
from surveyor.sources.base import Query, References, View

_SLICE = 500
_RECORD = (
    "select work, record, title, abstract, year, seen_from, month, venue, authors, ids, as_cited, kind, simple, note, "
    "names, areas, corpus, walkable from papers"
)
_SECTIONS = {
    Section.INTRO: "intro",
    Section.RELATED: "related",
    Section.METHOD: "method",
    Section.EXPERIMENTS: "experiments",
    Section.TABLE: "in_table",
    Section.CONCLUSION: "conclusion",
    Section.OTHER: "other",
}


class LibrarySource:
    """Answers from a library; the same code serves imported corpora and the starter shelf."""

    def __init__(self, library: Library, name: str = "library", *, reaches: str = "") -> None:
        """`reaches`: month of the youngest paper, where that is known better than the records say."""
        self.name = name
        self._reaches = reaches
        self._library = library
        self._hidden: dict[frozenset[str], tuple[int, ...]] = {}

    @cached_property
    def _index(self) -> Index:
        with self._library.reading() as db:
            return Index(db)

    def search(self, query: Query) -> list[Hit]:
        """Papers closest by BM25 over titles and abstracts."""
        index = self._index
        with self._library.reading():
            visible = index.visible(query.view.cutoff, self._hidden_works(query.view))
            scores = index.score(index.terms(query.text, query.hints, query.hint_weight), visible)
            among = visible if query.since is None else visible & (index.seen_from >= query.since)
            if query.walkable:
                among = among & index.walkable
            best = index.best_works(scores, among, query.limit)
            papers = self._papers(best, query.view)
        hits = [Hit(papers[work], score) for work, score in best.items()]
        return sorted(hits, key=lambda hit: (-hit.score, hit.paper.id))[: query.limit]

    def references(self, papers: Iterable[Paper], view: View) -> References:
        """What the papers cite in the full texts that were imported."""
        with self._library.reading():
            works = self._works({i for paper in papers for i in paper.ids}) - set(self._hidden_works(view))
            edges = list(self._edges(sorted(works), view))
            known = self._papers({end for edge in edges for end in edge[:2]}, view)
        citations = [_citation(known[edge[0]], known[edge[1]], edge) for edge in edges]
        cited = [known[work] for work in {edge[1] for edge in edges}]
        return References(
            tuple(sorted(cited, key=lambda paper: paper.id)),
            tuple(sorted(citations, key=lambda citation: (citation.citing, citation.cited))),
        )

    def lookup(self, ids: Collection[str], view: View) -> list[Paper]:
        """The papers known under any of the ids, by id."""
        with self._library.reading():
            found = self._papers(self._works(ids), view)
        return sorted(found.values(), key=lambda paper: paper.id)

    def report(self, view: View) -> SourceReport:
        """Number of visible records, and the month of the youngest dated one."""
        index = self._index
        with self._library.reading():
            visible = index.visible(view.cutoff, self._hidden_works(view))
        month, year = (int(column[visible].max(initial=-1)) for column in (index.months, index.years))
        reaches = max("" if month < 0 else build_month(month), "" if year < 0 else str(year))
        if self._reaches:
            reaches = min(self._reaches, build_month(view.cutoff - 1))
        return SourceReport(self.name, int(visible.sum()), reaches)

    # ------------------------------------------------------------------ rows to values

    def _works(self, ids: Collection[str]) -> set[int]:
        wanted = sorted({normal_id(i) for i in ids} | set(ids))
        sql = "select distinct work from papers where id in (select paper from ids where key in ({}))"
        return {row[0] for row in self._rows(sql, wanted)}

    def _hidden_works(self, view: View) -> tuple[int, ...]:
        if view.exclude not in self._hidden:
            self._hidden = {view.exclude: tuple(sorted(self._works(view.exclude)))}
        return self._hidden[view.exclude]

    def _papers(self, works: Iterable[int], view: View) -> dict[int, Paper]:
        hidden = set(self._hidden_works(view))
        wanted = sorted(set(works) - hidden)
        records: dict[int, dict[tuple[object, ...], Paper]] = {}
        for row in self._rows(f"{_RECORD} where seen_from < ? and work in ({{}})", wanted, view.cutoff):
            records.setdefault(row[0], {})[row] = _paper(row, view.cutoff)
        return {work: merge(found.values()) for work, found in records.items()}

    def _edges(self, works: Sequence[int], view: View) -> Iterator[tuple[Any, ...]]:
        """(citing work, cited work, baseline subsection, mentions in the order of `_SECTIONS`), by work."""
        counts = ", ".join(f"max({column})" for column in _SECTIONS.values())
        sql = (
            f"select a.work, b.work, max(baseline_subsection), {counts} from papers a "
            "join citations on citing = a.id join papers b on b.id = cited "
            "where a.seen_from < ? and b.seen_from < ? and a.work in ({}) group by a.work, b.work"
        )
        hidden = set(self._hidden_works(view))
        for row in self._rows(sql, works, view.cutoff, view.cutoff):
            if row[0] != row[1] and row[1] not in hidden:
                yield row

    def _rows(self, sql: str, values: Sequence[object], *first: object) -> Iterator[tuple[Any, ...]]:
        for start in range(0, len(values), _SLICE):
            part = values[start : start + _SLICE]
            yield from self._library.db.execute(sql.format(", ".join("?" * len(part))), [*first, *part])


def _paper(row: tuple[Any, ...], cutoff: int) -> Paper:
    """The record as it stood before `cutoff`: a preprint of then does not know yet where it will appear."""
    (
        _,
        record,
        title,
        abstract,
        year,
        seen_from,
        month,
        venue,
        authors,
        ids,
        as_cited,
        kind,
        simple,
        note,
        names,
        areas,
        corpus,
        walkable,
    ) = row
    if year is not None and year * 12 >= cutoff:
        year, venue = seen_from // 12, None
    known = tuple(_strings(ids))
    return Paper(
        id=record if as_cited else preferred(known),
        ids=known,
        title=title or record,
        year=year,
        month=seen_from if month is not None or year is not None else None,
        venue=venue,
        authors=tuple(_strings(authors)),
        abstract=abstract,
        kind=Kind(kind) if kind else None,
        simple=bool(simple),
        note=note or "",
        names=tuple(_strings(names)),
        areas=tuple(_strings(areas)),
        as_cited=bool(as_cited),
        origins=(corpus,),
        has_references=bool(walkable),
    )


_strings = msgspec.json.Decoder(list[str]).decode


def _citation(citing: Paper, cited: Paper, edge: tuple[Any, ...]) -> Citation:
    mentions = tuple(Mention(section, count) for section, count in zip(_SECTIONS, edge[3:], strict=True) if count)
    return Citation(citing.id, cited.id, mentions, bool(edge[2]))
