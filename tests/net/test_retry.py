"""`Retry-After` in both its forms, and rubbish in its place."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import formatdate
from email.utils import formatdate as http_date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.net import parse_retry_after
from tests.net.fakes import NOON


@given(st.integers(0, 10**9))
def test_seconds_are_read_as_they_are(seconds: int) -> None:
    assert parse_retry_after(f" {seconds} ", NOON) == seconds


@given(st.integers(-(10**8), 10**8))
def test_a_date_is_the_time_until_then_and_never_negative(seconds: int) -> None:
    assert parse_retry_after(http_date(NOON + seconds, usegmt=True), NOON) == max(0, seconds)


@given(st.text() | st.sampled_from(["-5", "1e9", "nan", "inf", "٣", "", "Mon, 99 Foo 2026 99:99:99 GMT", "1 2 3"]))
def test_anything_else_is_survived(text: str) -> None:
    found = parse_retry_after(text, NOON)
    assert found is None or found >= 0


@pytest.mark.parametrize("text", [None, "", "soon", "-5", "nan", "inf", "1e3", "٣", "Mon, 99 Foo 2026 99:99:99 GMT"])
def test_rubbish_says_nothing(text: str | None) -> None:
    assert parse_retry_after(text, NOON) is None


def test_a_date_without_a_zone_is_universal_time() -> None:
    then = datetime.fromtimestamp(NOON + 60, UTC).strftime("%a, %d %b %Y %H:%M:%S -0000")
    assert parse_retry_after(then, NOON) == 60
    assert parse_retry_after(formatdate(NOON + 60), NOON) == 60


def test_a_number_of_any_length_is_read() -> None:
    assert parse_retry_after("9" * 5000, NOON) == float("inf")
