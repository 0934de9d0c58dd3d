"""From a row of any service to a Paper: one place for what is kept and what is noise."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeVar

import msgspec

from surveyor.dates import month_of, parse_month
from surveyor.identity import build_id, parse_id, preferred
from surveyor.models import Paper
from surveyor.net.request import Unreadable
from surveyor.sources.markup import plain_markup
from surveyor.text import clean, title_key
from surveyor.text_titles import plain_title

R = TypeVar("R")
T = TypeVar("T")

LONGEST_TITLE = 500
"""Characters; a longer title is noise."""
MOST_AUTHORS = 50
_LONGEST_ABSTRACT, _LONGEST_ID = 20_000, 300
_YEARS = range(1900, 2101)
_YEAR = re.compile(r"(?<!\d)(?:19\d\d|20\d\d|2100)(?!\d)")
_OPENREVIEW = re.compile(r"openreview:[\w.~-]{1,200}")
_ARXIV = re.compile(r"arxiv:(?:.*/)?(\d\d)(0[1-9]|1[0-2])")
_UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)


class BadRow(ValueError):  # noqa: N818 - named for what the row is
    """One row of an answer is no paper; the text says why."""


def decode(body: bytes | msgspec.Raw, kind: type[T]) -> T:
    """JSON as a value of `kind`; Unreadable where it is something else."""
    try:
        return msgspec.json.decode(body, type=kind)
    except _UNREADABLE as error:
        raise Unreadable(f"not the JSON that was promised: {clean(str(error))[:80]}") from error


def kept(rows: Iterable[R], build: Callable[[R], T], log: logging.Logger) -> Iterator[T]:
    """What `build` makes of the rows; where that is a BadRow, it is logged and left out."""
    for row in rows:
        try:
            built = build(row)
        except BadRow as reason:
            log.debug("a row is left out: %s", reason)
        else:
            yield built


def rows_of(raws: Iterable[msgspec.Raw], kind: type[T], log: logging.Logger) -> Iterator[T]:
    """The rows that have the shape of `kind`; the others are logged and left out."""
    return kept(raws, partial(_row, kind=kind), log)


def _row(raw: msgspec.Raw, kind: type[T]) -> T:
    try:
        return decode(raw, kind)
    except Unreadable as error:
        raise BadRow(str(error)) from error


def text(value: object) -> str:
    """One line of text; empty where the field holds none."""
    return clean(value) if isinstance(value, str) else ""


def texts(value: object) -> list[str]:
    """One or many texts, as the field may be either; empty ones are left out."""
    many = value if isinstance(value, list) else [value]
    return [found for one in many if (found := text(one))]


def title_of(value: object) -> str:
    """A title on one line, without markup; BadRow when it says nothing or is too long to be one."""
    given = value if isinstance(value, str) else ""
    title = clean(plain_markup(given)) if len(given) <= 20 * LONGEST_TITLE else given
    if len(title) > LONGEST_TITLE:
        raise BadRow(f"a title of {len(title)} characters")
    if not title_key(title):
        raise BadRow("no title")
    return title


_PAGES = re.compile(r"(?:\d+:)?(\d{1,7})\s*[-–]{1,2}\s*(?:\d+:)?(\d{1,7})")
_MOST_PAGES = 1000


def year_of(value: object) -> int | None:
    """A year between 1900 and 2100, also out of a text such as `2017a`; None otherwise."""
    if isinstance(value, str):
        match = _YEAR.search(value)
        return int(match[0]) if match else None
    return int(value) if isinstance(value, int | float) and _YEARS[0] <= value <= _YEARS[-1] else None


def month_in(value: object) -> int | None:
    """The month number of a date that names at least its month; None for anything less."""
    try:
        month = parse_month(value) if isinstance(value, str) and 7 <= len(value) <= 10 else 0
    except ValueError:
        return None
    return month if month // 12 in _YEARS else None


def venue_of(value: object) -> str | None:
    """The first name there is; a preprint server is no venue."""
    found = clean(plain_markup(next(iter(texts(value)), "")))[:LONGEST_TITLE]
    return None if not found or title_key(found).startswith("arxiv") or found == "CoRR" else found


def known_ids(spelt: Iterable[tuple[str, object]]) -> tuple[str, ...]:
    """(scheme, value as the service gives it: text or list) to normal ids, sorted; nonsense is left out."""
    return tuple(sorted({one for scheme, values in spelt for value in texts(values) for one in _ids(scheme, value)}))


def _ids(scheme: str, value: str) -> Iterator[str]:
    named = f"{scheme}:{value}"
    identifier = (parse_id(value) or parse_id(named)) if len(value) <= _LONGEST_ID else None
    if identifier:
        yield build_id(identifier)
    elif _OPENREVIEW.fullmatch(named):
        yield named


def names(authors: Iterable[object]) -> tuple[str, ...]:
    """Author names on one line each, at most fifty, without the empty ones."""
    return tuple(name for name in map(text, authors) if name)[:MOST_AUTHORS]


def record(
    origin: str,
    ids: tuple[str, ...],
    title: object,
    *,
    year: object = None,
    month: int | None = None,
    venue: object = None,
    authors: Iterable[object] = (),
    abstract: object = "",
    has_references: bool = False,
    as_cited: bool = False,
    pages: object = None,
) -> Paper:
    """A paper out of a row's fields, as the service gives them; BadRow without a title or an id.

    Dated by `month` (a month number), else by that of its arXiv id, else as any record of `year`.
    `as_cited`: known from a reference list only, and named by its title.
    """
    name, stated = plain_title(title_of(title), as_cited=as_cited), year_of(year)
    own = f"cited:{title_key(name)}" if as_cited else ""
    known = tuple(sorted({*ids, own} - {""}))
    if not known:
        raise BadRow("no id of a known scheme")
    dated = month or _posted(ids, stated) or month_of(stated, None)
    return Paper(
        id=own or preferred(known),
        ids=known,
        title=name,
        year=stated or (dated // 12 if dated else None),
        month=dated,
        venue=venue_of(venue),
        authors=names(authors),
        abstract=text(abstract)[:_LONGEST_ABSTRACT],
        as_cited=as_cited,
        origins=(origin,),
        has_references=has_references,
        pages=pages_of(pages),
    )


def pages_of(value: object) -> int | None:
    """How many pages a range has: `12-23`, `1:1-1:34`; None for anything else, and for more than a book has."""
    match = _PAGES.fullmatch(value.strip()) if isinstance(value, str) else None
    count = int(match[2]) - int(match[1]) + 1 if match else 0
    return count if 0 < count <= _MOST_PAGES else None


def _posted(ids: Iterable[str], year: int | None) -> int | None:
    """The month in the arXiv id, unless the paper is older than that."""
    for match in filter(None, map(_ARXIV.match, ids)):
        century = 1900 if int(match[1]) > 90 else 2000
        month = (century + int(match[1])) * 12 + int(match[2]) - 1
        return month if year is None else min(month, year * 12 + 11)
    return None
