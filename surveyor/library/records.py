"""All records of a library side by side, and what one view sees of them.

What depends on every corpus together (which records share a key, who cites whom) is derived
once an import, in the import's transaction, and kept as arrays in the table `columns`. What
depends on the view (which records are visible, and so which of them are one work and which
works can be walked) is computed from those arrays: a record that may not be seen neither
joins two papers, nor lends its ids, nor makes anything walkable.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from surveyor.identity import joined
from surveyor.models import Paper, Section

Ints = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]

UNDATED = np.iinfo(np.int32).max
"""Month of a record that says neither month nor year: seen once a visible dated record cites it."""

SECTIONS = {
    Section.INTRO: "intro",
    Section.RELATED: "related",
    Section.METHOD: "method",
    Section.EXPERIMENTS: "experiments",
    Section.TABLE: "in_table",
    Section.CONCLUSION: "conclusion",
    Section.OTHER: "other",
}
"""Columns of the table `citations`, and of `Records.mentions` before its last, the baseline subsection."""

_CACHED_VIEWS = 8


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What a view sees: parallel arrays over all records."""

    visible: Mask
    works: Ints
    """Position of the first visible record of the same work; its own where the record is not visible."""
    walkable: Mask
    """Whether the record's work cites another visible work."""

    def records_of(self, works: Iterable[int]) -> Ints:
        """Positions of the visible records of the given works."""
        wanted = np.zeros(len(self.visible), bool)
        wanted[list(works)] = True
        return np.flatnonzero(self.visible & wanted[self.works]).astype(np.int32)


class Records:
    """The records of a library as arrays, `ids`, `months`, `years`, `seen_from` and `lengths` one entry a record.

    `months` and `years` are -1 where not known. `links` are pairs of positions of records that are one work when both
    are seen; `edges` pairs (citing, cited), `mentions` their counts by section and the baseline subsection, as in
    `SECTIONS`.
    """

    def __init__(self, table: Ints, links: Ints, edges: Ints, mentions: Ints) -> None:
        self.ids, self.months, self.years, self.seen_from, self.lengths = table
        self.links, self.edges, self.mentions = links, edges, mentions
        self._nodes, self._pairs = np.unique(links, return_inverse=True)
        self._pairs = self._pairs.reshape(links.shape)
        self.seen = lru_cache(maxsize=_CACHED_VIEWS)(self._seen)

    @classmethod
    def load(cls, db: Any) -> Records:
        """The arrays of the library as the last import left it."""
        blobs = dict(db.execute("select name, data from columns").fetchall())
        table, links, edges, mentions = (
            np.frombuffer(blobs.get(name, b""), np.int32).reshape(rows, -1)
            for name, rows in (("table", 5), ("links", 2), ("edges", 2), ("mentions", len(SECTIONS) + 1))
        )
        return cls(table, links, edges, mentions)

    def positions(self, ids: npt.ArrayLike) -> Ints:
        """Where the records with these row ids stand."""
        return np.searchsorted(self.ids, np.asarray(ids, np.int32)).astype(np.int32)

    def since(self, month: int) -> Mask:
        """Which dated records are of this month or a later one."""
        mask: Mask = (self.seen_from >= month) & (self.seen_from < UNDATED)
        return mask

    def _seen(self, cutoff: int, hidden: tuple[int, ...] = ()) -> Seen:
        """What may be seen before the month `cutoff`, when the records at the `hidden` positions may not, nor any
        other record of their works."""
        allowed = ~np.isin(self._every_work, self._every_work[list(hidden)])
        visible = allowed & (self.seen_from < cutoff)
        citing, cited = self.edges
        known = np.zeros_like(visible)
        known[cited[visible[citing]]] = True
        visible |= allowed & known & (self.seen_from == UNDATED)
        works = self._works(visible)
        live = visible[citing] & visible[cited] & (works[citing] != works[cited])
        citing_works = np.zeros_like(visible)
        citing_works[works[citing[live]]] = True
        return Seen(visible, works, visible & citing_works[works])

    @cached_property
    def _every_work(self) -> Ints:
        return self._works(np.ones(len(self.ids), bool))

    def _works(self, visible: Mask) -> Ints:
        """Connected components of the visible records, each named by its first."""
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        works = np.arange(len(self.ids), dtype=np.int32)
        count = len(self._nodes)
        if count:
            a, b = self._pairs[:, visible[self.links].all(axis=0)]
            graph = coo_array((np.ones(len(a), bool), (a, b)), shape=(count, count))
            _, label = connected_components(graph, directed=False)
            _, first = np.unique(label, return_index=True)
            works[self._nodes] = self._nodes[first[label]]
        return works


def derive(db: Any) -> None:
    """Make the arrays anew from the tables; part of the transaction that changed them."""
    rows = db.execute("select id, coalesce(month, -1), coalesce(year, -1), length from papers order by id").fetchall()
    ids, months, years, lengths = np.array(rows, np.int32).reshape(-1, 4).T
    seen_from = np.where(months >= 0, months, np.where(years >= 0, years * 12 + 11, UNDATED))
    links = np.fromiter(_links(db), np.dtype((np.int32, 2))).reshape(-1, 2)
    columns = ", ".join((*SECTIONS.values(), "baseline_subsection"))
    cited = np.array(
        db.execute(f"select citing, cited, {columns} from citations order by citing, cited, rowid").fetchall(), np.int32
    ).reshape(-1, len(SECTIONS) + 3)
    arrays = {
        "table": np.stack([ids, months, years, seen_from, lengths]),
        "links": np.searchsorted(ids, links.T),
        "edges": np.searchsorted(ids, cited[:, :2].T),
        "mentions": cited[:, 2:].T,
    }
    names, arrays["venues"] = _venues(db)
    db.execute("delete from columns")
    db.conn.executemany(
        "insert into columns values (?, ?)",
        [(name, np.ascontiguousarray(array, np.int32).tobytes()) for name, array in arrays.items()]
        + [("venue names", msgspec.json.encode(names))],
    )


def _venues(db: Any) -> tuple[list[str], Ints]:
    """The names of venues in order, and the place in that list of each record's, -1 for none."""
    told = [row[0] for row in db.execute("select venue from papers order by id")]
    names = sorted({venue for venue in told if venue is not None})
    place: dict[str | None, int] = {name: at for at, name in enumerate(names)}
    return names, np.array([place.get(venue, -1) for venue in told], np.int32)


def _links(db: Any) -> Iterator[tuple[int, int]]:
    """Pairs of records that share a key and are one paper."""
    pairs = db.execute(
        "select distinct p.id, p.title, p.year, p.authors, p.as_cited, q.id, q.title, q.year, q.authors, q.as_cited "
        "from ids a "
        "join ids b using (key) join papers p on p.id = a.paper join papers q on q.id = b.paper where a.paper < b.paper"
    )
    return ((pair[0], pair[5]) for pair in pairs if joined(_printed(*pair[1:5]), _printed(*pair[6:])))


def _printed(title: str, year: int | None, authors: str, as_cited: int) -> Paper:
    return Paper("", (), title, year=year, authors=tuple(msgspec.json.decode(authors)), as_cited=bool(as_cited))
