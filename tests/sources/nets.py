"""A network that plays what it is given and remembers what it was asked, and ways to spoil a body."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any, TypeVar

from hypothesis import strategies as st

from surveyor.dates import parse_month
from surveyor.models import Outcome
from surveyor.net.request import Reply, Request, Unreadable
from surveyor.settings import Endpoint
from surveyor.sources.live_base import Search
from surveyor.venues import Venue

T = TypeVar("T")

HOME = Endpoint("https://api.test")


class PlayedNet:
    """Answers each request with the next body, the last one for ever; an Outcome instead of a body is how it ends."""

    def __init__(self, *played: bytes | Outcome) -> None:
        self.played = list(played)
        self.requests: list[Request] = []

    def ask(self, request: Request, parse: Callable[[bytes], T]) -> Reply[T]:
        self.requests.append(request)
        body = self.played.pop(0) if len(self.played) > 1 else self.played[0]
        if isinstance(body, Outcome):
            return Reply(body, None, "played")
        try:
            value = parse(body)
        except Unreadable as error:
            return Reply(Outcome.FAILED, None, str(error))
        return Reply(Outcome.OK if value else Outcome.EMPTY, value)

    @property
    def urls(self) -> list[str]:
        return [request.url for request in self.requests]


def make_search(
    text: str = "neural ranking",
    since: str | None = "2024-03",
    until: str = "2026-03",
    venues: tuple[Venue, ...] = (),
    limit: int = 200,
) -> Search:
    return Search(text, parse_month(since) if since else None, parse_month(until), venues, limit)


@st.composite
def spoiled(draw: st.DrawFn, *bodies: bytes) -> bytes:
    """One of the bodies with a few pieces cut out, doubled, overwritten or moved."""
    body = draw(st.sampled_from(bodies))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(body)))
        end = min(len(body), start + draw(st.integers(0, 40)))
        piece = draw(
            st.sampled_from(
                [
                    b"",
                    b"null",
                    b"0",
                    b'""',
                    b"[]",
                    b"{}",
                    b"\x00",
                    b"\xff",
                    b"<",
                    b"&x;",
                    b'"\\ud800"',
                    body[start:end] * 2,
                ]
            )
        )
        body = body[:start] + piece + body[end:]
    return body


ODD = [
    None,
    True,
    0,
    -1,
    10**30,
    1e300,
    "",
    " ",
    "x" * 600,
    "\ud800",
    "\x00",
    [],
    [None],
    [[[]]],
    {},
    {"value": {}},
    "2025",
    7,
]


@st.composite
def twisted(draw: st.DrawFn, *bodies: bytes) -> bytes:
    """One of the JSON bodies with a few values, wherever they stand, replaced by what does not belong there."""
    value = json.loads(draw(st.sampled_from(bodies)))
    for _ in range(draw(st.integers(1, 4))):
        value = _replaced(draw, value)
    return json.dumps(value).encode()


def _replaced(draw: st.DrawFn, value: Any) -> Any:
    places = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    if not places or draw(st.integers(0, 9)) == 0:
        return deepcopy(draw(st.sampled_from(ODD)))
    place = draw(st.sampled_from(places))
    value[place] = _replaced(draw, value[place])
    return value
