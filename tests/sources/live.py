"""What tests of adapters share: a network that plays answers, recorded bodies, and documents gone wrong."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Sized
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import strategies as st

from surveyor.models import Outcome
from surveyor.net.request import Reply, Request, Unreadable
from surveyor.venues import VenueMap, load

T = TypeVar("T")
ROOT = Path(__file__).parents[2]
RECORDED = ROOT.parent / "shared" / "apis" / "recorded"
Answer = Outcome | bytes | dict[str, Any] | list[Any]


class Plays:
    """Answers each request with the next of the given answers, or with what a function makes of it."""

    def __init__(self, *answers: Answer, by: Callable[[Request], Answer] | None = None) -> None:
        self.requests: list[Request] = []
        self._answers = iter(answers)
        self._by = by

    def ask(self, request: Request, parse: Callable[[bytes], T]) -> Reply[T]:
        self.requests.append(request)
        answer = self._by(request) if self._by else next(self._answers)
        if isinstance(answer, Outcome):
            return Reply(answer, None, f"because it is {answer}")
        try:
            value = parse(answer if isinstance(answer, bytes) else json.dumps(answer).encode())
        except Unreadable as error:
            return Reply(Outcome.FAILED, None, str(error))
        empty = isinstance(value, Sized) and not len(value)
        return Reply(Outcome.EMPTY if empty else Outcome.OK, value)

    @property
    def urls(self) -> list[str]:
        return [request.url for request in self.requests]


def query(request: Request) -> dict[str, str]:
    """The parameters of a request, decoded as a server does."""
    return {name: values[0] for name, values in parse_qs(urlsplit(request.url).query, keep_blank_values=True).items()}


@cache
def venue_map() -> VenueMap:
    return load(ROOT / "venues.yaml")


def recorded(folder: str, *starts: str) -> list[Path]:
    """Recorded bodies whose names begin so; the test is skipped where there are none on this machine."""
    found = sorted(path for start in starts for path in (RECORDED / folder).glob(f"{start}*.json"))
    if not found:
        pytest.skip(f"no recorded answers in {RECORDED}")
    return found


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from places(inner, (*path, index))


def readable(parse: Callable[[bytes], object], body: bytes) -> bool:
    """Whether a parser reads a body; it may say so by Unreadable in one short line, and in no other way."""
    try:
        parse(body)
    except Unreadable as error:
        if "\n" in str(error) or len(str(error)) > 200:
            raise
        return False
    return True


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
    | st.sampled_from(["", "<i>x</i>\x00", "10.1/" + "/" * 400, "2062-13-45", "\u2028", 10**30, -1, 0]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@st.composite
def mutated(draw: st.DrawFn, document: Any) -> bytes:
    """A document with some of its parts replaced, left out or cut off."""
    wrong = [copy.deepcopy(document)]
    for _ in range(draw(st.integers(1, 4))):
        path = draw(st.sampled_from(list(places(wrong))[1:]))
        parent: Any = wrong
        for step in path[:-1]:
            parent = parent[step]
        if len(path) > 1 and draw(st.booleans()):
            del parent[path[-1]]
        else:
            parent[path[-1]] = draw(ANYTHING)
    body = json.dumps(wrong[0]).encode()
    cut = draw(st.integers(0, len(body)))
    kind = draw(st.sampled_from(["whole", "whole", "whole", "cut", "byte"]))
    if kind == "cut":
        return body[:cut]
    return body[:cut] + draw(st.binary(min_size=1, max_size=2)) + body[cut + 1 :] if kind == "byte" else body
