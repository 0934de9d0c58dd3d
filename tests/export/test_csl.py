from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from surveyor.export.csl import csl_json
from surveyor.export.reference import references, shown
from surveyor.models import Survey
from surveyor.text import clean
from tests.export.hostile import ANY_TEXT, TITLES, flat, hostile_papers, survey_of
from tests.fakes import make_paper, make_survey, small_survey

TEXTS = {"id", "title", "container-title", "DOI", "number", "URL"}
TYPES = {"article-journal", "paper-conference", "article", "document"}


def read(made: Survey) -> dict[str, dict[str, Any]]:
    """Id to item, checked against what the schema of CSL 1.0.2 says of the fields in use."""
    items = json.loads(csl_json(made))
    for item in items:
        assert set(item) <= {*TEXTS, "type", "author", "issued"}
        assert {"id", "type"} <= set(item)
        assert item["type"] in TYPES
        assert all(isinstance(item[name], str) for name in TEXTS & set(item))
        for name in item.get("author", []):
            assert set(name) <= {"family", "given", "suffix", "literal"}
            assert ("literal" in name) == (set(name) == {"literal"})
        for parts in item.get("issued", {}).get("date-parts", []):
            assert all(isinstance(part, int) for part in parts)
    assert len({item["id"] for item in items}) == len(items)
    return {item["id"]: item for item in items}


def test_every_paper_shown_is_an_item_with_its_facts() -> None:
    made = small_survey()
    items = read(made)
    assert set(items) == {reference.key for reference in references(shown(made))}
    assert items["rhodes2016deep"] == {
        "id": "rhodes2016deep",
        "type": "article-journal",
        "title": "A Deep Ranker for Ad-hoc Search",
        "author": [{"family": "Rhodes", "given": "Ida"}],
        "issued": {"date-parts": [[2016]]},
        "container-title": "TOIS",
        "DOI": "10.1000/old",
        "URL": "https://doi.org/10.1000/old",
    }
    assert items["turing2026neural"]["author"][1] == {"literal": "X"}


def test_what_is_not_known_is_left_out() -> None:
    (item,) = read(survey_of([replace(make_paper("x:1", None), title="", year=2020)])).values()
    assert item == {"id": "anon2020untitled", "type": "document", "issued": {"date-parts": [[2020]]}}


@settings(max_examples=60, deadline=None)
@given(ANY_TEXT)
def test_any_title_comes_back_as_one_clean_line(title: str) -> None:
    (item,) = read(survey_of([replace(make_paper("x:1"), title=title)])).values()
    assert item.get("title", "") == clean(title)


def test_a_survey_without_papers_gives_an_empty_list() -> None:
    assert json.loads(csl_json(make_survey([]))) == []


@pytest.mark.skipif(not shutil.which("pandoc"), reason="no pandoc here")
def test_pandoc_prints_a_bibliography_of_every_hostile_title() -> None:
    made = survey_of(hostile_papers())
    command = ["pandoc", "-f", "csljson", "-t", "plain", "--citeproc", "--wrap=none"]
    run = subprocess.run(command, input=csl_json(made), capture_output=True, text=True, check=True)
    printed = flat(run.stdout).casefold()
    assert all(flat(clean(title)).casefold() in printed for title in TITLES if "<i>" not in title)
