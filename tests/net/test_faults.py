"""Every way a service can fail ends in a typed reply with one line of why, in bounded time."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from email.utils import formatdate

import httpx
import pytest

from surveyor.models import Outcome
from surveyor.net import Accept, Budget, Net, Policy, RecordingCache, Request
from tests.net.fakes import NOON, Act, Pieces, World, ask, breaks, rows, says

FAULTS: dict[str, tuple[Act, Outcome]] = {
    "429": (says(429, "{}"), Outcome.RATE_LIMITED),
    "429 with seconds": (says(429, "{}", retry_after="7"), Outcome.RATE_LIMITED),
    "429 with hours": (says(429, "{}", retry_after="40000"), Outcome.RATE_LIMITED),
    "429 with a date": (says(429, "", "", retry_after=formatdate(NOON + 9, usegmt=True)), Outcome.RATE_LIMITED),
    "429 with rubbish": (says(429, "Rate exceeded.", "text/plain", retry_after="soon"), Outcome.RATE_LIMITED),
    "500": (says(500, '{"message": "oh"}'), Outcome.FAILED),
    "503 with seconds": (says(503, "<html>busy", "html", retry_after="30"), Outcome.FAILED),
    "503 with hours": (says(503, "", "", retry_after="9999"), Outcome.FAILED),
    "504": (says(504, "", ""), Outcome.FAILED),
    "hang": (breaks(httpx.ReadTimeout("")), Outcome.FAILED),
    "no connection in time": (breaks(httpx.ConnectTimeout("")), Outcome.FAILED),
    "reset": (breaks(httpx.ReadError("[Errno 104] Connection reset by peer")), Outcome.FAILED),
    "no name": (breaks(httpx.ConnectError("[Errno -2] Name or service not known")), Outcome.FAILED),
    "cut short": (breaks(httpx.RemoteProtocolError("peer closed connection")), Outcome.FAILED),
    "proxy": (breaks(httpx.ProxyError("403 Forbidden")), Outcome.FAILED),
    "certificate file": (breaks(FileNotFoundError(2, "No such file")), Outcome.FAILED),
    "truncated JSON": (says(200, '{"data": [1, 2'), Outcome.FAILED),
    "wrong shape": (says(200, '{"message": "ok"}'), Outcome.FAILED),
    "page with 200": (says(200, "<!doctype html><title>Making sure you're not a bot", "html"), Outcome.BLOCKED),
    "page that claims JSON": (says(200, "<!DOCTYPE html><title>x", "json"), Outcome.BLOCKED),
    "page without a type": (says(200, "<html><body>sign in", ""), Outcome.BLOCKED),
    "image": (says(200, b"\x89PNG", "image/png"), Outcome.BLOCKED),
    "nothing with 200": (says(200, b""), Outcome.FAILED),
    "204": (says(204, b""), Outcome.FAILED),
    "gzip garbage": (says(200, b"\x1f\x8bgarbage", content_encoding="gzip"), Outcome.FAILED),
    "wrapped twice": (says(200, b"x", content_encoding="gzip, gzip"), Outcome.FAILED),
    "400": (says(400, '{"error": "offset + limit must be < 10000"}'), Outcome.FAILED),
    "410": (says(410, "", ""), Outcome.FAILED),
    "401": (says(401, '{"error": "key required"}'), Outcome.BLOCKED),
    "403": (says(403, '{"message": "Forbidden"}'), Outcome.BLOCKED),
    "redirect in a circle": (says(302, b"", "", location="/works"), Outcome.FAILED),
    "redirect elsewhere": (says(302, b"", "", location="ftp://api.test/x"), Outcome.FAILED),
    "redirect to nowhere": (says(302, b"", "", location="http://[::1"), Outcome.FAILED),
    "redirect without a place": (says(302, b"", ""), Outcome.FAILED),
    "304": (says(304, b"", ""), Outcome.FAILED),
}
ALL = pytest.mark.parametrize(("act", "outcome"), FAULTS.values(), ids=FAULTS.keys())


@ALL
def test_a_fault_ends_in_a_typed_reply_with_one_line(act: Act, outcome: Outcome) -> None:
    world = World(act)
    reply = ask(world.net())
    assert (reply.outcome, reply.value, reply.ok, reply.recorded) == (outcome, None, False, False)
    assert reply.detail
    assert reply.detail.isprintable()
    assert len(reply.detail) < 400
    assert len(world.asked) <= 6
    assert sum(world.slept) <= 120


@ALL
def test_a_fault_is_not_recorded_and_what_follows_it_is_answered(act: Act, outcome: Outcome) -> None:
    cache = RecordingCache(None)
    ask(World(act).net(cache))
    assert cache.info().responses == 0
    assert ask(World().net(cache)).value == [1]


@ALL
def test_a_source_that_always_fails_is_left_alone_and_then_answers_at_once(act: Act, outcome: Outcome) -> None:
    world = World(act)
    net = world.net()
    replies = [ask(net, url=f"https://api.test/{number}") for number in range(40)]
    assert {reply.outcome for reply in replies} == {outcome}
    assert len(world.asked) <= 18
    asked, slept = len(world.asked), len(world.slept)
    late = ask(net, url="https://api.test/late")
    assert "not asked again in this run" in late.detail
    assert (len(world.asked), len(world.slept)) == (asked, slept)
    assert sum(world.slept) <= 140


@ALL
def test_a_recording_is_still_answered_when_the_source_is_switched_off(act: Act, outcome: Outcome) -> None:
    world = World(says(), act)
    net = world.net()
    ask(net)
    for number in range(4):
        ask(net, url=f"https://api.test/{number}")
    assert ask(net).recorded


def test_one_source_that_fails_does_not_touch_another() -> None:
    world = World(says(500))
    net = world.net()
    for number in range(4):
        ask(net, url=f"https://api.test/{number}")
    world.script = [says()]
    assert ask(net, source="openreview", url="https://other.test/x").ok
    assert not ask(net).ok


def test_two_faults_an_answer_and_two_faults_switch_nothing_off() -> None:
    bad = says(400, "{}")
    world = World(bad, bad, says(), bad, bad, says())
    net = world.net()
    outcomes = [ask(net, url=f"https://api.test/{number}").outcome for number in range(6)]
    assert outcomes[-1] is Outcome.OK


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504, 408])
def test_a_passing_fault_is_tried_again_after_growing_waits(status: int) -> None:
    world = World(says(status, "{}"), says(status, "{}"), says())
    net = world.net()
    assert ask(net).value == [1]
    assert len(world.slept) == 2
    assert 1 <= world.slept[0] <= 2
    assert 2 <= world.slept[1] <= 3
    tally = net.tally("crossref")
    assert (tally.requests, tally.worst) == (3, Outcome.OK)
    assert tally.waited == pytest.approx(sum(world.slept))


@pytest.mark.parametrize("error", [httpx.ReadTimeout(""), httpx.ReadError("reset"), httpx.RemoteProtocolError("cut")])
def test_a_broken_connection_is_tried_again(error: Exception) -> None:
    world = World(breaks(error), says())
    assert ask(world.net()).value == [1]


def test_a_redirect_to_where_nothing_is_says_that_there_is_no_such_thing() -> None:
    world = World(says(307, b"", "", location="https://other.test/abs/1"), says())
    net = world.net()
    reply = ask(net, gone="/abs/")
    assert (reply.outcome, len(world.asked)) == (Outcome.NOT_FOUND, 1)
    assert ask(net, gone="/abs/").recorded
    elsewhere = World(says(307, b"", "", location="/moved?from=/abs/1"), says())
    assert ask(elsewhere.net(), gone="/abs/").value == [1]


def test_a_fault_that_lasts_is_not_tried_again() -> None:
    world = World(says(500, "cannot be read", "text/plain"))
    assert ask(world.net(), source="grobid").outcome is Outcome.FAILED
    assert len(world.asked) == 1
    busy = World(says(503, b"", ""), says())
    assert ask(busy.net(), source="grobid").value == [1]
    assert 1 <= busy.slept[0] <= 2


def test_no_content_is_an_answer_where_that_is_asked() -> None:
    world = World(says(204, b"", ""))
    reply = ask(world.net(), source="grobid", accept=Accept.TEI)
    assert (reply.outcome, reply.detail, len(world.asked)) == (
        Outcome.EMPTY,
        "HTTP 204: nothing could be read in it",
        1,
    )


def test_an_empty_body_is_tried_again() -> None:
    assert ask(World(says(200, b" \n"), says()).net()).value == [1]


@pytest.mark.parametrize("body", ['{"data": [1, 2', '{"message": "x"}', "[]"])
def test_an_unreadable_body_is_not_asked_for_again(body: str) -> None:
    world = World(says(200, body))
    ask(world.net())
    assert len(world.asked) == 1


@pytest.mark.parametrize("after", ["30", formatdate(NOON + 30, usegmt=True)])
@pytest.mark.parametrize("status", [429, 503])
def test_the_wait_a_service_asks_for_is_kept(after: str, status: int) -> None:
    world = World(says(status, "{}", retry_after=after), says())
    assert ask(world.net()).ok
    assert len(world.slept) == 1
    assert 30 <= world.slept[0] <= 31


@pytest.mark.parametrize(("source", "outcome"), [("crossref", "rate-limited"), ("openalex", "out of budget")])
def test_a_wait_of_hours_is_not_slept_and_switches_the_source_off(source: str, outcome: str) -> None:
    world = World(says(429, '{"error": "budget"}', retry_after="36000"), says())
    net = world.net()
    reply = ask(net, source=source)
    assert reply.outcome == outcome
    assert "10.0 hours" in reply.detail
    assert world.slept == []
    assert ask(net, source=source, url="https://api.test/2").outcome == outcome
    assert len(world.asked) == 1


def test_openalex_with_a_short_wait_is_rate_limited() -> None:
    world = World(says(429, "{}", retry_after="2"))
    assert ask(world.net(), source="openalex").outcome is Outcome.RATE_LIMITED


def test_without_a_key_semantic_scholar_is_asked_once_and_the_reply_says_what_to_do() -> None:
    world = World(says(429, '{"message": "Too Many Requests", "code": "429"}'))
    reply = ask(world.net(), source="s2")
    assert (reply.outcome, len(world.asked), world.slept) == (Outcome.RATE_LIMITED, 1, [])
    assert "S2_API_KEY" in reply.detail


def test_with_a_key_semantic_scholar_is_asked_again() -> None:
    world = World(says(429, "{}"), says(429, "{}"), says(429, "{}"), says())
    assert ask(world.net(), source="s2-keyed").ok
    gaps = [later - sooner for sooner, later in zip(world.at, world.at[1:], strict=False)]
    assert [gap >= least for gap, least in zip(gaps, (1.1, 2, 4), strict=True)] == [True] * 3


@pytest.mark.parametrize(
    ("source", "act", "remedy"),
    [
        ("s2-keyed", says(403, '{"message": "Forbidden"}'), "S2_API_KEY"),
        ("openalex", says(429, "{}", retry_after="80000"), "OPENALEX_API_KEY"),
        ("crossref", says(429, "{}"), "CROSSREF_MAILTO"),
        ("arxiv", says(403, "Access Denied", "html"), "CROSSREF_MAILTO"),
        ("dblp", says(200, "<!doctype html><html>", "html"), "SURVEYOR_DBLP_URL"),
        ("openreview", says(403, '{"name": "ChallengeRequiredError"}'), "OPENREVIEW_TOKEN"),
    ],
)
def test_the_reply_names_what_a_person_can_do(source: str, act: Act, remedy: str) -> None:
    assert remedy in ask(World(act).net(), source=source).detail


def test_the_waits_before_retries_are_bounded_over_the_run() -> None:
    world = World(says(503, "{}", retry_after="50"))
    net = world.net()
    for source in ("crossref", "openalex", "openreview", "acl", "s2-keyed"):
        for number in range(4):
            assert ask(net, source=source, url=f"https://{source}.test/{number}").outcome is Outcome.FAILED
    assert sum(wait for wait in world.slept if wait > 10) <= 120


def big(pieces: int, world: World | None = None, seconds: float = 0.0) -> Act:
    def flow() -> Iterator[bytes]:
        for _ in range(pieces):
            if world:
                world.now += seconds
            yield bytes(1024 * 1024)

    return lambda _: httpx.Response(200, stream=Pieces(flow), headers={"content-type": "application/json"})


def test_a_body_that_is_too_large_is_dropped_while_it_comes() -> None:
    world = World(big(100))
    reply = ask(world.net())
    assert (reply.outcome, len(world.asked)) == (Outcome.FAILED, 1)
    assert "64 MB" in reply.detail


def test_a_body_that_says_it_is_too_large_is_not_read() -> None:
    def unread() -> Iterator[bytes]:
        raise AssertionError("was read")
        yield b""

    headers = {"content-type": "application/json", "content-length": str(100 * 1024 * 1024)}
    world = World(lambda _: httpx.Response(200, stream=Pieces(unread), headers=headers))
    assert "64 MB" in ask(world.net()).detail


def test_a_small_body_that_unpacks_to_a_large_one_is_dropped() -> None:
    bomb = gzip.compress(bytes(70 * 1024 * 1024), mtime=0)
    assert len(bomb) < 100_000
    assert "64 MB" in ask(World(says(200, bomb, content_encoding="gzip")).net()).detail


def test_a_body_that_comes_too_slowly_is_given_up() -> None:
    world = World()
    world.script = [big(60, world, seconds=20)]
    reply = ask(world.net())
    assert "slowly" in reply.detail
    assert world.now - NOON < 3 * 150 + 10


def test_a_packed_body_is_unpacked_and_recorded_unpacked() -> None:
    cache = RecordingCache(None)
    world = World(says(200, gzip.compress(b'{"data": [7]}'), content_encoding="gzip"))
    assert ask(world.net(cache)).value == [7]
    assert ask(world.net(cache, offline=True)).value == [7]


def test_redirects_are_followed_and_recorded_under_the_first_address() -> None:
    moves = [says(301, b"", "", location=f"/works/{number}") for number in range(5)]
    world = World(*moves, says())
    net = world.net()
    assert ask(net).value == [1]
    assert [str(asked.url) for asked in world.asked][-1] == "https://api.test/works/4"
    assert ask(net).recorded
    assert net.tally("crossref").requests == 6


def test_a_sixth_redirect_is_not_followed() -> None:
    moves = [says(301, b"", "", location=f"/works/{number}") for number in range(6)]
    assert "5 redirects" in ask(World(*moves, says()).net()).detail


@pytest.mark.parametrize(("status", "method", "body"), [(301, "GET", b""), (303, "GET", b""), (307, "POST", b"[]")])
def test_a_redirected_post_keeps_its_body_only_where_it_should(status: int, method: str, body: bytes) -> None:
    world = World(says(status, b"", "", location="/new"), says())
    assert ask(world.net(), method="POST", body=b"[]").ok
    assert (world.asked[1].method, world.asked[1].content) == (method, body)


@pytest.mark.parametrize(
    ("location", "kept"),
    [
        ("/other", True),
        ("https://api.test/other", True),
        ("https://evil.test/works", False),
        ("http://api.test/works", False),
        ("https://api.test:444/works", False),
    ],
)
def test_a_key_follows_a_redirect_only_on_the_same_host(location: str, kept: bool) -> None:
    world = World(says(302, b"", "", location=location), says())
    assert ask(world.net(), headers=(("x-api-key", "planted-key"),)).ok
    assert ("x-api-key" in world.asked[1].headers) is kept


@pytest.mark.parametrize(
    ("accept", "kind", "body", "outcome"),
    [
        (Accept.JSON, "text/plain", b"[1]", "ok"),
        (Accept.JSON, "application/json; charset=utf-8", b"[1]", "ok"),
        (Accept.JSON, "application/vnd.api+json", b"[1]", "ok"),
        (Accept.JSON, "text/plain", b"<html>", "blocked"),
        (Accept.JSON, "application/xml", b"<a/>", "blocked"),
        (Accept.XML, "text/xml", b"<a/>", "ok"),
        (Accept.XML, "application/xml", b"<!-- x --><HTML>", "blocked"),
        (Accept.XML, "text/html", b"<feed/>", "blocked"),
        (Accept.XML, "application/json", b"{}", "blocked"),
        (Accept.HTML, "application/xhtml+xml", b"<html>", "ok"),
        (Accept.HTML, "application/pdf", b"%PDF", "blocked"),
        (Accept.HTML, "text/html", b"<html><title>Just a moment...</title>", "blocked"),
        (Accept.GZIP, "application/x-gzip", b"\x1f\x8b", "ok"),
        (Accept.GZIP, "application/x-bibtex", b"@a{}", "ok"),
        (Accept.GZIP, "text/html", b"\x1f\x8b", "blocked"),
        (Accept.GZIP, "application/octet-stream", b"<!doctype html>", "blocked"),
    ],
)
def test_somebody_elses_page_is_told_from_an_answer(accept: Accept, kind: str, body: bytes, outcome: str) -> None:
    request = Request("acl", "https://acl.test/x", accept=accept)
    assert World(says(200, body, kind)).net().ask(request, len).outcome == outcome


@pytest.mark.parametrize("url", ["no-scheme", "ftp://x/y", "http://[::1", "http://x:99999/", "https://\x00.test/"])
def test_an_address_that_is_none_is_a_reply_too(url: str) -> None:
    reply = ask(World().net(), url=url)
    assert reply.outcome is Outcome.FAILED
    assert reply.detail.isprintable()


def test_a_transport_that_cannot_be_made_is_a_reply_too() -> None:
    def none(host: str) -> httpx.BaseTransport:
        raise ValueError("Proxy protocol must be either 'http', 'https', or 'socks5'")

    world = World()
    with Net(RecordingCache(None), Budget(), transport=none, clock=world.clock, sleep=world.sleep) as net:
        assert "proxy" in ask(net).detail


def test_a_body_nested_too_deep_for_the_parser_is_a_reply_too() -> None:
    def deep(body: bytes) -> list[int]:
        raise RecursionError("maximum recursion depth exceeded")

    assert World().net().ask(Request("acl", "https://acl.test/x"), deep).outcome is Outcome.FAILED


def test_a_mistake_in_a_parser_is_not_hidden() -> None:
    def wrong(body: bytes) -> list[int]:
        raise KeyError("x")

    with pytest.raises(KeyError):
        World().net().ask(Request("acl", "https://acl.test/x"), wrong)


def test_openalex_with_nothing_left_is_switched_off_after_its_answer() -> None:
    spent = {"x-ratelimit-remaining-usd": "0", "x-ratelimit-cost-usd": "0.001"}
    world = World(says(**spent))
    net = world.net()
    assert ask(net, source="openalex").ok
    reply = ask(net, source="openalex", url="https://api.test/2")
    assert reply.outcome is Outcome.OUT_OF_BUDGET
    assert "OPENALEX_API_KEY" in reply.detail
    assert len(world.asked) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"x-ratelimit-remaining-usd": "0", "x-ratelimit-prepaid-remaining-usd": "2.5"},
        {"x-ratelimit-remaining-usd": "0.01"},
        {"x-ratelimit-remaining-usd": "rubbish"},
    ],
)
def test_openalex_with_something_left_goes_on(headers: dict[str, str]) -> None:
    world = World(says(**headers))
    net = world.net()
    assert [ask(net, source="openalex", url=f"https://api.test/{n}").outcome for n in range(3)] == ["ok"] * 3


def test_a_slower_pace_that_crossref_announces_is_kept_and_a_quicker_one_is_not() -> None:
    for announced, gap in ((("1", "1s"), 1.0), (("10", "1s"), 0.0), (("0", "x"), 0.0)):
        headers = {"x-rate-limit-limit": announced[0], "x-rate-limit-interval": announced[1]}
        world = World(says(**headers))
        net = world.net()
        for number in range(3):
            ask(net, url=f"https://api.test/{number}")
        assert world.at[2] - world.at[1] == pytest.approx(gap, abs=0.01)


def test_a_policy_may_be_given() -> None:
    world = World(says(500, "{}"))
    net = world.net(policies={"mine": Policy(pace=(9, 1.0), tries=2, remedy={Outcome.FAILED: "go for a walk"})})
    reply = net.ask(Request("mine", "https://mine.test/x"), rows)
    assert reply.detail.endswith("go for a walk")
    assert len(world.asked) == 2
