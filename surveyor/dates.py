"""Months as numbers: `year * 12 + month - 1`, so that periods are subtractions."""

from __future__ import annotations

import re
from datetime import date

from surveyor.errors import ProblemError

_AS_OF = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)


def parse_month(text: str) -> int:
    """`2021-06` (or a year, meaning its January; a day is dropped) to a month number; ValueError otherwise."""
    match = _AS_OF.fullmatch(text.strip())
    if not match:
        raise ValueError(f"not a month: {text!r}")
    day = date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
    return day.year * 12 + day.month - 1


def build_month(month: int) -> str:
    """The inverse of `parse_month`: `24257` is `2021-06`."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def month_of(year: int | None, month: int | None) -> int | None:
    """When a record was published: its month, else the December of its year, else None.

    A year alone counts as its last month, so that a record is never seen too early.
    """
    if month is not None:
        return month
    return None if year is None else year * 12 + 11


def horizon(as_of: str | None, today: date) -> tuple[str, int]:
    """`--as-of` to (month, first month number that may not be seen).

    In the running month everything that exists is published, so records that carry only
    the running year are seen; for any earlier month they are not.
    ProblemError for nonsense or the future.
    """
    now = today.year * 12 + today.month - 1
    if as_of is None:
        month = now
    else:
        try:
            month = parse_month(as_of)
        except ValueError:
            raise ProblemError(f"--as-of {as_of!r} is not a month; write it as YYYY-MM, for example 2021-06") from None
    if month > now:
        raise ProblemError(f"--as-of {as_of} lies in the future; the latest month is {build_month(now)}")
    return build_month(month), (today.year + 1) * 12 if month == now else month
