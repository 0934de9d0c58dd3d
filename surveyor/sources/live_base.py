"""What an adapter of a public paper API can be asked; each declares what it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Protocol, TypeVar

from surveyor.models import Citation, Outcome, Paper, Reported
from surveyor.net.request import Reply, Request
from surveyor.settings import Endpoint
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
    CITING = "who cites a work"
    IDS = "papers by id"
    ABSTRACTS = "abstracts"
    FULL_TEXT = "full texts"


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
    return Reply(reply.outcome, None, reply.detail, reply.dollars, reply.recorded, reply.again)


@dataclass(frozen=True, slots=True)
class Found:
    """What an adapter brought, and how each of its requests ended."""

    papers: tuple[Paper, ...] = ()
    citations: tuple[Citation, ...] = ()
    """`citing` and `cited` are ids of papers in `papers` or of those asked about."""
    replies: tuple[Reply[object], ...] = ()
    withheld: tuple[str, ...] = ()
    """Ids of asked papers whose references the publisher keeps back."""
    read: tuple[Reported, ...] = ()
    """What those asked papers report that were read in full."""

    @property
    def ok(self) -> bool:
        """Whether every request was answered, be it with "there is no such thing"."""
        return all(reply.ok or reply.outcome is Outcome.NOT_FOUND for reply in self.replies)

    @classmethod
    def of(cls, papers: Iterable[Paper], replies: Iterable[Reply[object]], limit: int | None = None) -> Found:
        """The first papers, each once, and how the questions ended."""
        once = {paper.id: paper for paper in papers}
        return cls(tuple(once.values())[:limit], replies=tuple(map(told, replies)))


class Adapter:
    """A public paper API; `gives` says which of the calls are its own, the others give nothing without a request."""

    name: ClassVar[str]
    gives: ClassVar[frozenset[Gives]] = frozenset()
    service: ClassVar[str] = ""
    """Name in `settings.SERVICES` of where it is, if that is not its own."""

    def __init__(self, net: Asks, endpoint: Endpoint) -> None:
        self._net = net
        self._endpoint = endpoint

    def search(self, search: Search) -> Found:  # noqa: ARG002 - as those that have an answer
        """Papers by words, the source's best first."""
        return Found()

    def references(self, papers: Sequence[Paper]) -> Found:  # noqa: ARG002
        """What the papers cite, in as few requests as the API allows."""
        return Found()

    def contexts(self, papers: Sequence[Paper]) -> Found:  # noqa: ARG002
        """What the papers cite, with where and why; a request a paper."""
        return Found()

    def citing(self, papers: Sequence[Paper], until: int) -> Found:  # noqa: ARG002
        """The youngest papers before the month `until` that cite any of the papers, and which of these they cite."""
        return Found()

    def full_text(self, paper: Paper) -> Found:  # noqa: ARG002
        """What the paper cites, with where it does, by its whole text; a request."""
        return Found()

    def may_have(self, paper: Paper) -> bool:  # noqa: ARG002
        """Whether it is worth a request to look here for the text of a paper."""
        return True

    def lookup(self, ids: Sequence[str]) -> Found:  # noqa: ARG002
        """The papers known under the ids."""
        return Found()


def contents(replies: Iterable[Reply[Iterable[T]]]) -> Iterator[T]:
    """What the answers hold, one after another."""
    return (item for reply in replies for item in reply.value or ())


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items without repetition, in order, `size` at a time."""
    listed = list(dict.fromkeys(items))
    return (listed[start : start + size] for start in range(0, len(listed), size))
