"""A document to what it reports of its practice: data sets, metrics and settings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from surveyor.evidence.datasets_used import DatasetNames, in_order
from surveyor.evidence.document import Document, Part, Passage, Table
from surveyor.evidence.metrics import metric_name, metrics_in
from surveyor.evidence.sentences import running_text, without_cites, without_years
from surveyor.evidence.settings_found import settings_of
from surveyor.models import Practice, Used

_WORKING = frozenset([Part.EXPERIMENTS, Part.RESULTS, Part.ABLATION, Part.APPENDIX])
_FEWEST = 2
"""Sections about experiments that a paper has, where its headings tell at all."""
_LONGEST_LABEL = 60
_LETTER = 2
"""Letters of a label such as `P` or `F` that is too short to stand for a measure elsewhere."""
_OFTEN = 3
"""Mentions of precision without recall that are more than one of `half precision`."""


def practice(document: Document) -> Practice:
    """What a paper reports of its practice; of a paper without such reports, nothing."""
    datasets, metrics = DatasetNames(), _Metrics()
    for told in _working(document):
        datasets.read(told.text, told.cites, told.section, told.about_data, told.caption)
        metrics.read(told)
    for table in document.tables:
        for label in _labels(table):
            datasets.cell(label)
            metrics.label(label)
    sets = [Used(name, "dataset", count, keys, head) for name, count, keys, head in in_order(datasets.used())]
    return Practice(tuple(sets), tuple(metrics.used()), settings_of(document))


def _about_data(section: str) -> bool:
    lower = section.lower()
    return any(word in lower for word in ("data", "corp", "benchmark", "数据", "语料"))


@dataclass(frozen=True, slots=True)
class _Told:
    """A piece of text about experiments."""

    text: str
    """With blanks in place of citations."""
    cites: tuple[tuple[int, str], ...] = ()
    """Where they stood, and their keys."""
    section: str = ""
    about_data: bool = False
    """Under a heading such as Datasets."""
    caption: bool = False


def _working(document: Document) -> Iterator[_Told]:
    """The sections about experiments, the captions, and the paragraphs that were taken for tables."""
    portions = [portion for portion in document.portions if portion.part in _WORKING]
    if len(portions) < _FEWEST:
        portions = [p for p in document.portions if p.part in (*_WORKING, Part.METHOD, Part.OTHER)]
    for portion in portions:
        about_data = not portion.baselines and _about_data(portion.head)
        for passage in portion.passages:
            yield _Told(*_plain(passage), portion.head, about_data)
    for table in document.tables:
        yield _Told(*_plain(table.caption), caption=True)
        if lost := running_text(table):
            yield _Told(without_years(lost))


def _plain(passage: Passage) -> tuple[str, tuple[tuple[int, str], ...]]:
    return without_years(without_cites(passage)), tuple((cite.start, cite.key) for cite in passage.cites)


def _labels(table: Table) -> Iterator[str]:
    """The cells of a table that hold words, each as often as it is printed."""
    for row in table.rows:
        for cell in row:
            if cell.text and not cell.again and len(cell.text) <= _LONGEST_LABEL and any(map(str.isalpha, cell.text)):
                yield cell.text


@dataclass(slots=True)
class _Metrics:
    """Measures while a paper is read."""

    _count: Counter[str] = field(default_factory=Counter)
    _printed: dict[str, Counter[str]] = field(default_factory=dict)
    _sure: set[str] = field(default_factory=set)
    _section: dict[str, str] = field(default_factory=dict)
    _keys: dict[str, list[str]] = field(default_factory=dict)

    def read(self, told: _Told) -> None:
        """Note the measures that a passage speaks of."""
        for name, start, end, sure in metrics_in(told.text):
            self._note(name, told.text[start:end], sure, told.section)
            near = [key for at, key in told.cites if 0 <= at - end <= 2 and key not in self._keys[name]]
            self._keys[name] += near

    def label(self, text: str) -> None:
        """Note the measures that a cell names."""
        for piece in {text, *text.split("/")} if "/" in text else (text,):
            if name := metric_name(piece):
                self._note(name, piece.strip(), True, "")

    def _note(self, name: str, printed: str, sure: bool, section: str) -> None:
        self._count[name] += 1
        self._printed.setdefault(name, Counter())[printed] += 1
        self._section.setdefault(name, section)
        self._keys.setdefault(name, [])
        if sure:
            self._sure.add(name)

    def used(self) -> Iterator[Used]:
        """Those that are surely meant, most mentioned first."""
        for name, count in sorted(self._count.items(), key=lambda item: (-item[1], item[0])):
            general = name.endswith("@k") and any(other.startswith(name[:-1]) for other in self._count if other != name)
            alone = name == "precision" and count < _OFTEN and "recall" not in self._count
            if name in self._sure and not general and not alone:
                printed = max(self._printed[name], key=lambda form: (self._printed[name][form], form))
                printed = printed if len(printed) > _LETTER else name
                yield Used(printed, "metric", count, tuple(self._keys[name]), self._section[name])
