"""How many entries of public leaderboards are read out of a paper's own tables.

    python -m surveyor.bench.boards --shared ../shared

tests/evidence/boards.tsv holds what leaderboards say of sample papers: data set, metric and score of the paper's own
system. What is read: for each data set and metric of the comparison tables the best figure of the paper's own rows. The
two agree where the figures are one (be it in percent or as a share) and the words for data set and metric do. AxCell
(Kardas et al. 2020) measures such triples with their task on NLP-TDMS: micro F1 25.8.
"""

from __future__ import annotations

import csv
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from surveyor.bench.tables import LABELS, Counts, agree, unpacked
from surveyor.evidence.document import Document
from surveyor.evidence.figures import figures
from surveyor.evidence.results import TableKind, results

_LOWER = re.compile(
    r"perplexity|ppl|error|loss|\bmr\b|mean rank|wer\b|rmse|\bmae\b|mse|fid|bpc|bits per|params", re.IGNORECASE
)
"""Metrics of which less is better."""


@dataclass(frozen=True, slots=True)
class Triple:
    """An entry of a board."""

    dataset: str
    metric: str
    value: float


@dataclass(slots=True)
class Figures:
    """What the boards and the tables have in common."""

    papers: int
    triples: Counts
    values: Counts
    """The same by the figure alone: what is lost by words."""
    in_cells: int = 0
    """Entries whose figure stands in a cell of any table that the document has: all that can be found."""

    @property
    def f1(self) -> float:
        """Micro F1 of the triples."""
        both = self.triples.precision + self.triples.recall
        return 2 * self.triples.precision * self.triples.recall / both if both else 0.0


def boards(path: Path = LABELS / "boards.tsv") -> dict[str, list[Triple]]:
    """Paper to the entries of it; those without a number are left out."""
    found: dict[str, list[Triple]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            for figure in figures(row["score"])[:1]:
                found[row["paper"]].append(Triple(row["dataset"], row["metric"], figure.value))
    return dict(found)


def own(document: Document) -> list[Triple]:
    """For each data set and metric of the comparison tables the best figure of the paper's own systems."""
    best: dict[tuple[str, str], float] = {}
    for table in results(document):
        if table.kind is TableKind.COMPARISON:
            for one in table.results:
                if table.systems[one.system].ours:
                    place = (one.dataset, one.metric)
                    pick = min if _LOWER.search(one.metric) else max
                    best[place] = pick(best.get(place, one.value), one.value)
    return [Triple(dataset, metric, value) for (dataset, metric), value in best.items()]


def score(wanted: Mapping[str, Sequence[Triple]], documents: Mapping[str, Document]) -> Figures:
    """Micro-averaged over the papers that have a document."""
    total = Figures(0, Counts(), Counts())
    for paper, entries in wanted.items():
        if paper in documents:
            total.papers += 1
            total.in_cells += _in_cells(entries, documents[paper])
            told = own(documents[paper])
            _add(total.triples, entries, told, words=True)
            _add(total.values, entries, told, words=False)
    return total


def _add(counts: Counts, entries: Sequence[Triple], told: Sequence[Triple], *, words: bool) -> None:
    left = list(told)
    for entry in entries:
        match = next((one for one in left if _is_one(entry, one, words)), None)
        if match:
            left.remove(match)
    counts.right += len(told) - len(left)
    counts.labelled += len(entries)
    counts.told += len(told)


def _in_cells(entries: Sequence[Triple], document: Document) -> int:
    cells = {cell.text for table in document.tables for row in table.rows for cell in row}
    told = [Triple("", "", one.value) for text in cells for one in figures(text)]
    return sum(any(_is_one(entry, one, words=False) for one in told) for entry in entries)


def _is_one(entry: Triple, told: Triple, words: bool) -> bool:
    if not any(abs(entry.value - told.value * scale) <= 0.051 * min(1.0, scale) for scale in (1.0, 100.0, 0.01)):
        return False
    return not words or (agree(entry.dataset, told.dataset) and agree(entry.metric, told.metric))


def lines(total: Figures) -> Iterator[str]:
    """The figures in words."""
    yield f"papers   {total.papers}"
    for name, counts in (("triples", total.triples), ("values", total.values)):
        yield f"{name:<8} precision {counts.precision:.3f}  recall {counts.recall:.3f}  of {counts.labelled}"
    yield f"entries whose figure stands in a cell of a table: {total.in_cells}"
    yield f"micro F1 of triples {total.f1:.3f}"


@click.command()
@click.option("--shared", required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(shared: Path) -> None:
    """Print precision, recall and F1 of the entries of boards; those of NLP-TDMS besides."""
    wanted = boards()
    with tempfile.TemporaryDirectory() as scratch:
        documents = unpacked(shared, Path(scratch), dict.fromkeys(wanted, "tei"))
    unversioned = {paper: entries for paper, entries in wanted.items() if "v" not in paper}
    for name, chosen in (("all", wanted), ("NLP-TDMS", unversioned)):
        click.echo(f"\n{name}")
        for line in lines(score(chosen, documents)):
            click.echo(f"  {line}")


if __name__ == "__main__":
    main()
