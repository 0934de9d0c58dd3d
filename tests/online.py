"""Surveys by the program as it is called, over a stand-in."""

from __future__ import annotations

from pathlib import Path

from surveyor.export import document
from surveyor.models import Survey
from tests.fakes import Run, surveyor

PROBLEM = "natural language inference"
FEW = ("--seeds", 5, "--walk", 8, "--hops", 1)
"""Limits of a survey that asks little."""
SMALL = (*FEW, "--no-deep")
"""The same, and it reads nothing in full."""


def find(cache: Path, *options: object, problem: str = PROBLEM, as_of: str = "2021-06") -> Run:
    return surveyor("find", problem, "--as-of", as_of, "--cache-dir", cache, *options)


def survey_of(run: Run) -> Survey:
    assert run.status == 0, run.err
    return document.parse(run.out)


def ids(survey: Survey) -> set[str]:
    return {one for paper in survey.papers for one in paper.ids}
