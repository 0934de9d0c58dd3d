"""Papers whose titles are problems: what is known of the works that could be their baselines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from surveyor.bench.pool import Pool
from surveyor.bench.questions import Named, read_gold, read_topics
from surveyor.dates import build_month
from surveyor.gather import query_of
from surveyor.library import Library
from surveyor.library.records import Seen
from surveyor.models import Section
from surveyor.problem import pose
from surveyor.ranking.baselines import told
from surveyor.ranking.graph import COUNTS, Mask
from surveyor.ranking.scene import Scene
from surveyor.routing import find_route
from surveyor.sources import LibrarySource, View
from surveyor.text import content_words
from surveyor.venues import VenueMap

COMMON, ENOUGH = 400, 2
"""A word that so many titles of the library hold names a task and no method; with fewer than so many of them in a
title, its most common words stand for it."""


@dataclass(frozen=True, eq=False)
class Example:
    """A paper whose title is a problem, and the works that were looked at for it."""

    matrix: npt.NDArray[np.float32]
    """(works, features)"""
    documents: tuple[str, ...]
    """What each work is called in the gold."""
    boards: frozenset[str]
    """Documents on a leaderboard with the paper."""
    tables: frozenset[str]
    """Documents in its tables and under its headings of baselines; empty where its tables are not known."""
    strict: frozenset[str]
    """The same as the bench has it, which figures are of."""
    citing: Mask
    """Which of the works are known to cite others."""


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
        self._boards = read_gold(data / "t1.qrels") | read_gold(data / "t2.qrels")
        self._strict = read_gold(data / "t1.strict.qrels")
        main = {topic.exclude[0]: topic for topic in read_topics(data / "t1.queries.jsonl")}
        others = {topic.paper: topic for topic in read_topics(data / "t2.queries.jsonl")}
        self.main = sorted(main)
        self.papers = sorted(main.keys() | others.keys())
        self._topics = {paper: main.get(paper) or replace(others[paper], exclude=(paper,)) for paper in self.papers}
        self._common = Counter(word for title in self._pool.titles() for word in set(content_words(title)))

    def vague(self, title: str) -> str:
        """The title without names: what stands behind its colon, of that the words that many titles hold."""
        _, _, tail = title.partition(":")
        said = content_words(tail if len(tail.split()) > ENOUGH else title)
        common = [word for word in said if self._common[word] >= COMMON]
        return " ".join(common if len(common) >= ENOUGH else sorted(said, key=lambda w: (-self._common[w], w))[:3])

    def example(self, paper: str, way: str = "as is", *, vague: bool = False) -> Example:
        """What is known of the works for one paper."""
        topic = self._topics[paper]
        text = self.vague(topic.problem) if vague else topic.problem
        problem = pose(text or topic.problem, as_of=build_month(topic.cutoff), today=date.max, exclude=topic.exclude)
        view = View(problem.cutoff, problem.exclude)
        query = query_of(problem, find_route(problem, self._venues, [self._source], view), view)
        scene = self._source.scene(query)
        places, matrix = told(WAYS[way](scene))
        seen = self._pool.seen(topic)
        return Example(
            matrix=matrix.astype(np.float32),
            documents=tuple(map(str, self._source.network(view).works[places].tolist())),
            boards=self._documents(self._boards.get(topic.qid) or self._boards[f"t2-{paper}"], seen),
            tables=self._documents(self._in_tables(paper), seen),
            strict=self._documents(self._strict.get(topic.qid, ()), seen),
            citing=np.diff(scene.graph.cites.indptr)[places] > 0,
        )

    def _in_tables(self, paper: str) -> Iterator[str]:
        """Ids of what the paper mentions in a table or under a heading of baselines."""
        told_of = self._source.references(self._source.lookup([paper], _ALL), _ALL)
        for citation in told_of.citations:
            if citation.baseline_subsection or citation.count(Section.TABLE):
                yield citation.cited

    def _documents(self, ids: Iterable[str], seen: Seen) -> frozenset[str]:
        return self._pool.documents((Named((some_id,)) for some_id in sorted(ids)), seen)[0]


_ALL = View(10**6)
