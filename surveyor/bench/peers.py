"""The peers of the ranking, and plain search, asked for the works of a library as of a month."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from surveyor.bench.pool import SEARCHES, Pool
from surveyor.bench.questions import Topic
from surveyor.bench.tasks import Among
from surveyor.library.network import Network
from surveyor.library.records import Ints, Mask, Seen
from surveyor.library.search import best_works
from surveyor.ranking.graph import Floats
from surveyor.ranking.peers import PEERS, popularity, recipe
from surveyor.ranking.scene import RECENT_MONTHS, SEEDS

MODEL_SEEDS = 10
"""How many models are seeds as well, where models are asked for."""

DEPTH = 100
"""Works of a ranking that are scored."""

_SEEDED_BY = "bm25-title-abstract"


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a peer answers to a topic."""

    peer: str
    works: Mapping[Among, tuple[int, ...]]
    """Best first, among the candidates of each kind; each as the position of its first visible record."""
    seconds: float
    """What its score took, without the search for seeds."""


def searches(pool: Pool, topic: Topic, among: Collection[Among]) -> Iterator[Ranking]:
    """What those answer that look for the words of the problem."""
    seen = pool.seen(topic)
    for name in SEARCHES:
        began = time.perf_counter()
        scores = pool.search(name, topic.problem, seen.visible)
        seconds = time.perf_counter() - began
        best = {kind: best_works(seen.works, scores, pool.candidates(kind, seen), DEPTH) for kind in among}
        yield Ranking(name, {kind: _best(found, DEPTH) for kind, found in best.items()}, seconds)


def walks(pool: Pool, topic: Topic, among: Collection[Among]) -> Iterator[Ranking]:
    """What those answer that rank by citations, from seeds: recent works that cite others, or where models are asked
    for, works of any age that cite one and the models that those cite most."""
    seen = pool.seen(topic)
    near = pool.citing_models(seen) if "models" in among else _recent(pool, topic, seen)
    network = Network.of(pool.records, seen)
    seeds, graph = network.seeds(_close(pool, topic, seen, near)), network.graph
    may = {kind: pool.candidates(kind, seen)[network.works] for kind in among}
    cited = popularity(graph, seeds)
    if "models" in may:  # they cite nothing, so votes stay as they are, but neighbours of papers are papers
        seeds[_first(recipe(graph, seeds, by="citations") * may["models"], cited)[:MODEL_SEEDS]] = 1
    for name, peer in PEERS.items():
        began = time.perf_counter()
        scores = peer(graph, seeds)
        seconds = time.perf_counter() - began
        best = {kind: network.works[_first(scores * mask, cited)] for kind, mask in may.items()}
        yield Ranking(name, {kind: tuple(works.tolist()) for kind, works in best.items()}, seconds)


def _recent(pool: Pool, topic: Topic, seen: Seen) -> Mask:
    return seen.walkable & pool.records.since(topic.cutoff - RECENT_MONTHS)


def _close(pool: Pool, topic: Topic, seen: Seen, among: Mask) -> dict[int, float]:
    """The seeds among some records, with their closeness."""
    scores = pool.search(_SEEDED_BY, topic.problem, seen.visible)
    close = best_works(seen.works, scores, among, SEEDS)
    return {work: close[work] for work in _best(close, SEEDS)}


def _first(scores: Floats, ties: Floats) -> Ints:
    """Places of the best scores above 0, ties by the second score, then in order."""
    places = np.flatnonzero(scores > 0).astype(np.int32)
    return places[np.lexsort((places, -ties[places], -scores[places]))][:DEPTH]


def _best(works: dict[int, float], limit: int) -> tuple[int, ...]:
    return tuple(sorted(works, key=lambda work: (-works[work], work))[:limit])
