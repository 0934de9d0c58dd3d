"""The peers of the ranking, and plain search, asked for the works of a library as of a month."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from surveyor.bench.tasks import Topic
from surveyor.identity import normal_id
from surveyor.library import Library
from surveyor.library.network import Network
from surveyor.library.records import Ints, Records, Seen
from surveyor.library.search import Index, best_works
from surveyor.ranking.graph import Floats
from surveyor.ranking.peers import PEERS, popularity

SEEDS = 20
"""How many works are seeds: those closest to the problem among recent ones that cite others."""

RECENT_MONTHS = 24

DEPTH = 100
"""Works of a ranking that are scored."""

SEARCHES = {"bm25-title": True, "bm25-title-abstract": False}
"""Peers that search the words of the problem, without citations: whether in titles only."""

_SEEDED_BY = "bm25-title-abstract"


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a peer answers to a topic."""

    peer: str
    works: tuple[int, ...]
    """Best first, each as the position of its first visible record."""
    closed: tuple[int, ...]
    """The same among works that cite others."""
    seconds: float | None
    """What its score took, without the search for seeds; None where that was not measured."""


class Pool:
    """A library whose works are ranked."""

    def __init__(self, library: Library) -> None:
        self._library = library
        with library.reading() as db:
            self._records = Records.load(db)
            self._indices = {name: Index(db, self._records, titles_only=only) for name, only in SEARCHES.items()}

    def seen(self, topic: Topic) -> Seen:
        """What may be seen for a topic."""
        hidden = [i for positions in self._positions(topic.exclude).values() for i in positions]
        return self._records.seen(topic.cutoff, tuple(hidden))

    def gold(self, ids: Collection[str], seen: Seen) -> frozenset[str]:
        """The works known under the ids, as documents to score with; an id of nothing visible stays, as a document
        that cannot be found."""
        works = ((some_id, self._work([some_id], seen)) for some_id in ids)
        return frozenset(some_id if work is None else str(work) for some_id, work in works)

    def rankings(self, topic: Topic) -> Iterator[Ranking]:
        """What each peer and plain search answer to a topic."""
        seen = self.seen(topic)
        scores = {}
        for name in SEARCHES:
            began = time.perf_counter()
            scores[name] = self._search(name, topic.problem, seen)
            seconds = time.perf_counter() - began
            best, closed = (
                best_works(seen.works, scores[name], among, DEPTH) for among in (seen.visible, seen.walkable)
            )
            yield Ranking(name, _best(best, DEPTH), _best(closed, DEPTH), seconds)
        recent = seen.walkable & self._records.since(topic.cutoff - RECENT_MONTHS)
        close = best_works(seen.works, scores[_SEEDED_BY], recent, SEEDS)
        network = Network.of(self._records, seen)
        yield from _ask(network, network.seeds({work: close[work] for work in _best(close, SEEDS)}))

    def told(self, peer: str, papers: Iterable[tuple[str, ...]], topic: Topic) -> Ranking:
        """A ranking that was made elsewhere: ids of each paper, best first."""
        seen = self.seen(topic)
        works = tuple(dict.fromkeys(work for ids in papers if (work := self._work(ids, seen)) is not None))
        return Ranking(peer, works[:DEPTH], tuple(work for work in works if seen.walkable[work])[:DEPTH], None)

    def _work(self, ids: Sequence[str], seen: Seen) -> int | None:
        """The work known under the first of the ids that names a visible one."""
        positions = self._positions(ids)
        works = (_first_work(positions.get(some_id, ()), seen) for some_id in ids)
        return next((work for work in works if work is not None), None)

    def _search(self, name: str, problem: str, seen: Seen) -> npt.NDArray[np.float32]:
        """BM25 of every record."""
        index = self._indices[name]
        with self._library.reading():
            return index.score(index.terms(problem, "", 0.0), seen.visible)

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
        positions = self._records.positions([number for _, number in kept]).tolist()
        found: dict[str, list[int]] = {}
        for (some_id, _), position in zip(kept, positions, strict=True):
            found.setdefault(some_id, []).append(position)
        return found


def _first_work(positions: Collection[int], seen: Seen) -> int | None:
    """The first of the works of the visible ones among the records."""
    return min((int(seen.works[i]) for i in positions if seen.visible[i]), default=None)


def _ask(network: Network, seeds: Floats) -> Iterator[Ranking]:
    graph = network.graph
    cited = popularity(graph, seeds)
    full = np.diff(graph.cites.indptr) > 0
    for name, peer in PEERS.items():
        began = time.perf_counter()
        scores = peer(graph, seeds)
        seconds = time.perf_counter() - began
        best, closed = (_first(one, cited) for one in (scores, scores * full))
        yield Ranking(name, _named(network, best), _named(network, closed), seconds)


def _named(network: Network, places: Ints) -> tuple[int, ...]:
    return tuple(network.works[places].tolist())


def _first(scores: Floats, ties: Floats) -> Ints:
    """Places of the best scores above 0, ties by the second score, then in order."""
    places = np.flatnonzero(scores > 0).astype(np.int32)
    return places[np.lexsort((places, -ties[places], -scores[places]))][:DEPTH]


def _best(works: dict[int, float], limit: int) -> tuple[int, ...]:
    return tuple(sorted(works, key=lambda work: (-works[work], work))[:limit])
