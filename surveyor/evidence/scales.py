"""What the numbers of a table measure: data set and metric, by heads, labels, groups and caption."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from surveyor.evidence.axes import Axis, Known, is_dataset, resolve
from surveyor.evidence.datasets import in_caption
from surveyor.evidence.document import Table
from surveyor.evidence.figures import numeric
from surveyor.evidence.layout import Line, Panel, blank
from surveyor.evidence.names import bare_name
from surveyor.evidence.vocabulary import (
    CATEGORY,
    COST,
    DATASET_HEAD,
    METRIC_HEAD,
    SPLIT_WORDS,
    SYSTEM_HEAD,
    metric_in,
)

_SEVERAL = re.compile(r"\s*[/|]\s*")
_AROUND = re.compile(r"^[\s(),:/|\[\]↑↓%.-]+|[\s(),:/|\[\]↑↓.-]+$")
_ARROWS = re.compile(r"\s*[(\[]?[↑↓⇑⇓][)\]]?\s*|\(\s*%?\s*\)|\[\s*%?\s*\]")


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
    dataset: str
    """Of the caption."""
    metric: str
    """Of the caption."""

    def of(self, line: Line, column: int) -> Scale:
        """What the number in a row and column measures."""
        heads = [
            self.table.rows[h][column].text for h in line.heads if not (self.axis.transposed and h == self.axis.at)
        ]
        return _scale(_distinct(line.groups), _distinct([*self._labels(line), *heads]), self)

    def _labels(self, line: Line) -> list[str]:
        """Labels of a row that are not of its system."""
        row = self.table.rows[line.row]
        if self.axis.transposed:
            return [row[c].text for c in self.panel.labels]
        return [row[c].text for c in self.panel.labels if c != self.axis.at and self._measures(c)]

    def _measures(self, column: int) -> bool:
        """Whether a column of labels names data sets or metrics."""
        titles = [self.table.rows[h][column].text for h in range(self.panel.heads)]
        if any(DATASET_HEAD.search(title) or METRIC_HEAD.search(title) for title in titles):
            return True
        cells = [self.table.rows[line.row][column].text for line in self.panel.lines[:40]]
        told = [bool(metric_in(text)) or is_dataset(text, self.known.datasets) for text in cells if not blank(text)]
        return sum(told) > 0.6 * len(told)


def scale(table: Table, panel: Panel, axis: Axis, known: Known) -> Scales:
    """What the numbers of a panel measure."""
    caption = table.caption.text
    return Scales(table, panel, axis, known, in_caption(caption, known.datasets), metric_in(caption))


def _distinct(texts: Iterable[str]) -> list[str]:
    kept = (_ARROWS.sub(" ", bare_name(text)).strip() for text in texts)
    return list(dict.fromkeys(text for text in kept if any(c.isalnum() for c in text)))


def _scale(groups: Sequence[str], path: Sequence[str], scales: Scales) -> Scale:
    """Metric and data set out of the groups and the texts around a number, the farthest first."""
    metric = dataset = split = ""
    others: list[str] = []
    if len(path) > 1 and numeric(path[-1]) and metric_in(path[-2]):
        path = [*path[:-2], f"{path[-2]}{path[-1]}"]
    for text in reversed(path):
        found = metric_in(text)
        if is_dataset(text, scales.known.datasets):
            dataset = dataset or text
        elif found and not metric:
            metric, rest = _parted(text, found)
            if is_dataset(rest, scales.known.datasets):
                dataset = dataset or rest
            elif rest:
                others.insert(0, rest)
        elif SPLIT_WORDS.match(text):
            split = split or text
        elif (COST.search(text) or text[0] == "#") and not metric:
            metric = text
        elif not (SYSTEM_HEAD.search(text) or METRIC_HEAD.search(text) or DATASET_HEAD.fullmatch(text)):
            others.insert(0, text)
    group = next((text for text in reversed(groups) if is_dataset(text, scales.known.datasets)), "")
    dataset = dataset or group
    if not metric and not scales.metric and others and (dataset or scales.dataset):
        metric = others.pop()
    if not dataset:
        loose = [text for text in others if not CATEGORY.search(text)] or others
        dataset = " ".join(dict.fromkeys(filter(None, (scales.dataset, *loose)))) or _loose(groups, scales)
    if split and split.casefold() not in dataset.casefold():
        dataset = f"{dataset} {split}".strip()
    return Scale(dataset, tuple(part for part in _SEVERAL.split(metric or scales.metric) if part))


def _loose(groups: Sequence[str], scales: Scales) -> str:
    """The nearest group that may be a data set, where nothing else tells."""
    return next(
        (text for text in reversed(groups) if not CATEGORY.search(text) and not resolve(text, scales.known.names)), ""
    )


def _parted(text: str, metric: str) -> tuple[str, str]:
    """A head such as `Cora Acc (%)` as metric and the rest; one of several metrics is all metric."""
    before, _, after = text.partition(metric)
    rest = _AROUND.sub("", before) or _AROUND.sub("", after)
    if not rest or not any(c.isupper() for c in rest) or len(_SEVERAL.split(text)) > 1 or len(rest) < 2:
        return _AROUND.sub("", text) or text, ""
    return metric, rest
