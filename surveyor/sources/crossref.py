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
from surveyor.net.request import Request, Unreadable
from surveyor.sources.asks import Quiet, batches
from surveyor.sources.live_base import Found, Gives, Search
from surveyor.sources.markup import plain_markup
from surveyor.sources.records import BadRow, cited_record, decoded, plausible_year, record, row_of
from surveyor.text import clean, title_key
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
    unstructured: str | None = None


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
    reference: list[object] | None = None


class _Answer(msgspec.Struct, rename={"kind": "message-type"}):
    kind: str
    message: dict[str, object]


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


class Crossref(Quiet):
    """Adapter of the Crossref REST API."""

    name: ClassVar[str] = "crossref"
    gives: ClassVar[frozenset[Gives]] = frozenset([Gives.TITLES, Gives.SEARCH, Gives.REFERENCES, Gives.IDS])

    def search(self, search: Search) -> Found:
        """Papers by words; of the two best venues that publish with DOIs, a request each, where venues are given."""
        chosen = [venue for venue in search.venues if with_dois(venue)][:MOST_VENUES]
        if not search.text.strip() or (search.venues and not chosen):
            return Found()
        requests = [self._search(search, venue) for venue in chosen] or [self._search(search, None)]
        found, replies = self._ask_all(requests, works)
        papers = dict.fromkeys(paper for page in found for paper in page)
        return Found(papers=tuple(papers)[: search.limit], replies=tuple(replies))

    def references(self, papers: Sequence[Paper]) -> Found:
        """What the papers with DOIs cite: a request for 40 of them, and up to ten for titles the lists leave out."""
        asked = {one: paper.id for paper in papers for one in _dois(paper.ids)}
        lists, replies = self._ask_all(self._by_doi(asked, "DOI,reference,references-count"), reference_lists)
        mine = [listed for page in lists for listed in page if listed.doi in asked]
        titled, more = self._ask_all(self._by_doi(_wanted(mine), _FIELDS), works)
        cited = {paper.id: paper for listed in mine for paper in listed.cited}
        cited |= {paper.id: paper for page in titled for paper in page}
        pairs = ((asked[li.doi], one) for li in mine for one in (*(p.id for p in li.cited), *li.untitled))
        edges = dict.fromkeys(pair for pair in pairs if pair[1] in cited and pair[0] != pair[1])
        linked = {one for _, one in edges}
        return Found(
            papers=tuple(paper for paper in cited.values() if paper.id in linked),
            citations=tuple(Citation(*pair) for pair in edges),
            replies=(*replies, *more),
            withheld=tuple(dict.fromkeys(asked[listed.doi] for listed in mine if listed.withheld)),
        )

    def lookup(self, ids: Sequence[str]) -> Found:
        """The papers of those ids that are DOIs, a request for 40 of them."""
        found, replies = self._ask_all(self._by_doi(_dois(map(normal_id, ids)), _FIELDS), works)
        return Found(papers=tuple(paper for page in found for paper in page), replies=tuple(replies))

    def _search(self, search: Search, venue: Venue | None) -> Request:
        container = {"query.container-title": venue.name} if venue else {}
        words = {"query.bibliographic": " ".join(search.text.split())[:_LONGEST_QUERY]}
        return self._works({**words, **container, "filter": _filter(search, venue), "rows": _ROWS, "select": _FIELDS})

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
    papers = []
    for row in _rows(body):
        try:
            papers.append(_paper(row_of(row, _Work)))
        except BadRow as reason:
            _LOG.debug("a work is skipped: %s", reason)
    return papers


def reference_lists(body: bytes) -> list[Listed]:
    """Reference lists of a list of works; Unreadable for anything else."""
    lists = []
    for row in _rows(body):
        try:
            lists.append(_listed(row_of(row, _Work)))
        except BadRow as reason:
            _LOG.debug("a reference list is skipped: %s", reason)
    return lists


def _rows(body: bytes) -> list[object]:
    answer = decoded(body, _Answer)
    if answer.kind == "work":
        return [answer.message]
    items = answer.message.get("items")
    if not isinstance(items, list):
        raise Unreadable(f"{clean(answer.kind)[:40]} without a list of works")
    return items


def _paper(work: _Work) -> Paper:
    if work.type in ("proceedings", "journal", "book", "book-series", "journal-issue", "component"):
        raise BadRow(f"a {work.type}")
    container, event = _texts(work.container), work.event.name if work.event else None
    date = [*(work.issued.parts[0] if work.issued and work.issued.parts else []), None, None]
    return record(
        Crossref.name,
        [f"doi:{work.doi}"],
        _title(work),
        year=date[0],
        month=date[1],
        venue=plain_markup(container[-1] if container else event or ""),
        authors=[one.name or f"{one.given or ''} {one.family or ''}" for one in work.author or []],
        has_references=(work.count or work.counted or 0) > 0,
    )


def _title(work: _Work) -> str:
    title, subtitle = (next(iter(_texts(part)), "") for part in (work.title, work.subtitle))
    title, subtitle = plain_markup(title), plain_markup(subtitle)
    known = title_key(subtitle) in title_key(title)
    return title if known else f"{title.rstrip().removesuffix(':')}: {subtitle}"


def _texts(value: list[str] | str | None) -> list[str]:
    return [text for text in ([value] if isinstance(value, str) else value or []) if text.strip()]


def _listed(work: _Work) -> Listed:
    cited, untitled = [], []
    for row in work.reference or []:
        try:
            known = _cited(row_of(row, _Reference))
        except BadRow as reason:
            _LOG.debug("a reference of %s is skipped: %s", work.doi, reason)
            continue
        if isinstance(known, Paper):
            cited.append(known)
        else:
            untitled.append(known)
    withheld = work.reference is None and (work.count or work.counted or 0) > 0
    return Listed(normal_id(f"doi:{work.doi}"), tuple(cited), tuple(untitled), withheld)


def _cited(reference: _Reference) -> Paper | str:
    """The cited work, or its id where the list gives no title; BadRow without both."""
    title = plain_markup(reference.title or "")
    doi = f"doi:{reference.doi}" if reference.doi else ""
    if doi and title_key(title):
        return record(Crossref.name, [doi], title, year=plausible_year(reference.year))
    if doi:
        return normal_id(doi)
    if not title_key(title) and reference.unstructured:
        raise BadRow("printed in one piece, without a DOI")
    return cited_record(Crossref.name, title, year=reference.year, authors=[reference.author or ""])


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
