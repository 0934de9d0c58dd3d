"""surveyor batch: many problems at once."""

from __future__ import annotations

import os
from pathlib import Path

import click

from surveyor import places
from surveyor.cli.options import (
    GivenPath,
    cache_option,
    library_path,
    open_library,
    open_venues,
    say,
    today,
    venues_option,
)
from surveyor.cli.progress import bar


@click.command()
@click.argument("queries", type=GivenPath(path_type=Path, readable=False))
@click.option(
    "-o",
    "--output",
    type=GivenPath(path_type=Path, dir_okay=False),
    metavar="FILE",
    required=True,
    help="RESULTS.jsonl; rows that it holds already are kept and not done again.",
)
@click.option(
    "--top",
    type=click.IntRange(1, 10_000),
    metavar="N",
    default=100,
    show_default=True,
    help="Length of each ranked list.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=os.cpu_count() or 1,
    show_default="all cores",
    help="Processes at once.",
)
@venues_option
@cache_option
def batch(queries: Path, output: Path, top: int, jobs: int, venues_file: str | None, cache_dir: str | None) -> None:
    """Answer many problems at once.

    QUERIES is a file of JSON lines with "qid" and "problem", and "as_of", "exclude", "venues" where wanted. An
    interrupted run goes on where it stopped.

    \b
    Example:
      echo '{"qid": "1", "problem": "query-doc relevance", "as_of": "2021-06"}' > queries.jsonl
      surveyor batch queries.jsonl -o results.jsonl --top 50
    """
    from surveyor.batch import Job, read_queries, run
    from surveyor.settings import Settings

    rows = read_queries(queries, today(), open_venues(venues_file))
    open_library(cache_dir).close()
    job = Job(library_path(cache_dir), places.venues_file(venues_file), Settings(top=top), today())
    with bar(len(rows), "problems") as progress:
        done = run(rows, output, job, jobs=jobs, progress=progress)
    say(f"{output}: {done} of {len(rows)} rows answered now, {len(rows) - done} were there")
