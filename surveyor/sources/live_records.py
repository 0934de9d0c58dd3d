"""From the fields of a service's answer to papers: what every adapter does the same way."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec

from surveyor.dates import month_of, parse_month
from surveyor.identity import build_id, parse_id, preferred
from surveyor.models import Paper
from surveyor.net.request import Unreadable
from surveyor.text import clean, title_key

T = TypeVar("T")

LONGEST_TITLE = 500
MOST_AUTHORS = 50
_LONGEST_ID = 300
_LONGEST_ABSTRACT = 20_000
_YEARS = range(1900, 2101)
_TAG = re.compile(
    r"</?(?:[ibup]|em|strong|su[bp]|scp?|tt|br|span|inf|italic|bold|math|m[ino]|mrow|mtext|msu[bp]|msubsup|mfrac|mover"
    r"|munder|mspace|mstyle|msqrt|(?:mml|jats):\w+)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ARXIV = re.compile(r"arxiv:(?:.*/)?(\d\d)(0[1-9]|1[0-2])")
_UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)


def decode(body: bytes | msgspec.Raw, kind: type[T]) -> T:
    """JSON as a value of `kind`; Unreadable where it is something else."""
    try:
        return msgspec.json.decode(body, type=kind)
    except _UNREADABLE as error:
        raise Unreadable(f"not the JSON that was promised: {str(error)[:80]}") from error


def rows(raws: Iterable[msgspec.Raw], kind: type[T], log: logging.Logger) -> Iterator[T]:
    """Those rows that can be read; the others are logged and left out."""
    for number, raw in enumerate(raws):
        try:
            yield decode(raw, kind)
        except Unreadable as error:
            log.debug("row %d left out: %s", number, error)


def text(value: object) -> str:
    """One line of text; empty where the field holds none."""
    return clean(value) if isinstance(value, str) else ""


def texts(value: object) -> list[str]:
    """One or many texts, as the field may be either; empty ones are left out."""
    many = value if isinstance(value, list) else [value]
    return [found for one in many if (found := text(one))]


def title_of(value: object) -> str:
    """A title without markup; empty where there is none, or one so long that it is noise."""
    if not isinstance(value, str) or len(value) > 20 * LONGEST_TITLE:
        return ""
    title = clean(_TAG.sub("", html.unescape(value)))
    return title if len(title) <= LONGEST_TITLE else ""


def year_of(value: object) -> int | None:
    """A year that can be one, given as a number or as text."""
    if isinstance(value, str):
        value = int(value) if len(value) == 4 and value.isascii() and value.isdecimal() else 0
    return int(value) if isinstance(value, int | float) and _YEARS[0] <= value <= _YEARS[-1] else None


def month_in(value: object) -> int | None:
    """The month number of a date that names at least its month; None for anything less."""
    try:
        month = parse_month(value) if isinstance(value, str) and 7 <= len(value) <= 10 else 0
    except ValueError:
        return None
    return month if month // 12 in _YEARS else None


def venue_of(*names: object) -> str | None:
    """The first name there is; a preprint server is no venue."""
    found = next((name for name in map(text, names) if name), "")[:LONGEST_TITLE]
    return None if not found or title_key(found).startswith("arxiv") or found == "CoRR" else found


def known_ids(spelt: Iterable[tuple[str, object]]) -> tuple[str, ...]:
    """(scheme, value as the service gives it: text or list) to normal ids, sorted; nonsense is left out."""
    found = [
        parse_id(value) or parse_id(f"{scheme}:{value}")
        for scheme, values in spelt
        for value in texts(values)
        if len(value) <= _LONGEST_ID
    ]
    return tuple(sorted({build_id(identifier) for identifier in found if identifier}))


def build_paper(
    origin: str,
    ids: tuple[str, ...],
    *,
    title: object,
    year: object,
    date: object,
    venue: str | None,
    authors: Iterable[object],
    abstract: str = "",
    has_references: bool = False,
    as_cited: bool = False,
) -> Paper | None:
    """One paper from a row; None where it has no title or no id.

    Dated by the month of `date`, else by that of its arXiv id, else as any record of `year`.
    `as_cited`: known from a reference list only, and named by its title.
    """
    name, stated = title_of(title), year_of(year)
    own = f"cited:{title_key(name)}" if as_cited and title_key(name) else ""
    known = tuple(sorted({*ids, own})) if own else ids
    if not name or not known or (as_cited and not own):
        return None
    month = month_in(date) or _posted(ids, stated) or month_of(stated, None)
    return Paper(
        id=own or preferred(known),
        ids=known,
        title=name,
        year=stated or (month // 12 if month else None),
        month=month,
        venue=venue,
        authors=tuple(map(text, filter(text, authors)))[:MOST_AUTHORS],
        abstract=abstract[:_LONGEST_ABSTRACT],
        as_cited=as_cited,
        origins=(origin,),
        has_references=has_references,
    )


def _posted(ids: Iterable[str], year: int | None) -> int | None:
    """The month in the arXiv id, unless the paper is older than that."""
    for match in filter(None, map(_ARXIV.match, ids)):
        century = 1900 if int(match[1]) > 90 else 2000
        month = (century + int(match[1])) * 12 + int(match[2]) - 1
        return month if year is None else min(month, year * 12 + 11)
    return None
