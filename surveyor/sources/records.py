"""From a row of any service to a Paper: one place for what is kept and what is noise."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

import msgspec

from surveyor.dates import month_of
from surveyor.identity import normal_id, parse_id, preferred
from surveyor.models import Paper
from surveyor.net.request import Unreadable
from surveyor.text import clean, title_key

T = TypeVar("T")

LONGEST_TITLE, MOST_AUTHORS = 500, 50
"""Characters; a longer title is noise."""
_YEARS = range(1900, 2101)
_OWN_ID = re.compile(r"openreview:[\w.~-]{1,200}")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class BadRow(ValueError):  # noqa: N818 - named for what the row is
    """One row of an answer is no paper; the text says why."""


def decoded(body: bytes, kind: type[T]) -> T:
    """JSON of a known shape; Unreadable otherwise."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable(clean(str(error))[:80]) from error


def row_of(value: object, kind: type[T]) -> T:
    """A decoded row in its expected shape; BadRow otherwise."""
    try:
        return msgspec.convert(value, kind)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise BadRow(clean(str(error))[:80]) from error


def checked_title(text: str) -> str:
    """A title on one line; BadRow when it says nothing or is too long to be one."""
    title = clean(text)
    if not title_key(title):
        raise BadRow("no title")
    if len(title) > LONGEST_TITLE:
        raise BadRow(f"a title of {len(title)} characters")
    return title


def plausible_year(year: int | str | None) -> int | None:
    """A year between 1900 and 2100, also out of a text such as `2017a`; None otherwise."""
    if isinstance(year, str):
        match = _YEAR.search(year)
        return int(match[0]) if match else None
    return year if year in _YEARS else None


def known_ids(ids: Iterable[str]) -> tuple[str, ...]:
    """The ids that are one of a known scheme, each in its one spelling, sorted."""
    return tuple(sorted({normal_id(one) for one in ids if parse_id(one) or _OWN_ID.fullmatch(one)}))


def record(
    origin: str,
    ids: Iterable[str],
    title: str,
    *,
    year: int | str | None = None,
    month: int | None = None,
    venue: str = "",
    authors: Iterable[str] = (),
    abstract: str = "",
    has_references: bool = False,
) -> Paper:
    """A paper out of a service's row; `month` is of the year, 1 to 12; BadRow without a title or an id."""
    known = known_ids(ids)
    if not known:
        raise BadRow("no id of a known scheme")
    named = plausible_year(year)
    dated = named * 12 + month - 1 if named and month and 1 <= month <= 12 else None
    return Paper(
        id=preferred(known),
        ids=known,
        title=checked_title(title),
        year=named,
        month=month_of(named, dated),
        venue=clean(venue) or None,
        authors=names(authors),
        abstract=clean(abstract),
        origins=(origin,),
        has_references=has_references,
    )


def cited_record(origin: str, title: str, *, year: int | str | None = None, authors: Iterable[str] = ()) -> Paper:
    """A work known from a reference list only, as printed there; BadRow without a title."""
    printed = checked_title(title)
    named = plausible_year(year)
    key = f"cited:{title_key(printed)}"
    return Paper(
        id=key,
        ids=(key,),
        title=printed,
        year=named,
        month=month_of(named, None),
        authors=names(authors),
        as_cited=True,
        origins=(origin,),
    )


def names(authors: Iterable[str]) -> tuple[str, ...]:
    """Author names on one line each, at most fifty, without the empty ones."""
    return tuple(name for name in map(clean, authors) if name)[:MOST_AUTHORS]
