"""What a run may send and spend, as laws and through a Net."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.models import Outcome
from surveyor.net import Budget, RecordingCache
from tests.net.fakes import World, ask, says

PRICES = st.lists(st.sampled_from([0.0, 0.0001, 0.001, 0.01, 0.3]), max_size=60)


@given(st.integers(0, 40), PRICES)
def test_never_more_requests_than_allowed_and_all_of_those(limit: int, prices: list[float]) -> None:
    budget = Budget(max_requests=limit)
    granted = [price for price in prices if not budget.take(price)]
    assert budget.requests == len(granted) == min(limit, len(prices))


@given(st.floats(0, 2, allow_nan=False), PRICES)
def test_never_more_dollars_set_aside_than_allowed(limit: float, prices: list[float]) -> None:
    budget = Budget(dollars=limit)
    granted = [price for price in prices if not budget.take(price)]
    assert budget.dollars <= limit + 1e-9
    assert budget.dollars == pytest.approx(sum(granted))
    assert [price for price in granted if not price] == [price for price in prices if not price]


@given(PRICES, st.floats(0, 1))
def test_what_is_settled_stands_in_the_place_of_what_was_set_aside(prices: list[float], cost: float) -> None:
    budget = Budget()
    for price in prices:
        assert budget.take(price) == ""
        budget.settle(price, cost)
    assert budget.dollars == pytest.approx(cost * len(prices), abs=1e-6)


@given(PRICES)
def test_what_is_given_back_was_never_taken(prices: list[float]) -> None:
    budget = Budget(max_requests=1000, dollars=1000)
    for price in prices:
        budget.take(price)
    for price in reversed(prices):
        budget.give_back(price)
    assert (budget.requests, budget.dollars) == (0, 0.0)


def test_threads_take_no_more_than_there_is() -> None:
    budget = Budget(max_requests=100)
    granted: list[str] = []

    def take() -> None:
        granted.extend(budget.take() for _ in range(50))

    takers = [threading.Thread(target=take) for _ in range(4)]
    for taker in takers:
        taker.start()
    for taker in takers:
        taker.join()
    assert granted.count("") == budget.requests == 100


def test_a_spent_budget_refuses_before_sending_and_says_how_to_raise_it() -> None:
    world = World()
    net = world.net(budget=Budget(max_requests=2))
    replies = [ask(net, url=f"https://api.test/{number}") for number in range(4)]
    assert [reply.outcome for reply in replies] == ["ok", "ok", "out of budget", "out of budget"]
    assert "2 requests" in replies[2].detail
    assert "--max-requests" in replies[2].detail
    assert len(world.asked) == 2


def test_retries_and_redirects_are_sent_too() -> None:
    world = World(says(500, "{}"), says(301, b"", "", location="/x"), says(500, "{}"), says())
    budget = Budget(max_requests=3)
    reply = ask(world.net(budget=budget))
    assert reply.outcome is Outcome.OUT_OF_BUDGET
    assert budget.requests == len(world.asked) == 3


def test_a_recording_costs_nothing() -> None:
    cache = RecordingCache(None)
    ask(World().net(cache))
    budget = Budget(max_requests=0, dollars=0)
    assert ask(World().net(cache, budget), price=1.0).ok
    assert (budget.requests, budget.dollars) == (0, 0.0)


def test_dollars_are_set_aside_before_sending_and_corrected_by_what_the_service_says() -> None:
    world = World(says(x_ratelimit_cost_usd="0.0001"))
    budget = Budget(dollars=0.01)
    net = world.net(budget=budget)
    for number in range(20):
        assert ask(net, source="openalex", url=f"https://api.test/{number}", price=0.001).ok
    assert budget.dollars == pytest.approx(0.002)
    assert net.tally("openalex").dollars == pytest.approx(0.002)


def test_a_price_beyond_the_limit_is_refused_and_free_requests_go_on() -> None:
    net = World().net(budget=Budget(dollars=0.01))
    assert ask(net, source="openalex", url="https://api.test/1", price=0.01).ok
    refused = ask(net, source="openalex", url="https://api.test/2", price=0.001)
    assert refused.outcome is Outcome.OUT_OF_BUDGET
    assert "--budget" in refused.detail
    assert "$0.01" in refused.detail
    assert ask(net, source="openalex", url="https://api.test/3").ok


@pytest.mark.parametrize("header", ["nan", "inf", "-1", "rubbish", ""])
def test_a_cost_that_is_no_number_is_taken_as_expected(header: str) -> None:
    budget = Budget()
    ask(World(says(x_ratelimit_cost_usd=header)).net(budget=budget), source="openalex", price=0.001)
    assert budget.dollars == pytest.approx(0.001)
