"""A library whose works are ranked: what may be seen of it, and which of its works an id, a title or a word names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from surveyor.bench.questions import Named, Topic
from surveyor.bench.tasks import Among
from surveyor.bench.tfidf import Tfidf
from surveyor.identity import normal_id
from surveyor.library import Library
from surveyor.library.records import Mask, Records, Seen
from surveyor.library.search import Index
from surveyor.text import title_key

MODELS = "model:"
"""What the ids of names of models begin with."""

_BM25 = {"bm25-title": True, "bm25-title-abstract": False}
"""Searches by BM25: whether in titles only."""

_TFIDF = "tfidf-title"

SEARCHES = (*_BM25, _TFIDF)
"""Peers that look for the words of the problem, without citations."""


class Pool:
    """The works of a library as documents: a work is named by the position of its first visible record."""

    def __init__(self, library: Library) -> None:
        self._library = library
        with library.reading() as db:
            self.records = Records.load(db)
            self._indices = {name: Index(db, self.records, titles_only=only) for name, only in _BM25.items()}

    def seen(self, topic: Topic) -> Seen:
        """What may be seen for a topic."""
        hidden = [i for positions in self._positions(topic.exclude).values() for i in positions]
        return self.records.seen(topic.cutoff, tuple(hidden))

    def candidates(self, among: Among, seen: Seen) -> Mask:
        """Which records are of works that may be named."""
        match among:
            case "all":
                return seen.visible
            case "closed":
                return seen.walkable
            case "models":
                return self._named(seen)

    def citing_models(self, seen: Seen) -> Mask:
        """Which works cite a name of a model, by the position of their first record."""
        mask = np.zeros(len(seen.visible), bool)
        citing, cited = self.records.edges
        kept = seen.visible[citing] & seen.visible[cited] & self._named(seen)[seen.works[cited]]
        mask[seen.works[citing[kept]]] = True
        return mask

    def naming(self) -> dict[str, Topic]:
        """Id of each paper with a year that cites a name of a model, to its title as a problem as of that year."""
        citing, cited = self.records.edges
        records = self.records.ids[np.unique(citing[self._models[cited]])].tolist()
        with self._library.reading() as db:
            marks = ", ".join("?" * len(records))
            sql = f"select record, title, year, ids from papers where year is not null and id in ({marks})"
            rows = db.execute(sql, records).fetchall()
        return {
            record: Topic(record, title, year * 12, tuple(msgspec.json.decode(ids, type=list[str])))
            for record, title, year, ids in rows
        }

    def _named(self, seen: Seen) -> Mask:
        """The first records of visible works that a name of a model stands for."""
        mask = np.zeros(len(seen.visible), bool)
        mask[seen.works[seen.visible & self._models]] = True
        return mask

    def search(self, name: str, problem: str, visible: Mask) -> npt.NDArray[np.float32]:
        """How close the words of every record are to the problem, by one of `SEARCHES`."""
        if name == _TFIDF:
            return self._tfidf.score(problem, visible)
        index = self._indices[name]
        with self._library.reading():
            return index.score(index.terms(problem, "", 0.0), visible)

    def titles(self) -> list[str]:
        """That of each record."""
        with self._library.reading() as db:
            return [title for (title,) in db.execute("select title from papers order by id")]

    def venues(self) -> list[tuple[str | None, int | None]]:
        """Venue and year of each record."""
        with self._library.reading() as db:
            return [*db.execute("select venue, year from papers order by id")]

    def documents(self, rights: Iterable[Named], seen: Seen) -> tuple[frozenset[str], dict[int, str]]:
        """The right answers as documents, and the works that are those; an answer that is nothing visible stays, as a
        document that cannot be found."""
        named: dict[int, str] = {}
        documents = set()
        for right in rights:
            works = self._works(right, seen)
            unseen = (right.ids or (right.title,))[0]
            document = next((named[work] for work in works if work in named), str(works[0]) if works else unseen)
            named |= dict.fromkeys(works, document)
            documents.add(document)
        return frozenset(documents), named

    def told(self, papers: Iterable[Named], seen: Seen) -> list[int | str]:
        """Works that somebody names, best first; what is nothing visible here stays as its first id."""
        found = ((paper.ids[0], self._works(paper, seen)) for paper in papers)
        return list(dict.fromkeys(works[0] if works else name for name, works in found))

    def _works(self, named: Named, seen: Seen) -> list[int]:
        """All works that it is: first that of its ids, then those of its very title."""
        work = self._work(named.ids, seen)
        titled = self._by_title.get(title_key(named.title), ()) if named.title else ()
        works = sorted({int(seen.works[i]) for i in titled if seen.visible[i]} - {work})
        return works if work is None else [work, *works]

    def _work(self, ids: Sequence[str], seen: Seen) -> int | None:
        """The work known under the first of the ids that names a visible one."""
        positions = self._positions(ids)
        works = (_first_work(positions.get(some_id, ()), seen) for some_id in ids)
        return next((work for work in works if work is not None), None)

    @cached_property
    def _tfidf(self) -> Tfidf:
        return Tfidf(self.titles())

    @cached_property
    def _models(self) -> Mask:
        mask = np.zeros(len(self.records.ids), bool)
        with self._library.reading() as db:
            rows = db.execute("select id from papers where record like ? || '%'", [MODELS]).fetchall()
        mask[self.records.positions([row[0] for row in rows])] = True
        return mask

    @cached_property
    def _by_title(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for position, title in enumerate(self.titles()):
            found.setdefault(title_key(title), []).append(position)
        return found

    def _positions(self, ids: Collection[str]) -> dict[str, list[int]]:
        """Where the records with each of the ids stand: those of its own name, or else all that bear it."""
        rows: list[tuple[Any, ...]] = []
        with self._library.reading() as db:
            for some_id in ids:
                keys = [some_id, normal_id(some_id)]
                sql = "select distinct p.id, p.record from ids join papers p on p.id = ids.paper where key in (?, ?)"
                rows += [(some_id, number, record) for number, record in db.execute(sql, keys)]
        own = {(some_id, number) for some_id, number, record in rows if record == some_id}
        named = {some_id for some_id, _ in own}
        kept = [(i, number) for i, number, _ in rows if (i, number) in own or i not in named]
        positions = self.records.positions([number for _, number in kept]).tolist()
        found: dict[str, list[int]] = {}
        for (some_id, _), position in zip(kept, positions, strict=True):
            found.setdefault(some_id, []).append(position)
        return found


def _first_work(positions: Collection[int], seen: Seen) -> int | None:
    """The first of the works of the visible ones among the records."""
    return min((int(seen.works[i]) for i in positions if seen.visible[i]), default=None)
