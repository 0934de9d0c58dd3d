"""Which words the titles of each venue share: the phrases of a corpus's titles, counted over what a view sees.

The table `phrases` says for each phrase of a corpus in which records' titles it stands, so that any cutoff and any
excluded paper can be served; the array `venues` (see records.py) says where each record appeared.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import msgspec
import numpy as np

from surveyor.library.records import Ints, Mask, Records, Seen
from surveyor.models import VenueProfile
from surveyor.text import title_phrases

_CACHED_PHRASES, _CACHED_SPANS = 20_000, 64


def insert_phrases(db: Any, corpus: str) -> None:
    """Add the phrases of a corpus that has none yet; records without venue or year say nothing."""
    codes: dict[str, int] = {}
    phrases, records = array("i"), array("i")
    told = "select id, title from papers where corpus = ? and venue is not null and year is not null order by id"
    for number, title in db.execute(told, [corpus]):
        found = title_phrases(title)
        phrases.extend(codes.setdefault(phrase, len(codes)) for phrase in found)
        records.extend([number] * len(found))
    ordered = np.array(records, np.int32)[np.argsort(np.array(phrases, np.int32), kind="stable")]
    counts = np.bincount(np.array(phrases, np.int32), minlength=len(codes))
    runs = zip(codes, np.cumsum(counts).tolist(), counts.tolist(), strict=True)
    db.conn.executemany(
        "insert into phrases values (?, ?, ?)",
        ((phrase, corpus, ordered[end - count : end].tobytes()) for phrase, end, count in sorted(runs)),
    )


class Titles:
    """The titles of a library by venue and year."""

    def __init__(self, db: Any, records: Records) -> None:
        """`records` of the same library."""
        self._db = db
        self._records = records
        self._names, venues = _venues(db, len(records.ids))
        self._venues = venues.astype(np.intp)
        self._within = lru_cache(maxsize=_CACHED_SPANS)(self._dated_within)
        self._positions = lru_cache(maxsize=_CACHED_PHRASES)(self._read_positions)

    def profiles(self, phrases: Iterable[str], seen: Seen, years: tuple[int, int]) -> tuple[VenueProfile, ...]:
        """Each venue's titles of the `years` (first and last) among the visible records, by name of the venue.

        A work counts once for a venue, however many corpora hold it: those that most do are no better evidence.
        """
        counted = self._once(seen.visible & self._within(years), seen.works)
        titles = self._by_venue(np.flatnonzero(counted))
        having: dict[int, dict[str, int]] = defaultdict(dict)
        for phrase in phrases:
            for venue, count in self._having(phrase, counted).items():
                having[venue][phrase] = count
        return tuple(
            VenueProfile(name, int(titles[at]), years, having[at]) for at, name in enumerate(self._names) if titles[at]
        )

    def _dated_within(self, years: tuple[int, int]) -> Mask:
        """Which records tell that they appeared at a venue in one of the years."""
        told = self._records.years
        mask: Mask = (self._venues >= 0) & (told >= years[0]) & (told <= years[1])
        return mask

    def _once(self, records: Mask, works: Ints) -> Mask:
        """The first of those records that are of one work and one venue."""
        places = np.flatnonzero(records)
        told = works[places].astype(np.int64) * len(self._names) + self._venues[places]
        mask: Mask = np.zeros_like(records)
        mask[places[np.unique(told, return_index=True)[1]]] = True
        return mask

    def _having(self, phrase: str, counted: Mask) -> Mapping[int, int]:
        """Venue to the number of its counted titles with the phrase."""
        total = np.zeros(len(self._names), np.int64)
        for positions in self._positions(phrase):
            total += self._by_venue(positions[counted[positions]])
        return {int(at): int(total[at]) for at in np.flatnonzero(total)}

    def _by_venue(self, positions: Any) -> Any:
        return np.bincount(self._venues[positions], minlength=len(self._names))

    def _read_positions(self, phrase: str) -> tuple[Ints, ...]:
        """Positions of the records with the phrase in their titles, corpus by corpus."""
        rows = self._db.execute("select records from phrases where phrase = ? order by corpus", [phrase]).fetchall()
        return tuple(self._records.positions(np.frombuffer(blob, np.int32)) for (blob,) in rows)


def _venues(db: Any, count: int) -> tuple[list[str], Ints]:
    """Names of venues, and the place in that list of each record's, -1 for none; no names in a library that an older
    version derived."""
    blobs = dict(db.execute("select name, data from columns where name in ('venues', 'venue names')").fetchall())
    if len(blobs) < 2:
        return [], np.full(count, -1, np.int32)
    return msgspec.json.decode(blobs["venue names"], type=list[str]), np.frombuffer(blobs["venues"], np.int32)
