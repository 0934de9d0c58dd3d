"""Months as numbers, and the first month that may not be seen."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from surveyor.dates import build_month, first_day, horizon, last_day, month_of, parse_month
from surveyor.errors import ProblemError

TODAY = date(2024, 5, 17)
MONTHS = st.integers(12, 9999 * 12 + 11)


def seen(year: int | None, month: str | None, as_of: str | None, today: date = TODAY) -> bool:
    published = month_of(year, parse_month(month) if month else None)
    assert published is not None
    return published < horizon(as_of, today)[1]


@given(MONTHS)
def test_a_month_is_read_as_it_was_written(month: int) -> None:
    assert parse_month(build_month(month)) == month


@given(st.dates())
def test_a_month_is_written_as_it_was_read(day: date) -> None:
    assert build_month(parse_month(day.isoformat())) == f"{day:%Y-%m}".zfill(7)


@given(st.dates(), st.dates())
def test_months_are_ordered_as_days_are(one: date, other: date) -> None:
    assume((one.year, one.month) != (other.year, other.month))
    assert (parse_month(one.isoformat()) < parse_month(other.isoformat())) is (one < other)


def test_a_year_alone_is_read_as_its_january() -> None:
    assert parse_month("2021") == parse_month("2021-01") == parse_month(" 2021-01-31 ")


def test_a_year_later_is_twelve_months_later() -> None:
    assert parse_month("2022-03") - parse_month("2021-03") == 12


@pytest.mark.parametrize(
    "text",
    ["", "2021-13", "2021-00", "2021-1", "21-01", "2021-02-30", "2021-06-", "june 2021", "2021/06", "0000", "-2021"],
)
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"month|year"):
        parse_month(text)


def test_a_record_is_of_its_month_before_its_year() -> None:
    assert month_of(2022, parse_month("2021-03")) == parse_month("2021-03")


@given(st.integers(1500, 2200))
def test_a_year_alone_counts_as_its_december(year: int) -> None:
    assert month_of(year, None) == parse_month(f"{year:04d}-12")


def test_a_record_without_year_and_month_is_undated() -> None:
    assert month_of(None, None) is None


@pytest.mark.parametrize("as_of", [None, "2024-05", "2024-05-17", " 2024-05 "])
def test_the_running_month_sees_what_carries_only_the_running_year(as_of: str | None) -> None:
    assert horizon(as_of, TODAY)[0] == "2024-05"
    assert seen(2024, None, as_of)
    assert seen(2024, "2024-05", as_of)


@pytest.mark.parametrize("as_of", ["2024-04", "2024-01", "2024"])
def test_an_earlier_month_of_this_year_does_not_see_what_carries_only_the_running_year(as_of: str) -> None:
    assert not seen(2024, None, as_of)
    assert seen(2023, None, as_of)


@given(st.dates(date(1980, 1, 1), date(2024, 4, 30)), st.dates(date(1980, 1, 1), date(2024, 12, 31)))
def test_an_earlier_month_sees_exactly_the_months_before_it(as_of: date, published: date) -> None:
    asked, month = f"{as_of:%Y-%m}", f"{published:%Y-%m}"
    assert seen(published.year, month, asked) is (month < asked)
    assert seen(published.year, None, asked) is (published.year < as_of.year)


@given(st.dates(date(1980, 1, 1), date(2024, 5, 31)))
def test_the_month_asked_for_is_the_month_answered(day: date) -> None:
    assert horizon(f"{day:%Y-%m}", TODAY)[0] == f"{day:%Y-%m}"


def test_the_december_that_runs_sees_its_year() -> None:
    assert horizon("2024-12", date(2024, 12, 31)) == ("2024-12", parse_month("2025-01"))


@pytest.mark.parametrize("as_of", ["2024-06", "2025", "9999-12"])
def test_the_future_is_refused_with_the_latest_month(as_of: str) -> None:
    with pytest.raises(ProblemError, match=r"future.*2024-05"):
        horizon(as_of, TODAY)


@pytest.mark.parametrize("as_of", ["", "soon", "2021-13", "2021-02-30", "0000-01", "2021-06\n2022"])
def test_nonsense_is_refused_in_one_line_with_how_to_write_it(as_of: str) -> None:
    with pytest.raises(ProblemError, match="YYYY-MM") as refused:
        horizon(as_of, TODAY)
    assert len(str(refused.value).splitlines()) == 1


def test_first_and_last_day_of_a_month() -> None:
    assert (first_day(parse_month("2024-02")), last_day(parse_month("2024-02"))) == (
        date(2024, 2, 1),
        date(2024, 2, 29),
    )
    assert last_day(parse_month("2025-12")) == date(2025, 12, 31)
