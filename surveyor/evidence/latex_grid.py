"""A tabular to a full grid of cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from surveyor.evidence.document import Cell
from surveyor.evidence.latex_names import GRIDS
from surveyor.evidence.latex_pen import Names
from surveyor.evidence.latex_text import printed
from surveyor.evidence.latex_tokens import Range, Tokens, begun, environment, word

CELLS = 10_000
"""Cells of a table that are read at most."""
_HEADS = 4
"""Rows that a heading has at most."""
_DIGITS = re.compile(r"-?\d{1,6}")
_ROW_ENDS = frozenset({"tabularnewline", "cr", "crcr"})
_MARKS = frozenset("endhead endfirsthead endfoot endlastfoot".split())
_RULES_OF = frozenset({"noalign", "hhline", "Xhline"})
"""Rules with an argument."""
_RULES = frozenset("toprule midrule bottomrule hline addlinespace noalign hhline specialrule Xhline".split()) | _MARKS


@dataclass(frozen=True, slots=True)
class _Span:
    row: int
    column: int
    wide: int
    high: int
    """Rows downward, or upward where negative."""


@dataclass(slots=True)
class _Grid:
    rows: list[list[Cell]] = field(default_factory=list)
    spans: list[_Span] = field(default_factory=list)
    head: int = 0
    """How many rows the source marks as a heading."""
    kept: int | None = None
    """Of a long table: rows before those that are printed again on each page."""


def grid(tokens: Tokens, at: int, close: int, names: Names) -> tuple[tuple[tuple[Cell, ...], ...], bool]:
    """The cells of the tabular that begins and ends at these tokens, and whether it was cut for its size.

    Every row has as many cells; a cell that spans several places is repeated in each, marked `again`.
    """
    found, width, cut = _Grid(), 1, False
    for cells in _rows(tokens, _body(tokens, at, close)):
        row = _row(tokens, cells, names, found)
        if row is None:
            continue
        width = max(width, len(row))
        if (len(found.rows) + 1) * width > CELLS:
            cut = True
            break
        found.rows.append(row)
    _fill(found, width)
    for row in found.rows[: found.head]:
        row[:] = [replace(cell, head=True) for cell in row]
    return tuple(tuple(row) for row in found.rows if any(cell.text or cell.cites for cell in row)), cut


def _body(tokens: Tokens, at: int, close: int) -> Range:
    """Where the cells stand: behind the description of the columns."""
    item = tokens.items[at]
    name = environment(item)
    start = at + 1
    if name in ("tabu", "longtabu"):
        while start < min(close, at + 8) and tokens.items[start] != "{":
            start += 1
    count = GRIDS.get(name, 1) + (name == "tabular" and item.endswith("*}"))
    start = tokens.options(tokens.arguments(start, close, count)[1], close)
    return start, close


def _rows(tokens: Tokens, where: Range) -> Iterator[list[Range]]:
    """The rows as ranges of their cells, split at & and \\ outside of braces and environments."""
    at, end = where
    start, cells = at, []
    while at < end:
        item = tokens.items[at]
        after = at + 1
        if item == "{" or begun(item):
            close = tokens.close(at)
            after = close + 1 if close is not None and close < end else after
        elif item == "&":
            cells.append((start, at))
            start = after
        elif item == "\\\\" or word(item) in _ROW_ENDS:
            yield [*cells, (start, at)]
            cells = []
            if after < end and tokens.items[after] == "*":
                after += 1
            _, after = tokens.option(after, end)
            start = after
        at = after
    yield [*cells, (start, end)]


def _row(tokens: Tokens, cells: list[Range], names: Names, found: _Grid) -> list[Cell] | None:
    """The row as cells, each repeated as wide as it is; None for what is no row."""
    cells[0] = _after_rules(tokens, cells[0], found)
    row: list[Cell] = []
    for start, end in cells:
        wide, high, head = _spans(tokens, start, end)
        text = printed(tokens, [(start, end)], names, cell=True)
        keys = tuple(dict.fromkeys(cite.key for cite in text.cites))
        cell = Cell(text.text, keys, head=head, bold=text.bold)
        wide = max(1, min(wide, 200, CELLS - len(row)))
        if wide > 1 or abs(high) > 1:
            found.spans.append(_Span(len(found.rows), len(row), wide, high))
        row += [cell, *[replace(cell, again=True)] * (wide - 1)]
        if len(row) >= CELLS:
            break
    if len(row) == 1 and not row[0].text and not row[0].cites:
        return None
    return row


def _after_rules(tokens: Tokens, where: Range, found: _Grid) -> Range:
    """The first cell of a row without the rules above it, which say what is a heading."""
    at, end = where
    while at < end:
        item = tokens.items[at]
        name = word(item)
        if name in _MARKS:
            if found.kept is None:
                found.kept = len(found.rows)
                found.head = found.head or found.kept
            del found.rows[found.kept :]
            found.spans = [span for span in found.spans if span.row < len(found.rows)]
        elif name == "midrule" and not found.head and 0 < len(found.rows) <= _HEADS:
            found.head = len(found.rows)
        if name not in _RULES and not item.isspace():
            break
        at = tokens.options(at + 1, end)
        if name in _RULES_OF:
            at = tokens.argument(at, end)[1]
    return at, end


def _spans(tokens: Tokens, start: int, end: int) -> tuple[int, int, bool]:
    """How many columns and rows a cell takes, and whether it is marked as a heading."""
    wide = high = 1
    head = False
    for at in range(start, end):
        name = word(tokens.items[at])
        if name == "multicolumn":
            wide = _number(tokens, at, end)
        elif name == "multirow":
            high = _number(tokens, at, end)
        elif name == "thead":
            head = True
        elif name == "Block":
            (size, *_), _ = tokens.arguments(at + 1, end, 1)
            numbers = _DIGITS.findall(tokens.short(size).replace("-", " "))
            if len(numbers) == 2:
                high, wide = map(int, numbers)
        elif begun(tokens.items[at]):
            break
    return wide, high, head


def _number(tokens: Tokens, at: int, end: int) -> int:
    ((start, stop),), _ = tokens.arguments(at + 1, end, 1)
    found = _DIGITS.search(tokens.short((start, stop)))
    return int(found[0]) if found else 1


def _fill(found: _Grid, width: int) -> None:
    """Pad the rows to one width and repeat cells over the rows that they span, where those are empty."""
    rows, empty = found.rows, Cell("")
    for row in rows:
        row.extend([empty] * (width - len(row)))
    for span in found.spans:
        if span.row >= len(rows):
            continue
        again = replace(rows[span.row][span.column], again=True)
        step = 1 if span.high > 0 else -1
        for at in range(span.row + step, span.row + span.high, step):
            columns = range(span.column, min(width, span.column + span.wide))
            if not 0 <= at < len(rows) or any(rows[at][c].text or rows[at][c].cites for c in columns):
                break
            for column in columns:
                rows[at][column] = again
