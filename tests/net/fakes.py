"""A world that answers by script, whose clock moves only when somebody sleeps."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import httpx

from surveyor.net import Budget, Net, Pace, RecordingCache, Reply, Request, Unreadable

NOON = 1_790_000_000.0
DAY = 86_400.0
Act = Callable[[httpx.Request], httpx.Response]


def says(status: int = 200, body: bytes | str | Any = b'{"data": [1]}', kind: str = "json", **headers: str) -> Act:
    """A service's answer; `kind` is the end of its content type, `retry_after` and the like are headers."""
    content = body if isinstance(body, bytes) else body.encode() if isinstance(body, str) else json.dumps(body).encode()
    types = {"json": "application/json", "xml": "application/atom+xml", "html": "text/html", "gzip": "application/gzip"}
    sent = {"content-type": types.get(kind, kind)} if kind else {}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: httpx.Response(status, content=content, headers=sent)


def breaks(error: Exception) -> Act:
    """No answer at all."""

    def act(_: httpx.Request) -> httpx.Response:
        raise error

    return act


class Pieces(httpx.SyncByteStream):
    """A body that comes piece by piece."""

    def __init__(self, pieces: Callable[[], Iterator[bytes]]) -> None:
        self.pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        return self.pieces()


class World:
    """Acts by script, the last for ever; keeps what it was asked, when, and every sleep."""

    def __init__(self, *script: Act) -> None:
        self.script = list(script) or [says()]
        self.now = NOON
        self.slept: list[float] = []
        self.asked: list[httpx.Request] = []
        self.at: list[float] = []
        self.hosts: list[str] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds >= 0
        self.slept.append(seconds)
        self.now += seconds

    def transport(self, host: str) -> httpx.BaseTransport:
        self.hosts.append(host)
        return httpx.MockTransport(self.handle)

    def handle(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        self.at.append(self.now)
        act = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        return act(request)

    def net(self, cache: RecordingCache | None = None, budget: Budget | None = None, **options: Any) -> Net:
        """A Net in this world."""
        return Net(
            cache or RecordingCache(None),
            budget or Budget(),
            transport=self.transport,
            clock=self.clock,
            sleep=self.sleep,
            pace=options.pop("pace", None) or Pace(None),
            **options,
        )


def ask(net: Net, source: str = "crossref", url: str = "https://api.test/works", **more: Any) -> Reply[list[int]]:
    """Ask a source for rows."""
    return net.ask(Request(source, url, **more), rows)


def rows(body: bytes) -> list[int]:
    """The `data` of a JSON object."""
    try:
        found = json.loads(body)
    except ValueError as error:
        raise Unreadable(f"no JSON: {error}") from error
    if not isinstance(found, Mapping) or not isinstance(found.get("data"), list):
        raise Unreadable("no list `data`")
    return list(found["data"])
