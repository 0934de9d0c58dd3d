"""What the user typed, checked and completed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.dates import parse_month
from surveyor.errors import ProblemError
from surveyor.models import Problem
from surveyor.problem import LONGEST, pose

TODAY = date(2024, 5, 17)


def test_a_problem_alone_is_asked_as_of_today_with_every_default() -> None:
    problem = pose("passage ranking", today=TODAY)
    assert (problem.text, problem.as_of, problem.years) == ("passage ranking", "2024-05", 2)
    assert (problem.venues, problem.exclude) == ((), frozenset())


def test_what_was_asked_stands_in_the_problem() -> None:
    problem = pose("x", today=TODAY, as_of="2020-02", years=3, venues=["B", "A"], exclude=["acl:1", "acl:1"])
    assert (problem.as_of, problem.cutoff, problem.years) == ("2020-02", parse_month("2020-02"), 3)
    assert problem.venues == ("B", "A")
    assert problem.exclude == {"acl:1"}
    assert problem.since == parse_month("2017-02")


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("  dense\n\tretrieval ", "dense retrieval"),
        ("query\x00doc\x1b[0m", "query doc [0m"),
        ("开放域\n对话生成", "开放域 对话生成"),
        ("R&amp;D ranking", "R&D ranking"),
    ],
)
def test_a_problem_is_one_clean_line(typed: str, text: str) -> None:
    assert pose(typed, today=TODAY).text == text


@pytest.mark.parametrize("typed", ["", "   ", "\n\x00\t", "?!…", "&amp;", "___"])
def test_a_problem_without_words_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ProblemError, match="surveyor find"):
        pose(typed, today=TODAY)


def test_a_problem_as_long_as_a_paper_is_refused_with_the_limit() -> None:
    assert pose("a" * LONGEST, today=TODAY).text == "a" * LONGEST
    with pytest.raises(ProblemError, match="10,000"):
        pose("a" * (LONGEST + 1), today=TODAY)


def test_a_problem_that_could_not_be_decoded_is_refused() -> None:
    with pytest.raises(ProblemError):
        pose("caf\udce9 ranking", today=TODAY)


def test_a_bad_month_is_refused_before_anything_is_asked() -> None:
    with pytest.raises(ProblemError, match="YYYY-MM"):
        pose("ranking", today=TODAY, as_of="yesterday")


@given(st.text(max_size=60))
def test_every_text_becomes_a_problem_of_one_line_or_is_refused(typed: str) -> None:
    problem = posed(typed)
    said = str(problem) if isinstance(problem, ProblemError) else problem.text
    assert len(said.splitlines()) == 1


def posed(typed: str) -> Problem | ProblemError:
    try:
        return pose(typed, today=TODAY)
    except ProblemError as refused:
        return refused
