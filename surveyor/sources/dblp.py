"""DBLP: titles by venue and year. Scripts often meet a bot check there, so it is asked only on request."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import ClassVar
from urllib.parse import urlencode

import msgspec

from surveyor.models import Paper
from surveyor.net.request import Request
from surveyor.sources.live_base import Adapter, Found, Gives, Search, contents
from surveyor.sources.live_words import search_stems
from surveyor.sources.records import BadRow, decode, kept, known_ids, record, rows_of
from surveyor.venues import Venue

_LOG = logging.getLogger("surveyor.sources.dblp")
_ROWS = 100
MOST_VENUES, MOST_YEARS = 2, 3
_HOMONYM = re.compile(r" \d{4}$")
_CORR = re.compile(r"journals/corr/abs-(\d{4})-(\d{4,5})")
_NOT_PAPERS = frozenset(["Editorship", "Reference Works"])


class _Info(msgspec.Struct):
    title: object
    key: str = ""
    authors: object = None
    venue: object = None
    year: object = None
    type: object = None
    doi: object = None
    ee: object = None
    pages: object = None


class _Row(msgspec.Struct):
    info: _Info


class _Hits(msgspec.Struct):
    hit: msgspec.Raw = msgspec.Raw(b"[]")


class _Result(msgspec.Struct):
    hits: _Hits


class _Answer(msgspec.Struct):
    result: _Result


class Dblp(Adapter):
    """Adapter of the DBLP search API."""

    name: ClassVar[str] = "dblp"
    gives: ClassVar[frozenset[Gives]] = frozenset([Gives.TITLES])

    def search(self, search: Search) -> Found:
        """Titles of the two best venues in the last three years of the period, a request each; none without venues."""
        words = "|".join(search_stems(search.text))
        if not words:
            return Found()
        replies = [self._net.ask(self._search(words, *place), titles) for place in _places(search)]
        return Found.of(contents(replies), replies, search.limit)

    def _search(self, words: str, venue: Venue, year: int | None) -> Request:
        query = " ".join((words, venue.short, *([str(year)] if year else ())))
        page = urlencode({"q": query, "format": "json", "h": _ROWS})
        return Request(self.name, f"{self._endpoint.base}/search/publ/api?{page}")


def titles(body: bytes) -> list[Paper]:
    """Papers of a search answer, best first; Unreadable for anything else."""
    hits = decode(body, _Answer).result.hits.hit
    raws = decode(hits, list[msgspec.Raw]) if bytes(hits).startswith(b"[") else [hits]
    return list(kept(rows_of(raws, _Row, _LOG), _paper, _LOG))


def _paper(row: _Row) -> Paper:
    info = row.info
    kind = _first(info.type)
    if kind in _NOT_PAPERS:
        raise BadRow(kind)
    preprint = _CORR.fullmatch(info.key)
    ids = [("dblp", info.key), ("doi", unwrapped(info.doi)), ("", unwrapped(info.ee))]
    return record(
        Dblp.name,
        known_ids([*ids, ("arxiv", f"{preprint[1]}.{preprint[2]}")] if preprint else ids),
        _first(info.title).strip().removesuffix("."),
        year=_first(info.year),
        venue=unwrapped(info.venue),
        authors=[_HOMONYM.sub("", name) for name in unwrapped(info.authors)],
        pages=_first(info.pages),
    )


def unwrapped(value: object, depth: int = 4) -> list[str]:
    """The texts in a value that is one or many, bare or wrapped: XML turned to JSON has every shape."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list) and depth:
        return [text for item in value for text in unwrapped(item, depth - 1)]
    if isinstance(value, dict) and depth:
        return unwrapped(value.get("author", value.get("text")), depth - 1)
    return []


def _first(value: object) -> str:
    return next(iter(unwrapped(value)), "")


def _places(search: Search) -> Iterator[tuple[Venue, int | None]]:
    """Venues with the years of the period, latest first."""
    last = (search.until - 1) // 12
    first = last + 1 if search.since is None else max(search.since // 12, last - MOST_YEARS + 1)
    for venue in search.venues[:MOST_VENUES]:
        for year in range(last, first - 1, -1) if search.since is not None else [None]:
            yield venue, year
