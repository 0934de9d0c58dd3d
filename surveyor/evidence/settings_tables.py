"""The settings that a table gives: rows of name and value, or columns of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from surveyor.evidence.document import Cell, Table
from surveyor.evidence.quantities import Quantity, quantities, quantity_at
from surveyor.evidence.settings_pairs import Found
from surveyor.evidence.settings_phrases import OPTIMIZER, SCHEDULE, SETTING_TABLE, WARM
from surveyor.evidence.settings_term import Term
from surveyor.evidence.settings_terms import terms_of

_LONGEST_NAME = 60
_FEWEST = 2
"""Hyper-parameters that a table must name, where its caption does not say that they are in it."""
_COLUMN_OF_VALUES = re.compile(
    r"(?:hyper-?param\w*|values?|settings?|params?|parameters?|range|default|search space|值)?", re.I
)


def settings_of_table(table: Table) -> list[Found]:
    """What a table of hyper-parameters sets, row by row; nothing of a table of results."""
    rows = [row for row in table.rows if any(cell.text for cell in row)]
    if len(rows) < 2 or len(rows[0]) < 2:
        return []
    least = 1 if SETTING_TABLE.search(table.caption.text) else _FEWEST
    upright = _read(rows)
    across = _read([list(column) for column in zip(*rows, strict=True)]) if len(rows[0]) > 1 else []
    best = max(upright, across, key=lambda found: (len({one.name for one in found}), len(found)))
    return best if len({one.name for one in best}) >= least else []


def _read(rows: Sequence[Sequence[Cell]]) -> list[Found]:
    """Settings of rows that begin with a name."""
    heads = [cell.text for cell in rows[0]] if not _name_of(rows[0][0].text) else []
    return [found for row in rows for found in _row(row, heads)]


def _row(row: Sequence[Cell], heads: Sequence[str]) -> Iterator[Found]:
    name = _name_of(row[0].text)
    if not name:
        return
    for place, cell in enumerate(row[1:], 1):
        if cell.again or not cell.text:
            continue
        of = heads[place] if place < len(heads) and not _COLUMN_OF_VALUES.fullmatch(heads[place]) else ""
        for text, value in _values(name, cell.text):
            yield Found(
                name if isinstance(name, str) else name.name, text, value, of if len(of) <= _LONGEST_NAME else ""
            )


@lru_cache(maxsize=1 << 12)
def _name_of(text: str) -> Term | str | None:
    """The hyper-parameter that a cell names, if it does nothing else."""
    if not 2 <= len(text) <= _LONGEST_NAME or text[:1].isdigit():
        return None
    if WARM.search(text):
        return "warm-up"
    lower = text.lower()
    if "schedul" in lower or "policy" in lower:
        return "schedule"
    if "optimi" in lower:
        return "optimizer"
    best: tuple[int, int] = (0, 0)
    found: Term | None = None
    for term in terms_of(text):
        for match in term.named.finditer(text):
            if (match.end() - match.start(), -match.start()) > best and match[0]:
                best, found = (match.end() - match.start(), -match.start()), term
    return found


def _values(name: Term | str, text: str) -> Iterator[tuple[str, float | None]]:
    if name == "optimizer":
        yield from ((match[0], None) for match in OPTIMIZER.finditer(text))
    elif name == "schedule":
        match = SCHEDULE.search(text + " schedule")
        if match and not re.match(r"\d", text):
            yield match["kind"], None
    else:
        yield from (
            (one.text, one.value) for one in _numbers(text) if isinstance(name, str) or name.fits(one.value, one.share)
        )


def _numbers(text: str) -> list[Quantity]:
    """The numbers of a cell that holds nothing else of weight; none of one with a mean and a deviation."""
    found = quantities(text) or [one for one in [quantity_at(text, 0)] if one]
    letters = sum(c.isalpha() for c in _without(text, found))
    return [] if "±" in text or letters > 24 else found


def _without(text: str, numbers: Sequence[Quantity]) -> str:
    for one in reversed(numbers):
        text = text[: one.start] + text[one.end :]
    return text
