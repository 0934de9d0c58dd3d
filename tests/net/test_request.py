"""What a recording is found by."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from surveyor.models import Outcome
from surveyor.net import Accept, Reply, Request

TEXT = st.text("abcé/?&=", min_size=1, max_size=9)
REQUESTS = st.builds(Request, TEXT, TEXT, st.sampled_from(["GET", "POST"]), st.binary(max_size=20))


@given(REQUESTS, TEXT, st.floats(0, 9))
def test_the_key_is_of_method_address_and_body_alone(request: Request, text: str, number: float) -> None:
    other = replace(request, source=text, headers=(("x", text),), accept=Accept.XML, keep_days=number, price=number)
    assert other.key == request.key


@given(REQUESTS, REQUESTS)
def test_different_questions_have_different_keys(one: Request, other: Request) -> None:
    same = (one.method, one.url, one.body) == (other.method, other.url, other.body)
    assert (one.key == other.key) is same


def test_only_answers_are_ok() -> None:
    assert [outcome for outcome in Outcome if Reply(outcome).ok] == [Outcome.OK, Outcome.EMPTY]
