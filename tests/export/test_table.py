from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings

from surveyor.export.reference import shown
from surveyor.export.table import COLUMNS, csv_table
from surveyor.models import Survey
from surveyor.text import clean
from tests.export.hostile import ANY_TEXT, hostile_papers, survey_of
from tests.fakes import make_paper, make_survey, small_survey


def read(made: Survey) -> list[dict[str, str]]:
    """Rows as the csv module of Python reads them, strictly, after checking that every row is as wide as the head."""
    text = csv_table(made)
    assert text.startswith("\ufeff")
    head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    assert head == list(COLUMNS)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_rows_are_the_papers_shown_the_baselines_by_rank_first() -> None:
    made = small_survey()
    rows = read(made)
    assert [row["id"] for row in rows] == [paper.id for paper in shown(made)]
    assert [row["id"] for row in rows][: len(made.baselines)] == [c.paper.id for c in made.baselines]
    old = next(row for row in rows if row["id"] == "doi:10.1000/old")
    assert (old["title"], old["authors"], old["year"]) == ("A Deep Ranker for Ad-hoc Search", "Ida Rhodes", "2016")
    assert (old["venue"], old["role"], old["compared_by"], old["seeds"]) == ("TOIS", "classic", "3", "3")
    assert (old["doi"], old["key"]) == ("10.1000/old", "rhodes2016deep")
    assert {row["reading_order"] for row in rows} >= {str(place) for place in range(1, len(made.reading) + 1)}


def test_recent_papers_carry_their_closeness_and_only_baselines_the_figures_of_one() -> None:
    made = small_survey()
    rows = {row["id"]: row for row in read(made)}
    assert rows[made.recent[0].paper.id]["closeness"] == "1.000"
    assert rows["doi:10.1000/old"]["closeness"] == ""
    bare = replace(made, baselines=())
    assert {(row["score"], row["compared_by"], row["seeds"]) for row in read(bare)} == {("", "", "")}
    assert read(bare)[-1]["role"] == "seed"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_no_cell_is_a_formula(sign: str) -> None:
    name = f"{sign}SUM(A1)"
    paper = replace(make_paper(f"{sign}x:1", "2026-01", venue=name, authors=(name,)), title=name)
    (row,) = read(survey_of([paper]))
    assert [row["title"], row["authors"], row["venue"], row["id"]] == [f"'{name}"] * 3 + [f"'{sign}x:1"]


@settings(max_examples=80, deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_any_title_and_name_stay_in_their_cells_and_are_no_formula(title: str, name: str) -> None:
    (row,) = read(survey_of([replace(make_paper("x:1"), title=title, authors=(name,))]))
    assert row["title"].removeprefix("'") == clean(title).removeprefix("'")
    assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_hostile_papers_are_one_row_each() -> None:
    assert len(read(survey_of(hostile_papers()))) == len(hostile_papers())


def test_a_survey_without_papers_is_a_head_alone() -> None:
    assert read(make_survey([])) == []
