"""How well tables of results are read, against labels that people wrote by hand.

    python -m surveyor.bench.tables --shared ../shared

Reads the sample papers under SHARED/corpora/samples and the labels in tests/evidence/tables_*.tsv, one row a fact:
the kind of a table, a system it compares with and the entry that it is, a row of the paper's own, a score. Papers
are halved by the checksum of their name: rules may be made by looking at the dev half alone.
"""

from __future__ import annotations

import csv
import re
import subprocess
import tempfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from surveyor.evidence.document import Document
from surveyor.evidence.figures import figures
from surveyor.evidence.names import name_key
from surveyor.evidence.reading import read
from surveyor.evidence.results import Result, ResultTable, System, TableKind, results

LABELS = Path(__file__).parents[2] / "tests" / "evidence"
_SUFFIX = {"tex": ".tex", "tei": ".tei.xml"}
_WORD = re.compile(r"[a-z]+|\d+|[^\W\d_a-z]+")
_SAME = {
    "acc": "accuracy",
    "accuracie": "accuracy",
    "prec": "precision",
    "rec": "recall",
    "rouge": "r",
    "param": "parameter",
    "top1": "top 1",
}


@dataclass(frozen=True, slots=True)
class Label:
    """A fact about a table of a paper."""

    paper: str
    source: str
    """tex or tei."""
    table: str
    """Number as printed, `?` where it has none."""
    fact: str
    """kind, compared, ours or score."""
    name: str
    key: str
    """Entries, with blanks between."""
    dataset: str
    metric: str
    value: str

    @property
    def half(self) -> str:
        """dev or held."""
        return "held" if zlib.crc32(self.paper.encode()) % 2 else "dev"


@dataclass(slots=True)
class Counts:
    """Right ones among those that are labelled and those that are read."""

    right: int = 0
    labelled: int = 0
    told: int = 0

    def add(self, labelled: set[tuple[str, ...]], told: set[tuple[str, ...]]) -> None:
        """Count the sets of one paper."""
        self.right += len(labelled & told)
        self.labelled += len(labelled)
        self.told += len(told)

    @property
    def precision(self) -> float:
        """Share of what is read that is right."""
        return self.right / self.told if self.told else 1.0

    @property
    def recall(self) -> float:
        """Share of what is labelled that is read."""
        return self.right / self.labelled if self.labelled else 1.0


@dataclass(slots=True)
class Score:
    """Figures over a set of papers, micro-averaged."""

    papers: int = 0
    compared: Counts = field(default_factory=Counts)
    """Names of systems compared with, a set for each paper over all of its comparisons."""
    ours: Counts = field(default_factory=Counts)
    """Names of the paper's own rows in its comparisons, a set for each paper."""
    keys: Counts = field(default_factory=Counts)
    """Pairs of a compared name and an entry, of the names that are labelled with one."""
    kinds: Counts = field(default_factory=Counts)
    comparisons: Counts = field(default_factory=Counts)
    """Tables that are comparisons."""
    cells: Counts = field(default_factory=Counts)
    """Scores whose cell is found by system and value."""
    datasets: Counts = field(default_factory=Counts)
    metrics: Counts = field(default_factory=Counts)
    scores: Counts = field(default_factory=Counts)
    """Scores whose system, value, data set and metric are all right."""


def labels(folder: Path = LABELS) -> list[Label]:
    """The labels in all tables_*.tsv of a folder."""
    found: list[Label] = []
    for path in sorted(folder.glob("tables_*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            found += [Label(**row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
    return found


def score(labelled: Iterable[Label], documents: Mapping[str, Document]) -> Score:
    """What the reader of tables gets right of the labelled facts; papers without a document do not count."""
    papers: dict[str, list[Label]] = defaultdict(list)
    for label in labelled:
        papers[label.paper].append(label)
    total = Score()
    for paper, facts in papers.items():
        if paper in documents:
            total.papers += 1
            _count(total, facts, documents[paper])
    return total


def _count(total: Score, facts: Sequence[Label], document: Document) -> None:
    read_tables = results(document)
    comparisons = [table for table in read_tables if table.kind is TableKind.COMPARISON]
    every = [system for table in comparisons for system in table.systems]
    compared = [label for label in facts if label.fact == "compared"]
    total.compared.add({_name(label.name) for label in compared}, {_name(one.name) for one in every if not one.ours})
    total.ours.add(
        {_name(label.name) for label in facts if label.fact == "ours"}, {_name(one.name) for one in every if one.ours}
    )
    _count_keys(total.keys, compared, every)
    _count_kinds(total, facts, document, read_tables)
    for label in facts:
        if label.fact == "score":
            _count_score(total, label, document, read_tables)


def _name(name: str) -> tuple[str, ...]:
    return (name_key(name),)


def _count_keys(counts: Counts, compared: Sequence[Label], every: Sequence[System]) -> None:
    """Pairs of name and entry, of the names that are both labelled with an entry and read."""
    wanted: set[tuple[str, ...]] = {(name_key(label.name), key) for label in compared for key in label.key.split()}
    names = {name for name, _ in wanted}
    told: set[tuple[str, ...]] = {(name_key(one.name), key) for one in every if not one.ours for key in one.keys}
    counts.add(wanted, {pair for pair in told if pair[0] in names})


def _count_kinds(total: Score, facts: Sequence[Label], document: Document, tables: Sequence[ResultTable]) -> None:
    """Kinds by the number of the table; tables of one number are taken in order."""
    told: dict[str, list[str]] = defaultdict(list)
    for table in tables:
        told[document.tables[table.table].number or "?"].append(table.kind)
    seen: Counter[str] = Counter()
    for label in facts:
        if label.fact != "kind" or not told[label.table]:
            continue
        kinds = told[label.table]
        kind = kinds[min(seen[label.table], len(kinds) - 1)]
        seen[label.table] += 1
        alone = sum(other.fact == "kind" and other.table == label.table for other in facts) == 1
        right = label.name in kinds if alone else label.name == kind
        total.kinds.add({(label.name,)}, {(label.name if right else "",)})
        comparison = TableKind.COMPARISON in kinds if alone else kind == TableKind.COMPARISON
        total.comparisons.add({("",)} if label.name == "comparison" else set(), {("",)} if comparison else set())


def _count_score(total: Score, label: Label, document: Document, tables: Sequence[ResultTable]) -> None:
    found = [*_cells(label, document, tables)]
    same_dataset = [one for one in found if agree(label.dataset, one.dataset)]
    same_metric = [one for one in found if agree(label.metric, one.metric)]
    both = [one for one in same_dataset if one in same_metric]
    for counts, good in (
        (total.cells, found),
        (total.datasets, same_dataset),
        (total.metrics, same_metric),
        (total.scores, both),
    ):
        counts.add({("",)}, {("",)} if good else set())


def _cells(label: Label, document: Document, tables: Sequence[ResultTable]) -> Iterator[Result]:
    """What was read of the labelled system with the labelled value."""
    wanted = [figure.value for figure in figures(label.value)][:1]
    for table in tables:
        if (document.tables[table.table].number or "?") == label.table:
            for one in table.results:
                same = name_key(table.systems[one.system].name) == name_key(label.name)
                if same and ([one.value] == wanted or one.text == label.value):
                    yield one


def agree(labelled: str, told: str) -> bool:
    """Whether two names of a data set or a metric are one: the words of one are all in the other; what the paper does
    not say agrees with all."""
    one, other = _words(labelled), _words(told)
    return not one or (bool(other) and (one <= other or other <= one))


def _words(text: str) -> set[str]:
    found = set(_WORD.findall(text.casefold().replace("mean rank", "mr").replace("-", "").replace("@", " at ")))
    found = {word.rstrip("s") if len(word) > 3 else word for word in found}
    return {_SAME.get(word, word) for word in found} - {"the", "on", "at", "score", "test", "set", "of", "s"}


def samples(shared: Path, folder: Path, wanted: Iterable[Label]) -> dict[str, Document]:
    """The labelled papers out of the packed samples, unpacked in a folder."""
    return unpacked(shared, folder, {label.paper: label.source for label in wanted})


def unpacked(shared: Path, folder: Path, sources: Mapping[str, str]) -> dict[str, Document]:
    """The papers out of the packed samples, unpacked in a folder; `sources` says tex or tei of each."""
    for source in set(sources.values()):
        archive = shared / "corpora" / "samples" / f"{source}_sample.tar.zst"
        subprocess.run(["tar", "--zstd", "-xf", str(archive), "-C", str(folder)], check=True)
    files = {path.name: path for path in folder.rglob("*.*")}
    found = {paper: files.get(paper + _SUFFIX[source]) for paper, source in sources.items()}
    return {paper: read(path.name, path.read_bytes()) for paper, path in found.items() if path}


def rows(one: Score) -> Iterator[tuple[str, str]]:
    """Figures as what and how much."""
    yield "papers", str(one.papers)
    for name in ("compared", "ours", "keys", "comparisons"):
        counts: Counts = getattr(one, name)
        yield name, f"precision {counts.precision:.3f}  recall {counts.recall:.3f}  of {counts.labelled}"
    for name in ("kinds", "cells", "datasets", "metrics", "scores"):
        counts = getattr(one, name)
        yield name, f"right {counts.recall:.3f}  of {counts.labelled}"


@click.command()
@click.option("--shared", required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--labels", "folder", default=LABELS, type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(shared: Path, folder: Path) -> None:
    """Print the figures of the dev half and of the held half, LaTeX and TEI apart."""
    every = labels(folder)
    with tempfile.TemporaryDirectory() as scratch:
        documents = samples(shared, Path(scratch), every)
    for half in ("dev", "held"):
        for source in _SUFFIX:
            chosen = [label for label in every if label.half == half and label.source == source]
            click.echo(f"\n{half} {source}")
            for what, how_much in rows(score(chosen, documents)):
                click.echo(f"  {what:<12} {how_much}")


if __name__ == "__main__":
    main()
