"""How well simple peers rank the works of a library.

    python -m surveyor.bench.ranking --data ../shared/bench/dev --cache-dir DIR

DIR holds a library into which the corpora of the bench were imported. For each task and peer one row: the means over
its queries with their 95 % intervals, and milliseconds a query without loading and without the search for seeds.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import click

from surveyor import places
from surveyor.bench.peers import Pool
from surveyor.bench.scoring import MEASURES, Floats, difference, figure, per_query
from surveyor.bench.tasks import TASKS, Task, Topic, read_gold, read_topics
from surveyor.errors import SurveyorError, UsageError
from surveyor.library import Library

_MAIN = "nDCG@10"


@dataclass(slots=True)
class Runs:
    """Rankings of the peers for one file of queries."""

    works: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """Peer to qid to documents, best first."""
    closed: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """The same among works that cite others."""
    seconds: dict[str, list[float]] = field(default_factory=dict)
    """Peer to what each query took."""
    gold: dict[str, dict[str, frozenset[str]]] = field(default_factory=dict)
    """Task to qid to the documents that are right."""


@dataclass(frozen=True, slots=True)
class Row:
    """A peer on a task."""

    peer: str
    values: Mapping[str, Floats]
    """Measure to a value a query."""
    milliseconds: float


def run(pool: Pool, topics: Sequence[Topic], gold: Mapping[str, Mapping[str, frozenset[str]]]) -> Runs:
    """Ask every peer every topic; `gold` maps tasks to qids to ids."""
    runs = Runs(gold={task: {} for task in gold})
    for topic in topics:
        for ranking in pool.rankings(topic):
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
        Row(peer, per_query(runs.gold[task], by_query), 1000 * statistics.fmean(runs.seconds[peer]))
        for peer, by_query in found.items()
    ]
    return sorted(made, key=lambda row: (-float(row.values[_MAIN].sum()), row.peer))


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
        yield f"| {' | '.join(cells)} | {row.milliseconds:.1f} |"


def measure(
    data: Path, library: Library, tasks: Sequence[str], limit: int | None, against: str | None
) -> Iterator[str]:
    """The tables of some tasks, over the first `limit` queries of each file."""
    pool = Pool(library)
    for queries in dict.fromkeys(TASKS[task].queries for task in tasks):
        mine: dict[str, Task] = {task: TASKS[task] for task in tasks if TASKS[task].queries == queries}
        gold = {task: read_gold(data / what.gold) for task, what in mine.items()}
        runs = run(pool, [*islice(read_topics(data / queries), limit)], gold)
        for task in mine:
            yield from table(task, rows(runs, task), against)


def _chosen(_: click.Context, __: click.Parameter, value: str) -> list[str]:
    tasks = [name.strip() for name in value.split(",") if name.strip()]
    if not tasks or set(tasks) - TASKS.keys():
        raise click.BadParameter(f"tasks are {', '.join(TASKS)}")
    return tasks


def _open(cache_dir: str) -> Library:
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
def main(data: Path, cache_dir: str, tasks: list[str], limit: int | None, against: str | None) -> None:
    """Print one table a task, peers by measures, with 95 % intervals; --data holds queries and gold of the bench."""
    try:
        with _open(cache_dir) as library:
            for line in measure(data, library, tasks, limit, against):
                click.echo(line)
    except SurveyorError as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
