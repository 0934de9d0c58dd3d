"""arXiv: preprints by words and by id, from its Atom interface."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar
from urllib.parse import urlencode

from lxml import etree

from surveyor.dates import first_day, last_day, parse_month
from surveyor.identity import normal_id, parse_id
from surveyor.models import Paper
from surveyor.net.request import Accept, Reply, Request, Unreadable
from surveyor.settings import Endpoint
from surveyor.sources.live_base import Adapter, Asks, Found, Gives, Search, batches, contents
from surveyor.sources.live_words import search_stems
from surveyor.sources.markup import xml_root
from surveyor.sources.records import BadRow, kept, known_ids, month_in, record
from surveyor.text import clean
from surveyor.text_latex import plain_latex

_LOG = logging.getLogger("surveyor.sources.arxiv")
_ATOM, _ARXIV = "{http://www.w3.org/2005/Atom}", "{http://arxiv.org/schemas/atom}"
_TOTAL = "{http://a9.com/-/spec/opensearch/1.1/}totalResults"
_ROWS, _FEW = 100, 20
_FIRST = 1991 * 12


class EmptyPage(Unreadable):
    """A page without entries though the feed counts some: the service's passing mistake."""


class Arxiv(Adapter):
    """Adapter of the arXiv API."""

    name: ClassVar[str] = "arxiv"
    gives: ClassVar[frozenset[Gives]] = frozenset([Gives.SEARCH, Gives.IDS, Gives.ABSTRACTS])

    def __init__(self, net: Asks, endpoint: Endpoint, *, today: Callable[[], date] = date.today) -> None:
        super().__init__(net, endpoint)
        self._today = today

    def search(self, search: Search) -> Found:
        """Preprints with all the words; where those are few, one more request for any of the words."""
        words = [f'all:"{word}"' for word in search_stems(search.text) if word.isascii()]
        if not words:
            return Found()
        replies = [self._ask(self._search(search, " AND ".join(words)))]
        if replies[0].ok and len(words) > 2 and len(replies[0].value or ()) < _FEW:
            replies.append(self._ask(self._search(search, " OR ".join(words))))
        return Found.of(contents(replies), replies, search.limit)

    def lookup(self, ids: Sequence[str]) -> Found:
        """The preprints of those ids that are arXiv's, a request for 100 of them."""
        wanted = [one.removeprefix("arxiv:") for one in map(normal_id, ids) if _is_own(one)]
        requests = (self._query({"id_list": ",".join(batch)}, 30.0) for batch in batches(wanted, _ROWS))
        replies = [self._ask(request) for request in requests]
        return Found.of(contents(replies), replies)

    def _search(self, search: Search, words: str) -> Request:
        first = first_day(_FIRST if search.since is None else search.since)
        period = f"submittedDate:[{first:%Y%m%d}0000 TO {last_day(search.until - 1):%Y%m%d}2359]"
        fresh = search.until > parse_month(self._today().isoformat())
        return self._query({"search_query": f"({words}) AND {period}"}, 1.0 if fresh else 30.0)

    def _query(self, query: dict[str, str], keep_days: float) -> Request:
        page = {**query, "start": 0, "max_results": _ROWS, "sortBy": "relevance"}
        url = f"{self._endpoint.base}/api/query?{urlencode(page)}"
        return Request(self.name, url, accept=Accept.XML, keep_days=keep_days)

    def _ask(self, request: Request) -> Reply[list[Paper]]:
        """An answer; a page that is empty by mistake is asked for once more."""
        mistaken: list[EmptyPage] = []

        def parse(body: bytes) -> list[Paper]:
            try:
                return feed(body)
            except EmptyPage as error:
                mistaken.append(error)
                raise

        reply = self._net.ask(request, parse)
        return self._net.ask(request, feed) if mistaken and not reply.ok else reply


def feed(body: bytes) -> list[Paper]:
    """Preprints of an Atom feed, in its order; Unreadable for anything else and for a feed that tells an error."""
    root = xml_root(body, f"{_ATOM}feed")
    entries = root.findall(f"{_ATOM}entry")
    total = _text(root, _TOTAL)
    if not entries and total.isascii() and total.strip("0").isdigit():
        raise EmptyPage("empty page though totalResults > 0")
    return list(kept(entries, _paper, _LOG))


def _paper(entry: etree._Element) -> Paper:
    link, title, doi = (_text(entry, tag) for tag in (f"{_ATOM}id", f"{_ATOM}title", f"{_ARXIV}doi"))
    if "/api/errors" in link or (title == "Error" and not parse_id(link)):
        raise Unreadable(f"arXiv says: {_text(entry, f'{_ATOM}summary')[:60]}")
    if not _is_own(normal_id(link)):
        raise BadRow(f"no id of arXiv: {link[:60]!r}")
    return record(
        Arxiv.name,
        known_ids([("arxiv", link), ("doi", doi.split())]),
        plain_latex(title),
        month=month_in(_text(entry, f"{_ATOM}published")[:10]),
        venue=_text(entry, f"{_ARXIV}journal_ref"),
        authors=[_text(author, f"{_ATOM}name") for author in entry.findall(f"{_ATOM}author")],
        abstract=_text(entry, f"{_ATOM}summary"),
    )


def _text(element: etree._Element, tag: str) -> str:
    return clean(element.findtext(tag) or "")


def _is_own(some_id: str) -> bool:
    return some_id.startswith("arxiv:") and parse_id(some_id) is not None
