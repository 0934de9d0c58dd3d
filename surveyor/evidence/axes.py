"""Where the systems of a table stand: in a column of labels, or in a row of heads where the table is transposed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from surveyor.evidence.document import Cell, Table
from surveyor.evidence.figures import numeric
from surveyor.evidence.layout import Panel, blank
from surveyor.evidence.names import bare_name, name_key
from surveyor.evidence.own import is_own, marked_ours
from surveyor.evidence.vocabulary import (
    ASIDE_HEAD,
    CATEGORY,
    COST,
    DATASET_HEAD,
    METRIC_HEAD,
    NO_SYSTEM,
    SPLIT_WORDS,
    SYSTEM_HEAD,
    metric_in,
)

_LEAST = 0.25
_LEAST_OWN = -0.7
"""Of labels that name the paper's own system."""
_LONGEST = 90
_BARE_MARK = re.compile(r"\s*\(ours\)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of names in the paper at hand."""

    names: Mapping[str, tuple[str, ...]]
    """To the keys of entries."""
    own: frozenset[str]
    datasets: frozenset[str]


@dataclass(frozen=True, slots=True)
class Axis:
    """The labels that name the systems."""

    transposed: bool
    at: int
    """The column of the labels; where transposed, the row."""
    score: float
    own: bool = False
    """Whether the paper's own system is among them."""


def axis(table: Table, panel: Panel, known: Known) -> Axis | None:
    """The labels that most look like names of systems; None where none do."""
    rows = table.rows
    found = [_of_column(rows, panel, column, known) for column in panel.labels]
    found += [_of_row(rows, panel, row, known) for row in range(panel.heads)]
    owned = [one for one in found if one.own]
    if owned and all(one.transposed for one in owned) and max(one.score for one in owned) > _LEAST_OWN:
        found = owned
    best = max(found, key=lambda one: (one.score, not one.transposed, -one.at), default=None)
    return best if best and best.score > (_LEAST_OWN if best.own else _LEAST) else None


def _of_column(rows: Sequence[Sequence[Cell]], panel: Panel, column: int, known: Known) -> Axis:
    cells = [rows[line.row][column] for line in panel.lines]
    title = next((rows[h][column].text for h in range(panel.heads - 1, -1, -1) if rows[h][column].text), "")
    first = 0.6 if panel.labels and column == panel.labels[0] else 0.0
    told = _titled(title)
    if told < 0 and first and _measures(rows, panel, known):
        told = 0.0
    return Axis(False, column, _score(cells, known) + told + first, _any_own(cells, known))


def _measures(rows: Sequence[Sequence[Cell]], panel: Panel, known: Known) -> bool:
    """Whether the heads of the numbers are data sets or metrics, so that the corner is of them."""
    texts = {rows[h][c].text for h in range(panel.heads) for c in panel.figures if not blank(rows[h][c].text)}
    told = [text for text in texts if is_dataset(text, known.datasets) or metric_in(text)]
    return len(told) > 0.5 * len(texts)


def is_dataset(text: str, datasets: frozenset[str]) -> bool:
    """Whether a label is the name of a data set, be it with something in brackets behind it."""
    return name_key(text) in datasets or ("(" in text and name_key(text.partition("(")[0]) in datasets)


def _of_row(rows: Sequence[Sequence[Cell]], panel: Panel, row: int, known: Known) -> Axis:
    cells = [rows[row][column] for column in panel.figures]
    if row and sum(map(_aside, cells)) * 2 > len(cells):
        return Axis(True, row, -3.0)
    corner = rows[row][panel.labels[0]].text if panel.labels else ""
    against = SYSTEM_HEAD.search(corner) is not None and not _both(corner)
    systematic = bool(DATASET_HEAD.search(corner) or METRIC_HEAD.search(corner))
    score = _score(cells, known) - 0.9 - 1.5 * against + 0.8 * systematic
    return Axis(True, row, score, _any_own(cells, known))


def _aside(cell: Cell) -> bool:
    """Whether a cell only cites what is named above, or says that it is the paper's own."""
    return bool(cell.cites and not bare_name(cell.text, cell.cites)) or _BARE_MARK.fullmatch(cell.text) is not None


def _both(corner: str) -> bool:
    """Whether a corner names both of its sides, such as `Methods / Metrics`."""
    return bool(METRIC_HEAD.search(corner) or DATASET_HEAD.search(corner))


def _titled(title: str) -> float:
    """What the head of a column of labels tells for it."""
    if not title.strip():
        return 0.0
    if SYSTEM_HEAD.search(title) and not ASIDE_HEAD.fullmatch(title.strip()):
        return 2.0
    if METRIC_HEAD.search(title) or DATASET_HEAD.search(title):
        return -1.5
    return -1.2 if ASIDE_HEAD.search(title) else 0.0


def _score(cells: Sequence[Cell], known: Known) -> float:
    """How much labels look like names of systems."""
    own = [cell for cell in cells if cell.text.strip() and not blank(cell.text)]
    labels = {cell.text: cell for cell in own if not cell.again}
    if not labels:
        return -3.0
    traits = [_traits(cell, known) for cell in labels.values()]
    share = sum(traits) / len(traits)
    distinct = len(labels) / len(own)
    return share + 0.6 * distinct + 0.8 * _any_own(own, known)


def _any_own(cells: Sequence[Cell], known: Known) -> bool:
    return any(marked_ours(cell.text) or is_own(cell.text, known.own) for cell in cells)


def _traits(cell: Cell, known: Known) -> float:
    """For or against one label as the name of a system."""
    text = cell.text
    if is_dataset(bare_name(text, cell.cites), known.datasets):
        return -1.5
    if cell.cites:
        return 2.0 if bare_name(text, cell.cites) else 0.8
    if marked_ours(text) or is_own(text, known.own):
        return 1.5
    if numeric(text) or SPLIT_WORDS.match(text) or len(text) > _LONGEST:
        return -2.0
    if NO_SYSTEM.match(text):
        return -1.5
    if resolve(text, known.names):
        return 1.2
    if metric_in(text) or COST.search(text):
        return -1.5
    return -0.3 if CATEGORY.search(text) else 0.2


def resolve(label: str, names: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The entries that a label is by its name, else by the name without what is behind it: size, additions."""
    for name in _shorter(bare_name(label)):
        key = name_key(name)
        if len(key) > 1 and key in names:
            return names[key]
    return ()


def _shorter(name: str) -> Iterator[str]:
    yield name
    for mark in ("(", " w/", " with ", " + ", "+", "@", "/", "_"):
        if mark in name[1:]:
            yield name[: name.index(mark, 1)]
    parts = name.replace("_", " ").split()
    if len(parts) > 1:
        yield parts[0]
    hyphens = name.split("-")
    if len(hyphens) > 1:
        yield "-".join(hyphens[:-1])
        yield hyphens[0]
