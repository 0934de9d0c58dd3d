"""What ranking costs beside simple peers, and how that grows with the library.

    python -m surveyor.bench.growth --cache-dir DIR

The library is seen as of earlier months, when it held fewer papers, and nearly whole. All rank the same scenes in turn,
after a round that does not count; ratios are medians over problems, pair by pair, so that they hold when the machine's
speed drifts. Memory is the peak of what a ranking allocates, above the graph, which all share.
"""

from __future__ import annotations

import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import click

from surveyor import places
from surveyor.bench.ground import open_library
from surveyor.bench.speed import PROBLEMS
from surveyor.ranking.baselines import LEARNT, RANKERS
from surveyor.ranking.graph import CitationGraph
from surveyor.ranking.scene import Scene
from surveyor.sources import LibrarySource, Query, View

ASKED = PROBLEMS[:4]
SHARES = (0.1, 0.3, 0.99)
"""Of the papers of the whole citation graph, that months are looked for with. Not all of it: few stray dates of the
future would leave the scene without recent papers, and so without seeds."""

MONTHS = range(2005 * 12, 2031 * 12, 3)
MB = 10**6


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one ranking, an entry a problem."""

    seconds: tuple[float, ...]
    megabytes: float
    """Peak, the largest over the problems."""


def cutoffs(size_at: Callable[[int], int], sizes: Sequence[int], months: Sequence[int]) -> list[int]:
    """The first of the rising months at which the library holds as many papers as each size says, or else the last;
    by bisection, as more may be seen later."""
    found = []
    for size in sizes:
        low, high = 0, len(months) - 1
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if size_at(months[middle]) >= size else (middle + 1, high)
        found.append(months[low])
    return list(dict.fromkeys(found))


def cost(call: Callable[[Scene], object], scenes: Sequence[Scene]) -> Cost:
    """Seconds without and memory with watching what is allocated, after one round that does not count."""
    peaks, seconds = [], []
    for scene in scenes:
        tracemalloc.start()
        call(scene)
        peaks.append(tracemalloc.get_traced_memory()[1] / MB)
        tracemalloc.stop()
    for scene in scenes:
        began = time.perf_counter()
        call(scene)
        seconds.append(time.perf_counter() - began)
    return Cost(tuple(seconds), max(peaks))


def graph_megabytes(graph: CitationGraph) -> float:
    """Of its arrays."""
    cites = graph.cites
    arrays = (cites.data, cites.indices, cites.indptr, graph.counts, graph.months)
    return sum(array.nbytes for array in arrays) / MB


def rows(source: LibrarySource, cutoff: int) -> Iterator[str]:
    """Lines of the table of the library as of a month."""
    view = View(cutoff)
    graph = source.network(view).graph
    queries = [Query(problem, view, 100) for problem in ASKED]
    source.scene(queries[0])
    began = time.perf_counter()
    scenes = [source.scene(query) for query in queries]
    making = 1000 * (time.perf_counter() - began) / len(scenes)
    records = sum(report.papers for report in source.reports(view))
    yield f"\n**{records:,} records, of which {graph.size:,} papers with {graph.cites.nnz:,} citations**"
    yield f"graph {graph_megabytes(graph):.0f} MB; search and scene {making:.0f} ms a query, {len(scenes)} queries\n"
    yield "| | ms/query | peak MB | learnt takes so many times as long |"
    yield "|---|---|---|---|"
    for ranker in RANKERS.values():
        ranker(scenes[0])
    costs = {name: cost(ranker, scenes) for name, ranker in RANKERS.items()}
    for name, found in costs.items():
        ratio = statistics.median(a / b for a, b in zip(costs[LEARNT].seconds, found.seconds, strict=True))
        yield f"| {name} | {1000 * statistics.fmean(found.seconds):.1f} | {found.megabytes:.1f} | {ratio:.1f} |"


@click.command()
@click.option("--cache-dir", required=True, metavar="DIR", help="Where the library is.")
def main(cache_dir: str) -> None:
    """Measure what ranking costs as the library grows."""
    with open_library(places.cache_dir(cache_dir)) as library:
        source = LibrarySource(library)
        size_at = lru_cache(maxsize=None)(lambda month: source.network(View(month)).graph.size)
        whole = size_at(MONTHS[-1])
        for cutoff in cutoffs(size_at, [int(share * whole) for share in SHARES], MONTHS):
            for line in rows(source, cutoff):
                click.echo(line)


if __name__ == "__main__":
    main()
