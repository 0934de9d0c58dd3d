"""Answers of Semantic Scholar to values; every function is pure and raises Unreadable for a body of another shape."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from surveyor.models import LONGEST_QUOTE, Mention, Paper, Place, Section
from surveyor.net.request import Unreadable
from surveyor.sources.records import decode, kept, known_ids, month_in, record, rows_of, text, texts
from surveyor.text import shortened

ORIGIN = "s2"
_LOG = logging.getLogger("surveyor.sources.s2")
_IDS = {"ArXiv": "arxiv", "DOI": "doi", "ACL": "acl", "DBLP": "dblp"}
_SECTIONS = {"background": Section.RELATED, "methodology": Section.METHOD, "result": Section.EXPERIMENTS}
"""Intent to the section that it speaks for, the least telling first."""


class _Paper(msgspec.Struct, rename="camel"):
    paper_id: object = None
    title: object = None
    abstract: object = None
    year: object = None
    publication_date: object = None
    venue: object = None
    publication_venue: object = None
    external_ids: object = None
    authors: object = None
    reference_count: object = None
    references: list[msgspec.Raw] | msgspec.UnsetType | None = msgspec.UNSET


class _Reference(msgspec.Struct, rename="camel"):
    cited_paper: msgspec.Raw
    contexts: object = None
    intents: object = None
    contexts_with_intent: object = None
    is_influential: object = None


class _Envelope(msgspec.Struct):
    data: list[msgspec.Raw] | msgspec.UnsetType | None = msgspec.UNSET
    offset: object = msgspec.UNSET
    next: object = None
    token: object = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of papers."""

    papers: tuple[Paper, ...] = ()
    token: str = ""
    """Asks for the next page; empty on the last."""

    def __len__(self) -> int:
        return len(self.papers)

    def __iter__(self) -> Iterator[Paper]:
        return iter(self.papers)


@dataclass(frozen=True, slots=True)
class Reference:
    """A work that a paper cites, with what stands there."""

    paper: Paper
    mentions: tuple[Mention, ...]
    places: tuple[Place, ...]
    """What stands around the citations: of each kind of section the first, results before the method."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of what a paper cites, each work once."""

    cited: tuple[Reference, ...] = ()
    next: int = 0
    """Offset of the next page; 0 on the last."""
    withheld: bool = False
    """The publisher keeps the list back."""

    def __len__(self) -> int:
        return len(self.cited)


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper of a batch."""

    paper: Paper | None = None
    """None where the row has no title, such as when it was not asked for."""
    cited: tuple[Paper, ...] = ()
    size: int = 0
    """References it has by the service's own count, or in the list, whichever is more."""
    withheld: bool = False
    """References were asked for, and the publisher keeps them back."""


def parse_page(body: bytes) -> Page:
    """A page of any search, or a match by title."""
    envelope = _envelope(body)
    papers = kept(rows_of(envelope.data or (), _Paper, _LOG), _paper, _LOG)
    return Page(tuple(papers), text(envelope.token))


def parse_references(body: bytes) -> Listing:
    """A page of `/paper/{id}/references`."""
    envelope = _envelope(body)
    cited: dict[str, tuple[Paper, Counter[Section], list[Place]]] = {}
    for row in rows_of(envelope.data or (), _Reference, _LOG):
        for paper in _cited([row.cited_paper]):
            _, counts, places = cited.setdefault(paper.id, (paper, Counter(), []))
            counts.update(_mentions(row))
            places += _places(row)
    following = envelope.next if isinstance(envelope.next, int) and envelope.next > 0 else 0
    listed = tuple(Reference(paper, _in_order(counts), _best(places)) for paper, counts, places in cited.values())
    return Listing(listed, following, withheld=envelope.data is None)


def parse_batch(body: bytes, count: int) -> tuple[Entry | None, ...]:
    """The answer to a batch of `count` ids, in their order; None for those that are not known."""
    raws = decode(body, list[msgspec.Raw])
    if len(raws) != count:
        raise Unreadable(f"{len(raws)} rows for {count} ids")
    return tuple(_entry(raw) for raw in raws)


def _envelope(body: bytes) -> _Envelope:
    envelope = decode(body, _Envelope)
    if envelope.data is msgspec.UNSET and envelope.offset is msgspec.UNSET:
        raise Unreadable("neither data nor an offset")
    return envelope


def _entry(raw: msgspec.Raw) -> Entry | None:
    row = next(rows_of([raw], _Paper, _LOG), None)
    if row is None:
        return None
    listed = row.references or ()
    stated = row.reference_count if isinstance(row.reference_count, int) else 0
    paper = next(kept([row], _paper, _LOG), None)
    return Entry(paper, tuple(_cited(listed)), max(len(listed), stated), withheld=row.references is None)


def _cited(raws: Sequence[msgspec.Raw]) -> list[Paper]:
    """Each work once; those without a paper of their own are named by their title."""
    built = kept(rows_of(raws, _Paper, _LOG), lambda row: _paper(row, as_cited=not isinstance(row.paper_id, str)), _LOG)
    return list({paper.id: paper for paper in built}.values())


def _paper(row: _Paper, *, as_cited: bool = False) -> Paper:
    external = row.external_ids if isinstance(row.external_ids, dict) else {}
    merged = row.publication_venue if isinstance(row.publication_venue, dict) else {}
    authors = row.authors if isinstance(row.authors, list) else []
    return record(
        ORIGIN,
        known_ids([("s2", row.paper_id), *((scheme, external.get(name)) for name, scheme in _IDS.items())]),
        row.title,
        year=row.year,
        month=month_in(row.publication_date),
        venue=[row.venue, merged.get("name")],
        authors=[author.get("name") if isinstance(author, dict) else author for author in authors],
        abstract=row.abstract,
        has_references=isinstance(row.reference_count, int) and row.reference_count > 0,
        as_cited=as_cited,
    )


def _mentions(row: _Reference) -> Counter[Section]:
    """One mention a context, where its intent says; at least one an intent."""
    told = row.contexts_with_intent if isinstance(row.contexts_with_intent, list) else []
    found = Counter(s for context in told if isinstance(context, dict) for s in _sections(context.get("intents")))
    named = _sections(row.intents)
    untold = Section.OTHER if found else next((s for s in _SECTIONS.values() if s in named), Section.OTHER)
    found |= Counter(named)
    if not found and row.is_influential is True:
        found[Section.METHOD] = 1
    found[untold] += max(0, len(texts(row.contexts)) - found.total())
    return found


def _places(row: _Reference) -> Iterator[Place]:
    """The contexts whose intent says where they stand."""
    told = row.contexts_with_intent if isinstance(row.contexts_with_intent, list) else []
    for context in told:
        if isinstance(context, dict) and (said := text(context.get("context"))):
            for section in _sections(context.get("intents")):
                yield Place(section, text=shortened(said, LONGEST_QUOTE))


def _best(places: Sequence[Place]) -> tuple[Place, ...]:
    first = {place.section: place for place in reversed(places)}
    return tuple(first[section] for section in reversed(_SECTIONS.values()) if section in first)


def _sections(intents: object) -> set[Section]:
    return {_SECTIONS[intent] for intent in texts(intents) if intent in _SECTIONS}


def _in_order(counts: Counter[Section]) -> tuple[Mention, ...]:
    return tuple(Mention(section, counts[section]) for section in Section if counts[section] > 0)
