"""Records that may be a work somebody cites: by id, by title, by the words of a title, by the beginning of one.

Besides the ids of every record, the table `ids` holds `title:KEY:YEAR` for its title, so that titles are looked up, and
those that begin alike are a range of its index.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec

from surveyor.text import STOP_WORDS, segmented, stem

_WORD = re.compile(r"[^\W_]+")
_MOST = 200
_RAREST = 5
_SAMPLE = 2_000
_SLICE = 500
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record, as far as it is needed to tell what it is."""

    id: int
    title: str
    year: int | None
    authors: tuple[str, ...]
    as_cited: bool


class Candidates:
    """The records of a library, looked up by what is known of them."""

    def __init__(self, db: Any) -> None:
        self._db = db

    def under_ids(self, ids: Collection[str]) -> list[Candidate]:
        """Records known under any of the ids, whatever else they are."""
        marks = ", ".join("?" * len(ids))
        return self._records(self._db.execute(f"select paper from ids where key in ({marks})", list(ids)))

    def titled(self, key: str) -> list[Candidate]:
        """Records with the `title_key`, of any year."""
        return self._records(self._range(f"title:{key}:"))

    def beginning(self, starts: Iterable[str]) -> list[Candidate]:
        """Records whose `title_key` begins with one of `starts`; at most two hundred of each."""
        return self._records(row for start in starts for row in self._range(f"title:{start}"))

    def beginning_in(self, starts: Iterable[str], years: Collection[int], author: str) -> list[Candidate]:
        """All records of the given years whose `title_key` begins with one of `starts`, among them all that have an
        author with the lower-case letters of `author` in the name."""
        of_years = f"and cast(substr(key, -4) as integer) in ({', '.join(map(str, years))})"
        named = "and (replace(replace(authors, ' ', ''), '-', '') like ? or authors glob '*[^ -~]*')"
        found = (row for start in starts for row in self._range(f"title:{start}", of_years, -1))
        return self._records(found, named, f"%{author}%")

    def sharing_words(self, text: str) -> list[Candidate]:
        """Records whose title holds the rarest word of a text that titles hold beside another word, and one of the two
        next; at most two hundred."""
        rare = [f'"{word}"' for word in self._rarest(text)]
        for at in range(max(1, len(rare) - 1) if rare else 0):
            others = " OR ".join(rare[at + 1 : at + 3])
            query = f"title : ({rare[at]} AND ({others}))" if others else f"title : {rare[at]}"
            sql = "select rowid from words where words match ? limit ?"
            if found := self._records(self._db.execute(sql, [query, _MOST])):
                return found
        return []

    def _rarest(self, text: str) -> list[str]:
        words = dict.fromkeys(word for word in _WORD.findall(segmented(text).casefold()) if word not in STOP_WORDS)
        return sorted(words, key=lambda word: (self._common[stem(word)], -len(word), word))[:_RAREST]

    @cached_property
    def _common(self) -> Counter[str]:
        """How many titles of an even sample hold a word."""
        most = self._db.execute("select coalesce(max(id), 0) from papers").fetchone()[0]
        sample = list(range(1, most + 1, most // _SAMPLE + 1))
        counts: Counter[str] = Counter()
        for start in range(0, len(sample), _SLICE):
            part = sample[start : start + _SLICE]
            sql = f"select title from papers where id in ({', '.join('?' * len(part))})"
            for (title,) in self._db.execute(sql, part):
                counts.update({stem(word) for word in _WORD.findall(segmented(title).casefold())})
        return counts

    def _range(self, start: str, only: str = "", most: int = _MOST) -> Iterable[tuple[int]]:
        """Records with a key that begins so."""
        sql = f"select paper from ids where key >= ? and key < ? {only} limit ?"
        found: Iterable[tuple[int]] = self._db.execute(sql, [start, start + _LAST, most])
        return found

    def _records(self, rows: Iterable[Sequence[Any]], only: str = "", *values: str) -> list[Candidate]:
        ids = sorted({row[0] for row in rows})
        made = []
        for start in range(0, len(ids), _SLICE):
            part = ids[start : start + _SLICE]
            marks = ", ".join("?" * len(part))
            sql = f"select id, title, year, authors, as_cited from papers where id in ({marks}) {only}"
            made += [_candidate(*row) for row in self._db.execute(sql, [*part, *values])]
        return made


_strings = msgspec.json.Decoder(tuple[str, ...]).decode


def _candidate(record: int, title: str, year: int | None, authors: str, as_cited: int) -> Candidate:
    return Candidate(record, title, year, _strings(authors), bool(as_cited))
