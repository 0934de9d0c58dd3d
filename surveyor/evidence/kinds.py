"""What a table is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from surveyor.evidence.axes import is_dataset
from surveyor.evidence.document import Part, Table
from surveyor.evidence.figures import figures, numeric
from surveyor.evidence.layout import blank
from surveyor.evidence.vocabulary import (
    ABLATION,
    AGAINST,
    COST,
    DATASET_HEAD,
    EFFICIENCY,
    EXAMPLE,
    SETTING_ROW,
    SETTINGS,
    STATISTIC_HEAD,
    STATISTICS,
    metric_in,
)

_TICK = re.compile(r"[✓✔✗✘×]")


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


def plain_kind(table: Table, datasets: frozenset[str]) -> TableKind | None:
    """Statistics, settings or other where caption and labels tell so; None for a table that may hold results."""
    heads, labels = _heads(table), _labels(table)
    caption = table.caption.text
    body = [cell.text for row in table.rows[1:] for cell in row[1:] if not blank(cell.text) or _TICK.search(cell.text)]
    numbers = sum(numeric(text) for text in body)
    scored = any(metric_in(text) and not COST.search(text) for text in (*heads, *labels)) or bool(
        metric_in(caption) and not STATISTICS.search(caption)
    )
    if _share(labels, SETTING_ROW) > 0.3 or (SETTINGS.search(caption) and not scored):
        return TableKind.SETTINGS
    if _statistical(heads, labels, caption, body, scored, table, datasets):
        return TableKind.STATISTICS
    if _share(heads, SETTING_ROW) > 0.5 and not scored:
        return TableKind.SETTINGS
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
    if STATISTICS.search(caption):
        return not scored or integer
    if labels and integer and not scored and sum(is_dataset(text, datasets) for text in labels) > 0.6 * len(labels):
        return counts > 0
    return (
        not scored
        and integer
        and counts >= 0.4 * min(len(heads), len(labels) or 1)
        and bool(DATASET_HEAD.search(corner))
    )


def _heads(table: Table) -> list[str]:
    return [cell.text for cell in table.rows[0][1:] if cell.text and not cell.again]


def _labels(table: Table) -> list[str]:
    return [row[0].text for row in table.rows[1:] if row[0].text and not row[0].again]


def _share(texts: Sequence[str], pattern: object) -> float:
    return sum(pattern.search(text) is not None for text in texts) / len(texts) if texts else 0.0  # type: ignore[attr-defined]


def result_kind(table: Table, part: Part, ours: int, others: int, explained: int) -> TableKind:
    """Comparison, ablation or other, by how many systems are the paper's own, how many are others', and how many of
    those are explained by a citation or a known name."""
    caption = table.caption.text
    ablating = ABLATION.search(caption) is not None or part is Part.ABLATION
    if ours + others == 0:
        return TableKind.ABLATION if ablating else TableKind.OTHER
    if not others:
        return TableKind.ABLATION
    if ablating and (explained < 3 or not ours):
        return TableKind.ABLATION
    if ABLATION.search(caption) and not AGAINST.search(caption):
        return TableKind.ABLATION
    if not explained and not AGAINST.search(caption):
        return TableKind.ABLATION if ours else TableKind.OTHER
    if not ours and explained < max(1, 0.3 * others):
        return TableKind.OTHER
    return TableKind.COMPARISON


def costs_only(table: Table, heads: Sequence[str]) -> bool:
    """Whether all that is reported is what it costs."""
    named = [head for head in heads if head.strip()]
    if named and all(COST.search(head) and (not metric_in(head) or COST.search(metric_in(head))) for head in named):
        return True
    caption = table.caption.text
    return EFFICIENCY.search(caption) is not None and not any(map(metric_in, (caption, *named)))
