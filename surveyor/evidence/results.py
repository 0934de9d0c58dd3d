"""Tables of results: which systems they compare, which of them is the paper's own, and what is reported of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from surveyor.evidence.axes import Axis, Known, axis
from surveyor.evidence.datasets import dataset_names
from surveyor.evidence.document import Document, Part, Table
from surveyor.evidence.figures import figures
from surveyor.evidence.kinds import TableKind, cost_kind, plain_kind, result_kind
from surveyor.evidence.layout import Panel, panels
from surveyor.evidence.mended import mended
from surveyor.evidence.names import names
from surveyor.evidence.own import own_names
from surveyor.evidence.scales import Scales, scale, shown_metrics
from surveyor.evidence.systems import System, systems
from surveyor.evidence.vocabulary import STRONG

__all__ = ["Result", "ResultTable", "System", "TableKind", "results"]


@dataclass(frozen=True, slots=True)
class Result:
    """A number that a table reports of a system."""

    system: int
    """Index in the systems of the table."""
    dataset: str
    """In the words of the paper; empty where neither heads nor caption say it."""
    metric: str
    value: float
    unit: str
    spread: float | None
    bold: bool
    row: int
    column: int
    text: str
    """The cell as printed."""


@dataclass(frozen=True, slots=True)
class ResultTable:
    """A table with what it reports."""

    table: int
    """Index in the tables of the document."""
    kind: TableKind
    transposed: bool
    """Whether the systems stand in columns."""
    systems: tuple[System, ...] = ()
    results: tuple[Result, ...] = ()


def results(document: Document) -> tuple[ResultTable, ...]:
    """What each table of a document is for and what it reports, in the order of its tables."""
    known_names = names(document)
    datasets = dataset_names(document)
    known = Known(known_names, own_names(document, known_names, datasets), datasets)
    tables = map(mended, document.tables) if document.kind == "tei" else document.tables
    shown = shown_metrics(document)
    return tuple(_read(document, place, table, known, shown) for place, table in enumerate(tables))


def _read(document: Document, place: int, table: Table, known: Known, shown: Mapping[str, str]) -> ResultTable:
    if not table.rows or not table.rows[0]:
        return ResultTable(place, TableKind.OTHER, transposed=False)
    every_panel = panels(table)
    found = [(panel, one) for panel in every_panel if (one := axis(table, panel, known)) is not None]
    plain = plain_kind(table, every_panel, known.datasets)
    part = document.portions[table.portion].part if 0 <= table.portion < len(document.portions) else Part.OTHER
    if plain or not found:
        return ResultTable(place, plain or result_kind(table, part, 0, 0, 0), transposed=False)
    every: list[System] = []
    reported: list[Result] = []
    for panel, one in found:
        own = systems(table, panel, one, known)
        reported += _reported(
            table, panel, one, own, len(every), scale(table, panel, one, known, shown.get(table.number, ""))
        )
        every += own
    kind = _kind(table, part, every, _measured(table, found))
    return ResultTable(place, kind, found[0][1].transposed, tuple(every), tuple(reported))


def _measured(table: Table, found: Sequence[tuple[Panel, Axis]]) -> list[str]:
    """What heads the numbers, or labels them where systems stand in columns."""
    texts: list[str] = []
    for panel, one in found:
        if one.transposed:
            texts += [table.rows[line.row][column].text for line in panel.lines for column in panel.labels]
        else:
            texts += [" ".join(table.rows[h][column].text for h in range(panel.heads)) for column in panel.figures]
    return texts


def _kind(table: Table, part: Part, found: Sequence[System], measured: Sequence[str]) -> TableKind:
    ours = sum(system.ours for system in found)
    others = [system for system in found if not system.ours]
    return cost_kind(table, measured) or result_kind(table, part, ours, len(others), _explained(others, ours))


def _explained(others: Sequence[System], ours: int) -> int:
    """How many of others' systems are told by a citation or a known name, or beside one's own bear a name."""
    names = [system for system in others if not system.variant and STRONG.match(system.name)]
    told = sum(bool(system.keys) for system in others)
    return max(told, len(names) if ours and len(names) > 1 else 0)


def _first_of(table: Table, row: int, column: int) -> int:
    """The first of the columns that a cell spans."""
    cells = table.rows[row]
    while column and cells[column].again and cells[column - 1].text == cells[column].text:
        column -= 1
    return column


def _reported(
    table: Table, panel: Panel, one: Axis, own: Sequence[System], before: int, scales: Scales
) -> Iterator[Result]:
    """The numbers of a panel, cell by cell; of a cell with several, one for each metric that its head names."""
    by_line = {system.line: before + place for place, system in enumerate(own)}
    for line in panel.lines:
        for column in panel.figures:
            number = by_line.get(_first_of(table, one.at, column) if one.transposed else line.row)
            cell = table.rows[line.row][column]
            if number is None or cell.again:
                continue
            told = figures(cell.text)
            for figure, (dataset, metric) in zip(told, scales.each(line, column, len(told)), strict=True):
                yield Result(
                    number,
                    dataset,
                    metric,
                    figure.value,
                    figure.unit,
                    figure.spread,
                    cell.bold,
                    line.row,
                    column,
                    cell.text,
                )
