"""Titles of papers, and what users say, as problems: what is known of the works that could be their baselines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from surveyor.bench.pool import Pool
from surveyor.bench.questions import Named, Topic, in_words, read_gold, read_topics
from surveyor.dates import build_month
from surveyor.gather import at_home, query_of
from surveyor.library import Library
from surveyor.models import Citation, Section
from surveyor.problem import pose
from surveyor.ranking.baselines import told
from surveyor.ranking.graph import COUNTS, Mask
from surveyor.ranking.scene import Scene
from surveyor.routing import find_route
from surveyor.sources import LibrarySource, View
from surveyor.sources.shelf import open_shelf
from surveyor.text import content_words
from surveyor.venues import VenueMap

COMMON, ENOUGH = 400, 2
"""A word that so many titles of the library hold names a task and no method; with fewer than so many of them in a
title, its most common words stand for it."""


@dataclass(frozen=True, eq=False)
class Example:
    """A problem, and the works that were looked at for it."""

    matrix: npt.NDArray[np.float32]
    """(works, features)"""
    documents: tuple[str, ...]
    """What each work is called in the gold."""
    boards: frozenset[str]
    """Documents on a leaderboard with the paper."""
    tables: frozenset[str]
    """Documents in its tables and under its headings of baselines, empty where its tables are not known; of a problem
    that no paper is titled by, those that an expert names."""
    strict: frozenset[str]
    """The same as the bench has it, which figures are of."""
    citing: Mask
    """Which of the works are known to cite others."""
    told: Mask
    """Which of them the tables tell of: no paper's tell of a work that no citation is known of."""


Way = Callable[[Scene], Scene]


def _without(*names: str) -> Way:
    rows = [COUNTS.index(name) for name in names]

    def less(scene: Scene) -> Scene:
        counts = scene.graph.counts.copy()
        counts[rows] = 0
        return replace(scene, graph=replace(scene.graph, counts=counts))

    return less


WAYS: Mapping[str, Way] = MappingProxyType(
    {"as is": lambda scene: scene, "intents": _without("tabled"), "metadata": _without(*COUNTS)}
)
"""What is known of the citations: where each mention stands; whether it stands in related work, method or experiments,
as APIs tell; nothing but who cites whom."""


Form = tuple[str, bool]
"""A way of knowing, and whether the problem is said in vaguer words."""


class Exam:
    """Turns the papers of a folder into examples."""

    def __init__(self, library: Library, venues: VenueMap, data: Path) -> None:
        self._pool, self._source, self._venues = Pool(library), LibrarySource(library), venues
        self._shelf = open_shelf()
        self._boards = read_gold(data / "t1.qrels") | read_gold(data / "t2.qrels")
        self._strict = read_gold(data / "t1.strict.qrels")
        main = {topic.exclude[0]: topic for topic in read_topics(data / "t1.queries.jsonl")}
        others = {topic.paper: topic for topic in read_topics(data / "t2.queries.jsonl")}
        self.main = sorted(main)
        self.papers = sorted(main.keys() | others.keys())
        words = in_words("tune")
        self._expert = {qid: named for gold in words.gold.values() for qid, named in gold.items()}
        self.said = sorted(self._expert)
        self._topics = {topic.qid: topic for topic in words.topics}
        self._topics |= {paper: main.get(paper) or replace(others[paper], exclude=(paper,)) for paper in self.papers}
        naming = self._pool.naming()
        asked = {some_id for topic in self._asked(data / "t3.queries.jsonl") for some_id in topic.exclude}
        self._naming = {paper: topic for paper, topic in naming.items() if asked.isdisjoint(topic.exclude)}
        self.naming = sorted(self._naming)
        self._topics |= self._naming
        self._common = Counter(word for title in self._pool.titles() for word in set(content_words(title)))

    @staticmethod
    def _asked(queries: Path) -> list[Topic]:
        """The topics of a task that the folder may lack."""
        return read_topics(queries) if queries.is_file() else []

    def vague(self, title: str) -> str:
        """The title without names: what stands behind its colon, of that the words that many titles hold."""
        _, _, tail = title.partition(":")
        said = content_words(tail if len(tail.split()) > ENOUGH else title)
        common = [word for word in said if self._common[word] >= COMMON]
        return " ".join(common if len(common) >= ENOUGH else sorted(said, key=lambda w: (-self._common[w], w))[:3])

    def example(self, name: str, way: str = "as is", *, vague: bool = False) -> Example:
        """What is known of the works for one of `papers`, `said` or `naming`."""
        return self.changed(name, WAYS[way], vague=vague)

    def changed(self, name: str, change: Way, *, vague: bool = False) -> Example:
        """The same with the scene changed before it is looked at."""
        topic = self._topics[name]
        text = self.vague(topic.problem) if vague else topic.problem
        problem = pose(text or topic.problem, as_of=build_month(topic.cutoff), today=date.max, exclude=topic.exclude)
        view = View(problem.cutoff, problem.exclude)
        route = find_route(problem, self._venues, [self._source], view)
        query = query_of(problem, route, view, at_home([self._shelf], route, view))
        scene, works = self._source.staged(query)
        places, matrix = told(change(scene))
        boards, tables, strict = self._right(name, topic)
        graph = scene.graph
        return Example(
            matrix=matrix.astype(np.float32),
            documents=tuple(map(str, works[places].tolist())),
            boards=boards,
            tables=tables,
            strict=strict,
            citing=np.diff(graph.cites.indptr)[places] > 0,
            told=(graph.linked | (name in self._expert))[places],
        )

    def _right(self, name: str, topic: Topic) -> Iterator[frozenset[str]]:
        """Documents on boards, in tables, and as the bench has it."""
        if name in self._expert:
            named: tuple[Iterable[Named], ...] = ((), self._expert[name], ())
        elif name in self._naming:
            named = ((), [Named((citation.cited,)) for citation in self._citations(name)], ())
        else:
            boards = self._boards.get(topic.qid) or self._boards[f"t2-{name}"]
            ids = (sorted(boards), sorted(self._in_tables(name)), sorted(self._strict.get(topic.qid, ())))
            named = tuple([Named((some_id,)) for some_id in some] for some in ids)
        seen = self._pool.seen(topic)
        return (self._pool.documents(some, seen)[0] for some in named)

    def _in_tables(self, paper: str) -> Iterator[str]:
        """Ids of what the paper mentions in a table or under a heading of baselines."""
        for citation in self._citations(paper):
            if citation.baseline_subsection or citation.count(Section.TABLE):
                yield citation.cited

    def _citations(self, paper: str) -> Sequence[Citation]:
        return self._source.references(self._source.lookup([paper], _ALL), _ALL).citations


_ALL = View(10**6)
