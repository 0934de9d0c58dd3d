from __future__ import annotations

from dataclasses import replace

from surveyor.models import Citation, Score
from surveyor.ranking.expected import expected
from tests.fakes import cite


def told(citing: str, cited: str, *scores: tuple[str, str, float]) -> Citation:
    made = tuple(Score("X", dataset, metric, value, table="2") for dataset, metric, value in scores)
    return replace(cite(citing, cited), scores=made)


def test_figures_are_gathered_by_dataset_and_metric_however_they_are_spelt() -> None:
    citations = [
        told("a", "w", ("SNLI", "Accuracy", 86.1)),
        told("b", "w", ("snli", "accuracy", 88.0), ("SNLI", "accuracy", 87.0)),
        told("c", "w", ("MNLI", "acc", 70.0)),
        told("c", "other", ("SNLI", "accuracy", 1.0)),
    ]
    first, second = expected(citations, ["w"])
    assert (first.dataset, first.metric) == ("SNLI", "Accuracy")
    assert [(figure.value, figure.by, figure.table) for figure in first.figures] == [(86.1, "a", "2"), (88.0, "b", "2")]
    assert second.dataset == "MNLI"


def test_a_figure_of_a_part_without_its_dataset_says_nothing() -> None:
    assert expected([told("a", "w", ("Test", "acc", 1.0), ("dev set", "acc", 2.0), ("", "acc", 3.0))], ["w"]) == ()


def test_works_come_in_the_order_in_which_they_are_asked_for() -> None:
    citations = [told("a", name, ("SNLI", "acc", 1.0)) for name in "xyz"]
    assert [one.work for one in expected(citations, ["z", "x", "y"])] == ["z", "x", "y"]
