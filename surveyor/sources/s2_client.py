"""Requests to Semantic Scholar, composed by the `semanticscholar` package.

The package knows the paths, parameters and bodies of the API, and that is what it is used for. Its calls run up to
the point where the requester would send something; the requester is ours and gives the request back instead. So
nothing of the package sends, waits, retries, pages or reads an answer, and it never sees the key.

Importing this costs 0.3 s: do it when the first request is to be made.
"""

from __future__ import annotations

from collections.abc import Coroutine, Generator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, quote_plus

import msgspec
from semanticscholar.AsyncSemanticScholar import AsyncSemanticScholar
from semanticscholar.Reference import Reference

from surveyor.sources.live_base import Search
from surveyor.venues import Venue

_CITED = ["title", "year", "publicationDate", "venue", "externalIds", "authors", "referenceCount"]
_FIELDS = [*_CITED, "abstract", "publicationVenue", "citationCount"]
_NESTED = ["referenceCount", *(f"references.{name}" for name in _CITED)]
_RELEVANT = 100
_REFERENCES = 1_000
_LAST = 9_999
"""Offset and limit of a list may come to this together."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request as the package composes it."""

    path: str
    """The URL without its query."""
    parameters: str
    """The query; texts in it must have been percent-encoded by whoever made the call."""
    body: bytes = b""

    @property
    def url(self) -> str:
        """The whole URL."""
        return f"{self.path}?{self.parameters}"

    def with_token(self, token: str) -> Call:
        """The next page of a bulk search."""
        return self._with(token=quote(token, safe=""))

    def from_offset(self, offset: int) -> Call | None:
        """The page of a list that starts there; None where the service gives no more."""
        limit = min(_REFERENCES, _LAST - offset)
        return self._with(offset=offset, limit=limit) if limit > 0 else None

    def _with(self, **changed: object) -> Call:
        kept = [one for one in self.parameters.split("&") if one.partition("=")[0] not in changed]
        return replace(self, parameters="&".join([*kept, *(f"{name}={value}" for name, value in changed.items())]))

    def __await__(self) -> Generator[Call, None, None]:
        yield self


class _GivesBack:
    """In place of the package's ApiRequester."""

    async def get_data_async(self, url: str, parameters: str, _headers: object, payload: object = None) -> None:
        await Call(url, parameters.lstrip("&"), msgspec.json.encode(payload) if payload else b"")


class _Package(AsyncSemanticScholar):
    debug = False
    """A property there, whose setter would configure the root logger."""

    def __init__(self, base: str) -> None:
        super().__init__(api_url=base)
        vars(self)["_requester"] = _GivesBack()


class Composer:
    """The requests the adapter makes."""

    def __init__(self, base: str) -> None:
        """`base`: scheme, host and an optional prefix."""
        self._package = _Package(base)

    def bulk(self, words: Sequence[str], joined: str, search: Search) -> Call:
        """Up to 1,000 papers a page, of the years and venues, the most cited first.

        `joined` by a blank: those with all the words; by ` | `: with any of them.
        """
        query, venues = quote_plus(joined.join(words)), venue_names(search.venues)
        years, order = _years(search), "citationCount:desc"
        return composed(
            self._package.search_paper(query, year=years, venue=venues, fields=_FIELDS, bulk=True, sort=order)
        )

    def relevant(self, words: Sequence[str], search: Search) -> Call:
        """Up to 100 papers of the years, the closest first."""
        query, limit = quote_plus(" ".join(words)), max(1, min(search.limit, _RELEVANT))
        return composed(self._package.search_paper(query, year=_years(search), fields=_FIELDS, limit=limit))

    def match(self, title: str) -> Call:
        """The one paper whose title is nearest."""
        return composed(self._package.search_paper(quote_plus(title), fields=_FIELDS, match_title=True))

    def batch(self, ids: Sequence[str]) -> Call:
        """Up to 500 papers by id."""
        return composed(self._package.get_papers(list(ids), _FIELDS))

    def nested(self, ids: Sequence[str]) -> Call:
        """What up to 500 papers cite."""
        return composed(self._package.get_papers(list(ids), _NESTED))

    def references(self, wire_id: str) -> Call:
        """What a paper cites, with the contexts; 1,000 works a page."""
        path, fields = quote(wire_id, safe="/:"), [*Reference.FIELDS, *_CITED]
        return composed(self._package.get_paper_references(path, fields, _REFERENCES))


def composed(asking: Coroutine[Any, Any, object]) -> Call:
    """The request that one of the package's calls would send first."""
    call: Call = asking.send(None)
    asking.close()
    return call


def venue_names(venues: Sequence[Venue]) -> list[str]:
    """What the service calls the venues, percent-encoded; a name with a comma cannot be passed, the short one can."""
    names = [name for venue in venues for name in ((venue.s2,) if venue.s2 else (venue.short, venue.name))]
    shorts = {venue.s2: venue.short for venue in venues}
    passed = [name if "," not in name else shorts.get(name, "") for name in names]
    return [quote(name, safe="") for name in dict.fromkeys(passed) if name]


def _years(search: Search) -> str:
    first = "" if search.since is None else search.since // 12
    return f"{first}-{(search.until - 1) // 12}"
