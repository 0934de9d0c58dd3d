"""What tests of adapters share: a network that plays answers, recorded bodies, and bodies gone wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import strategies as st

from surveyor.dates import parse_month
from surveyor.models import Outcome
from surveyor.net.request import Reply, Request, Unreadable
from surveyor.settings import Endpoint
from surveyor.sources.live_base import Search
from surveyor.venues import Venue, VenueMap, load

T = TypeVar("T")
ROOT = Path(__file__).parents[2]
RECORDED = ROOT.parent / "shared" / "apis" / "recorded"
HOME = Endpoint("https://api.test")
Answer = Outcome | bytes | dict[str, Any] | list[Any]


class Plays:
    """Answers each request with the next of some answers, a single one for ever, or with what a function makes of it;
    an Outcome instead of a body is how it ends."""

    def __init__(self, *answers: Answer, by: Callable[[Request], Answer] | None = None) -> None:
        self.requests: list[Request] = []
        self._answers = repeat(answers[0]) if len(answers) == 1 else iter(answers)
        self._by = by

    def ask(self, request: Request, parse: Callable[[bytes], T]) -> Reply[T]:
        self.requests.append(request)
        answer = self._by(request) if self._by else next(self._answers)
        if isinstance(answer, Outcome):
            return Reply(answer, None, f"because it is {answer}")
        try:
            value = parse(body_of(answer))
        except Unreadable as error:
            return Reply(Outcome.FAILED, None, str(error))
        return Reply(Outcome.OK if value else Outcome.EMPTY, value)

    @property
    def urls(self) -> list[str]:
        return [request.url for request in self.requests]

    @property
    def queries(self) -> list[dict[str, str]]:
        return [query(request) for request in self.requests]


def query(request: Request) -> dict[str, str]:
    """The parameters of a request, decoded as a server does."""
    return {name: values[0] for name, values in parse_qs(urlsplit(request.url).query, keep_blank_values=True).items()}


def body_of(document: Any) -> bytes:
    """A document as it is sent."""
    return document if isinstance(document, bytes) else json.dumps(document).encode()


@cache
def venue_map() -> VenueMap:
    return load(ROOT / "venues.yaml")


def make_search(
    text: str = "neural ranking",
    *names: str,
    since: str | None = "2024-03",
    until: str = "2026-03",
    venues: tuple[Venue, ...] = (),
    limit: int = 200,
) -> Search:
    """A search in `venues` and in those that the venue map has under `names`."""
    known = tuple(venue_map().venues[name] for name in names)
    return Search(text, parse_month(since) if since else None, parse_month(until), venues + known, limit)


def recorded(folder: str, *patterns: str) -> list[Path]:
    """Recorded bodies whose names are such; the test is skipped where there are none on this machine."""
    found = sorted(path for pattern in patterns for path in (RECORDED / folder).glob(pattern))
    if not found:
        pytest.skip(f"no recorded answers in {RECORDED}")
    return found


def readable(parse: Callable[[bytes], object], body: bytes) -> bool:
    """Whether a parser reads a body; it may say so by Unreadable in one short line, and in no other way."""
    try:
        parse(body)
    except Unreadable as error:
        if "\n" in str(error) or len(str(error)) > 200:
            raise
        return False
    return True


@st.composite
def spoiled(draw: st.DrawFn, *bodies: bytes) -> bytes:
    """One of the bodies with a few pieces cut out, doubled, overwritten or moved."""
    body = draw(st.sampled_from(bodies))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(body)))
        end = min(len(body), start + draw(st.integers(0, 40)))
        pieces = [b"", b"null", b"0", b'""', b"[]", b"{}", b"\x00", b"\xff", b"<", b"&x;", b'"\\ud800"']
        body = body[:start] + draw(st.sampled_from([*pieces, body[start:end] * 2])) + body[end:]
    return body


ODD = ["", " ", "\x00", "\ud800", "\u2028", "x" * 600, "10.1/" + "/" * 400, "2062-13-45", 10**30, 1e300, -1, 0, "2025"]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.sampled_from(ODD),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def mutated(*documents: Any) -> st.SearchStrategy[bytes]:
    """One of some JSON documents, its values or its bytes gone wrong."""
    bodies = list(map(body_of, documents))
    return st.sampled_from(bodies).flatmap(_twisted) | spoiled(*bodies)


@st.composite
def _twisted(draw: st.DrawFn, body: bytes) -> bytes:
    """The document with some of its values, wherever they stand, replaced or left out."""
    wrong = [json.loads(body)]
    for _ in range(draw(st.integers(1, 4))):
        *way, last = draw(st.sampled_from(list(_places(wrong))[1:]))
        parent: Any = wrong
        for step in way:
            parent = parent[step]
        if way and draw(st.booleans()):
            del parent[last]
        else:
            parent[last] = draw(ANYTHING)
    return body_of(wrong[0])


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from _places(one, (*path, key))
