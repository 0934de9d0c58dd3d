"""Semantic Scholar: titles by venue and year, reference lists by the hundred, and why a work is cited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import islice, product
from typing import TYPE_CHECKING, ClassVar, TypeVar

from surveyor.identity import parse_id
from surveyor.models import Citation, Paper
from surveyor.net.request import Reply, Request
from surveyor.settings import Endpoint
from surveyor.sources.live_base import Adapter, Asks, Found, Gives, Search, batches, contents, told
from surveyor.sources.live_words import FEW, LONG, search_words
from surveyor.sources.s2_parse import Entry, Listing, Page, parse_batch, parse_page, parse_references
from surveyor.text import clean, title_key

if TYPE_CHECKING:
    from surveyor.sources.s2_client import Call, Composer

T = TypeVar("T")
Entries = tuple[Entry | None, ...]

BATCH = 500
"""Ids in one request."""
TOGETHER = 100
"""Papers whose references are asked for in one request: a hundred lists are seldom beyond the cap."""
NESTED_CAP = 9_999
"""References in the answer to a batch, all lists together; what is beyond is cut off without a word."""
SAME_TITLE = 92.0
"""How alike, of 100, the letters of two titles of one paper are."""
_BULK_PAGE = 1_000
_WIRE = {"s2": "", "arxiv": "ARXIV:", "doi": "DOI:", "acl": "ACL:"}


class SemanticScholar(Adapter):
    """The Academic Graph API: requests composed by the `semanticscholar` package, sent by `net`, read here."""

    name: ClassVar[str] = "s2"
    gives: ClassVar[frozenset[Gives]] = frozenset(Gives) - {Gives.FULL_TEXT, Gives.CITING}

    def __init__(self, net: Asks, endpoint: Endpoint, *, matches: int = 3) -> None:
        """`matches`: how many papers without an id that the service knows one call looks for by title."""
        super().__init__(net, endpoint)
        self._matches = matches

    def search(self, search: Search) -> Found:
        """Papers of the months and venues, the most cited first; of any age and venue, the closest first.

        Every venue the service takes for one of those is searched: what comes back is to be checked. The limit
        says how many pages of 1,000 are read; a page is given whole, as its order is not one of closeness. The
        service demands all words; where few papers have them all, it is asked once more for any of them.
        """
        words = search_words(search.text)
        if not words:
            return Found()
        if search.since is None and not search.venues:
            return _papers([self._ask(self._composer.relevant(words, search), parse_page)], search)
        replies = self._pages(words, " ", search)
        found = _papers(replies, search)
        if found.ok and len(words) > LONG and len(found.papers) < FEW:
            return _papers([*replies, *self._pages(words, " | ", search)], search)
        return found

    def references(self, papers: Sequence[Paper]) -> Found:
        """What the papers cite, as flat lists, a hundred papers a request."""
        asked, replies = self._named(papers)
        cited: dict[str, Paper] = {}
        pairs: set[tuple[str, str]] = set()
        withheld = []
        for part in batches(asked, TOGETHER):
            for of, answer in self._nested(part, replies):
                cited.update((paper.id, paper) for paper in answer.cited)
                pairs.update((asker, paper.id) for asker in asked[of] for paper in answer.cited)
                withheld += asked[of] if answer.withheld else []
        citations = tuple(Citation(*pair) for pair in sorted(pairs) if pair[0] != pair[1])
        return Found(tuple(cited.values()), citations, tuple(replies), tuple(withheld))

    def contexts(self, papers: Sequence[Paper]) -> Found:
        """What the papers cite, with the sections that the intents speak for; a request a paper."""
        asked, replies = self._named(papers)
        cited: dict[str, Paper] = {}
        citations: dict[tuple[str, str], Citation] = {}
        withheld = []
        for of, askers in asked.items():
            for listing in self._listings(of, replies):
                cited.update((one.paper.id, one.paper) for one in listing.cited)
                for asker, one in product(askers, listing.cited):
                    found = Citation(asker, one.paper.id, one.mentions, places=one.places)
                    citations.setdefault((asker, one.paper.id), found)
                withheld += askers if listing.withheld else []
        between = tuple(citations[pair] for pair in sorted(citations) if pair[0] != pair[1])
        return Found(tuple(cited.values()), between, tuple(replies), tuple(withheld))

    def lookup(self, ids: Sequence[str]) -> Found:
        """The papers known under arXiv, DOI, ACL or Semantic Scholar ids, 500 a request; others are not asked for."""
        wires = (wire for one in ids if (wire := _wire([one])))
        replies = [self._batch(self._composer.batch(part), len(part)) for part in batches(wires, BATCH)]
        return Found.of((entry.paper for entry in contents(replies) if entry and entry.paper), replies)

    def match(self, title: str, year: int | None = None) -> Found:
        """The paper of a title, give or take a year; nothing where the best match is another one."""
        reply = self._ask(self._composer.match(clean(title)), parse_page)
        best = islice(contents([reply]), 1)
        return Found.of((paper for paper in best if _is_it(paper, title, year)), [reply])

    # ------------------------------------------------------------------ requests

    @cached_property
    def _composer(self) -> Composer:
        from surveyor.sources.s2_client import Composer

        return Composer(self._endpoint.base)

    def _ask(self, call: Call, parse: Callable[[bytes], T]) -> Reply[T]:
        key = self._endpoint.key
        headers = (("x-api-key", key),) if key else ()
        source = "s2-keyed" if key else "s2"
        if call.body:
            kind = ("Content-Type", "application/json")
            return self._net.ask(Request(source, call.url, "POST", call.body, (*headers, kind)), parse)
        return self._net.ask(Request(source, call.url, headers=headers), parse)

    def _batch(self, call: Call, count: int) -> Reply[Entries]:
        return self._ask(call, partial(parse_batch, count=count))

    def _pages(self, words: Sequence[str], joined: str, search: Search) -> list[Reply[Page]]:
        first = self._composer.bulk(words, joined, search)
        return list(islice(self._following(first), max(1, -(-search.limit // _BULK_PAGE))))

    def _following(self, first: Call) -> Iterator[Reply[Page]]:
        """The pages of a bulk search, until one fails, is empty, or names a token again."""
        reply = self._ask(first, parse_page)
        yield reply
        seen = {""}
        while (page := reply.value) and page.token not in seen:
            seen.add(page.token)
            reply = self._ask(first.with_token(page.token), parse_page)
            yield reply

    def _nested(self, wires: Sequence[str], replies: list[Reply[object]]) -> Iterator[tuple[str, Entry]]:
        """What each paper cites; asked again in halves where the lists may have been cut off."""
        reply = self._batch(self._composer.nested(wires), len(wires))
        replies.append(told(reply))
        entries = reply.value or ()
        if len(wires) > 1 and sum(entry.size for entry in entries if entry) >= NESTED_CAP:
            half = len(wires) // 2
            yield from self._nested(wires[:half], replies)
            yield from self._nested(wires[half:], replies)
        else:
            yield from ((wire, entry) for wire, entry in zip(wires, entries, strict=False) if entry)

    def _listings(self, wire: str, replies: list[Reply[object]]) -> Iterator[Listing]:
        """The pages of one paper's references, as far as the service gives them."""
        first = self._composer.references(wire)
        call: Call | None = first
        offset = 0
        while call:
            reply = self._ask(call, parse_references)
            replies.append(told(reply))
            listing = Listing() if reply.value is None else reply.value
            yield listing
            call = first.from_offset(listing.next) if listing.next > offset else None
            offset = listing.next

    def _named(self, papers: Sequence[Paper]) -> tuple[dict[str, list[str]], list[Reply[object]]]:
        """What to ask the service for, each with the papers it stands for; those without an id go by title."""
        asked: dict[str, list[str]] = {}
        replies: list[Reply[object]] = []
        for paper in papers:
            wire = _wire(paper.ids)
            if not wire and len(replies) < self._matches:
                found = self.match(paper.title, paper.year)
                replies.extend(found.replies)
                wire = _wire(i for match in found.papers for i in match.ids)
            if wire:
                asked.setdefault(wire, []).append(paper.id)
        return asked, replies


def _papers(replies: Sequence[Reply[Page]], search: Search) -> Found:
    """The papers of some pages, each once, without those of other months."""
    return Found.of(filter(search.covers, contents(replies)), replies)


def _wire(ids: Iterable[str]) -> str:
    """The best of the ids as the service spells it; empty when it knows none of their kinds."""
    known = {identifier.scheme: identifier.value for identifier in map(parse_id, ids) if identifier}
    return next((f"{_WIRE[scheme]}{known[scheme]}" for scheme in _WIRE if scheme in known), "")


def _is_it(paper: Paper, title: str, year: int | None) -> bool:
    """Whether a match is the paper meant: the service gives its nearest title, however far that is."""
    from rapidfuzz import fuzz

    near = year is None or paper.year is None or abs(paper.year - year) <= 1
    return near and fuzz.ratio(title_key(paper.title), title_key(title)) >= SAME_TITLE
