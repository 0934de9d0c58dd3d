from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from surveyor.bench.tables import LABELS, Label, Score, labels, rows, samples, score
from tests.evidence.tabled import document, table

SHARED = Path(__file__).parents[3] / "shared"
FLOORS = {
    "tex": {"compared": (0.89, 0.90), "ours": (0.81, 0.80), "keys": (0.94, 0.83), "comparisons": (0.87, 0.85)},
    "tei": {"compared": (0.86, 0.72), "ours": (0.82, 0.60), "keys": (0.91, 0.63), "comparisons": (0.93, 0.74)},
}
"""Precision and recall that are held, a bit under what is measured over all labelled papers."""
SHARES = {
    "tex": {"kinds": 0.79, "cells": 0.90, "datasets": 0.84, "metrics": 0.82, "scores": 0.76},
    "tei": {"kinds": 0.70, "cells": 0.69, "datasets": 0.63, "metrics": 0.60, "scores": 0.55},
}
PAPER = document(
    table(
        "Accuracy on Wool.",
        "Method | Acc | F1\nPiler [doe] | 71.2 | 70.0\nHeaper [roe] | 73.0 | 72.0\nOurs | 78.4 | 77.0",
    )
)


def label(fact: str, name: str, **more: str) -> Label:
    given = {"key": "", "dataset": "", "metric": "", "value": ""} | more
    return Label("p", "tex", "1", fact, name, **given)


def test_a_paper_that_is_read_right() -> None:
    facts = [
        label("kind", "comparison"),
        label("compared", "Piler", key="doe"),
        label("compared", "HEAPER", key="roe"),
        label("ours", "Ours"),
        label("score", "Piler", dataset="Wool", metric="F1 score", value="70.0"),
    ]
    figures = score(facts, {"p": PAPER})
    assert figures.papers == 1
    for name in FLOORS["tex"]:
        assert (getattr(figures, name).precision, getattr(figures, name).recall) == (1.0, 1.0), name
    assert figures.scores.recall == 1.0


def test_what_is_missed_and_what_is_too_much() -> None:
    facts = [label("kind", "ablation"), label("compared", "Piler", key="poe"), label("compared", "Darner")]
    figures = score([*facts, label("score", "Piler", dataset="Wool", metric="BLEU", value="70.0")], {"p": PAPER})
    assert (figures.compared.precision, figures.compared.recall) == (0.5, 0.5)
    assert (figures.keys.precision, figures.keys.recall) == (0.0, 0.0)
    assert figures.kinds.recall == 0.0
    assert (figures.cells.recall, figures.datasets.recall, figures.metrics.recall) == (1.0, 1.0, 0.0)


def test_papers_without_a_document_do_not_count() -> None:
    assert score([label("kind", "other")], {}).papers == 0
    assert dict(rows(Score()))["papers"] == "0"


def test_halves_are_told_by_the_checksum_of_the_name() -> None:
    assert {Label(name, "tex", "", "", "", "", "", "", "").half for name in ("a", "b", "c", "d")} == {"dev", "held"}


@pytest.mark.parametrize("source", FLOORS)
def test_figures_over_all_labelled_papers(source: str, tmp_path: Path) -> None:
    facts = [fact for fact in labels(LABELS) if fact.source == source]
    if not facts:
        pytest.skip(f"no labels of {source} papers in {LABELS}")
    if not (SHARED / "corpora" / "samples").exists() or not shutil.which("zstd"):
        pytest.skip(f"no samples at {SHARED}, or no zstd")
    figures = score(facts, samples(SHARED, tmp_path, facts))
    for name, (precision, recall) in FLOORS[source].items():
        counts = getattr(figures, name)
        assert (counts.precision >= precision, counts.recall >= recall) == (True, True), (name, counts)
    for name, share in SHARES[source].items():
        assert getattr(figures, name).recall >= share, name
