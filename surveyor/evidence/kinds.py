"""What a table is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from surveyor.evidence.axes import is_dataset
from surveyor.evidence.document import Part, Table
from surveyor.evidence.figures import figures, numeric
from surveyor.evidence.layout import Panel, blank
from surveyor.evidence.names import bare_name
from surveyor.evidence.vocabulary import (
    ABLATION,
    AGAINST,
    COST,
    DATASET_HEAD,
    EFFICIENCY,
    EXAMPLE,
    SETTING_ROW,
    SETTINGS,
    SIZE,
    STATISTIC_HEAD,
    STATISTICS,
    metric_in,
)

_TICK = re.compile(r"[✓✔✗✘×]")


_LONG = 8
"""Words of a head that ran together from several columns."""


class TableKind(StrEnum):
    """What a table is for."""

    COMPARISON = "comparison"
    """Scores of systems beside those of others."""
    ABLATION = "ablation"
    """Scores of variants of one system."""
    SETTINGS = "settings"
    """Hyper-parameters, architectures, resources."""
    STATISTICS = "statistics"
    """Counts about data sets."""
    OTHER = "other"


def plain_kind(table: Table, panels: Sequence[Panel], datasets: frozenset[str]) -> TableKind | None:
    """Statistics, settings or other where caption and labels tell so; None for a table that may hold results."""
    heads, labels = _heads(table), _labels(table)
    caption = table.caption.text
    cells = (
        [table.rows[line.row][c] for panel in panels for line in panel.lines for c in panel.figures]
        if panels
        else [cell for row in table.rows[1:] for cell in row[1:]]
    )
    body = [cell.text for cell in cells if not blank(cell.text) or _TICK.search(cell.text)]
    numbers = sum(numeric(text) for text in body)
    scored = is_scored(table)
    ablating = ABLATION.search(caption) is not None
    if (_share(labels, SETTING_ROW) > (0.6 if scored else 0.3) and not ablating) or (
        not ablating and SETTINGS.search(_headline(caption)) and not scored
    ):
        return TableKind.SETTINGS
    if _statistical(heads, labels, caption, body, scored, table, datasets):
        return TableKind.STATISTICS
    if _share(heads, SETTING_ROW) > 0.5 and not scored and not ABLATION.search(caption):
        return TableKind.SETTINGS
    if not numbers and not scored and not any(is_dataset(head, datasets) for head in heads):
        return TableKind.OTHER
    if (body and numbers < 0.25 * len(body)) or (EXAMPLE.search(caption) and not scored):
        return TableKind.OTHER
    return None


def _statistical(
    heads: Sequence[str],
    labels: Sequence[str],
    caption: str,
    body: Sequence[str],
    scored: bool,
    table: Table,
    datasets: frozenset[str],
) -> bool:
    counts = sum(_share([text], STATISTIC_HEAD) for text in heads) + sum(
        _share([text], STATISTIC_HEAD) for text in labels
    )
    whole = [figure.value for text in body for figure in figures(text)]
    integer = sum(value == int(value) for value in whole if abs(value) < 1e15) > 0.6 * len(whole) if whole else False
    corner = table.rows[0][0].text
    if STATISTICS.search(_headline(caption)):
        return not scored or integer
    if labels and integer and not scored and sum(is_dataset(text, datasets) for text in labels) > 0.6 * len(labels):
        return counts > 0
    return (
        not scored
        and integer
        and counts >= 0.4 * min(len(heads), len(labels) or 1)
        and bool(DATASET_HEAD.search(corner))
    )


def _headline(caption: str) -> str:
    """The first sentence of a caption, where it speaks of no results."""
    first = _first_sentence(caption)
    return "" if re.search(r"\b(?:results?|performances?)\b", first, re.IGNORECASE) else first


def _first_sentence(caption: str) -> str:
    return re.split(r"(?<=[a-z)\]])\.\s", caption, maxsplit=1)[0]


def _heads(table: Table) -> list[str]:
    return [cell.text for cell in table.rows[0][1:] if cell.text and not cell.again]


def _labels(table: Table) -> list[str]:
    return [bare_name(row[0].text, row[0].cites) for row in table.rows[1:] if row[0].text and not row[0].again]


def _share(texts: Sequence[str], pattern: object) -> float:
    return sum(pattern.search(text) is not None for text in texts) / len(texts) if texts else 0.0  # type: ignore[attr-defined]


def is_scored(table: Table) -> bool:
    """Whether heads, labels or caption name a metric of quality."""
    caption = table.caption.text
    told = any(metric_in(text) and not COST.search(text) for text in (*_heads(table), *_labels(table)))
    return told or bool(metric_in(caption) and not STATISTICS.search(caption))


def result_kind(table: Table, part: Part, ours: int, others: int, explained: int) -> TableKind:
    """Comparison, ablation or other, by how many systems are the paper's own, how many are others', and how many of
    those are explained by a citation or a known name."""
    caption = table.caption.text
    ablating = ABLATION.search(caption) is not None or (part is Part.ABLATION and not AGAINST.search(caption))
    if ours + others == 0:
        return TableKind.ABLATION if ablating or is_scored(table) else TableKind.OTHER
    if not others:
        return TableKind.ABLATION
    if ablating and (explained < 3 or not ours):
        return TableKind.ABLATION
    if ABLATION.search(caption) and not AGAINST.search(caption):
        return TableKind.ABLATION
    if not explained and not AGAINST.search(caption):
        return TableKind.ABLATION if ours or is_scored(table) else TableKind.OTHER
    if not ours and explained < max(1, 0.3 * others):
        return TableKind.ABLATION if is_scored(table) else TableKind.OTHER
    return TableKind.COMPARISON


def cost_kind(table: Table, heads: Sequence[str]) -> TableKind | None:
    """Settings or other where all that is reported is how large the systems are or what they cost."""
    costs = [bool(COST.search(head)) and len(head.split()) < _LONG and not _quality(head) for head in heads]
    caption = table.caption.text
    named = any(head.strip() for head in heads)
    announced = named and EFFICIENCY.search(_first_sentence(caption)) is not None
    if not (costs and all(costs)) and not (announced and not any(map(_quality, (caption, *heads)))):
        return None
    return TableKind.SETTINGS if all(SIZE.search(head) for head in heads) else TableKind.OTHER


def _quality(text: str) -> bool:
    """Whether a text names a metric other than of cost."""
    metric = metric_in(text)
    return bool(metric) and not COST.search(metric)
