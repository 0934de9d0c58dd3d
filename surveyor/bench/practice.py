"""How well what papers report of their practice is read, against labels that were made by hand.

    python -m surveyor.bench.practice --shared ../shared

Reads the labelled papers out of SHARED/corpora/samples; the labels are tests/evidence/settings.tsv (paper, half, name
and value of a setting as printed) and used.tsv (paper, half, data set or metric and its names). A label marked `?` is
right when it is found and no miss when it is not. Rules may be made by looking at the dev half alone.
"""

from __future__ import annotations

import csv
import re
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from surveyor.evidence.metrics import metric_name
from surveyor.evidence.practice import practice
from surveyor.evidence.quantities import WORDS, quantity_at
from surveyor.evidence.reading import read
from surveyor.evidence.settings_found import value_key
from surveyor.models import Practice, Setting, Used

LABELS = Path(__file__).parents[2] / "tests" / "evidence"
_ARCHIVES = {".tex": "tex", ".xml": "tei"}
_LETTERS = re.compile(r"[\W_]+")
_PLAIN = {"top-5 accuracy": "accuracy", "AP50": "mAP", "AP75": "mAP", "AP": "mAP", "MAP": "mAP"}


@dataclass(slots=True)
class Counts:
    """Labels that were found, labels that were not, and finds that no label allows."""

    found: int = 0
    missed: int = 0
    false: int = 0

    @property
    def recall(self) -> float:
        """Share of the labels that were found."""
        return self.found / max(1, self.found + self.missed)

    @property
    def precision(self) -> float:
        """Share of the finds that are right; what may but need not be found does not count."""
        return self.found / max(1, self.found + self.false)


@dataclass(frozen=True, slots=True)
class Label:
    """A fact about a paper."""

    paper: str
    half: str
    kind: str
    """setting, dataset or metric."""
    forms: frozenset[str]
    """Keys under any of which it counts as found."""
    may: bool
    """Whether it need not be found."""


def labels(folder: Path = LABELS) -> list[Label]:
    """The labels of both files."""
    found = []
    for row in _rows(folder / "settings.tsv"):
        key = setting_key(row["name"], row["value"])
        found.append(Label(row["paper"], row["half"], "setting", frozenset([key]), bool(row["may"])))
    for row in _rows(folder / "used.tsv"):
        forms = frozenset(used_key(row["kind"], name) for name in row["name"].split("|"))
        found.append(Label(row["paper"], row["half"], row["kind"], forms, bool(row["may"])))
    return found


def setting_key(name: str, printed: str) -> str:
    """Equal for the same value of the same setting, however it is printed."""
    number = quantity_at(printed, 0)
    whole = number is not None and number.end >= len(printed)
    value = WORDS.get(printed.lower()) or (number.value if number and whole else None)
    return f"{name}={value_key(Setting(name, printed, value))}".replace("*", "×")


def used_key(kind: str, name: str) -> str:
    """Equal for names of one data set, or of one metric whatever its cutoff."""
    if kind == "metric":
        name = (metric_name(name) or name).split("@")[0]
        name = "ROUGE" if name.startswith("ROUGE") else _PLAIN.get(name, name)
    return _LETTERS.sub("", name).lower()


def told(report: Practice) -> Iterator[tuple[str, str]]:
    """(kind, key) of all that a report says."""
    for setting in report.settings:
        yield "setting", f"{setting.name}={value_key(setting)}".replace("*", "×")
    used: tuple[Used, ...] = (*report.datasets, *report.metrics)
    for one in used:
        yield one.kind, used_key(one.kind, one.name)


def score(facts: Iterable[Label], report: Callable[[str], Practice]) -> Mapping[tuple[str, str], Counts]:
    """Counts by half and kind; `report` gives the practice of a paper by its name."""
    by_paper: dict[tuple[str, str], list[Label]] = defaultdict(list)
    for label in facts:
        by_paper[label.paper, label.half].append(label)
    counts: dict[tuple[str, str], Counts] = defaultdict(Counts)
    for (paper, half), own in by_paper.items():
        found = set(told(report(paper)))
        for kind in ("setting", "dataset", "metric"):
            keys = {key for other, key in found if other == kind}
            mine = [label for label in own if label.kind == kind]
            count = counts[half, kind]
            count.found += sum(bool(label.forms & keys) for label in mine if not label.may)
            count.missed += sum(not label.forms & keys for label in mine if not label.may)
            count.false += len(keys.difference(*(label.forms for label in mine)))
    return counts


def sample(shared: Path, paper: str) -> bytes:
    """The text of a sample paper."""
    kind = _ARCHIVES[Path(paper).suffix]
    archive = shared / "corpora" / "samples" / f"{kind}_sample.tar.zst"
    command = ["tar", "--zstd", "-xOf", str(archive), f"{kind}/{paper}"]
    return subprocess.run(command, check=True, capture_output=True).stdout


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


@click.command()
@click.option("--shared", type=click.Path(path_type=Path, exists=True), required=True, help="Folder of the samples.")
def main(shared: Path) -> None:
    """Print recall and precision by half and kind."""
    counts = score(labels(), lambda paper: practice(read(paper, sample(shared, paper))))
    for (half, kind), count in sorted(counts.items()):
        click.echo(
            f"{half:<6}{kind:<9} recall {count.recall:.3f}  precision {count.precision:.3f}  "
            f"({count.found} found, {count.missed} missed, {count.false} false)"
        )


if __name__ == "__main__":
    main()
