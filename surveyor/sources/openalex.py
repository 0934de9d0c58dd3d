"""OpenAlex: reference lists, abstracts, and searches where nobody else answers; paid from a daily allowance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import ClassVar
from urllib.parse import quote, quote_plus

from surveyor.dates import last_day
from surveyor.identity import parse_id
from surveyor.models import Citation, Outcome, Paper
from surveyor.net.request import Reply, Request
from surveyor.settings import Endpoint
from surveyor.sources.live_base import Adapter, Asks, Found, Gives, Search, batches, contents, told
from surveyor.sources.live_words import FEW, LONG, search_words
from surveyor.sources.openalex_parse import Work, parse_works

Works = tuple[Work, ...]

BATCH = 100
"""Values of a filter, and rows of a page."""
SEARCH_PRICE, LIST_PRICE = 0.001, 0.0001
"""Dollars a request."""
_PAPER = (
    "id,doi,title,publication_year,publication_date,primary_location,locations,authorships,biblio,"
    "referenced_works_count"
)
_WITH_ABSTRACT = f"{_PAPER},abstract_inverted_index"
_CITES = "id,doi,locations,referenced_works"
_ARXIV_DOI, _ACL_DOI = "10.48550/arxiv.", "10.18653/v1/"


class OpenAlex(Adapter):
    """The `/works` lists of OpenAlex; without a key there is a smaller allowance."""

    name: ClassVar[str] = "openalex"
    gives: ClassVar[frozenset[Gives]] = frozenset(Gives) - {Gives.CONTEXTS, Gives.FULL_TEXT}

    def __init__(self, net: Asks, endpoint: Endpoint, *, resolves: int = 8) -> None:
        """`resolves`: requests, of 100 works each, that one call spends on what the cited works are."""
        super().__init__(net, endpoint)
        self._resolves = resolves

    def search(self, search: Search) -> Found:
        """Papers of the months, the closest first: those of the venues' own sources, then those of any.

        Sources of conferences are incomplete, so what comes back is of any venue and to be checked. All words are
        demanded; where few papers have them all, any of them will do in one more search.
        """
        words = search_words(search.text)
        sources = dict.fromkeys(source for venue in search.venues for source in venue.openalex)
        within = _within(list(sources)[:BATCH])
        if not words:
            return Found()
        replies = [*(self._pages(" ".join(words), search, within) if within else ())]
        replies += self._pages(" ".join(words), search, "")
        found = _papers(replies, search)
        if found.ok and len(words) > LONG and len(found.papers) < FEW:
            return _papers([*replies, *self._pages(" OR ".join(words), search, within)], search)
        return found

    def references(self, papers: Sequence[Paper]) -> Found:
        """What the papers cite: their lists by the hundred, then the cited works by the hundred.

        Works that most of the papers cite are resolved first; the last reply says how many were left out.
        """
        lists, own, replies = self._lists(papers)
        counts = Counter(work for cites in lists.values() for work in cites if work not in own)
        wanted = sorted(counts, key=lambda work: (-counts[work], len(work), work))
        resolved = list(self._batches("openalex", _openalex(wanted[: BATCH * self._resolves]), _PAPER))
        found = _by_id(resolved)
        ends = {work: paper.id for work, paper in found.items()} | own
        pairs = {(of, ends[work]) for of, cites in lists.items() for work in cites if work in ends}
        return Found(
            tuple({paper.id: paper for paper in found.values()}.values()),
            tuple(Citation(*pair) for pair in sorted(pairs) if pair[0] != pair[1]),
            (*map(told, [*replies, *resolved]), *self._left_out(len(wanted))),
        )

    def citing(self, papers: Sequence[Paper], until: int) -> Found:
        """The youngest papers before the month `until` that cite any of the papers, a hundred of them."""
        _, own, replies = self._lists(papers)
        if not own:
            return Found(replies=tuple(map(told, replies)))
        among = quote("|".join(list(_openalex(own))[:BATCH]), safe="")
        reply = self._ask(
            LIST_PRICE,
            filter=f"cites:{among},to_publication_date:{last_day(until - 1)}",
            sort="publication_date:desc",
            select=f"{_WITH_ABSTRACT},referenced_works",
            per_page=str(BATCH),
        )
        citers = [(work.paper, work.cites) for work in contents([reply]) if work.paper]
        pairs = {(paper.id, own[work]) for paper, cites in citers for work in cites if work in own}
        return replace(
            Found.of((paper for paper, _ in citers), [*replies, reply]),
            citations=tuple(Citation(*pair) for pair in sorted(pairs) if pair[0] != pair[1]),
        )

    def lookup(self, ids: Sequence[str]) -> Found:
        """The papers known under OpenAlex, DOI, arXiv or ACL ids, 100 a request; others are not asked for."""
        replies = [
            reply
            for kind, values in (("openalex", _openalex(ids)), ("doi", _dois(ids)))
            for reply in self._batches(kind, values, _WITH_ABSTRACT)
        ]
        return _papers(replies)

    # ------------------------------------------------------------------ requests

    def _ask(self, price: float, **parameters: str) -> Reply[Works]:
        query = "&".join(f"{name.replace('_', '-')}={value}" for name, value in parameters.items() if value)
        key = self._endpoint.key
        headers = (("Authorization", f"Bearer {key}"),) if key else ()
        request = Request(self.name, f"{self._endpoint.base}/works?{query}", headers=headers, price=price)
        return self._net.ask(request, parse_works)

    def _pages(self, words: str, search: Search, within: str) -> list[Reply[Works]]:
        """Pages of a search until there are enough papers, or no more."""
        return list(islice(self._following(words, _months(search) + within), max(1, -(-search.limit // BATCH))))

    def _following(self, words: str, among: str) -> Iterator[Reply[Works]]:
        page, full = 1, True
        while full and page * BATCH <= 10_000:
            reply = self._ask(
                SEARCH_PRICE,
                search=quote_plus(words),
                filter=among,
                select=_WITH_ABSTRACT,
                per_page=str(BATCH),
                page=str(page) if page > 1 else "",
            )
            yield reply
            page, full = page + 1, len(reply.value or ()) >= BATCH

    def _batches(self, kind: str, values: Sequence[str], select: str) -> Iterator[Reply[Works]]:
        """The works that have one of the values, a hundred values a request."""
        for batch in batches(values, BATCH):
            among = quote("|".join(batch), safe="/:")
            yield self._ask(LIST_PRICE, filter=f"{kind}:{among}", select=select, per_page=str(BATCH))

    def _lists(self, papers: Sequence[Paper]) -> tuple[dict[str, dict[str, None]], dict[str, str], list[Reply[Works]]]:
        """What each paper cites, which of the works the papers are themselves, and how the requests ended.

        Asked by OpenAlex id; where there is none, or it is no longer that of a work, by DOI.
        """
        lists: dict[str, dict[str, None]] = {}
        own: dict[str, str] = {}
        replies: list[Reply[Works]] = []
        for kind, values in (("openalex", _openalex), ("doi", _dois)):
            left = [paper for paper in papers if paper.id not in lists]
            answers = list(self._batches(kind, values([i for paper in left for i in paper.ids]), _CITES))
            replies += answers
            for work, of in _owners(answers, left):
                lists.setdefault(of, {}).update(dict.fromkeys(work.cites))
                own.update((i, of) for i in work.ids if i.startswith("openalex:"))
        return lists, own, replies

    def _left_out(self, wanted: int) -> list[Reply[object]]:
        over = wanted - BATCH * self._resolves
        detail = (
            f"{over} cited works were left out, those that fewest of the papers cite: {self._resolves} requests a call"
        )
        return [Reply(Outcome.OK, None, detail, again=True)] if over > 0 else []


def _papers(replies: Sequence[Reply[Works]], search: Search | None = None) -> Found:
    """The papers of some pages, each once, without those of other months."""
    papers = (work.paper for work in contents(replies) if work.paper)
    return Found.of((paper for paper in papers if search is None or search.covers(paper)), replies)


def _by_id(replies: Iterable[Reply[Works]]) -> dict[str, Paper]:
    """The works of some answers by their OpenAlex ids."""
    works = contents(replies)
    return {i: work.paper for work in works if work.paper for i in work.ids if i.startswith("openalex:")}


def _owners(replies: Iterable[Reply[Works]], papers: Sequence[Paper]) -> Iterator[tuple[Work, str]]:
    """Each work with every paper that shares an id with it."""
    askers: dict[str, dict[str, None]] = {}
    for paper in papers:
        for i in paper.ids:
            askers.setdefault(i, {})[paper.id] = None
    for work in contents(replies):
        yield from ((work, of) for of in dict.fromkeys(of for i in work.ids for of in askers.get(i, ())))


def _months(search: Search) -> str:
    """The filter by date; from January on, as that is the date of works of which only the year is known."""
    until = f"to_publication_date:{last_day(search.until - 1)}"
    return until if search.since is None else f"from_publication_date:{search.since // 12}-01-01,{until}"


def _within(sources: Sequence[str]) -> str:
    return f",primary_location.source.id:{quote('|'.join(sources), safe='')}" if sources else ""


def _openalex(ids: Iterable[str]) -> list[str]:
    known = dict.fromkeys(parse_id(i) for i in ids)
    return [identifier.value for identifier in known if identifier and identifier.scheme == "openalex"]


def _dois(ids: Iterable[str]) -> list[str]:
    """DOIs, those of arXiv and the ACL Anthology too; one with a sign of the filter's own cannot be asked for."""
    wraps = {"doi": "", "arxiv": _ARXIV_DOI, "acl": _ACL_DOI}
    known = [identifier for identifier in dict.fromkeys(map(parse_id, ids)) if identifier]
    dois = [f"{wraps[i.scheme]}{i.value}".lower() for i in known if i.scheme in wraps]
    return [doi for doi in dict.fromkeys(dois) if not set(doi) & set(",|")]
