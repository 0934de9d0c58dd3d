"""The parts of an ablation as tables to read, and as a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from surveyor.bench.ablation import Line, Part
from surveyor.bench.learn import TASKS
from surveyor.bench.scoring import Figure, difference, figure

HEADS = ("", "features", *(head for task in TASKS for head in (task, "less its base")))


def markdown(parts: Sequence[Part]) -> Iterator[str]:
    """Lines of a table a part; a difference has its 95 % interval, and stands for nothing where that holds 0."""
    for part in parts:
        papers = ", ".join(f"{len(part.lines[0].values[task])} papers of {task}" for task in TASKS)
        yield f"\n**{part.title}**: {part.about}; {papers}; nDCG@10"
        yield ""
        yield f"| {' | '.join(HEADS)} |"
        yield "|---" * len(HEADS) + "|"
        for line in part.lines:
            cells = (cell for task in TASKS for cell in _cells(part, line, task))
            yield f"| {line.name} | {line.features} | {' | '.join(cells)} |"


def document(parts: Sequence[Part]) -> list[dict[str, Any]]:
    """The same figures, each as mean, low and high; None where there are none."""
    return [
        {
            "title": part.title,
            "about": part.about,
            "lines": [
                {
                    "name": line.name,
                    "features": line.features,
                    "base": line.base,
                    "papers": {task: len(line.values[task]) for task in TASKS},
                    "nDCG@10": {task: _triple(figure(line.values[task])) for task in TASKS},
                    "less its base": {task: _triple(_less(part, line, task)) for task in TASKS},
                }
                for line in part.lines
            ],
        }
        for part in parts
    ]


def _cells(part: Part, line: Line, task: str) -> tuple[str, str]:
    """The mean, with its interval for a line that others are compared with, and how far it is from its base."""
    if not len(line.values[task]):
        return "-", "-"
    if line.base == line.name:
        return str(figure(line.values[task])), ""
    less = _less(part, line, task)
    return f"{figure(line.values[task]).mean:.3f}", f"{less.mean:+.3f} [{less.low:+.3f}, {less.high:+.3f}]"


def _less(part: Part, line: Line, task: str) -> Figure:
    return difference(line.values[task], part.line(line.base).values[task])


def _triple(found: Figure) -> list[float] | None:
    known = found.mean == found.mean
    return [round(value, 6) for value in (found.mean, found.low, found.high)] if known else None
