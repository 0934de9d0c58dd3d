"""OpenReview: accepted papers of the venues that publish there. Readers without a token are refused."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import ClassVar
from urllib.parse import quote, urlencode

import msgspec

from surveyor.models import Paper
from surveyor.net.request import Reply, Request
from surveyor.sources.live_base import Adapter, Found, Gives, Search, contents
from surveyor.sources.records import BadRow, decode, kept, known_ids, record, rows_of, text
from surveyor.text import WISHES, content_words

_LOG = logging.getLogger("surveyor.sources.openreview")
_ROWS = 1000
MOST_VENUES, MOST_YEARS, MOST_PAGES = 2, 3, 10
_NOT_ACCEPTED = ("submitted", "submission", "reject", "withdraw")


@dataclass(frozen=True, slots=True)
class Edition:
    """A venue in one year."""

    venue: str
    """Short name."""
    group: str
    """The `venueid` of its accepted papers."""
    year: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page of notes."""

    rows: int
    """Notes it holds, whatever they are."""
    papers: tuple[Paper, ...]

    def __len__(self) -> int:
        return self.rows

    def __iter__(self) -> Iterator[Paper]:
        return iter(self.papers)


class _Note(msgspec.Struct):
    id: str
    content: dict[str, object]
    pdate: int | None = None


class _Answer(msgspec.Struct):
    notes: list[msgspec.Raw]


class OpenReview(Adapter):
    """Adapter of the OpenReview API; the endpoint's key is an account's token."""

    name: ClassVar[str] = "openreview"
    gives: ClassVar[frozenset[Gives]] = frozenset([Gives.TITLES, Gives.ABSTRACTS])

    def search(self, search: Search) -> Found:
        """Accepted papers of the two best venues that are there, those first that share most words with the search.

        All papers of an edition are listed, a request for 1000 of them and ten at most, in the last three years of the
        period. Nothing, and no request, without a token.
        """
        words = set(content_words(search.text)) - WISHES
        if not self._endpoint.key or not words:
            return Found()
        replies = [reply for edition in _editions(search) for reply in self._pages(edition)]
        return Found.of(closest(words, contents(replies)), replies, search.limit)

    def _pages(self, edition: Edition) -> Iterator[Reply[Page]]:
        """Pages until one is short or fails."""
        for number in range(MOST_PAGES):
            reply = self._net.ask(self._page(edition, number), partial(notes, edition=edition))
            yield reply
            if not reply.value or reply.value.rows < _ROWS:
                return

    def _page(self, edition: Edition, number: int) -> Request:
        query = {"content.venueid": edition.group, "limit": _ROWS, "offset": number * _ROWS}
        url = f"{self._endpoint.base}/notes?{urlencode(query, safe='/', quote_via=quote)}"
        return Request(self.name, url, headers=(("Authorization", f"Bearer {self._endpoint.key}"),))


def notes(body: bytes, edition: Edition) -> Page:
    """Accepted papers of an edition in a page of notes, of either version; Unreadable for anything else."""
    raws = decode(body, _Answer).notes
    papers = kept(rows_of(raws, _Note, _LOG), partial(_paper, edition=edition), _LOG)
    return Page(len(raws), tuple(papers))


def closest(words: set[str], papers: Iterable[Paper]) -> list[Paper]:
    """Papers that share a word, those first that share most, a word of the title counting twice."""
    scores = {
        paper: 2 * len(words & set(content_words(paper.title))) + len(words & set(content_words(paper.abstract)))
        for paper in papers
    }
    return sorted((paper for paper in scores if scores[paper]), key=lambda paper: (-scores[paper], paper.id))


def _paper(note: _Note, edition: Edition) -> Paper:
    content = {field: _plain(value) for field, value in note.content.items()}
    if content.get("venueid") != edition.group:
        raise BadRow("of another venue, or not accepted")
    if any(word in text(content.get("venue")).lower() for word in _NOT_ACCEPTED):
        raise BadRow("not accepted")
    authors = content.get("authors")
    return record(
        OpenReview.name,
        known_ids([("openreview", note.id)]),
        content.get("title"),
        year=edition.year,
        month=_month(note.pdate, edition.year),
        venue=edition.venue,
        authors=authors if isinstance(authors, list) else [],
        abstract=content.get("abstract"),
    )


def _plain(value: object) -> object:
    """A field of version 2, `{"value": …}`, as in version 1."""
    return value.get("value") if isinstance(value, dict) else value


def _month(published: int | None, year: int) -> int | None:
    """Month number of a publication date in milliseconds, when it lies in the year of the edition."""
    if published is None or not 0 < published < 1 << 42:
        return None
    day = datetime.fromtimestamp(published / 1000, UTC)
    return year * 12 + day.month - 1 if day.year == year else None


def _editions(search: Search) -> Iterator[Edition]:
    """Editions in the period, of the best venue first, latest first."""
    last = (search.until - 1) // 12
    first = max(last - MOST_YEARS + 1, (search.since or 0) // 12)
    for venue in [venue for venue in search.venues if venue.openreview][:MOST_VENUES]:
        for year in range(last, first - 1, -1):
            yield Edition(venue.short, (venue.openreview or "").replace("{year}", str(year)), year)
