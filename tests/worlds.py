"""The stand-in asked in process, with the real manners, by a clock that moves only when somebody sleeps or waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

import httpx

from surveyor.net import Budget, Net, Pace, RecordingCache, Reply, Request
from surveyor.settings import SERVICES, Endpoint
from tests.net.fakes import World
from tests.standin import Standin

T = TypeVar("T")
SOON = 0.02
"""Seconds after which a request that hangs is given up in these tests."""


class Hasty(httpx.BaseTransport):
    """Gives up early what is known to hang, and moves the clock as if it had waited as long as it was told."""

    def __init__(self, world: World, hangs: str) -> None:
        self._world = world
        self._hangs = hangs
        self._inner = httpx.HTTPTransport(verify=False)  # loading certificates takes longer than the test

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        told: dict[str, float] = request.extensions["timeout"]
        if self._hangs and self._hangs in (request.url.path.split("/")[1], "*"):
            request.extensions["timeout"] = dict.fromkeys(told, SOON)
        try:
            return self._inner.handle_request(request)
        except httpx.TimeoutException:
            self._world.now += told["read"]
            raise

    def close(self) -> None:
        self._inner.close()


class Listening:
    """A network that remembers how every question ended."""

    def __init__(self, net: Net, cache: RecordingCache, world: World, began: float) -> None:
        self.cache, self.world = cache, world
        self.ended: list[tuple[Request, Reply[Any]]] = []
        self._net = net
        self._began = began

    def ask(self, request: Request, parse: Callable[[bytes], T]) -> Reply[T]:
        reply = self._net.ask(request, parse)
        self.ended.append((request, reply))
        return reply

    @property
    def took(self) -> float:
        """Seconds, by the clock of its world."""
        return self.world.now - self._began


@contextmanager
def listening(hangs: str = "") -> Iterator[Listening]:
    """One in a world of its own, with its recordings in memory; `hangs`: the service that does, `*`: all."""
    world = World()
    began = world.now
    with (
        RecordingCache(None) as cache,
        Pace(None) as pace,
        Net(
            cache,
            Budget(),
            transport=lambda _: Hasty(world, hangs),
            clock=world.clock,
            sleep=world.sleep,
            pace=pace,
        ) as net,
    ):
        yield Listening(net, cache, world, began)


def places(standin: Standin, keys: Mapping[str, str] | None = None) -> dict[str, Endpoint]:
    """Where all services are, with keys for some."""
    bases = standin.urls()
    return {name: Endpoint(bases[one.url], (keys or {}).get(name, "")) for name, one in SERVICES.items()}
