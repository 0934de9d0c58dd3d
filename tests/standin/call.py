"""A request as a service sees it, and its answer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.standin.faults import Fault, spoil, spoil_list
from tests.standin.world import Work, World

Json = dict[str, Any]
JSON = "application/json"
HTML = "text/html; charset=utf-8"


@dataclass
class Knobs:
    """What a test may set before or between requests."""

    keys: dict[str, str] = field(default_factory=dict)
    """Service to the only key it accepts."""
    s2_page: int = 1_000
    """Rows of a page of the bulk search."""
    s2_nested_cap: int = 9_999
    """References and citations in one batch answer; more are left out without a word."""
    openalex_limit: float = 0.1
    """Dollars a day without a key; ten times as much with one."""
    openalex_spent: float = 0.0
    openalex_reset: int = 64_136
    """Seconds until the allowance is full again."""
    html_since: str = "2312"
    """arXiv serves HTML of papers from this `YYMM` on, ar5iv of those before."""
    eprint: str = "tar"
    """What authors have sent to arXiv: a `tar` with a .bbl, a single file in `gz`, or a `pdf`."""


@dataclass(frozen=True)
class Answer:
    """What a service says."""

    status: int = 200
    body: bytes = b""
    content_type: str = JSON
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Call:
    """One request to one service."""

    service: str
    method: str
    path: str
    """After the service's prefix, decoded, from `/` on."""
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    """By lower-case name."""
    body: bytes
    world: World
    knobs: Knobs
    faults: frozenset[Fault] = frozenset()
    """Those of what is said."""

    def get(self, name: str, default: str = "") -> str:
        """The last value of a parameter."""
        return self.query[name][-1] if name in self.query else default

    def number(self, name: str, default: int) -> int:
        """A parameter as a number; ValueError when it is none."""
        return int(self.get(name, str(default)))

    def listed(self, works: Sequence[Work]) -> list[Work]:
        """The works of a list, with the faults that are on."""
        return spoil_list(list(works), self.faults)

    def single(self, work: Work, place: int = 0) -> Work:
        """One work, with the faults that are on."""
        return spoil(work, self.faults, place)

    def total(self, count: int) -> int:
        """How many results there are said to be."""
        return 0 if Fault.NO_RESULTS in self.faults else count

    @property
    def withheld(self) -> bool:
        """Whether reference lists are kept back."""
        return Fault.WITHHELD in self.faults


def in_json(value: object, status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> Answer:
    """A JSON answer."""
    return Answer(status, json.dumps(value, ensure_ascii=False).encode(), JSON, headers)


def page_of(text: str, status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> Answer:
    """An HTML answer."""
    return Answer(status, text.encode(), HTML, headers)
