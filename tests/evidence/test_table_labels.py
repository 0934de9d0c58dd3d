"""The labels of result tables that people wrote by hand hold together with the papers that they are about."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pytest

from surveyor.evidence.document import Document
from surveyor.evidence.reading import read

SAMPLES = Path(__file__).parents[3] / "shared" / "corpora" / "samples"
SUFFIX = {"tex": ".tex", "tei": ".xml"}
KINDS = {"comparison", "ablation", "settings", "statistics", "other"}
SETS = ["tables_a.tsv"]


class Label(NamedTuple):
    paper: str
    source: str
    table: str
    fact: str
    name: str
    key: str
    dataset: str
    metric: str
    value: str


@cache
def labels(name: str) -> list[Label]:
    head, *rows = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    assert tuple(head.split("\t")) == Label._fields
    return [Label(*row.split("\t")) for row in rows]


def by_table(name: str) -> dict[tuple[str, str], list[Label]]:
    return {key: list(rows) for key, rows in groupby(labels(name), key=lambda label: (label.paper, label.table))}


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    archives = [SAMPLES / f"{source}_sample.tar.zst" for source in SUFFIX]
    if not all(archive.exists() for archive in archives):
        pytest.skip(f"no samples at {SAMPLES}")
    if not shutil.which("zstd"):
        pytest.skip("zstd is not installed")
    folder = tmp_path_factory.mktemp("samples")
    for archive in archives:
        subprocess.run(["tar", "--zstd", "-xf", str(archive), "-C", str(folder)], check=True)
    return folder


def labelled(name: str, samples: Path) -> dict[str, Document]:
    paths = {path.name: path for path in samples.rglob("*.*") if path.suffix in SUFFIX.values()}
    names = {label.paper: label.paper + SUFFIX[label.source] for label in labels(name)}
    missing = [paper for paper, file in names.items() if file not in paths]
    assert not missing
    return {paper: read(file, paths[file].read_bytes()) for paper, file in names.items()}


def cells(paper: Document, number: str) -> list[str]:
    tables = [table for table in paper.tables if (table.number or "?") == number]
    return [cell.text for table in tables for row in table.rows for cell in row]


@pytest.mark.parametrize("name", SETS)
def test_each_row_of_the_labels_is_of_a_known_form(name: str) -> None:
    for label in labels(name):
        assert label.name.strip() == label.name != "", label
        assert label.fact in {"kind", "compared", "ours", "score"}, label
        assert (label.name in KINDS) == (label.fact == "kind"), label
        assert (label.value != "") == (label.fact == "score"), label
        assert label.fact == "compared" or not label.key, label
        assert label.fact == "score" or not (label.dataset or label.metric), label


@pytest.mark.parametrize("name", SETS)
def test_systems_are_labelled_in_comparisons_alone_and_once_a_table(name: str) -> None:
    for place, rows in by_table(name).items():
        kinds = {row.name for row in rows if row.fact == "kind"}
        assert kinds, place
        systems = Counter(row.name for row in rows if row.fact in {"compared", "ours"})
        assert bool(systems) == ("comparison" in kinds), place
        assert all(count == 1 for count in systems.values()), place
        assert {row.name for row in rows if row.fact == "score"} <= set(systems), place


@pytest.mark.parametrize("name", SETS)
def test_every_labelled_paper_has_a_comparison(name: str) -> None:
    papers = {label.paper for label in labels(name)}
    assert papers == {label.paper for label in labels(name) if label.name == "comparison"}
    assert len(papers) >= 34


@pytest.mark.parametrize("name", SETS)
def test_tables_keys_and_values_of_the_labels_are_in_the_papers(name: str, samples: Path) -> None:
    papers = labelled(name, samples)
    keys = {paper: {entry.key for entry in document.bibliography} for paper, document in papers.items()}
    texts = {place: cells(papers[place[0]], place[1]) for place in by_table(name)}
    assert [place for place, found in texts.items() if not found] == []
    assert [label for label in labels(name) if not set(label.key.split()) <= keys[label.paper]] == []
    lost = [
        label
        for label in labels(name)
        if label.fact == "score" and not any(label.value in text for text in texts[label.paper, label.table])
    ]
    assert lost == []
