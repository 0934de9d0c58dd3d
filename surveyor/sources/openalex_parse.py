"""Answers of OpenAlex to values; pure, and Unreadable is raised for a body of another shape."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from surveyor.identity import parse_id
from surveyor.models import Paper
from surveyor.sources.records import decode, kept, known_ids, month_in, record, rows_of, texts

ORIGIN = "openalex"
_LOG = logging.getLogger("surveyor.sources.openalex")
_MOST_WORDS = 5_000


class _Work(msgspec.Struct):
    id: object = None
    doi: object = None
    title: object = None
    display_name: object = None
    publication_year: object = None
    publication_date: object = None
    primary_location: object = None
    locations: object = None
    authorships: object = None
    abstract_inverted_index: object = None
    referenced_works: object = None
    referenced_works_count: object = None
    biblio: object = None


class _Envelope(msgspec.Struct):
    results: list[msgspec.Raw]


@dataclass(frozen=True, slots=True)
class Work:
    """One row of a list."""

    ids: tuple[str, ...]
    paper: Paper | None = None
    """None where the row has no title."""
    cites: tuple[str, ...] = ()
    """OpenAlex ids of what it cites, each once."""


def parse_works(body: bytes) -> tuple[Work, ...]:
    """A page of `/works`."""
    return tuple(map(_work, rows_of(decode(body, _Envelope).results, _Work, _LOG)))


def _work(row: _Work) -> Work:
    ids = known_ids([("openalex", row.id), ("doi", row.doi), *(("arxiv", url) for url in _preprints(row))])
    cites = dict.fromkeys(i for i in known_ids([("openalex", row.referenced_works)]) if i.startswith("openalex:"))
    return Work(ids, next(kept([row], lambda row: _paper(row, ids, bool(cites)), _LOG), None), tuple(cites))


def _paper(row: _Work, ids: tuple[str, ...], cites: bool) -> Paper:
    first = row.primary_location if isinstance(row.primary_location, dict) else {}
    source = first.get("source")
    count = row.referenced_works_count
    return record(
        ORIGIN,
        ids,
        row.title or row.display_name,
        year=row.publication_year,
        month=month_in(_date(row.publication_date)),
        venue=[source.get("display_name") if isinstance(source, dict) else "", first.get("raw_source_name")],
        authors=_authors(row.authorships),
        abstract=abstract_of(row.abstract_inverted_index),
        has_references=cites or (isinstance(count, int) and count > 0),
        pages=_pages(row.biblio),
    )


def _pages(biblio: object) -> object:
    """The range of pages; one page is the number of an article, more often than not."""
    ends = [biblio.get(name) for name in ("first_page", "last_page")] if isinstance(biblio, dict) else [None, None]
    return None if ends[0] == ends[1] else f"{ends[0]}-{ends[1]}"


def _date(value: object) -> object:
    """The first of January stands for a year alone, too often to be taken for a date."""
    return None if isinstance(value, str) and value.endswith("-01-01") else value


def _preprints(row: _Work) -> Iterator[str]:
    """Pages of arXiv and the ACL Anthology among the places where the work is."""
    for location in row.locations if isinstance(row.locations, list) else ():
        for url in texts([location.get("landing_page_url")]) if isinstance(location, dict) else ():
            identifier = parse_id(url) if len(url) < 200 else None
            if identifier and identifier.scheme in ("arxiv", "acl"):
                yield url


def _authors(authorships: object) -> Iterator[object]:
    for one in authorships if isinstance(authorships, list) else ():
        if isinstance(one, dict):
            author = one.get("author")
            yield (isinstance(author, dict) and author.get("display_name")) or one.get("raw_author_name")


def abstract_of(index: object) -> str:
    """An abstract from the index of its words: {word: [place, …]}."""
    if not isinstance(index, dict):
        return ""
    placed = [
        (place, word)
        for word, places in index.items()
        for place in (places if isinstance(places, list) else ())
        if isinstance(place, int) and isinstance(word, str)
    ]
    return " ".join(word for _, word in sorted(placed)[:_MOST_WORDS])
