"""What the numbers of a table measure: data set and metric, by heads, labels, groups and caption."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from surveyor.evidence.axes import Axis, Known, is_dataset, resolve
from surveyor.evidence.datasets import in_caption
from surveyor.evidence.document import Document, Table
from surveyor.evidence.figures import numeric
from surveyor.evidence.layout import Line, Panel, blank
from surveyor.evidence.names import bare_name
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

_TRAINED = re.compile(r"train", re.IGNORECASE)
_SHOWS = re.compile(r"\bTab(?:le|\.)\s*([A-Z]?\.?\d+(?:\.\d+)?)")
_REACH = 300
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
    shown: str
    """The metric that the text names where it shows the table."""
    siblings: frozenset[str]
    """Heads that stand in a row with data sets, and labels that stand in a column with them."""
    labels: tuple[int, ...]
    """Columns of labels that name data sets or metrics."""
    told: dict[tuple[tuple[str, ...], ...], Scale] = field(default_factory=dict, repr=False, compare=False)
    """What texts have told before, by groups and texts."""

    def each(self, line: Line, column: int, count: int) -> list[tuple[str, str]]:
        """Data set and metric of each of the numbers in a row and column."""
        rows = [h for h in line.heads if not (self.axis.transposed and h == self.axis.at)]
        heads = [self.table.rows[h][column].text for h in rows]
        words = heads[-1].split() if heads and count > 1 else []
        if words and len(words) >= count and "/" not in heads[-1]:
            return [self._of(line, [*heads[:-1], word], 1)[0] for word in words[-count:]]
        return self._of(line, heads, count)

    def _of(self, line: Line, heads: Sequence[str], count: int) -> list[tuple[str, str]]:
        labels = [self.table.rows[line.row][column].text for column in self.labels]
        texts = line.groups, (*labels, *heads)
        told = self.told.get(texts)
        if told is None:
            told = self.told[texts] = _scale(_distinct(line.groups), _distinct(texts[1]), self)
        metrics = told.metrics or ("",)
        return [(told.dataset, metrics[min(place, len(metrics) - 1)]) for place in range(count)]

    def is_dataset(self, text: str) -> bool:
        """Whether a text names a data set."""
        return text in self.siblings or is_dataset(text, self.known.datasets)


def scale(table: Table, panel: Panel, axis: Axis, known: Known, shown: str = "") -> Scales:
    """What the numbers of a panel measure; `shown` is the metric that the text names where it shows the table."""
    caption = table.caption.text
    told = in_caption(caption, known.datasets), metric_in(caption), shown
    labels = [c for c in panel.labels if axis.transposed or (c != axis.at and _measures(table, panel, c, known))]
    return Scales(table, panel, axis, known, *told, _siblings(table, panel, axis, known), tuple(labels))


def _measures(table: Table, panel: Panel, column: int, known: Known) -> bool:
    """Whether a column of labels names data sets or metrics."""
    titles = [table.rows[h][column].text for h in range(panel.heads)]
    if any(_TRAINED.search(title) for title in titles):
        return False
    if any(DATASET_HEAD.search(title) or METRIC_HEAD.search(title) for title in titles):
        return True
    cells = [table.rows[line.row][column].text for line in panel.lines[:40]]
    told = [bool(metric_in(text)) or is_dataset(text, known.datasets) for text in cells if not blank(text)]
    return sum(told) > 0.6 * len(told)


def shown_metrics(document: Document) -> dict[str, str]:
    """By the number of a table, the metric that is named first in a sentence that shows it."""
    found: dict[str, str] = {}
    for portion in document.portions:
        for passage in portion.passages:
            for match in _SHOWS.finditer(passage.text):
                if match[1] not in found and (metric := metric_in(_sentence(passage.text, match.start()))):
                    found[match[1]] = metric
    return found


def _sentence(text: str, at: int) -> str:
    begin, end = text.rfind(". ", 0, at) + 1, text.find(". ", at + 8)
    return text[max(begin, at - _REACH) : min(end if end > 0 else len(text), at + _REACH)]


def _siblings(table: Table, panel: Panel, axis: Axis, known: Known) -> frozenset[str]:
    found: set[str] = set()
    for head in range(panel.heads):
        if not (axis.transposed and head == axis.at):
            found |= _beside([table.rows[head][column].text for column in panel.figures], known)
    for column in panel.labels:
        if axis.transposed or column != axis.at:
            found |= _beside([table.rows[line.row][column].text for line in panel.lines], known)
    return frozenset(found)


def _beside(texts: Sequence[str], known: Known) -> set[str]:
    """The texts beside a data set that are no metrics themselves."""
    plain = _distinct(texts)
    if not any(is_dataset(text, known.datasets) and not metric_in(text) for text in plain):
        return set()
    return {text for text in plain if not metric_in(text) and not COST.search(text) and not NO_SYSTEM.match(text)}


def _distinct(texts: Iterable[str]) -> list[str]:
    kept = (_ARROWS.sub(" ", bare_name(text)).strip() for text in texts)
    return list(dict.fromkeys(text for text in kept if any(c.isalnum() for c in text)))


def _scale(groups: Sequence[str], path: Sequence[str], scales: Scales) -> Scale:
    """Metric and data set out of the groups and the texts around a number, the farthest first."""
    if len(path) > 1 and numeric(path[-1]) and metric_in(path[-2]):
        path = [*path[:-2], f"{path[-2]}{path[-1]}"]
    told = _Told(scales)
    for text in reversed(path):
        told.take(text)
    told.dataset = told.dataset or next((text for text in reversed(groups) if scales.is_dataset(text)), "")
    if not told.metric and not scales.metric and told.others and (told.dataset or scales.dataset):
        told.metric = told.others.pop()
    if not told.dataset:
        loose = [text for text in told.others if not CATEGORY.search(text)] or told.others
        told.dataset = " ".join(dict.fromkeys(filter(None, (scales.dataset, *loose)))) or _loose(groups, scales)
    if told.split and told.split.casefold() not in told.dataset.casefold():
        told.dataset = f"{told.dataset} {told.split}".strip()
    return Scale(
        told.dataset, tuple(part for part in _SEVERAL.split(told.metric or scales.metric or scales.shown) if part)
    )


@dataclass(slots=True)
class _Told:
    """What the texts around a number have told so far, the nearest first."""

    scales: Scales
    metric: str = ""
    dataset: str = ""
    split: str = ""
    others: list[str] = field(default_factory=list)

    def take(self, text: str) -> None:
        """Take in one text more."""
        metric = metric_in(text)
        if self.scales.is_dataset(text):
            name, _, behind = text.partition("(")
            self.dataset = self.dataset or (name.strip() if metric and name else text)
            self.metric = self.metric or (_AROUND.sub("", behind) if metric else "")
        elif metric and not self.metric:
            self.metric, rest = _parted(text, metric)
            self._rest(rest)
        elif SPLIT_WORDS.match(text):
            self.split = self.split or text
        elif not self.metric and (COST.search(text) or text[0] == "#"):
            self.metric = text
        elif not any(head.fullmatch(text) for head in (SYSTEM_HEAD, METRIC_HEAD, DATASET_HEAD, ASIDE_HEAD)):
            self.others.insert(0, text)

    def _rest(self, rest: str) -> None:
        """What stands beside a metric in one text."""
        if self.scales.is_dataset(rest):
            self.dataset = self.dataset or rest
        elif rest:
            self.others.insert(0, rest)


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
