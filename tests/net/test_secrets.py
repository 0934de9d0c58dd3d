"""A key is nowhere but in the request that is sent."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest

from surveyor.net import Budget, Net, Pace, RecordingCache, Request, Unreadable
from tests.net.fakes import Act, World, ask, breaks, says

KEY = "sk-PLANTED-0123456789abcdef"
HEADERS = {
    "s2": (("x-api-key", KEY),),
    "bearer": (("Authorization", f"Bearer {KEY}"),),
}


def echo(status: int, kind: str = "json") -> Act:
    """A service that repeats what it was sent."""
    return lambda request: says(status, f'{{"data": ["{request.headers}{KEY}"], "error": "bad {KEY}"}}', kind)(request)


ACTS = {
    "answer": says(),
    "echo": echo(200),
    "echo with 400": echo(400),
    "echo with 403": echo(403, "text/plain"),
    "echo with 404": echo(404),
    "echo with 429": echo(429),
    "echo with 500": echo(500),
    "broken with the key": breaks(httpx.ReadError(f"reset while sending {KEY}")),
    "illegal": breaks(httpx.LocalProtocolError(f"Illegal header value b'{KEY}'")),
    "environment": breaks(OSError(f"{KEY}?")),
    "page": echo(200, "html"),
    "redirect": says(302, b"", "", location=f"/next?{KEY[:3]}"),
}


def files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


@pytest.mark.parametrize("headers", HEADERS.values(), ids=HEADERS.keys())
@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_a_key_is_in_no_log_no_file_no_reply_and_no_repr(
    act: Act, headers: tuple[tuple[str, str], ...], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    def parse(body: bytes) -> int:
        if KEY.encode() in body:
            raise Unreadable(f"what is this: {body.decode()}")
        return len(body)

    request = Request("s2-keyed", "https://api.test/works", headers=headers)
    world = World(act)
    budget = Budget()
    with RecordingCache(tmp_path / "http.db") as cache, Pace(tmp_path / "pace.db") as pace:
        net = world.net(cache, budget, pace=pace)
        replies = [net.ask(request, parse) for _ in range(4)]
        seen = [*replies, request, net, cache, pace, budget, net.tally("s2-keyed"), cache.info()]
        on_disk = files(tmp_path)
    name, value = headers[0]
    assert world.asked[0].headers[name] == value
    assert KEY not in "".join(map(repr, seen))
    assert KEY not in caplog.text
    assert all(KEY not in repr(vars(record)) for record in caplog.records)
    assert KEY.encode() not in on_disk + files(tmp_path)


def test_an_answer_that_repeats_the_key_is_given_but_not_recorded() -> None:
    cache = RecordingCache(None)
    net = World(echo(200)).net(cache)
    assert ask(net, headers=HEADERS["s2"]).ok
    assert cache.info().responses == 0


@pytest.mark.parametrize("key", [f"{KEY}\n", f" {KEY}", f"{KEY}\r\nx-other: 1", f"schlüssel-{KEY}", f"{KEY}\x00"])
def test_a_key_that_cannot_be_sent_is_refused_unsent_and_unsaid(key: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    world = World()
    reply = ask(world.net(), headers=(("x-api-key", key),))
    assert (reply.outcome, world.asked) == ("failed", [])
    assert "key" in reply.detail
    assert KEY not in reply.detail + caplog.text


@pytest.fixture
def server() -> Iterator[str]:
    """A service on this machine, for what the real transport logs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.headers["x-api-key"] == KEY else 403)
            self.send_header("content-type", "application/json")
            self.end_headers()
            self.wfile.write(b'{"data": [1]}')

        def log_message(self, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as served:
        thread = threading.Thread(target=served.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()
        thread.join()


def test_the_real_transport_logs_no_key(
    server: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    caplog.set_level(logging.DEBUG)
    with RecordingCache(None) as cache, Net(cache, Budget()) as net:
        assert ask(net, url=f"{server}/works", headers=HEADERS["s2"]).value == [1]
    assert "httpcore" in {record.name.partition(".")[0] for record in caplog.records}
    assert KEY not in caplog.text
    assert "x-api-key" not in caplog.text
