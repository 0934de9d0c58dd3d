"""What a table is for."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from surveyor.evidence.document import Part, Table
from surveyor.evidence.figures import figures, numeric
from surveyor.evidence.layout import blank
from surveyor.evidence.vocabulary import (
    ABLATION,
    COST,
    DATASET_HEAD,
    EXAMPLE,
    SETTING_ROW,
    SETTINGS,
    STATISTIC_HEAD,
    STATISTICS,
    metric_in,
)


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


def plain_kind(table: Table) -> TableKind | None:
    """Statistics, settings or other where caption and labels tell so; None for a table that may hold results."""
    heads, labels = _heads(table), _labels(table)
    caption = table.caption.text
    body = [cell.text for row in table.rows[1:] for cell in row[1:] if not blank(cell.text)]
    numbers = sum(numeric(text) for text in body)
    scored = any(metric_in(text) and not COST.search(text) for text in (*heads, *labels)) or bool(
        metric_in(caption) and not STATISTICS.search(caption)
    )
    if _share(labels, SETTING_ROW) > 0.3 or (SETTINGS.search(caption) and not scored):
        return TableKind.SETTINGS
    if _statistical(heads, labels, caption, body, scored, table):
        return TableKind.STATISTICS
    if numbers < max(2, 0.25 * len(body)) or (EXAMPLE.search(caption) and not scored):
        return TableKind.OTHER
    return None


def _statistical(
    heads: Sequence[str], labels: Sequence[str], caption: str, body: Sequence[str], scored: bool, table: Table
) -> bool:
    counts = sum(_share([text], STATISTIC_HEAD) for text in heads) + sum(
        _share([text], STATISTIC_HEAD) for text in labels
    )
    whole = [figure.value for text in body for figure in figures(text)]
    integer = sum(value == int(value) for value in whole if abs(value) < 1e15) > 0.6 * len(whole) if whole else False
    corner = table.rows[0][0].text
    if STATISTICS.search(caption):
        return not scored or integer
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
    ablating = ABLATION.search(table.caption.text) is not None
    if ours + others == 0:
        return TableKind.ABLATION if ablating or part is Part.ABLATION else TableKind.OTHER
    if not others:
        return TableKind.ABLATION
    if ablating and explained < 2:
        return TableKind.ABLATION
    if part is Part.ABLATION and not explained:
        return TableKind.ABLATION
    if not ours and explained < max(1, 0.3 * others):
        return TableKind.ABLATION if ablating or part is Part.ABLATION else TableKind.OTHER
    return TableKind.COMPARISON


def costs_only(heads: Sequence[str]) -> bool:
    """Whether all that is reported is what it costs."""
    named = [head for head in heads if head.strip()]
    return bool(named) and all(COST.search(head) for head in named)
