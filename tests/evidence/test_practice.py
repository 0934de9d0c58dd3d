"""What papers report of their practice, on papers of one's own and on labelled ones."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.bench.practice import labels, sample, score
from surveyor.evidence.document import Cell, Cite, Document, Part, Passage, Portion, Table
from surveyor.evidence.metrics import metric_name, metrics_in
from surveyor.evidence.practice import practice
from surveyor.evidence.reading import read
from surveyor.models import Practice

SHARED = Path(__file__).parents[3] / "shared"
SAMPLES = SHARED / "corpora" / "samples" / "tex_sample.tar.zst"


def paper(
    *passages: str, head: str = "Experiments", tables: tuple[Table, ...] = (), baselines: bool = False
) -> Document:
    """A paper of one section; `<key>` in a passage is a citation."""
    portion = Portion(head, 1, Part.EXPERIMENTS, baselines, tuple(map(cited, passages)))
    return Document("latex", "T", "", (portion, Portion("More", 1, Part.RESULTS)), tables, ())


def cited(text: str) -> Passage:
    cites, plain = [], ""
    for piece in text.split("<"):
        key, mark, rest = piece.partition(">")
        if mark:
            cites.append(Cite(key, len(plain), len(plain) + 3))
            plain += "[1]" + rest
        else:
            plain += piece
    return Passage(plain, tuple(cites))


def table(*rows: tuple[str, ...], caption: str = "Results.") -> Table:
    return Table("1", Passage(caption), tuple(tuple(map(Cell, row)) for row in rows), 0)


def datasets(report: Practice) -> list[str]:
    return [one.name for one in report.datasets]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("F1 (%) ↑", "F1"),
        ("NDCG@10", "nDCG@10"),
        ("Acc.", "accuracy"),
        ("H@1", "Hits@1"),
        ("R@5", "recall@5"),
        ("mAP", "mAP"),
        ("MAP", "MAP"),
        ("test accuracy", "accuracy"),
        ("BLEU-4", "BLEU-4"),
        ("Recall@k", "recall@k"),
        ("Model", None),
        ("", None),
        ("#Params", None),
    ],
)
def test_labels_name_metrics(label: str, name: str | None) -> None:
    assert metric_name(label) == name


@pytest.mark.parametrize(
    "sentence", ["Recall that EM converges.", "We use half precision.", "The map is a MAP estimate."]
)
def test_words_that_mean_something_else_are_no_metrics(sentence: str) -> None:
    assert list(metrics_in(sentence)) == []


@given(st.text(max_size=80))
def test_any_text_is_read_for_metrics(text: str) -> None:
    assert metric_name(text) is None or isinstance(metric_name(text), str)
    for _, start, end, _ in metrics_in(text):
        assert 0 <= start < end <= len(text)


def test_data_sets_are_told_by_the_words_around_them() -> None:
    report = practice(
        paper(
            "We use three datasets: SockNet <a>, WoolBank-2 <b> and DrawerQA <c>.",
            "On the SockNet dataset our PileNet wins, and on WoolBank-2 too. DrawerQA is hard.",
            "Zoe et al. made shirts for Ann.",
        )
    )
    assert sorted(datasets(report)) == ["DrawerQA", "SockNet", "WoolBank-2"]
    assert {one.name: one.keys for one in report.datasets} == {
        "SockNet": ("a",),
        "WoolBank-2": ("b",),
        "DrawerQA": ("c",),
    }
    assert {one.section for one in report.datasets} == {"Experiments"}


def test_methods_that_are_compared_with_are_no_data_sets() -> None:
    said = "We compare with baselines on this dataset, including FoldIt <a>, PileUp <b> and SortAll <c>."
    assert datasets(practice(paper(said, said, head="Baselines", baselines=True))) == []


def test_known_data_sets_are_found_in_the_heads_of_tables() -> None:
    grid = table(("Model", "SNLI", "MNLI", "SNLI"), ("Ours", "80.1", "79.0", "1.0"), ("FoldIt", "70.1", "69.0", "2.0"))
    assert datasets(practice(paper("We evaluate on MNLI.", tables=(grid,)))) == ["MNLI", "SNLI"]


def test_metrics_come_with_their_counts_most_mentioned_first() -> None:
    grid = table(("Model", "MRR", "Hits@10"), ("Ours", "0.4", "0.5"))
    report = practice(paper("We report MRR <m> and Hits@k. MRR is used most. We measure MRR.", tables=(grid,)))
    assert [(one.name, one.count, one.keys) for one in report.metrics] == [("MRR", 4, ("m",)), ("Hits@10", 1, ())]


def test_a_paragraph_that_was_taken_for_a_table_is_read_as_text() -> None:
    lost = table(
        ("We train all models with a batch", ""),
        ("size of 64 and tune the drop-", ""),
        ("out rate in {0.1, 0.3}.", ""),
        caption="",
    )
    assert {(one.name, one.text) for one in practice(paper(tables=(lost,))).settings} == {
        ("batch size", "64"),
        ("dropout", "0.1"),
        ("dropout", "0.3"),
    }


def test_a_paper_without_experiments_reports_nothing() -> None:
    assert practice(Document("tei", "T", "", (), (), ())) == Practice()


@given(st.lists(st.text(max_size=60), max_size=4))
def test_reading_is_deterministic_and_reports_nothing_twice(passages: list[str]) -> None:
    report = practice(paper(*passages))
    assert report == practice(paper(*passages))
    assert len({(one.name, one.text) for one in report.settings}) == len(report.settings)
    assert len(set(datasets(report))) == len(report.datasets)


def test_labelled_papers_are_read_well() -> None:
    if not SAMPLES.exists() or not shutil.which("zstd"):
        pytest.skip(f"no samples at {SAMPLES}")
    counts = score(labels(), lambda name: practice(read(name, sample(SHARED, name))))
    for half, kind, recall, precision in (
        ("held", "setting", 0.9, 0.88),
        ("held", "dataset", 0.9, 0.75),
        ("held", "metric", 0.9, 0.9),
        ("dev", "setting", 0.93, 0.95),
    ):
        assert counts[half, kind].recall > recall, kind
        assert counts[half, kind].precision > precision, kind
