"""How well simple peers rank the works of a library.

    python -m surveyor.bench.ranking --data ../shared/bench/dev --cache-dir DIR

DIR holds a library into which the corpora of the bench were imported. For each task and peer one row: the means over
its queries with their 95 % intervals, and milliseconds a query without loading and without the search for seeds.
What `surveyor batch` answers to the same queries stands beside them with `--results FILE`.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import click

from surveyor import places
from surveyor.bench.peers import SEARCHES, Pool
from surveyor.bench.scoring import MEASURES, Floats, difference, figure, per_query
from surveyor.bench.tasks import TASKS, Topic, read_gold, read_results, read_topics
from surveyor.errors import SurveyorError, UsageError
from surveyor.library import Library
from surveyor.ranking.peers import PEERS

Told = Mapping[str, Mapping[str, Sequence[tuple[str, ...]]]]

_MAIN = "nDCG@10"


@dataclass(slots=True)
class Runs:
    """Rankings of the peers for one file of queries."""

    works: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """Peer to qid to documents, best first."""
    closed: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """The same among works that cite others."""
    seconds: dict[str, list[float | None]] = field(default_factory=dict)
    """Peer to what each query took."""
    gold: dict[str, dict[str, frozenset[str]]] = field(default_factory=dict)
    """Task to qid to the documents that are right."""


@dataclass(frozen=True, slots=True)
class Row:
    """A peer on a task."""

    peer: str
    values: Mapping[str, Floats]
    """Measure to a value a query."""
    milliseconds: float | None


def run(pool: Pool, topics: Sequence[Topic], gold: Mapping[str, Mapping[str, frozenset[str]]], told: Told) -> Runs:
    """Ask every peer every topic; `gold` maps tasks to qids to ids, `told` other rankings to their answers."""
    runs = Runs(gold={task: {} for task in gold})
    for topic in topics:
        others = (pool.told(peer, answers.get(topic.qid, ()), topic) for peer, answers in told.items())
        for ranking in (*pool.rankings(topic), *others):
            for found, into in ((ranking.works, runs.works), (ranking.closed, runs.closed)):
                into.setdefault(ranking.peer, {})[topic.qid] = [*map(str, found)]
            runs.seconds.setdefault(ranking.peer, []).append(ranking.seconds)
        seen = pool.seen(topic)
        for task, right in gold.items():
            if topic.qid in right:
                runs.gold[task][topic.qid] = pool.gold(right[topic.qid], seen)
    return runs


def rows(runs: Runs, task: str) -> list[Row]:
    """The peers on a task, best first."""
    found = runs.closed if TASKS[task].closed else runs.works
    made = [
        Row(peer, per_query(runs.gold[task], by_query), _milliseconds(runs.seconds[peer]))
        for peer, by_query in found.items()
    ]
    return sorted(made, key=lambda row: (-float(row.values[_MAIN].sum()), row.peer))


def _milliseconds(seconds: Sequence[float | None]) -> float | None:
    measured = [one for one in seconds if one is not None]
    return 1000 * statistics.fmean(measured) if measured else None


def table(task: str, made: Sequence[Row], against: str | None = None) -> Iterator[str]:
    """Lines of a Markdown table; `against` names the peer that all are compared with, query by query."""
    yield f"\n{task}: {TASKS[task].about}; {len(made[0].values[_MAIN])} queries\n"
    base = next((row for row in made if row.peer == against), None)
    head = ["peer", *MEASURES, *([f"{_MAIN} less that of {against}"] if base else []), "ms"]
    yield f"| {' | '.join(head)} |"
    yield "|---" * len(head) + "|"
    for row in made:
        cells = [row.peer, *(str(figure(row.values[measure])) for measure in MEASURES)]
        if base:
            cells.append(str(difference(row.values[_MAIN], base.values[_MAIN])))
        cells.append("-" if row.milliseconds is None else f"{row.milliseconds:.1f}")
        yield f"| {' | '.join(cells)} |"


@dataclass(frozen=True, slots=True)
class Asked:
    """What to measure."""

    data: Path
    tasks: Sequence[str]
    limit: int | None = None
    """Only so many of the first queries."""
    against: str | None = None
    told: Told = field(default_factory=dict)
    """Rankings made elsewhere: name to qid to the ids of each paper, best first."""


def measure(library: Library, asked: Asked) -> Iterator[str]:
    """The tables of the tasks."""
    pool = Pool(library)
    for queries in dict.fromkeys(TASKS[task].queries for task in asked.tasks):
        mine = [task for task in asked.tasks if TASKS[task].queries == queries]
        gold = {task: read_gold(asked.data / TASKS[task].gold) for task in mine}
        topics = [*islice(read_topics(asked.data / queries), asked.limit)]
        runs = run(pool, topics, gold, asked.told)
        for task in mine:
            yield from table(task, rows(runs, task), asked.against)


def _chosen(_: click.Context, __: click.Parameter, value: str) -> list[str]:
    tasks = [name.strip() for name in value.split(",") if name.strip()]
    if not tasks or set(tasks) - TASKS.keys():
        raise click.BadParameter(f"tasks are {', '.join(TASKS)}")
    return tasks


def open_library(cache_dir: str) -> Library:
    """The library of a cache folder; UsageError where there is none."""
    file = places.library_file(Path(cache_dir))
    if not file.is_file():
        raise UsageError(f"{file}: no library here; import the corpora of the bench with `surveyor corpus import`")
    return Library.open(file)


@click.command()
@click.option("--data", required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--cache-dir", required=True, type=click.Path(), help="Where the library with the corpora is.")
@click.option("--tasks", default=",".join(TASKS), show_default=True, callback=_chosen)
@click.option("--limit", type=click.IntRange(1), help="Only so many queries.")
@click.option("--against", help="A peer; all are compared with it query by query.")
@click.option("--results", type=click.Path(path_type=Path), help="What `surveyor batch` wrote for the same queries.")
def main(cache_dir: str, results: Path | None, **asked: Any) -> None:
    """Print one table a task, peers by measures, with 95 % intervals; --data holds queries and gold of the bench."""
    try:
        told = {"surveyor": read_results(results)} if results else {}
        if asked["against"] not in (None, *SEARCHES, *PEERS, *told):
            raise click.BadParameter(f"no row {asked['against']!r} in the tables", param_hint="--against")
        with open_library(cache_dir) as library:
            for line in measure(library, Asked(told=told, **asked)):
                click.echo(line)
    except SurveyorError as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
