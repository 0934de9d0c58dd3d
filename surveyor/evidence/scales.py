"""What the numbers of a table measure: data set and metric, by heads, labels, groups and caption."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from surveyor.evidence.axes import Axis, Known
from surveyor.evidence.datasets import in_caption
from surveyor.evidence.document import Table
from surveyor.evidence.layout import Line, Panel, blank
from surveyor.evidence.names import bare_name, name_key
from surveyor.evidence.vocabulary import (
    CATEGORY,
    DATASET_HEAD,
    METRIC_HEAD,
    SPLIT_WORDS,
    SYSTEM_HEAD,
    metric_in,
)

_SEVERAL = re.compile(r"\s*[/|]\s*")
_AROUND = re.compile(r"^[\s(),:/|\[\]↑↓%-]+|[\s(),:/|\[\]↑↓-]+$")
_ARROWS = re.compile(r"\s*[(\[]?[↑↓][)\]]?\s*")


@dataclass(frozen=True, slots=True)
class Scale:
    """What a number measures."""

    dataset: str
    metrics: tuple[str, ...]
    """One for each number of a cell."""


@dataclass(frozen=True, slots=True)
class Scales:
    """What the numbers of one panel measure."""

    table: Table
    panel: Panel
    axis: Axis
    known: Known
    caption_dataset: str
    caption_metric: str

    def of(self, line: Line, column: int) -> Scale:
        """What the number in a row and column measures."""
        heads = [
            self.table.rows[h][column].text for h in line.heads if not (self.axis.transposed and h == self.axis.at)
        ]
        labels = self._labels(line)
        texts = _distinct([*line.groups, *labels, *heads])
        return _read(texts, self)

    def _labels(self, line: Line) -> list[str]:
        """Labels of a row that are not of its system."""
        row = self.table.rows[line.row]
        columns = [c for c in self.panel.labels if self.axis.transposed or c != self.axis.at]
        if self.axis.transposed:
            return [row[c].text for c in columns]
        return [row[c].text for c in columns if self._measures(c)]

    def _measures(self, column: int) -> bool:
        """Whether a column of labels names data sets or metrics."""
        titles = [self.table.rows[h][column].text for h in range(self.panel.heads)]
        if any(DATASET_HEAD.search(title) or METRIC_HEAD.search(title) for title in titles):
            return True
        cells = [self.table.rows[line.row][column].text for line in self.panel.lines[:40]]
        told = [bool(metric_in(text)) or name_key(text) in self.known.datasets for text in cells if not blank(text)]
        return sum(told) > 0.6 * len(told)


def scale(table: Table, panel: Panel, axis: Axis, known: Known) -> Scales:
    """What the numbers of a panel measure."""
    caption = table.caption.text
    return Scales(table, panel, axis, known, in_caption(caption, known.datasets), metric_in(caption))


def _distinct(texts: Iterable[str]) -> list[str]:
    kept = (_ARROWS.sub(" ", bare_name(text)).strip() for text in texts)
    return list(dict.fromkeys(text for text in kept if not blank(text)))


def _read(texts: Sequence[str], scales: Scales) -> Scale:
    """Metric and data set out of the texts around a number, the farthest first."""
    metric, dataset, split = "", "", ""
    for text in reversed(texts):
        found = metric_in(text)
        known = name_key(text) in scales.known.datasets
        if found and not known and not metric:
            metric, rest = _parted(text, found)
            dataset = dataset or (rest if _names_dataset(rest, scales) else "")
        elif SPLIT_WORDS.match(text):
            split = split or text
        elif (not dataset or (known and name_key(dataset) not in scales.known.datasets)) and _may_be_dataset(
            text, known
        ):
            dataset = text
    dataset = dataset or scales.caption_dataset
    if split and split.casefold() not in dataset.casefold():
        dataset = f"{dataset} {split}".strip()
    metrics = tuple(part for part in _SEVERAL.split(metric or scales.caption_metric) if part)
    return Scale(dataset, metrics)


def _parted(text: str, metric: str) -> tuple[str, str]:
    """A head such as `Cora Acc (%)` as metric and the rest; one of several metrics is all metric."""
    before, _, after = text.partition(metric)
    rest = _AROUND.sub("", f"{before} {after}")
    if not rest or len(_SEVERAL.split(text)) > 1:
        return _AROUND.sub("", text) or text, ""
    return (metric, rest) if any(c.isupper() for c in rest) else (text, "")


def _names_dataset(rest: str, scales: Scales) -> bool:
    return name_key(rest) in scales.known.datasets or (
        len(rest) > 2 and not CATEGORY.search(rest) and rest[0].isupper()
    )


def _may_be_dataset(text: str, known: bool) -> bool:
    if known:
        return True
    return not (SYSTEM_HEAD.search(text) or CATEGORY.search(text) or METRIC_HEAD.search(text)) and len(text) < 50
