"""The systems of a panel of a table: their names, the entries they are, and which of them are the paper's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from surveyor.evidence.axes import Axis, Known, is_dataset, resolve
from surveyor.evidence.document import Cell, Table
from surveyor.evidence.figures import numeric
from surveyor.evidence.layout import Line, Panel, blank
from surveyor.evidence.names import bare_name, name_key
from surveyor.evidence.own import is_own, marked_ours
from surveyor.evidence.vocabulary import (
    CATEGORY,
    CHANGE,
    CHANGED,
    DATASET_HEAD,
    NO_SYSTEM,
    SPLIT_WORDS,
    STRONG,
    metric_in,
)

_LONGEST = 90
_APART = re.compile(
    r"\b(?:data|pre-?train\w*|train\w*|venue|year|pub\w*|epochs?|param\w*|resolution|size|input|ref\w*|flops)\b|#",
    re.IGNORECASE,
)
"""Heads of columns that do not tell systems apart."""
_MOST_WORDS = 4
OWN_GROUP = re.compile(
    r"^\W*(?:ours?|our\s+\w+(?:\s\w+)?|proposed(?:\s\w+)?|this\s+(?:work|paper)|本文\w*)\W*$", re.IGNORECASE
)
_OWN_MARK = re.compile(r"\W*\b(?:ours?|this\s+(?:work|paper)|proposed)\b\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class System:
    """What a row of results is of, or a column where the table is transposed."""

    name: str
    """As printed, without markers of citation and marks."""
    keys: tuple[str, ...]
    """Entries of the bibliography that it is; empty where not known."""
    ours: bool
    line: int
    """Its row, or its column where the table is transposed."""
    variant: bool = False
    """A changed version of the one above, or of the paper's own."""


@dataclass(frozen=True, slots=True)
class _Label:
    """What stands for a system before it is judged."""

    line: int
    text: str
    keys: tuple[str, ...]
    """Cited in it or beside it."""
    beside: tuple[str, ...]
    """Texts of other labels and groups."""
    block: int
    bold: bool


def systems(table: Table, panel: Panel, axis: Axis, known: Known) -> tuple[System, ...]:
    """The systems of a panel in order, without averages, differences and other lines that are none."""
    labels = [*(_in_columns(table, panel, axis) if axis.transposed else _in_rows(table, panel, axis, known))]
    labels = [label for label in labels if _is_system(label)]
    found = [_judged(label, known) for label in labels]
    found = _with_variants(found)
    if found and not any(system.ours for system in found):
        found = _last_block(found)
    return tuple(found)


def _in_rows(table: Table, panel: Panel, axis: Axis, known: Known) -> Iterator[_Label]:
    rows, at = table.rows, axis.at
    variant = _variant_column(table, panel, at, known)
    carried: Cell | None = None
    for place, line in enumerate(panel.lines):
        row = rows[line.row]
        cell = row[at]
        below = rows[panel.lines[place + 1].row][at] if place + 1 < len(panel.lines) else None
        spans = cell.again or (below is not None and below.again and below.text == cell.text)
        if blank(cell.text) and carried and variant is not None and not blank(row[variant].text):
            cell, spans = carried, True
        elif (
            variant is not None
            and below is not None
            and blank(below.text)
            and not blank(rows[panel.lines[place + 1].row][variant].text)
        ):
            spans = True
        carried = cell if not blank(cell.text) else carried
        text = _named(cell)
        if spans and variant is not None and not blank(row[variant].text):
            text = f"{text} {bare_name(row[variant].text, row[variant].cites)}"
        keys = cell.cites or next((row[c].cites for c in panel.labels if c != at and _only_cites(row[c])), ())
        for base in reversed(_bases(table, line, at, known)):
            text, keys = f"{bare_name(base.text, base.cites)} {text}", keys or base.cites
        beside = (*(row[c].text for c in panel.labels if c not in (at, variant)), *line.groups)
        yield _Label(line.row, text, keys, beside, line.block, cell.bold)


def _bases(table: Table, line: Line, at: int, known: Known) -> list[Cell]:
    """The cells right above a block of rows that name the system of which those rows are the versions."""
    cells = [table.rows[header][at] for header in line.headers if not any(one.again for one in table.rows[header])]
    found = [cell for cell in cells if _is_base(cell, known)]
    return found if cells and found and cells[-1] is found[-1] else []


def _is_base(cell: Cell, known: Known) -> bool:
    text = bare_name(cell.text, cell.cites)
    if blank(text) or len(text.split()) > _MOST_WORDS or OWN_GROUP.match(text) or SPLIT_WORDS.match(text):
        return False
    if is_dataset(text, known.datasets):
        return False
    strong = STRONG.match(text) is not None
    if cell.cites or is_own(text, known.own):
        return True
    if text[0].isupper() and not CATEGORY.search(re.split(r"[\s-]", text)[0]) and resolve(text, known.names):
        return True
    return strong and not CATEGORY.search(text)


def _named(cell: Cell) -> str:
    """The name in a cell; of one that only cites, the citation."""
    return bare_name(cell.text, cell.cites) or cell.text.strip("[]() ")


def _only_cites(cell: Cell) -> bool:
    return bool(cell.cites) and len(bare_name(cell.text, cell.cites)) < 6


def _variant_column(table: Table, panel: Panel, at: int, known: Known) -> int | None:
    """The column right of the names that tells rows of one name apart."""
    right = [column for column in panel.labels if column > at][:1]
    if not right or right[0] != at + 1:
        return None
    cells = [table.rows[line.row][right[0]] for line in panel.lines]
    title = next(
        (table.rows[h][right[0]].text for h in range(panel.heads - 1, -1, -1) if table.rows[h][right[0]].text), ""
    )
    texts = [cell.text for cell in cells if not blank(cell.text)]
    if (
        _APART.search(title)
        or DATASET_HEAD.search(title)
        or (
            texts
            and sum(bool(metric_in(text)) or is_dataset(text, known.datasets) for text in texts) > 0.5 * len(texts)
        )
    ):
        return None
    return right[0] if len(set(texts)) > 1 else None


def _in_columns(table: Table, panel: Panel, axis: Axis) -> Iterator[_Label]:
    heads = table.rows[: panel.heads]
    for column in panel.figures:
        cell = heads[axis.at][column]
        if blank(cell.text) or (cell.again and column and heads[axis.at][column - 1].text == cell.text):
            continue
        above = [row[column].text for row in heads[: axis.at] if not blank(row[column].text)]
        keys = cell.cites or next((row[column].cites for row in heads if row[column].cites), ())
        yield _Label(column, _named(cell), keys, tuple(above[-1:]), 0, cell.bold)


def _is_system(label: _Label) -> bool:
    text = label.text
    if blank(text) or len(text) > _LONGEST or (numeric(text) and not label.keys):
        return False
    if marked_ours(text) or label.keys:
        return True
    return not NO_SYSTEM.match(text) and name_key(text) != ""


def _judged(label: _Label, known: Known) -> System:
    """The system of a label, seen by itself."""
    text = label.text
    own = is_own(text, known.own)
    marked = marked_ours(text) or any(OWN_GROUP.match(beside) for beside in label.beside)
    keys = label.keys or (() if own else resolve(CHANGE.sub("", text) or text, known.names))
    plain = _OWN_MARK.sub(" ", text).strip()
    if (
        marked
        and not own
        and not label.keys
        and plain
        and name_key(plain) in known.names
        and not any(OWN_GROUP.match(b) for b in label.beside)
    ):
        return System(text, known.names[name_key(plain)], ours=False, line=label.line)
    ours = marked or (own and (not label.keys or (len(text.split()) > 1 and not _starts_known(text, known))))
    return System(text, () if ours and not label.keys else keys, ours, label.line, bool(CHANGED.search(text)) and ours)


def _starts_known(text: str, known: Known) -> bool:
    return name_key(text) in known.names


def _with_variants(found: Sequence[System]) -> list[System]:
    """Rows such as `+ CRF` and `w/o attention` are of the system above."""
    done: list[System] = []
    base: System | None = None
    for system in found:
        one = system
        if CHANGE.match(system.name) and base is not None:
            ours = system.ours or base.ours or not system.keys
            one = replace(system, ours=ours, variant=True, keys=() if ours else system.keys or base.keys)
        else:
            base = system
        done.append(one)
    return done


def _last_block(found: list[System]) -> list[System]:
    """Where nothing says which rows are the paper's own: those at the end that are not cited, if the others are."""
    if not found:
        return found
    explained = [bool(system.keys) for system in found]
    last = len(found)
    while last and not explained[last - 1]:
        last -= 1
    rest = len(found) - last
    if not rest or rest > max(2, len(found) // 2) or sum(explained) < max(2, 0.6 * last):
        return found
    return [replace(system, ours=True) if place >= last else system for place, system in enumerate(found)]
