"""How a table is laid out: which rows are heads, which columns hold labels, which figures, and what groups the rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from surveyor.evidence.document import Cell, Table
from surveyor.evidence.figures import numeric
from surveyor.evidence.vocabulary import SYSTEM_HEAD

_NOTHING = re.compile(r"(?:[-–—−‒―_./\\\s*†‡×✗✘✓✔?]|n\.?/?a\.?|none|oom|oot|tbd|\(\))*", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST_HEADS = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the body with its surroundings."""

    row: int
    heads: tuple[int, ...]
    """Rows that head it, the nearest last."""
    groups: tuple[str, ...] = ()
    """Their texts, and those across the table above its heads."""
    block: int = 0
    """Counts the groups and heads above it."""
    headers: tuple[int, ...] = ()
    """Rows across the table that stand above it, the nearest last."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A table, or one of several that stand side by side in it."""

    labels: tuple[int, ...]
    """Columns of words."""
    figures: tuple[int, ...]
    """Columns of numbers."""
    lines: tuple[Line, ...]
    heads: int
    """How many rows head the whole."""


@lru_cache(maxsize=1 << 14)
def blank(text: str) -> bool:
    """Whether a cell says nothing: empty, a dash, a tick, not available."""
    return len(text) < 12 and _NOTHING.fullmatch(text) is not None


def panels(table: Table) -> tuple[Panel, ...]:
    """The panels of a table; none where it has no numbers beside words."""
    rows = table.rows
    if len(rows) < 2 or len(rows[0]) < 2:
        return ()
    heads = _head_count(rows)
    found = (_panel(rows, heads, columns) for columns in _side_by_side(rows, heads))
    return tuple(panel for panel in found if panel is not None)


def _head_count(rows: Sequence[Sequence[Cell]]) -> int:
    """How many rows at the top are heads, by the source's marks and by where numbers begin."""
    marked = 0
    for row in rows[:_MOST_HEADS]:
        if not all(cell.head for cell in row if cell.text) or not any(cell.head for cell in row):
            break
        marked += 1
    count = marked if 0 < marked < len(rows) and not _holds_values(rows[marked - 1]) else _words_first(rows)
    while count > 1 and len({cell.text for cell in rows[count - 1] if cell.text.strip()}) == 1:
        count -= 1
    while count < min(len(rows) - 1, _MOST_HEADS) and count and _goes_on(rows, count):
        count += 1
    return count


def _words_first(rows: Sequence[Sequence[Cell]]) -> int:
    """Rows before the first that holds numbers beside its label."""
    for place, row in enumerate(rows[: _MOST_HEADS + 1]):
        body = [cell.text for cell in row[1:]]
        if any(numeric(text) for text in body) and not (place < len(rows) - 1 and _is_scale(row)):
            return place
        if place and not any(not blank(text) for text in body):
            return place
    return 1


def _is_scale(row: Sequence[Cell]) -> bool:
    """Whether the numbers of a row are years or steps of a scale, so that it heads what is below."""
    texts = [cell.text for cell in row[1:] if not blank(cell.text)]
    if all(_YEAR.fullmatch(text) or not numeric(text) for text in texts):
        return True
    corner = row[0].text
    return (not corner or SYSTEM_HEAD.search(corner) is not None) and not _holds_values(row)


def _holds_values(row: Sequence[Cell]) -> bool:
    """Whether most cells of a row are numbers with a fraction."""
    texts = [cell.text for cell in row[1:] if not blank(cell.text)]
    return sum("." in text and numeric(text) for text in texts) > 0.5 * len(texts)


def _goes_on(rows: Sequence[Sequence[Cell]], place: int) -> bool:
    """Whether a row below heads is one more: words over the numbers to come, and not a group across."""
    row = rows[place]
    texts = [cell.text for cell in row[1:] if not blank(cell.text)]
    if len({cell.text for cell in row if cell.text}) < 2 or any(numeric(text) for text in texts):
        return False
    below = rows[place + 1] if place + 1 < len(rows) else ()
    over = [c for c, cell in enumerate(below) if c and numeric(cell.text)]
    return len(over) > 0 and sum(not blank(row[c].text) for c in over) > 0.6 * len(over)


def _side_by_side(rows: Sequence[Sequence[Cell]], heads: int) -> Iterator[range]:
    """Column ranges of tables that stand side by side: where the head of the first column comes again."""
    width = len(rows[0])
    starts = [0]
    for row in rows[:heads]:
        first = row[0].text.strip()
        again = [c for c in range(2, width) if first and row[c].text.strip() == first and not row[c].again]
        if again and SYSTEM_HEAD.search(first) and all(_wordy(rows[heads:], c) for c in again):
            starts = [0, *again]
            break
    for start, end in zip(starts, [*starts[1:], width], strict=True):
        yield range(start, end)


def _wordy(body: Sequence[Sequence[Cell]], column: int) -> bool:
    texts = [row[column].text for row in body if not blank(row[column].text)]
    return sum(not numeric(text) for text in texts) > 0.5 * len(texts)


def _panel(rows: Sequence[Sequence[Cell]], heads: int, columns: range) -> Panel | None:
    labels, figures = [], []
    body = [row for row in rows[heads:] if not _across(row, columns)] or rows[heads:]
    for column in columns:
        texts = [row[column].text for row in body if not blank(row[column].text)]
        numbers = sum(numeric(text) for text in texts)
        leads = column == columns[0] and len(columns) > 1
        if not leads and (numbers * 2 >= len(texts) if texts else _headed(rows[:heads], column)):
            figures.append(column)
        elif texts:
            labels.append(column)
    if not figures:
        return None
    return Panel(tuple(labels), tuple(figures), tuple(_lines(rows, heads, columns, figures)), heads)


def _headed(heads: Sequence[Sequence[Cell]], column: int) -> bool:
    """Whether a column has a head of its own."""
    return any(row[column].text.strip() for row in heads)


def _across(row: Sequence[Cell], columns: range) -> bool:
    """Whether a row is one text across the panel, or its first cell alone."""
    texts = {row[c].text for c in columns if row[c].text.strip()}
    return len(texts) == 1


def _lines(rows: Sequence[Sequence[Cell]], heads: int, columns: range, figures: Sequence[int]) -> Iterator[Line]:
    """The rows of the body, each with the heads and groups above it."""
    chain = _Chain()
    above, block = [*range(heads)], 0
    title = [_text(rows[place], columns) for place in range(heads) if heads > 1 and _across(rows[place], columns)]
    lost = not any(numeric(rows[place][c].text) for place in range(heads, len(rows)) for c in figures)
    for place in range(heads, len(rows)):
        row = rows[place]
        if not _text(row, columns):
            continue
        filled = sum(not blank(row[c].text) for c in figures)
        if (
            _across(row, columns)
            and not any(numeric(row[c].text) for c in figures)
            and not _may_lack(row, columns, lost)
        ):
            chain.header(place)
            block += 1
        elif filled * 2 > len(figures) and not any(numeric(row[c].text) for c in figures):
            above, block = [*above[:heads], *above[heads:][-_MOST_HEADS:], place], block + 1
            chain = _Chain()
        else:
            groups = (*title, *(_text(rows[header], columns) for header in chain.rows))
            yield Line(place, tuple(above), groups, block, tuple(chain.rows))
            chain.line()


def _text(row: Sequence[Cell], columns: range) -> str:
    """The first text of a row; empty where it has none."""
    return next((row[c].text for c in columns if row[c].text.strip()), "")


def _may_lack(row: Sequence[Cell], columns: range, lost: bool) -> bool:
    """Whether a row of one text is a system without values, in a table whose values are lost."""
    return lost and not row[columns[-1]].again


@dataclass(slots=True)
class _Chain:
    """Rows across a table that stand above one another; one behind other rows takes the place of the last."""

    rows: list[int] = field(default_factory=list)
    fresh: bool = False
    replaced: bool = False

    def header(self, row: int) -> None:
        if self.fresh:
            self.rows = [self.rows[-1], row] if self.replaced else [*self.rows[-_MOST_HEADS:], row]
            self.replaced = False
        else:
            self.replaced = len(self.rows) > 1
            self.rows = [*self.rows[:-1], row] if self.replaced else [row]
        self.fresh = True

    def line(self) -> None:
        self.fresh = False
