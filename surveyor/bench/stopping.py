"""How many of the first baselines change when a survey walks from twice as many seeds.

    python -m surveyor.bench.stopping --data DIR --cache-dir DIR [--limit N]

For the questions of T1 in --data, without the judgement of all citations: works named first by 10, 20 and 40 seeds.
Prints, for each number of works that the second ten seeds changed, how many the next twenty do, and the line through
all of it that `ranking.settled` predicts with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

import click
import numpy as np

from surveyor import places
from surveyor.bench.ground import open_library
from surveyor.bench.questions import Topic, read_topics
from surveyor.dates import build_month
from surveyor.errors import SurveyorError
from surveyor.gather import gather
from surveyor.problem import pose
from surveyor.rank import rank
from surveyor.ranking.settled import FIRST
from surveyor.routing import find_route
from surveyor.sources import LibrarySource, View
from surveyor.venues import VenueMap, load
from surveyor.walk import walk

SEEDS = (10, 20, 40)

NEVER = 10**9
"""Citations that no library has: the source judges nothing."""


def firsts(topic: Topic, source: LibrarySource, venues: VenueMap) -> Iterator[frozenset[str]]:
    """The works named first, by each number of seeds."""
    problem = pose(topic.problem, as_of=build_month(topic.cutoff), today=date.max, exclude=topic.exclude)
    view = View(problem.cutoff, problem.exclude)
    route = find_route(problem, venues, [source], view)
    gathered = gather(problem, route, [source], view, max(SEEDS), venues.resolve)
    for count in SEEDS:
        seeds = gathered.seeds[:count]
        walked = walk(seeds, gathered.found, [source], view, hops=2, budget=2 * count)
        ranking = rank(problem, route, replace(gathered, seeds=seeds), walked, top=FIRST)
        yield frozenset(candidate.paper.id for candidate in ranking.baselines)


@click.command()
@click.option("--data", required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--cache-dir", required=True, type=click.Path(), help="Where the library with the corpora is.")
@click.option("--limit", type=click.IntRange(2), default=60, show_default=True)
def main(data: Path, cache_dir: str, limit: int) -> None:
    """Print how many works change, by how many changed before, and the line through it."""
    try:
        with open_library(cache_dir) as library:
            source, venues = LibrarySource(library, wide=NEVER), load(places.venues_file(None))
            topics = islice(read_topics(data / "t1.queries.jsonl"), limit)
            named = [tuple(firsts(topic, source, venues)) for topic in topics]
    except SurveyorError as error:
        raise click.ClickException(str(error)) from error
    pairs = [(len(two - one), len(four - two)) for one, two, four in named]
    then: defaultdict[int, list[int]] = defaultdict(list)
    for before, after in pairs:
        then[before].append(after)
    for before, after_all in sorted(then.items()):
        click.echo(f"{before} changed: then {np.mean(after_all):.1f} ({len(after_all)} surveys)")
    first, second = np.array(pairs, np.float64).T
    slope, offset = np.polyfit(first, second, 1)
    click.echo(f"offset {offset:.2f}, slope {slope:.2f}")


if __name__ == "__main__":
    main()
