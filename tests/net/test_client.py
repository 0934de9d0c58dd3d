"""A question, its recording, and the ways it goes when nothing is wrong."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import replace

import httpx
import pytest

import surveyor
from surveyor.models import Outcome
from surveyor.net import POLICIES, Accept, Budget, Net, Pace, RecordingCache, Request
from tests.net.fakes import DAY, NOON, World, ask, says


def test_an_answer_is_parsed_and_the_next_time_comes_from_its_recording() -> None:
    world = World()
    with world.net() as net:
        first, second = ask(net), ask(net)
        assert (first.outcome, first.value, first.recorded, first.detail) == (Outcome.OK, [1], False, "")
        assert second == replace(first, recorded=True, again=True)
        assert len(world.asked) == 1
        tally = net.tally("crossref")
        assert (tally.requests, tally.cached, tally.worst, tally.detail) == (1, 1, Outcome.OK, "")


@pytest.mark.parametrize(("body", "outcome"), [('{"data": []}', Outcome.EMPTY), ('{"data": [0]}', Outcome.OK)])
def test_an_answer_with_nothing_in_it_is_empty_and_recorded(body: str, outcome: Outcome) -> None:
    world = World(says(body=body))
    net = world.net()
    assert [ask(net).outcome for _ in range(3)] == [outcome] * 3
    assert len(world.asked) == 1


def test_a_value_of_none_is_empty() -> None:
    reply = World().net().ask(Request("acl", "https://acl.test/x"), lambda body: None)
    assert (reply.outcome, reply.value, reply.ok) == (Outcome.EMPTY, None, True)


def test_a_recording_is_used_for_as_long_as_the_request_says() -> None:
    world = World()
    net = world.net()
    ask(net, keep_days=2)
    world.now += 2 * DAY - 10
    assert ask(net, keep_days=2).recorded
    world.now += 20
    assert not ask(net, keep_days=2).recorded
    assert ask(net, keep_days=2).recorded


def test_refresh_asks_again_and_records_the_new_answer() -> None:
    cache = RecordingCache(None)
    world = World(says(body={"data": [1]}), says(body={"data": [2]}))
    ask(world.net(cache))
    assert ask(world.net(cache, refresh=True)).value == [2]
    assert ask(world.net(cache)).value == [2]


def test_offline_answers_from_recordings_of_any_age_and_sends_nothing() -> None:
    cache = RecordingCache(None)
    world = World()
    ask(world.net(cache))
    world.now += 4000 * DAY
    net = world.net(cache, offline=True, refresh=True)
    assert ask(net).value == [1]
    missing = ask(net, url="https://api.test/other")
    assert (missing.outcome, missing.detail) == (Outcome.FAILED, "not recorded; run once without --offline")
    for number in range(5):
        ask(net, url=f"https://api.test/{number}")
    assert ask(net).value == [1]
    assert len(world.asked) == 1
    assert net.tally("crossref").requests == 0


def test_method_and_body_tell_questions_apart() -> None:
    world = World(says(body={"data": [1]}), says(body={"data": [2]}), says(body={"data": [3]}))
    net = world.net()
    asked = [{}, {"method": "POST", "body": b'["a"]'}, {"method": "POST", "body": b'["b"]'}]
    assert [ask(net, **more).value for more in asked] == [[1], [2], [3]]
    assert [ask(net, **more).value for more in asked] == [[1], [2], [3]]
    assert world.asked[1].headers["content-type"] == "application/json"
    assert world.asked[1].content == b'["a"]'


def test_headers_do_not_tell_questions_apart_and_are_sent() -> None:
    world = World()
    net = world.net()
    ask(net, headers=(("x-api-key", "one-key"),))
    assert ask(net, headers=(("x-api-key", "other-key"),)).recorded
    assert world.asked[0].headers["x-api-key"] == "one-key"


def test_a_404_is_not_found_and_remembered_for_a_day_offline_for_ever() -> None:
    cache = RecordingCache(None)
    world = World(says(404, "<html>nothing", "html"))
    net = world.net(cache)
    assert [ask(net).outcome, ask(net).outcome] == [Outcome.NOT_FOUND] * 2
    assert ask(net).recorded
    assert len(world.asked) == 1
    world.now += DAY + 1
    assert ask(world.net(cache, offline=True)).outcome is Outcome.NOT_FOUND
    assert not ask(net).recorded
    assert len(world.asked) == 2


def test_a_404_is_no_fault() -> None:
    world = World(says(404, "nothing", "text/plain"))
    net = world.net()
    assert {ask(net, url=f"https://api.test/{n}").outcome for n in range(10)} == {Outcome.NOT_FOUND}
    assert len(world.asked) == 10


def test_a_recording_that_can_no_longer_be_read_is_asked_for_again() -> None:
    cache = RecordingCache(None)
    cache.put(Request("crossref", "https://api.test/works"), NOON, 200, "application/json", b"[]")
    assert ask(World().net(cache, offline=True)).outcome is Outcome.FAILED
    assert ask(World().net(cache)).value == [1]


def test_one_client_a_host() -> None:
    world = World()
    net = world.net()
    for url in ("https://a.test/1", "https://a.test/2", "https://b.test/1", "http://127.0.0.1:8000/1"):
        ask(net, url=url)
    assert world.hosts == ["a.test", "b.test", "127.0.0.1:8000"]


@pytest.mark.parametrize(
    ("accept", "kind", "body", "wanted"),
    [
        (Accept.JSON, "json", b"[1]", "application/json"),
        (Accept.XML, "xml", b"<feed/>", "application/atom+xml"),
        (Accept.HTML, "html", b"<html>x</html>", "text/html"),
        (Accept.GZIP, "gzip", b"\x1f\x8bxx", "application/gzip"),
    ],
)
def test_what_is_wanted_is_said_and_the_body_given_as_it_is(
    accept: Accept, kind: str, body: bytes, wanted: str
) -> None:
    world = World(says(200, body, kind))
    reply = world.net().ask(Request("acl", "https://acl.test/x", accept=accept), lambda found: found)
    assert reply.value == body
    assert world.asked[0].headers["accept"].startswith(wanted)


def test_the_agent_is_surveyor_with_its_version_and_the_contact() -> None:
    world = World()
    ask(world.net())
    ask(world.net(contact="me@home.test"))
    agents = [asked.headers["user-agent"] for asked in world.asked]
    assert agents == [f"surveyor/{surveyor.__version__}", f"surveyor/{surveyor.__version__} (mailto:me@home.test)"]


def test_a_source_without_a_policy_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        ask(World().net(), source="nobody")


def test_every_policy_is_usable_and_its_remedies_are_one_line() -> None:
    for source, policy in POLICIES.items():
        net = World().net()
        assert ask(net, source=source).ok
        assert all(advice and "\n" not in advice for advice in policy.remedy.values())


def test_an_untouched_source_has_an_empty_tally() -> None:
    tally = World().net().tally("arxiv")
    assert (tally.requests, tally.cached, tally.waited, tally.worst, tally.detail) == (0, 0, 0.0, None, "")


def test_the_tally_tells_the_gravest_outcome_and_why() -> None:
    world = World(says(404, "none", "text/plain"), says(400, '{"error": "bad offset"}'), says())
    net = world.net()
    for number in range(3):
        ask(net, url=f"https://api.test/{number}")
    tally = net.tally("crossref")
    assert tally.worst is Outcome.FAILED
    assert "HTTP 400" in tally.detail
    assert "bad offset" in tally.detail


def test_threads_share_one_net_and_arxiv_gets_one_request_at_a_time() -> None:
    together = threading.Barrier(2)
    met: list[int] = []

    def act(request: httpx.Request) -> httpx.Response:
        with suppress(threading.BrokenBarrierError):
            met.append(together.wait(timeout=0.02))
        together.reset()
        return says()(request)

    world = World(act)
    net = world.net(budget=Budget(max_requests=9))
    replies = []

    def work(worker: int) -> None:
        replies.extend(ask(net, source="arxiv", url=f"https://arxiv.test/{worker}/{number}") for number in range(4))

    workers = [threading.Thread(target=work, args=(worker,)) for worker in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert met == []
    assert len(world.asked) == net.tally("arxiv").requests == 9
    assert [reply.outcome for reply in replies].count(Outcome.OK) == 9


def test_the_real_clock_and_transport_are_the_default() -> None:
    with RecordingCache(None) as cache, Pace(None) as pace, Net(cache, Budget(), pace=pace, offline=True) as net:
        assert ask(net).outcome is Outcome.FAILED
