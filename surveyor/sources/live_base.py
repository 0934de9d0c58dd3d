"""What an adapter of a public paper API can be asked; each declares what it gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Protocol, TypeVar

from surveyor.models import Citation, Outcome, Paper
from surveyor.net.request import Reply, Request
from surveyor.venues import Venue

T = TypeVar("T")


class Asks(Protocol):
    """What an adapter needs of the network."""

    def ask(self, request: Request, parse: Callable[[bytes], T]) -> Reply[T]:
        """The answer as `parse` reads it, or why there is none; never an exception."""
        ...


class Gives(StrEnum):
    """What an API can give."""

    TITLES = "titles by venue and year"
    SEARCH = "search by words"
    REFERENCES = "reference lists"
    CONTEXTS = "how a work is cited"
    IDS = "papers by id"
    ABSTRACTS = "abstracts"


@dataclass(frozen=True, slots=True)
class Search:
    """A search by words."""

    text: str
    since: int | None
    """First month number a paper may be of (see dates.py); None: any age."""
    until: int
    """First month number it may not be of."""
    venues: tuple[Venue, ...] = ()
    """Venues it should be of, best first; empty: any."""
    limit: int = 200

    def covers(self, paper: Paper) -> bool:
        """Whether a paper is of the months searched; one without a date is taken to be."""
        return paper.month is None or (self.since or 0) <= paper.month < self.until


def told(reply: Reply[T]) -> Reply[object]:
    """How a question ended, without the answer."""
    return Reply(reply.outcome, None, reply.detail, reply.dollars, reply.recorded)


@dataclass(frozen=True, slots=True)
class Found:
    """What an adapter brought, and how each of its requests ended."""

    papers: tuple[Paper, ...] = ()
    citations: tuple[Citation, ...] = ()
    """`citing` and `cited` are ids of papers in `papers` or of those asked about."""
    replies: tuple[Reply[object], ...] = ()
    withheld: tuple[str, ...] = ()
    """Ids of asked papers whose references the publisher keeps back."""

    @property
    def ok(self) -> bool:
        """Whether every request was answered, be it with "there is no such thing"."""
        return all(reply.ok or reply.outcome is Outcome.NOT_FOUND for reply in self.replies)


class Adapter(Protocol):
    """A public paper API; `gives` says which of the calls have an answer, the others give nothing."""

    name: ClassVar[str]
    gives: ClassVar[frozenset[Gives]]

    def search(self, search: Search) -> Found:
        """Papers by words, the source's best first."""
        ...

    def references(self, papers: Sequence[Paper]) -> Found:
        """What the papers cite, in as few requests as the API allows."""
        ...

    def contexts(self, papers: Sequence[Paper]) -> Found:
        """What the papers cite, with where and why; a request a paper."""
        ...

    def lookup(self, ids: Sequence[str]) -> Found:
        """The papers known under the ids."""
        ...
