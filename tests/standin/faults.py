"""What can go wrong at a service, and the rules that say when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TypeVar

from tests.standin.world import Work

T = TypeVar("T")


class Fault(Enum):
    """A way for a service to misbehave; the value is what it does."""

    RATE_LIMITED = "429 without Retry-After"
    RATE_LIMITED_SECONDS = "429 with Retry-After: 2"
    RATE_LIMITED_DATE = "429 whose Retry-After is an HTTP date, two seconds after the server's clock"
    RATE_LIMITED_HOURS = "429 with Retry-After: 28800, as for a spent allowance"
    SERVER_ERROR = "500 with a short JSON or HTML body"
    BAD_GATEWAY = "502 with an HTML body"
    UNAVAILABLE = "503 with Retry-After: 30"
    GATEWAY_TIMEOUT = "504 with a short JSON or HTML body"
    FORBIDDEN = "403 with an HTML page, as for robots"
    MOVED = "301 to the same address; combine with times=1"
    HANG = "reads the request and never answers, until the client gives up or the server stops"
    RESET = "resets the connection in the middle of the headers"
    TRUNCATED = "sends half of the body that Content-Length promises, then closes"
    TRUNCATED_JSON = "sends half of the body, with the Content-Length of that half"
    WRONG_ARRAY = "200 with a JSON array of numbers"
    WRONG_STRING = "200 with a JSON string"
    WRONG_NUMBER = "200 with a JSON number"
    WRONG_ERROR = '200 with {"error": "…"}'
    BOT_PAGE = "200 with an HTML page that asks whether one is a robot"
    EMPTY_BODY = "200 with the right type and no body"
    GZIP_GARBAGE = "200 under Content-Encoding: gzip with bytes that are none"
    GZIP_BOMB = "200 with 80 kB of gzip that unpack to 80 MB"
    HUGE = "200 with 72 MB, streamed in chunks"
    DUPLICATES = "every record of a list comes twice"
    CONTRADICTIONS = "every record of a list comes a second time with another title, year and venue"
    WITHHELD = "reference lists are kept back by the publisher"
    NULL_TITLES = "the first, third, fifth … record has no title"
    FUTURE_YEARS = "the first, third, fifth … record is of the year 2999"
    LONG_TITLES = "the first, third, fifth … record has a title of 100,000 characters"
    EMPTY_PAGE = "a list without records that says how many there would be"
    CONVERSION_FAILED = "a page of a paper that holds nothing but an error of the conversion"
    NO_RESULTS = "a list without records that says that there are none"


DATA_FAULTS = frozenset(
    {
        Fault.DUPLICATES,
        Fault.CONTRADICTIONS,
        Fault.WITHHELD,
        Fault.NULL_TITLES,
        Fault.FUTURE_YEARS,
        Fault.LONG_TITLES,
        Fault.EMPTY_PAGE,
        Fault.CONVERSION_FAILED,
        Fault.NO_RESULTS,
    }
)
"""Faults of what is said; all others are faults of how it is sent."""


@dataclass
class Rule:
    """When a service misbehaves: its faults take turns, one a request."""

    service: str
    faults: tuple[Fault, ...]
    times: int | None
    path: str | None
    after: int
    met: int = 0

    def turn(self, service: str, path: str) -> Fault | None:
        """The fault for a request, counted; None: it goes well."""
        if self.service not in (service, "*") or (self.path is not None and self.path not in path):
            return None
        self.met += 1
        place = self.met - self.after - 1
        if place < 0 or (self.times is not None and place >= self.times):
            return None
        return self.faults[place % len(self.faults)]


def spoil(work: Work, faults: frozenset[Fault], place: int) -> Work:
    """The work as a misbehaving service tells it, at a place of the answer."""
    if place % 2:
        return work
    if Fault.NULL_TITLES in faults:
        work = replace(work, title=None)
    if Fault.LONG_TITLES in faults:
        work = replace(work, title=f"{work.title or ''} {'very ' * 20_000}long"[:100_000])
    if Fault.FUTURE_YEARS in faults:
        work = replace(work, year=2999, date="2999-01")
    return work


def contradict(work: Work) -> Work:
    """The work under the same ids, with other facts."""
    return replace(
        work, title=f"Not {work.title}", year=work.year - 7, date="", venue="ICDAR", authors=("Nobody Else",)
    )


def spoil_list(works: list[Work], faults: frozenset[Fault]) -> list[Work]:
    """The works as a misbehaving service lists them."""
    if faults & {Fault.EMPTY_PAGE, Fault.NO_RESULTS}:
        return []
    listed = [spoil(work, faults, place) for place, work in enumerate(works)]
    if Fault.DUPLICATES in faults:
        listed = [work for one in listed for work in (one, one)]
    if Fault.CONTRADICTIONS in faults:
        listed = [work for one in listed for work in (one, contradict(one))]
    return listed
