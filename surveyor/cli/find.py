"""surveyor find: the main job."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import click

from surveyor.cli.network import Wanted, network_options, open_live, warn_of_size
from surveyor.cli.options import (
    GivenPath,
    cache_option,
    open_library,
    open_venues,
    say,
    today,
    venues_option,
    write_file,
)

PARTIAL = 3
"""Exit status of a survey that a limit cut short, under --strict."""


@click.command()
@click.argument("problem")
@click.option("--as-of", metavar="YYYY-MM", help="See only what was published before this month (default: today).")
@click.option(
    "--years",
    type=click.IntRange(1, 50),
    metavar="N",
    default=2,
    show_default=True,
    help="How many years back count as recent.",
)
@click.option(
    "--venue", "wanted", multiple=True, metavar="NAME", help="Take this venue instead of routing; repeatable."
)
@click.option(
    "--exclude", multiple=True, metavar="ID", help="Treat this paper as unseen, such as arxiv:1606.01933; repeatable."
)
@click.option(
    "--seeds", type=click.IntRange(1, 200), metavar="N", default=20, show_default=True, help="Papers to walk back from."
)
@click.option("--hops", type=click.IntRange(1, 5), metavar="N", default=2, show_default=True, help="How deep to walk.")
@click.option(
    "--walk",
    "budget",
    type=click.IntRange(1, 2000),
    metavar="N",
    default=40,
    show_default=True,
    help="Papers whose references are read at most.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "markdown", "json"]),
    help="Default: terminal on a terminal, else markdown.",
)
@click.option(
    "--out",
    type=GivenPath(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Also write all files of the survey here.",
)
@click.option(
    "--rank",
    "ranker",
    metavar="NAME",
    default="learnt",
    show_default=True,
    help="What ranks the baselines: the learnt model or a simple peer such as coupling, pagerank or rrf-best-three.",
)
@click.option("--strict", is_flag=True, help=f"End with status {PARTIAL} when a limit cut the survey short.")
@network_options
@venues_option
@cache_option
def find(
    problem: str,
    as_of: str | None,
    years: int,
    wanted: tuple[str, ...],
    exclude: tuple[str, ...],
    seeds: int,
    hops: int,
    budget: int,
    form: str | None,
    out: Path | None,
    ranker: str,
    strict: bool,
    network: Wanted,
    venues_file: str | None,
    cache_dir: str | None,
) -> None:
    """Survey the literature on PROBLEM, said in English or Chinese.

    \b
    Examples:
      surveyor find "query-doc relevance"
      surveyor find "natural language inference" --as-of 2021-06 --out nli/
      surveyor find 模型压缩 --format json > survey.json
    """
    from surveyor.cli.printing import print_survey
    from surveyor.errors import UsageError
    from surveyor.export import FOLDER, document, folder
    from surveyor.library import StoredSurvey
    from surveyor.problem import pose
    from surveyor.ranking.baselines import RANKERS
    from surveyor.route import route
    from surveyor.settings import Settings
    from surveyor.sources import open_sources
    from surveyor.survey import survey

    posed = pose(problem, today=today(), as_of=as_of, years=years, venues=wanted, exclude=exclude)
    venues = open_venues(venues_file)
    if ranker not in RANKERS:
        raise UsageError(f"no ranking {ranker!r}: --rank takes {', '.join(RANKERS)}")
    settings = Settings(seeds, hops, budget, rank=ranker)
    warn_of_size(network, settings)
    routed = route(posed.text, venues, posed.venues)
    with (
        open_library(cache_dir) as library,
        _progress() as progress,
        open_live(network, cache_dir, library, venues, routed, _patience(network, progress)) as live,
    ):
        made = survey(posed, venues, (*open_sources(library), *live), settings, progress)
        library.save_survey(StoredSurvey(made.id, posed.text, posed.as_of, document.render(made)))
    if out:
        for file, text in folder(made):
            write_file(out / file, text)
        say(f"wrote {', '.join(FOLDER)} to {out}")
    print_survey(made, form)
    if made.coverage.partial:
        say("surveyor: partial: a limit was reached; raise --max-requests or --budget and run again to go on from here")
        if strict:
            sys.exit(PARTIAL)


def _patience(network: Wanted, progress: Callable[[str], None]) -> Callable[[str], None]:
    """How to tell what takes seconds for each paper: in the line on a terminal, else in lines of their own."""
    return progress if network.offline or sys.stderr.isatty() else say


def _progress() -> AbstractContextManager[Callable[[str], None]]:
    """A line on a terminal that says what is going on."""
    if not sys.stderr.isatty():
        return nullcontext(lambda _stage: None)
    from surveyor.cli.printing import status

    return status()
