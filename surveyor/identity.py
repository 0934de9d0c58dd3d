"""Which ids mean one thing, and which records are one paper.

An id is `scheme:value`. `parse_id` brings the many spellings of DOI, arXiv, ACL, DBLP,
Semantic Scholar and OpenAlex ids to one form, `build_id` prints it, `link` points to it.
Records are one paper when they are connected through shared ids or a shared
normalised title and year (connected components, so the order of arrival cannot matter).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar
from urllib.parse import quote

from surveyor.models import Kind, Paper
from surveyor.text import resembles, title_key

Node = TypeVar("Node", int, str)


@dataclass(frozen=True, slots=True)
class Identifier:
    """An id of a known scheme in its normal form."""

    scheme: str
    value: str


_PREFIX = {
    "arxiv": re.compile(r"(?i)(?:https?://)?(?:www\.)?(?:arxiv\.org/(?:abs|pdf|html)/|arxiv:)"),
    "doi": re.compile(r"(?i)(?:https?://)?(?:dx\.)?(?:doi\.org/|doi:)"),
    "acl": re.compile(r"(?i)(?:https?://)?(?:www\.)?(?:aclanthology\.org/|aclweb\.org/anthology/|acl:)"),
    "dblp": re.compile(r"(?i)(?:https?://)?(?:dblp\.(?:org|uni-trier\.de)/rec/|dblp:)"),
    "s2": re.compile(r"(?i)(?:https?://)?(?:www\.)?(?:semanticscholar\.org/paper/|s2:)"),
    "openalex": re.compile(r"(?i)(?:https?://)?(?:openalex\.org/|openalex:)"),
}
_SHAPE = {
    "arxiv": re.compile(r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?"),
    "doi": re.compile(r"(10\.\d{4,9}/\S*?[^\s/.])[/.]*"),
    "acl": re.compile(r"([A-Z]\d{2}-\d{4}|\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d+)(?:\.pdf|\.bib|/)?"),
    "dblp": re.compile(r"((?:conf|journals|books|phd|series|reference)/\S+?)(?:\.html|\.bib)?"),
    "s2": re.compile(r"([0-9a-f]{40})"),
    "openalex": re.compile(r"([Ww]\d+)"),
}
_LINK = {
    "arxiv": "https://arxiv.org/abs/{}",
    "doi": "https://doi.org/{}",
    "acl": "https://aclanthology.org/{}",
    "dblp": "https://dblp.org/rec/{}",
    "s2": "https://www.semanticscholar.org/paper/{}",
    "openalex": "https://openalex.org/{}",
}
_ARXIV_DOI = "10.48550/arxiv."
_ACL_DOI = "10.18653/v1/"
_NUMBER = re.compile(r"\d+")
ALIKE, TELLING = 95.0, 20
"""Of 100, how alike the letters of two titles of one paper are; letters a title needs to tell anything."""
_END, _SLIP = 20, 4
"""Letters at either end of a title by which those alike are looked for; how many letters longer one of them may be."""
_FRONT_MATTER = frozenset(
    """preface editorial introduction foreword frontmatter proceedings keynote keynotes panel workshops tutorial
    tutorials demos invitedtalk invitedtalks abstract abstracts conclusion program programcommittee message welcome
    authorindex index""".split()
)


@lru_cache(maxsize=1 << 16)
def parse_id(text: str) -> Identifier | None:
    """An id or its URL to the normal form, or None if it is of no known scheme.

    DOIs that only wrap an arXiv or ACL id become that id; arXiv versions are dropped.
    """
    for scheme, prefix in _PREFIX.items():
        match = prefix.match(text)
        rest = text[match.end() :] if match else ""
        shape = _SHAPE[scheme].fullmatch(rest) if rest else None
        if shape:
            return _normal(scheme, shape[1])
    return None


def _normal(scheme: str, value: str) -> Identifier:
    if scheme == "doi":
        value = value.lower()
        if value.startswith(_ARXIV_DOI):
            return parse_id(f"arxiv:{value.removeprefix(_ARXIV_DOI)}") or Identifier(scheme, value)
        if value.startswith(_ACL_DOI):
            anthology = value.removeprefix(_ACL_DOI)
            return parse_id(f"acl:{anthology}") or parse_id(f"acl:{anthology.upper()}") or Identifier(scheme, value)
    if scheme == "openalex":
        value = value.upper()
    return Identifier(scheme, value)


def build_id(identifier: Identifier) -> str:
    """The inverse of `parse_id`: `scheme:value`."""
    return f"{identifier.scheme}:{identifier.value}"


def normal_id(text: str) -> str:
    """The one spelling of an id; an id of an unknown scheme stays as it is."""
    identifier = parse_id(text)
    return build_id(identifier) if identifier else text


def link(ids: Iterable[str]) -> str:
    """The best public page for a paper known under `ids`, of several of one kind that of the first; empty when none of
    them has one."""
    known = {told.scheme: told.value for told in map(parse_id, sorted(ids, reverse=True)) if told}
    return next((_LINK[scheme].format(quote(known[scheme], safe="/:;.,-_")) for scheme in _LINK if scheme in known), "")


def preferred(ids: Iterable[str]) -> str:
    """The id that names a paper: arXiv, DOI, ACL, DBLP, S2, OpenAlex, then any other, first in order."""
    schemes = list(_LINK)

    def place(text: str) -> tuple[int, str]:
        identifier = parse_id(text)
        return (schemes.index(identifier.scheme) if identifier else len(schemes), text)

    return min(ids, key=place)


def title_year_key(title: str, year: int | None) -> str | None:
    """The key that records of one title and year share; None where a title names nothing (front matter)."""
    key = title_key(title)
    if not key or year is None or key in _FRONT_MATTER:
        return None
    return f"title:{key}:{year}"


def is_bare_name(paper: Paper) -> bool:
    """Whether one word is all that is known of it: a name, as of a model in a table."""
    known = paper.as_cited or paper.year or paper.month or paper.authors or paper.abstract
    return not known and " " not in paper.title.strip()


def components(links: Iterable[tuple[Node, Node]]) -> dict[Node, Node]:
    """Connected components: every linked node to the smallest node of its component (union-find)."""
    parent: dict[Node, Node] = {}

    def root(node: Node) -> Node:
        while (above := parent.setdefault(node, node)) != node:
            parent[node] = parent.setdefault(above, above)
            node = parent[node]
        return node

    for a, b in links:
        one, other = root(a), root(b)
        parent[max(one, other)] = min(one, other)
    return {node: root(node) for node in list(parent)}


def merge(records: Iterable[Paper]) -> Paper:
    """One paper from records of it, the same for any order of `records`.

    Facts come from the best record that has them: one of the paper's own before one out of a
    reference list, one with a hand-made note before one without, then one with a venue,
    then the earliest, then by id; what it says from none whose title and authors are
    another's. Public ids out of a reference list count only where there is no better
    record: the printed list often gives a neighbour's. A bare name tells nothing beside any other.
    """
    ranked = list(records)
    if len(ranked) == 1:
        return ranked[0]
    ranked.sort(key=_best_first)
    best = ranked[0]
    ids = tuple(sorted({i for p in ranked for i in p.ids if not p.as_cited or best.as_cited or not parse_id(i)}))
    months = [p.month for p in ranked if p.month is not None]
    agreeing = [p for p in ranked if joined(best, p)]
    return replace(
        best,
        id=best.id if best.as_cited else preferred(ids),
        ids=ids,
        year=next((p.year for p in ranked if p.year is not None), None),
        month=min(months, default=None),
        venue=next((p.venue for p in agreeing if p.venue), None),
        authors=next((p.authors for p in agreeing if p.authors), ()),
        abstract=next((p.abstract for p in agreeing if p.abstract), ""),
        kind=next((p.kind for p in ranked if p.kind not in (None, Kind.METHOD)), best.kind),
        simple=any(p.simple for p in ranked),
        note=next((p.note for p in ranked if p.note), ""),
        names=next((p.names for p in ranked if p.names), ()),
        areas=tuple(sorted({area for p in ranked for area in p.areas})),
        origins=tuple(sorted({o for p in ranked for o in p.origins})),
        has_references=any(p.has_references for p in ranked),
        pages=next((p.pages for p in agreeing if p.pages), None),
    )


def _best_first(p: Paper) -> tuple[object, ...]:
    worth = (is_bare_name(p), p.as_cited, not p.note, p.venue is None, p.month is None, p.month or 0, p.id)
    return (*worth, p.title, p.venue or "", p.year or 0, p.authors, p.note, p.abstract, p.kind or "", p.names, p.ids)


def by_any_id(papers: Iterable[Paper]) -> dict[str, Paper]:
    """Every id to its paper; where two claim one id, the paper named by it wins, then one with a record of its own."""
    listed = sorted(papers, key=lambda p: (not p.as_cited, p.id))
    return {some_id: p for p in listed for some_id in p.ids} | {p.id: p for p in listed}


def joined(one: Paper, other: Paper) -> bool:
    """Whether two records that share a key are one paper: the titles resemble each other, or call it by one name before
    a colon, or, as a title may change
    from preprint to proceedings, an author is the same or not known, or one is a bare name. A record out of a reference
    list often carries the ids of its neighbour there, so it joins by its title alone."""
    if resembles(one.title, other.title) or _called_alike(one, other) or is_bare_name(one) != is_bare_name(other):
        return True
    if one.as_cited or other.as_cited:
        return False
    return not _strangers(one, other)


def alike(one: Paper, other: Paper) -> bool:
    """Whether two records without a common id are one paper all the same: titles that differ by a slip at most, no
    number in them, and the same first author or years next to each other; a title as somebody printed it need only be
    the same, as author and year are often lost there."""
    a, b = title_key(one.title), title_key(other.title)
    if abs(len(a) - len(b)) > _SLIP or min(len(a), len(b)) < TELLING:
        return False
    from rapidfuzz import fuzz

    if (
        fuzz.ratio(a, b, score_cutoff=ALIKE) < ALIKE
        or _NUMBER.findall(a) != _NUMBER.findall(b)
        or _strangers(one, other)
    ):
        return False
    if a == b and (one.as_cited or other.as_cited):
        return True
    neighbours = one.year is not None and other.year is not None and abs(one.year - other.year) <= 1
    return neighbours or bool(one.authors and other.authors and _family(one.authors[0]) == _family(other.authors[0]))


def _called_alike(one: Paper, other: Paper) -> bool:
    """Whether both titles begin with one name and a colon, such as `BERT: `."""
    (name, sign, _), (second, other_sign, _) = (paper.title.partition(":") for paper in (one, other))
    return bool(sign and other_sign) and " " not in name.strip() and title_key(name) == title_key(second)


def _strangers(one: Paper, other: Paper) -> bool:
    """Whether the authors of both are known and none is of both."""
    return bool(one.authors and other.authors) and {*map(_family, one.authors)}.isdisjoint(map(_family, other.authors))


def _family(name: str) -> str:
    return title_key(name.split()[-1]) if name.strip() else ""


class Catalogue:
    """The papers of one survey: records from any source, in any order, joined into one paper each."""

    def __init__(self) -> None:
        self._records: dict[tuple[str, ...], Paper] = {}
        self._sharing: dict[str, list[Paper]] = {}
        self._links: list[tuple[str, str]] = []
        self._home: dict[str, Paper] = {}
        self._papers: list[Paper] = []
        self._stale = False

    def add(self, records: Iterable[Paper]) -> None:
        """Take in records; one that is already here is not taken twice."""
        for record in records:
            if self._records.setdefault((*record.origins, *record.ids), record) is record:
                self._link(record)
                self._stale = True

    def _link(self, record: Paper) -> None:
        same: set[str] = set()
        for keys, one_paper in ((_keys(record), joined), (_title_ends(record), alike)):
            for key in keys:
                peers = self._sharing.get(key)
                if peers is None:
                    self._sharing[key] = [record]
                    continue
                same.update(peer.id for peer in peers if peer.id not in same and one_paper(peer, record))
                peers.append(record)
        self._links += [(other, record.id) for other in same]

    def __getitem__(self, some_id: str) -> Paper:
        """The paper known under `some_id`; KeyError if there is none."""
        self._settle()
        return self._home[some_id]

    def index(self) -> Mapping[str, Paper]:
        """Every id met so far to its paper, as things stand now."""
        self._settle()
        return self._home

    def __iter__(self) -> Iterator[Paper]:
        """All papers, by id."""
        self._settle()
        return iter(self._papers)

    def _settle(self) -> None:
        if not self._stale:
            return
        records = list(self._records.values())
        group = {record.id: record.id for record in records} | components(self._links)
        members: dict[str, list[Paper]] = {}
        for record in records:
            members.setdefault(group[record.id], []).append(record)
        merged = {root: merge(same) for root, same in members.items()}
        self._papers = sorted(merged.values(), key=lambda p: p.id)
        self._home = {record.id: merged[group[record.id]] for record in records} | by_any_id(self._papers)
        self._stale = False


def _keys(record: Paper) -> list[str]:
    shared = title_year_key(record.title, record.year)
    return [*record.ids, shared] if shared else [*record.ids]


def _title_ends(record: Paper) -> list[str]:
    """Keys of which titles that differ by a slip share one: how they begin or, as many titles end alike, how they end
    beside who wrote them."""
    key = title_key(record.title)
    if len(key) < TELLING:
        return []
    begins = [f"begins:{key[:_END]}"]
    return [*begins, f"ends:{key[-_END:]}:{_family(record.authors[0])}"] if record.authors else begins
