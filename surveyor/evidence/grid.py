"""Tables with cells that span rows and columns, spread to full grids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from surveyor.evidence.document import Cell

LARGEST_GRID = 10_000
"""Cells of a table that are kept at most."""
WIDEST = 250
"""Columns of a table that are kept at most."""

_NOTHING = Cell("")

Grid = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A cell as the source writes it: once, with how far it reaches."""

    cell: Cell
    across: int = 1
    down: int = 1


def span(text: str | None) -> int:
    """A row or column span as written in an attribute; 1 where it says nothing sensible."""
    digits = (text or "").strip()
    if not (digits.isascii() and digits.isdigit()):
        return 1
    return min(max(int(digits[:9]), 1), LARGEST_GRID)


def spread(rows: Iterable[Iterable[Place]]) -> tuple[Grid, bool]:
    """The full grid of a table, and whether it was cut to the largest that is kept."""
    above: dict[int, tuple[Cell, int]] = {}
    grid: list[list[Cell]] = []
    cut, width = False, 0
    for row in rows:
        line = _Line(above)
        for place in row:
            line.put(place)
        line.finish()
        above, cut = line.below, cut or line.cut
        if max(width, len(line.cells)) * (len(grid) + 1) > LARGEST_GRID:
            cut = True
            break
        width = max(width, len(line.cells))
        grid.append(line.cells)
    return tuple(tuple(cells + [_NOTHING] * (width - len(cells))) for cells in grid), cut


class _Line:
    """One line of a grid while it is filled."""

    def __init__(self, above: dict[int, tuple[Cell, int]]) -> None:
        self.cells: list[Cell] = []
        self.below: dict[int, tuple[Cell, int]] = {}
        """By column, what reaches down into the next lines, and how many of them."""
        self.cut = False
        self._above = above

    def put(self, place: Place) -> None:
        """Add a cell with the columns that it spans, after what reaches down from above."""
        cell = place.cell
        for step in range(place.across):
            self._inherit()
            if len(self.cells) >= WIDEST:
                self.cut = True
                return
            if step == 1:
                cell = replace(cell, again=True)
            self._add(cell, place.down - 1)

    def finish(self) -> None:
        """Add what reaches down beyond the last cell."""
        for column in range(len(self.cells), max(self._above, default=-1) + 1):
            cell, left = self._above.get(column, (_NOTHING, 0))
            self._add(cell, left - 1)

    def _inherit(self) -> None:
        while len(self.cells) in self._above:
            cell, left = self._above[len(self.cells)]
            self._add(cell, left - 1)

    def _add(self, cell: Cell, left: int) -> None:
        if left > 0:
            self.below[len(self.cells)] = (cell if cell.again else replace(cell, again=True), left)
        self.cells.append(cell)
