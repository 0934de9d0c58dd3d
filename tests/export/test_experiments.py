from __future__ import annotations

import csv
import io
import subprocess
from dataclasses import replace

import pytest

from surveyor.errors import UsageError
from surveyor.export import markdown as reading
from surveyor.export.experiments import csv_table, markdown, plan
from surveyor.models import Kind, Practice, Reported, Score, SetAside, Setting, Strategy, Survey, Trend, Used
from tests.export.hostile import hostile_papers
from tests.fakes import make_paper, small_survey


def reported() -> Survey:
    """A survey whose first baseline has figures in two papers."""
    made = small_survey()
    work = made.baselines[0].paper.id
    values = iter((80.0, 82.5))
    citations = tuple(
        replace(c, scores=(Score("X", "=SNLI", "acc", next(values), table="3"),)) if c.cited == work else c
        for c in made.citations
    )
    practice = Practice((Used("SNLI", "dataset", 2),), (Used("acc", "metric", 2),), (Setting("dropout", "0.1", 0.1),))
    other = replace(practice, settings=(Setting("dropout", "0.2", 0.2),))
    strategy = Strategy("attention", (), (), 9, None, None, Trend.UNKNOWN, ())
    read = (Reported(made.papers[0].id, practice), Reported(made.papers[1].id, other))
    return replace(made, citations=citations, reported=read, strategies=(strategy,))


def test_every_run_has_a_name_that_git_takes_and_no_other_run_has() -> None:
    made = reported()
    papers = hostile_papers()
    twins = tuple(replace(made.baselines[0], paper=paper) for paper in (*papers, *papers))
    slugs = [run.slug for run in plan(replace(made, baselines=twins), len(twins)).runs]
    assert len(slugs) == len(set(slugs))
    for slug in set(slugs):
        assert subprocess.run(["git", "check-ref-format", f"refs/tags/{slug}"], check=False).returncode == 0


def test_reported_figures_are_filled_in_and_cited_and_the_own_column_is_empty() -> None:
    text = markdown(reported())
    assert "80–82.5 in 2 papers" in text
    assert "(Table 3)" in text
    assert "**smoke**: hundreds of rows" in text
    assert "strategy" in text
    assert text.count("| Mine |") == 1


def test_the_csv_has_a_column_a_stage_and_no_formula() -> None:
    rows = list(csv.reader(io.StringIO(csv_table(reported()).removeprefix("\ufeff"))))
    assert rows[0][:4] == ["tag", "run", "kind", "added_to"]
    assert "'=SNLI acc" in rows[0]
    assert rows[0][-1] == "full: all rows"
    assert all(len(row) == len(rows[0]) for row in rows)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_a_strategy_is_tried_on_what_papers_add_it_to_else_on_the_best_that_is_no_frontier() -> None:
    made = reported()
    frontier, classic = (candidate.paper for candidate in made.baselines[:2])
    added, lone = (
        replace(made.strategies[0], name=name, added_to=to) for name, to in (("b", (frontier.id,)), ("c", ()))
    )
    runs = plan(replace(made, strategies=(added, lone))).runs
    slugs = {run.name: run.slug for run in runs}
    assert [run.base for run in runs if run.kind == "strategy"] == [slugs[frontier.title], slugs[classic.title]]


def test_a_long_title_is_cut_between_words() -> None:
    made = reported()
    long = replace(made.baselines[0], paper=replace(made.baselines[0].paper, title="Tall " * 9 + "trees", names=()))
    assert plan(replace(made, baselines=(long,))).runs[0].slug == "tall-tall-tall-tall-tall-tall-tall-tall"


def test_where_nobody_reports_a_figure_the_usual_metrics_are_the_columns_and_it_is_said() -> None:
    made = small_survey()
    made = replace(made, route=replace(made.route, metrics=("acc", "F1")))
    assert plan(made).columns == ("acc", "F1")
    assert "the columns are the usual metrics" in markdown(made)


def test_without_a_baseline_there_is_nothing_to_run() -> None:
    with pytest.raises(UsageError, match="nothing to run"):
        plan(replace(small_survey(), baselines=()))


def test_the_datasets_that_the_closest_papers_cite_are_told_with_how_many_do() -> None:
    made = small_survey()
    listed = [
        SetAside(make_paper(f"d:{n}", title=f"Set {n}: a dataset", kind=Kind.DATASET), "a dataset", cited, 3)
        for n, cited in ((1, ("a",)), (2, ("a", "b")))
    ]
    text = reading.reading_list(replace(made, set_aside=tuple(listed)))
    assert "- Datasets that the closest papers cite: Set 2 (2 of 3), Set 1 (1 of 3)" in text


def test_the_reading_list_tells_scores_to_expect_and_settings_that_vary() -> None:
    text = reading.reading_list(reported())
    assert "### Scores to expect" in text
    assert "Try first: **dropout** varies: 0.1 (1), 0.2 (1); from 2 papers" in text
    assert "Datasets in the 2 papers read in full: SNLI (2 of 2)" in text
