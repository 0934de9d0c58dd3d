"""The table of a task: surveyor and its peers by measures, with intervals."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from surveyor.bench.answers import Answers
from surveyor.bench.scoring import Figure, Floats, difference, figure, per_query
from surveyor.bench.tasks import TASKS

OURS = "surveyor"


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody on a task."""

    name: str
    values: Mapping[str, Floats]
    """Head of a column to a value a query."""
    milliseconds: float | None
    """A query; None where that was not measured."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """All on a task."""

    task: str
    on: str
    """What it was measured on, in words."""
    rows: tuple[Row, ...]
    """Best first."""

    @property
    def queries(self) -> int:
        """How many there were."""
        return len(self.rows[0].values[self.main]) if self.rows else 0

    @property
    def main(self) -> str:
        """Head of the column that orders the rows."""
        return TASKS[self.task].main

    def row(self, name: str) -> Row | None:
        """That of somebody."""
        return next((row for row in self.rows if row.name == name), None)


def sheet(task: str, on: str, answers: Sequence[Answers]) -> Sheet:
    """The table of a task from what everybody answered; topics without gold do not count."""
    lists = [f"{task}.{column.part}" if column.part else task for column in TASKS[task].columns]
    gold = {of: {row.qid: row.gold[of] for row in answers if row.gold.get(of)} for of in lists}
    names = dict.fromkeys(name for row in answers for name in row.found.get(task, ()))
    rows = []
    for name in names:
        values = {}
        for column, of in zip(TASKS[task].columns, lists, strict=True):
            run = {row.qid: row.found[of].get(name, []) for row in answers if of in row.found}
            values[column.head] = per_query(gold[of], run, [column.measure])[column.measure]
        rows.append(Row(name, values, _milliseconds(row.seconds.get(name) for row in answers)))
    return Sheet(task, on, tuple(sorted(rows, key=lambda row: (-float(row.values[TASKS[task].main].sum()), row.name))))


def compared(made: Sheet, against: str | None) -> tuple[str, dict[str, Figure]]:
    """How a column of differences is headed, and those of each row on the main measure, query by query: how much
    surveyor is better than it, or how much it is better than the row `against`."""
    base = made.row(against or OURS)
    if base is None:
        return "", {}
    ours, sign, head = base.values[made.main], (-1 if against else 1), f"{made.main}: {OURS} less it"
    found = {row.name: difference(sign * ours, sign * row.values[made.main]) for row in made.rows}
    return (f"{made.main}: it less {against}" if against else head), found


def markdown(made: Sheet, against: str | None = None) -> Iterator[str]:
    """Lines of the table, below what it was measured on."""
    task = TASKS[made.task]
    yield f"\n**{made.task}**, {task.about}: {made.queries} queries; {made.on}"
    if task.caution:
        yield f"({task.caution})"
    yield ""
    head, differences = compared(made, against)
    heads = [column.head for column in task.columns]
    yield _line(["", *heads, *([head] if head else []), "ms/query"])
    yield "|---" * (len(heads) + 2 + bool(head)) + "|"
    for row in made.rows:
        cells = [row.name, *(str(figure(row.values[name])) for name in heads)]
        cells += [str(differences[row.name])] if head else []
        yield _line([*cells, "-" if row.milliseconds is None else f"{row.milliseconds:.1f}"])


def document(made: Sheet, against: str | None = None) -> dict[str, Any]:
    """The table as a document: every figure as mean, low and high."""
    head, differences = compared(made, against)
    return {
        "task": made.task,
        "about": TASKS[made.task].about,
        "on": made.on,
        "queries": made.queries,
        "main": made.main,
        "difference": head,
        "rows": [
            {
                "name": row.name,
                "figures": {name: _triple(figure(values)) for name, values in row.values.items()},
                "difference": _triple(differences[row.name]) if head else None,
                "ms": row.milliseconds,
            }
            for row in made.rows
        ],
    }


def _triple(found: Figure) -> list[float]:
    return [found.mean, found.low, found.high]


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _milliseconds(seconds: Iterable[float | None]) -> float | None:
    measured = [one for one in seconds if one is not None]
    return 1000 * statistics.fmean(measured) if measured else None
