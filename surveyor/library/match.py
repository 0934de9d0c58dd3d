"""Printed references to the works of a library: by id, else by title beside authors and year, else by citekey alone.

A false match is worse than none: an id counts only where the title does not speak against it (in a reference list it is
often a neighbour's), a title needs the more from authors and year the less it tells itself, and a citekey has to fit
one work alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any

from surveyor.library.candidates import Candidate, Candidates
from surveyor.library.citekeys import BEFORE, ids_of, parse_citekey
from surveyor.library.likeness import Likeness, Title, compare, in_text, weighed
from surveyor.library.names import Agreement, agreement, named_in
from surveyor.library.records import Records, Seen
from surveyor.text import resembles, title_key

_BEGINNING = 16
"""Letters of a title by which those that go on otherwise are looked up."""
_SHORTEST = 8
_STOPS = re.compile(r"[.,:;?!)\]”\"“‘`]+\s*|\s(?=\W)")
_MOST_STOPS = 40


class How(StrEnum):
    """By what a reference was matched."""

    ID = "id"
    TITLE = "title"
    KEY = "key"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is known of a work that is looked for; all may be empty."""

    ids: tuple[str, ...] = ()
    """Normal ids."""
    title: str = ""
    text: str = ""
    """The whole reference as printed: authors may be told by it, and so may the title where it is not known."""
    authors: tuple[str, ...] = ()
    year: int | None = None
    key: str = ""
    """The citekey, such as `he2016deep`; looked at where there is neither title nor text."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a reference was found to be."""

    work: int | None
    """As in `Seen.works`; None where nothing was found."""
    how: How
    score: float
    """In [0, 1]: how alike the titles are; 0 where nothing was found, 1 where an id or the key told alone."""


NOTHING = Match(None, How.NONE, 0.0)


class Matcher:
    """Matches references against the records of a library."""

    def __init__(self, db: Any, records: Records) -> None:
        self._records = records
        self._candidates = Candidates(db)

    def match(self, wanted: Sequence[Wanted], seen: Seen) -> list[Match]:
        """What each of `wanted` is among the records that are seen, in the same order."""
        return [self._match(one, seen) for one in wanted]

    def _match(self, one: Wanted, seen: Seen) -> Match:
        told = bool(one.title or one.text)
        named = self._named(one, seen)
        sure = [row for row in named if not told or _supports(one, row)]
        if sure:
            return Match(self._work(sure[0], seen), How.ID, 1.0)
        if not told:
            return self._by_key(one.key, seen)
        return self._by_title(one, seen)

    def _named(self, one: Wanted, seen: Seen) -> list[Candidate]:
        """The records that have an id of it, and not out of a reference list."""
        ids = (*one.ids, *ids_of(one.key))
        rows = self._visible(self._candidates.under_ids(ids), seen) if ids else []
        return [row for row in rows if not row.as_cited]

    def _by_title(self, one: Wanted, seen: Seen) -> Match:
        """The likest record of its own, else the likest out of a reference list."""
        judged: list[tuple[bool, Likeness, int, Candidate]] = []
        for rows in self._titled(one):
            shown = self._visible(rows, seen)
            judged += [(not row.as_cited, found, -row.id, row) for row in shown if (found := _judged(one, row))]
            if any(own for own, *_ in judged):
                break
        if not judged:
            return NOTHING
        _, found, _, row = max(judged, key=lambda each: each[:3])
        return Match(self._work(row, seen), How.TITLE, found.score)

    def _titled(self, one: Wanted) -> Iterator[list[Candidate]]:
        """Records that may have its title, the cheapest to find first."""
        if key := title_key(one.title):
            yield self._candidates.titled(key)
            yield self._candidates.beginning(_starts(one.title))
            yield self._candidates.sharing_words(one.title)
        elif one.text:
            yield self._candidates.beginning(_starts(one.text))
            yield self._candidates.sharing_words(one.text)

    def _by_key(self, key: str, seen: Seen) -> Match:
        citekey = parse_citekey(key)
        if citekey is None:
            return NOTHING
        years = range(citekey.year - 1, citekey.year + 2)
        before = BEFORE if not citekey.initials else ("",)
        starts = [word + citekey.start for word in before]
        rows = self._candidates.beginning_in(starts, years, citekey.author)
        fitting = [row for row in self._visible(rows, seen) if citekey.fits(row.title, row.authors)]
        fitting = [row for row in fitting if not row.as_cited or row.year == citekey.year]
        best = min(fitting, key=lambda row: (row.as_cited, abs((row.year or 0) - citekey.year), row.id), default=None)
        if best is None or not all(_same_title(best, row) for row in fitting):
            return NOTHING
        return Match(self._work(best, seen), How.KEY, 1.0)

    def _visible(self, rows: Sequence[Candidate], seen: Seen) -> list[Candidate]:
        places = self._records.positions([row.id for row in rows])
        return [row for row, shown in zip(rows, seen.visible[places].tolist(), strict=True) if shown]

    def _work(self, row: Candidate, seen: Seen) -> int:
        return int(seen.works[self._records.positions([row.id])[0]])


def _same_title(one: Candidate, other: Candidate) -> bool:
    """Whether two records that fit one citekey are of one title; reference lists print that in many ways."""
    return compare(one.title, other.title) is not None or (
        other.as_cited and not one.as_cited and resembles(one.title, other.title)
    )


def _judged(one: Wanted, row: Candidate) -> Likeness | None:
    """What speaks for a record; one out of a reference list, which may be anything, has to have the title itself."""
    if not one.title:
        return None if row.as_cited else in_text(one.text, _authors(one, row), one.year, row.title, row.year)
    alike = compare(one.title, row.title)
    if alike is None or (row.as_cited and alike[0] < Title.NEAR):
        return None
    letters = min(len(title_key(one.title)), len(title_key(row.title)))
    return weighed(alike, letters, _authors(one, row), one.year, row.year)


def _authors(one: Wanted, row: Candidate) -> Agreement:
    """How far the authors are the same, by their list and by the text beside the title."""
    listed = agreement(row.authors, one.authors)
    if listed is Agreement.MOST or not one.text:
        return listed
    named = named_in(row.authors, one.text, row.title)
    return max(listed, named) if named > Agreement.UNKNOWN else listed


def _supports(one: Wanted, row: Candidate) -> bool:
    """Whether the title, as far as it is known, speaks for an id."""
    if one.title:
        return resembles(one.title, row.title)
    return title_key(row.title) in title_key(one.text) or named_in(row.authors, one.text, row.title) >= Agreement.FIRST


def _starts(text: str) -> list[str]:
    """Letters by which a title in the text may begin: those after each mark of punctuation, and those from one to the
    next."""
    begins = [0, *(stop.end() for stop in _STOPS.finditer(text))][:_MOST_STOPS]
    pieces = [text[at : at + 3 * _BEGINNING] for at in begins] + [
        text[at:end] for at, end in pairwise([*begins, len(text)])
    ]
    keys = (title_key(piece)[:_BEGINNING] for piece in pieces)
    return list(dict.fromkeys(key for key in keys if len(key) >= _SHORTEST))
