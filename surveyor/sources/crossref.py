"""Crossref: proceedings by container title and year, and the reference lists that publishers deposit."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import quote, urlencode

import msgspec

from surveyor.dates import first_day, last_day
from surveyor.identity import normal_id
from surveyor.models import Citation, Paper
from surveyor.net.request import Request
from surveyor.sources.live_base import Adapter, Found, Gives, Search, batches, contents, told
from surveyor.sources.live_words import search_words
from surveyor.sources.markup import plain_markup
from surveyor.sources.records import BadRow, decode, kept, known_ids, month_in, record, rows_of, texts
from surveyor.text import title_key
from surveyor.venues import Venue

_LOG = logging.getLogger("surveyor.sources.crossref")
_FIELDS = "DOI,title,subtitle,author,issued,container-title,event,references-count,type"
"""Never `abstract`: those belong to the publishers."""
_BATCH, _ROWS, _LONGEST_QUERY = 40, 100, 400
MOST_VENUES, MOST_TITLE_REQUESTS = 2, 10
_ELSEWHERE = frozenset(["ML", "NLP"])
"""Communities that publish without DOIs of Crossref, or whose own service knows their papers better."""


class _Author(msgspec.Struct):
    given: str | None = None
    family: str | None = None
    name: str | None = None


class _Dated(msgspec.Struct, rename={"parts": "date-parts"}):
    parts: list[list[int | None]] = []


class _Event(msgspec.Struct):
    name: str | None = None


class _Reference(msgspec.Struct, rename={"doi": "DOI", "title": "article-title"}):
    doi: str | None = None
    title: str | None = None
    year: str | int | None = None
    author: str | None = None


class _Work(
    msgspec.Struct,
    rename={"doi": "DOI", "container": "container-title", "count": "references-count", "counted": "reference-count"},
):
    doi: str
    title: list[str] | str | None = None
    subtitle: list[str] | str | None = None
    author: list[_Author] | None = None
    issued: _Dated | None = None
    container: list[str] | str | None = None
    event: _Event | None = None
    count: int | None = None
    counted: int | None = None
    type: str | None = None
    reference: list[msgspec.Raw] | None = None


class _Answer(msgspec.Struct, rename={"kind": "message-type"}):
    kind: str
    message: msgspec.Raw


class _Items(msgspec.Struct):
    items: list[msgspec.Raw]


@dataclass(frozen=True, slots=True)
class Listed:
    """The reference list of a work, as deposited."""

    doi: str
    """Normal id of the citing work."""
    cited: tuple[Paper, ...]
    """Works with a title, by DOI or as printed."""
    untitled: tuple[str, ...]
    """Normal ids of works that stand in the list by DOI alone."""
    withheld: bool
    """The publisher counts references but does not show them."""


class Crossref(Adapter):
    """Adapter of the Crossref REST API."""

    name: ClassVar[str] = "crossref"
    gives: ClassVar[frozenset[Gives]] = frozenset([Gives.TITLES, Gives.SEARCH, Gives.REFERENCES, Gives.IDS])

    def search(self, search: Search) -> Found:
        """Papers by words; of the two best venues that publish with DOIs, a request each, where venues are given."""
        chosen: Sequence[Venue | None] = [venue for venue in search.venues if with_dois(venue)][:MOST_VENUES]
        words = " ".join(search_words(search.text))[:_LONGEST_QUERY]
        if not words or (search.venues and not chosen):
            return Found()
        replies = [self._net.ask(self._search(words, search, venue), works) for venue in chosen or [None]]
        return Found.of(contents(replies), replies, search.limit)

    def references(self, papers: Sequence[Paper]) -> Found:
        """What the papers with DOIs cite: a request for 40 of them, and up to ten for titles the lists leave out."""
        asked = {one: paper.id for paper in papers for one in _dois(paper.ids)}
        lists = [self._net.ask(one, reference_lists) for one in self._by_doi(asked, "DOI,reference,references-count")]
        mine = [listed for listed in contents(lists) if listed.doi in asked]
        titled = [self._net.ask(one, works) for one in self._by_doi(_wanted(mine), _FIELDS)]
        cited = {paper.id: paper for listed in mine for paper in listed.cited}
        cited |= {paper.id: paper for paper in contents(titled)}
        pairs = ((asked[li.doi], one) for li in mine for one in (*(p.id for p in li.cited), *li.untitled))
        edges = dict.fromkeys(pair for pair in pairs if pair[1] in cited and pair[0] != pair[1])
        linked = {one for _, one in edges}
        return Found(
            papers=tuple(paper for paper in cited.values() if paper.id in linked),
            citations=tuple(Citation(*pair) for pair in edges),
            replies=(*map(told, lists), *map(told, titled)),
            withheld=tuple(dict.fromkeys(asked[listed.doi] for listed in mine if listed.withheld)),
        )

    def lookup(self, ids: Sequence[str]) -> Found:
        """The papers of those ids that are DOIs, a request for 40 of them."""
        replies = [self._net.ask(one, works) for one in self._by_doi(_dois(map(normal_id, ids)), _FIELDS)]
        return Found.of(contents(replies), replies)

    def _search(self, words: str, search: Search, venue: Venue | None) -> Request:
        asked = {"query.bibliographic": words} | ({"query.container-title": venue.name} if venue else {})
        return self._works({**asked, "filter": _filter(search, venue), "rows": _ROWS, "select": _FIELDS})

    def _by_doi(self, ids: Iterable[str], fields: str) -> Iterator[Request]:
        for batch in batches(ids, _BATCH):
            yield self._works({"filter": ",".join(batch), "rows": len(batch), "select": fields})

    def _works(self, query: dict[str, object]) -> Request:
        return Request(self.name, f"{self._endpoint.base}/works?{urlencode(query, safe=':,/', quote_via=quote)}")


def with_dois(venue: Venue) -> bool:
    """Whether the venue publishes with ACM, IEEE, Springer, AAAI, ISCA: with DOIs that Crossref knows."""
    return not (venue.acl or venue.openreview or venue.community in _ELSEWHERE)


def works(body: bytes) -> list[Paper]:
    """Papers of a list of works, or of one, best first; Unreadable for anything else."""
    return list(kept(_rows(body), _paper, _LOG))


def reference_lists(body: bytes) -> list[Listed]:
    """Reference lists of a list of works; Unreadable for anything else."""
    return list(map(_listed, _rows(body)))


def _rows(body: bytes) -> Iterator[_Work]:
    answer = decode(body, _Answer)
    raws = [answer.message] if answer.kind == "work" else decode(answer.message, _Items).items
    return rows_of(raws, _Work, _LOG)


def _paper(work: _Work) -> Paper:
    if work.type in ("proceedings", "journal", "book", "book-series", "journal-issue", "component"):
        raise BadRow(f"a {work.type}")
    date = [*(work.issued.parts[0] if work.issued and work.issued.parts else []), None, None]
    return record(
        Crossref.name,
        known_ids([("doi", work.doi)]),
        _title(work),
        year=date[0],
        month=month_in(f"{date[0]}-{date[1]:02d}") if date[1] else None,
        venue=texts(work.container)[-1:] or (work.event.name if work.event else None),
        authors=[one.name or f"{one.given or ''} {one.family or ''}" for one in work.author or []],
        has_references=(work.count or work.counted or 0) > 0,
    )


def _title(work: _Work) -> str:
    title, subtitle = (plain_markup(next(iter(texts(part)), "")) for part in (work.title, work.subtitle))
    known = title_key(subtitle) in title_key(title)
    return title if known else f"{title.rstrip().removesuffix(':')}: {subtitle}"


def _listed(work: _Work) -> Listed:
    found = list(kept(rows_of(work.reference or (), _Reference, _LOG), _cited, _LOG))
    cited = tuple(one for one in found if isinstance(one, Paper))
    untitled = tuple(one for one in found if isinstance(one, str))
    withheld = work.reference is None and (work.count or work.counted or 0) > 0
    return Listed(normal_id(f"doi:{work.doi}"), cited, untitled, withheld)


def _cited(reference: _Reference) -> Paper | str:
    """The cited work, or its id where the list gives no title; BadRow without both."""
    ids = known_ids([("doi", reference.doi)])
    if ids and not title_key(reference.title or ""):
        return ids[0]
    authors = [] if ids else [reference.author]
    return record(Crossref.name, ids, reference.title, year=reference.year, authors=authors, as_cited=not ids)


def _wanted(lists: Iterable[Listed]) -> list[str]:
    """Works without a title that Crossref can name, those in most lists first, within ten requests."""
    titled = {paper.id for listed in lists for paper in listed.cited}
    counted = Counter(one for listed in lists for one in dict.fromkeys(listed.untitled) if one not in titled)
    wanted = _dois(one for one, _ in counted.most_common())
    if len(wanted) > _BATCH * MOST_TITLE_REQUESTS:
        _LOG.debug("%d cited works are left out, without titles", len(wanted) - _BATCH * MOST_TITLE_REQUESTS)
    return wanted[: _BATCH * MOST_TITLE_REQUESTS]


def _dois(ids: Iterable[str]) -> list[str]:
    """Those that are DOIs and can stand in a filter, where a comma parts values."""
    return [one for one in ids if one.startswith("doi:") and "," not in one]


def _filter(search: Search, venue: Venue | None) -> str:
    first = [] if search.since is None else [f"from-pub-date:{first_day(search.since)}"]
    dates = [*first, f"until-pub-date:{last_day(search.until - 1)}"]
    return ",".join([*dates, *(f"type:{kind}" for kind in _types(venue))])


def _types(venue: Venue | None) -> tuple[str, ...]:
    """How the papers of a venue are deposited: Springer's proceedings as chapters, AAAI's as a journal."""
    if venue is None:
        return ("proceedings-article",)
    if (venue.dblp or "").startswith("journals/") or "AAAI" in venue.name:
        return ("journal-article",)
    return ("proceedings-article", "book-chapter")
