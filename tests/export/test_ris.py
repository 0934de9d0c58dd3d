from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyor.export.reference import references, shown
from surveyor.export.ris import ris
from surveyor.models import Survey
from tests.export.hostile import ANY_TEXT, NAMES, hostile_papers, survey_of
from tests.fakes import make_paper, make_survey, small_survey


def read(made: Survey) -> dict[str, dict[str, Any]]:
    """Key to fields, as rispy reads them."""
    records = rispy.loads(ris(made))
    found = {record["id"]: record for record in records}
    assert len(found) == len(records)
    assert not [record for record in records if record.get("unknown_tag")]
    return found


def test_every_paper_shown_is_a_record_with_its_facts() -> None:
    made = small_survey()
    records = read(made)
    assert set(records) == {reference.key for reference in references(shown(made))}
    old = records["rhodes2016deep"]
    assert old.pop("notes")[0].startswith("compared with in 3 of 3 papers")
    assert old == {
        "type_of_reference": "JOUR",
        "id": "rhodes2016deep",
        "title": "A Deep Ranker for Ad-hoc Search",
        "authors": ["Rhodes, Ida"],
        "year": "2016",
        "secondary_title": "TOIS",
        "doi": "10.1000/old",
        "urls": ["https://doi.org/10.1000/old"],
        "keywords": ["classic"],
    }
    assert records["turing2026neural"]["authors"] == ["Turing, Alan", "X"]
    assert records["turing2026neural"]["accession_number"] == "arXiv:2602.00002"


@pytest.mark.parametrize(
    ("name", "venue", "kind"),
    [("x:1", "ACL", "CPAPER"), ("x:1", "TOIS", "JOUR"), ("arxiv:2601.00001", None, "UNPB"), ("x:1", None, "GEN")],
)
def test_the_kind_is_told_by_the_venue(name: str, venue: str | None, kind: str) -> None:
    (record,) = read(survey_of([make_paper(name, "2026-01", venue=venue)])).values()
    assert record["type_of_reference"] == kind


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("Laurens van der Maaten", "van der Maaten, Laurens"),
        ("Sammy Davis Jr.", "Davis, Sammy, Jr."),
        ("Davis, Jr., Sammy", "Davis, Sammy, Jr."),
        ("Davis, Sammy, Jr.", "Davis, Sammy, Jr."),
        ("李明", "李明"),
        ("李 明", "李 明"),
    ],
)
def test_authors_stand_with_the_family_name_first(printed: str, written: str) -> None:
    (record,) = read(survey_of([make_paper("x:1", authors=(printed,))])).values()
    assert record["authors"] == [written]


def test_hostile_titles_come_back_on_one_line() -> None:
    records = read(survey_of(hostile_papers()))
    assert len(records) == len(hostile_papers())
    titles = {record.get("title", "") for record in records.values()}
    assert {"two lines three tab", "深度学习 for 文本匹配", "TY - JOUR", "ER -", "{"} <= titles


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(ANY_TEXT, st.one_of(ANY_TEXT, st.sampled_from(NAMES))), min_size=1, max_size=4))
def test_any_titles_and_names_give_as_many_records(printed: list[tuple[str, str]]) -> None:
    papers = [
        replace(make_paper(f"x:{i}", "2026-01"), title=title, authors=(name,))
        for i, (title, name) in enumerate(printed)
    ]
    assert len(read(survey_of(papers))) == len(papers)


def test_a_survey_without_papers_gives_no_record() -> None:
    assert rispy.loads(ris(make_survey([]))) == []
