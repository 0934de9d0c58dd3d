"""A question to a service and how it ended, as values."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from surveyor.models import Outcome

T_co = TypeVar("T_co", covariant=True)


class Unreadable(ValueError):  # noqa: N818 - named for what the body is
    """A parse function's word that a body is not what the API promises; the text is one line."""


class Accept(StrEnum):
    """What kind of body is an answer; anything else with status 200 is somebody else's page."""

    JSON = "json"
    XML = "xml"
    HTML = "html"
    GZIP = "gzip"
    TEI = "tei"
    """XML; that there is none is an answer too."""


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request, complete but for what the network adds of its own."""

    source: str
    """Name in `policy.POLICIES`: whose pace, retries and remedies apply."""
    url: str
    """With its query; holds no secret."""
    method: str = "GET"
    body: bytes = b""
    """Of a POST: JSON, unless the headers say otherwise."""
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """May hold the key; neither recorded nor printed."""
    accept: Accept = Accept.JSON
    keep_days: float = 30.0
    """How long a recorded answer is good for."""
    price: float = 0.0
    """Dollars it is expected to cost."""
    gone: str = ""
    """Part of an address: a redirect to such a one says that there is no such thing; empty: none does."""

    @property
    def key(self) -> str:
        """What a recording is found by: a hash of method, URL and body."""
        return hashlib.sha256(b"\0".join((self.method.encode(), self.url.encode(), self.body))).hexdigest()


@dataclass(frozen=True, slots=True)
class Reply(Generic[T_co]):
    """How a question ended."""

    outcome: Outcome
    value: T_co | None = None
    """What `parse` made of the body; None unless the outcome is ok or empty."""
    detail: str = ""
    """Why there is no answer, and what to do about it, in one line."""
    dollars: float = 0.0
    """What the answer cost when it was fetched."""
    recorded: bool = False
    """Answered from the recording cache."""
    again: bool = False
    """The same was answered before in this run, or it is a remark to other replies: no answer of its own."""

    @property
    def ok(self) -> bool:
        """Whether the service answered, be it with nothing."""
        return self.outcome in (Outcome.OK, Outcome.EMPTY)
