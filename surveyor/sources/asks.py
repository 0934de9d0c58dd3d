"""What every adapter asks through, and the answers of one that has none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from surveyor.models import Paper
from surveyor.net.request import Reply, Request
from surveyor.settings import Endpoint
from surveyor.sources.live_base import Found, Search

T = TypeVar("T")


class Asks(Protocol):
    """The network, as far as an adapter knows it."""

    def ask(self, request: Request, parse: Callable[[bytes], T]) -> Reply[T]:
        """Answer a request; `parse` raises Unreadable for a body that is not what the service promises."""
        ...


class Quiet:
    """An adapter that gives nothing; those that give something replace the call."""

    def __init__(self, net: Asks, endpoint: Endpoint) -> None:
        self._net = net
        self._endpoint = endpoint

    def search(self, search: Search) -> Found:  # noqa: ARG002 - the call of an adapter that has no answer
        """Nothing, without a request."""
        return Found()

    def references(self, papers: Sequence[Paper]) -> Found:  # noqa: ARG002
        """Nothing, without a request."""
        return Found()

    def contexts(self, papers: Sequence[Paper]) -> Found:  # noqa: ARG002
        """Nothing, without a request."""
        return Found()

    def lookup(self, ids: Sequence[str]) -> Found:  # noqa: ARG002
        """Nothing, without a request."""
        return Found()

    def _ask_all(self, requests: Iterable[Request], parse: Callable[[bytes], T]) -> tuple[list[T], list[Reply[object]]]:
        """The values of the answered requests, and how every one ended."""
        replies = [self._net.ask(request, parse) for request in requests]
        return [r.value for r in replies if r.ok and r.value is not None], [ended(r) for r in replies]


def ended(reply: Reply[T]) -> Reply[object]:
    """How a request ended, without what it brought."""
    return Reply(reply.outcome, None, reply.detail, reply.dollars, reply.recorded)


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items without repetition, in order, `size` at a time."""
    listed = list(dict.fromkeys(items))
    return (listed[start : start + size] for start in range(0, len(listed), size))
