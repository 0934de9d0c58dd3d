"""How much of a run may be lost on services that do not answer, and how long nothing is taken for an answer."""

from __future__ import annotations

import httpx

from surveyor.models import Outcome
from surveyor.net import Budget, RecordingCache
from surveyor.net.client import MAX_LOST
from tests.net.fakes import DAY, World, ask, says


def slow(world: World, seconds: float) -> None:
    """Makes every request hang so long."""

    def act(_: httpx.Request) -> httpx.Response:
        world.now += seconds
        raise httpx.ReadTimeout("")

    world.script = [act]


def test_time_lost_on_requests_that_hang_counts_as_waiting() -> None:
    world = World()
    slow(world, 30)
    net = world.net()
    began = world.now
    for source in ("s2-keyed", "openalex", "crossref", "dblp"):
        assert ask(net, source, url=f"https://{source}.test/").outcome is Outcome.FAILED
    assert len(world.asked) == 4 + 3  # the first four tries of one, then no second try of any
    assert world.now - began < MAX_LOST + 5 * 30


def test_a_run_without_trouble_loses_nothing() -> None:
    world = World(says())
    net = world.net()
    for number in range(100):
        assert ask(net, "dblp", url=f"https://api.test/{number}").ok
    world.script = [says(503), says()]
    assert ask(net, "crossref").ok  # after 400 seconds of keeping pace, a second try is still made


def test_an_empty_answer_is_good_for_a_day() -> None:
    cache = RecordingCache(None)
    world = World(says(200, {"data": []}))
    assert ask(world.net(cache)).outcome is Outcome.EMPTY
    world.now += DAY - 60
    assert ask(world.net(cache)).recorded
    world.now += 120
    world.script = [says()]
    assert ask(world.net(cache)).value == [1]
    world.now += 20 * DAY
    assert ask(world.net(cache)).recorded
    assert len(world.asked) == 2


def test_an_old_empty_answer_is_still_replayed_offline() -> None:
    cache = RecordingCache(None)
    world = World(says(200, {"data": []}))
    ask(world.net(cache, Budget()))
    world.now += 400 * DAY
    reply = ask(world.net(cache, offline=True))
    assert (reply.outcome, reply.recorded) == (Outcome.EMPTY, True)
