"""Labels of result tables that people wrote by hand, and boards of results, hold together with the papers.

`tables_a.tsv` and `tables_b.tsv` were read from the tables themselves, by two people: 55 LaTeX papers and 22 TEI
papers, every 9th and every 19th by name but for those without a comparison that can be read. Some tables are no grid in
the TEI, only running text.
`boards.tsv` holds what public leaderboards say of the TEI papers. The facts of papers without a version in their name
are from IBM/science-result-extractor (NLP-TDMS), the others from Kabongosalomon/task-dataset-metric-nli-extraction (as
far as 5 % of its file), both under the Apache License 2.0; doubles and scores that are no number were left out.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from surveyor.evidence.reading import read

HERE = Path(__file__).parent
SAMPLES = HERE.parents[2] / "shared" / "corpora" / "samples"
ENDING = {"tex": ".tex", "tei": ".tei.xml"}
KINDS = {"comparison", "ablation", "settings", "statistics", "other"}


def rows(name: str) -> list[dict[str, str]]:
    head, *lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]


LABELS = rows("tables_a.tsv") + rows("tables_b.tsv")
BOARDS = rows("boards.tsv")


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    archives = [SAMPLES / f"{source}_sample.tar.zst" for source in ENDING]
    if not all(archive.exists() for archive in archives):
        pytest.skip(f"no samples at {SAMPLES}")
    if not shutil.which("zstd"):
        pytest.skip("zstd is not installed")
    folder = tmp_path_factory.mktemp("samples")
    for archive in archives:
        subprocess.run(["tar", "--zstd", "-xf", str(archive), "-C", str(folder)], check=True)
    return {path.name: path for path in folder.rglob("*") if path.is_file()}


def printed(path: Path) -> str:
    """What a paper says without its markup and without blanks."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".xml":
        text = html.unescape(re.sub(r"<[^>]*>", " ", text))
    return re.sub(r"\\[A-Za-z]*|[\s{}$]+", "", text)


def test_facts_of_tables_are_of_a_known_form() -> None:
    for row in LABELS:
        assert all(value == value.strip() for value in row.values()), row
        assert row["name"], row
        assert (row["name"] in KINDS) == (row["fact"] == "kind"), row
        assert (row["value"] != "") == (row["fact"] == "score"), row
        assert row["fact"] == "compared" or not row["key"], row


def test_systems_stand_in_comparisons_alone_and_once_a_table() -> None:
    facts = [(row["paper"], row["table"], row["fact"], row["name"]) for row in LABELS]
    compared = {fact[:2] for fact in facts if fact[2:] == ("kind", "comparison")}
    systems = Counter((*fact[:2], fact[3]) for fact in facts if fact[2] in {"compared", "ours"})
    assert {system[:2] for system in systems} == compared
    assert set(systems.values()) == {1}
    assert {(*fact[:2], fact[3]) for fact in facts if fact[2] == "score"} <= set(systems)
    assert {fact[0] for fact in facts} == {paper for paper, _ in compared}


def test_keys_and_values_of_the_labels_are_in_the_papers(samples: dict[str, Path]) -> None:
    for paper, source in sorted({(row["paper"], row["source"]) for row in LABELS}):
        path = samples[paper + ENDING[source]]
        here = [row for row in LABELS if row["paper"] == paper]
        keys = {entry.key for entry in read(path.name, path.read_bytes()).bibliography}
        assert [row for row in here if not set(row["key"].split()) <= keys] == []
        text = printed(path)
        assert [row for row in here if "".join(row["value"].split(" (")[0].split()) not in text] == []


def test_boards_are_of_samples_and_give_a_number_once(samples: dict[str, Path]) -> None:
    assert {row["paper"] + ENDING["tei"] for row in BOARDS} <= set(samples)
    assert all(re.search(r"\d", row["score"]) and row["task"] and row["dataset"] and row["metric"] for row in BOARDS)
    assert max(Counter(tuple(row.values()) for row in BOARDS).values()) == 1
