"""The rows of comparison tables: what each is of, and what it reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from surveyor.evidence.document import Document
from surveyor.evidence.results import Result, ResultTable, System, TableKind
from surveyor.models import LONGEST_QUOTE, Place, Score, ScoredSystem, Section
from surveyor.text import shortened


@dataclass(frozen=True, slots=True)
class Row:
    """A system in a comparison table."""

    system: ScoredSystem
    keys: tuple[str, ...]
    """Entries of the bibliography that it is; empty where none could be told."""
    ours: bool


def rows(document: Document, tables: Sequence[ResultTable]) -> list[Row]:
    """The systems of the comparison tables that are scored, in the order of the tables."""
    return [row for table in tables if table.kind is TableKind.COMPARISON for row in _rows(document, table)]


def _rows(document: Document, table: ResultTable) -> Iterator[Row]:
    results: list[list[Result]] = [[] for _ in table.systems]
    for result in table.results:
        results[result.system].append(result)
    for system, mine in zip(table.systems, results, strict=True):
        if mine:
            yield Row(_scored(document, table, system, mine), system.keys, system.ours)


def _scored(document: Document, table: ResultTable, system: System, results: Sequence[Result]) -> ScoredSystem:
    source = document.tables[table.table]
    head = document.portions[source.portion].head if 0 <= source.portion < len(document.portions) else ""
    text = shortened(f"{system.name}: {', '.join(map(_printed, results))}", LONGEST_QUOTE)
    scores = tuple(
        Score(system.name, r.dataset, r.metric, r.value, r.unit, r.spread, r.bold, source.number) for r in results
    )
    return ScoredSystem(system.name, Place(Section.TABLE, head, source.number, text), scores)


def _printed(result: Result) -> str:
    return " ".join(filter(None, (result.dataset, result.metric, result.text)))
