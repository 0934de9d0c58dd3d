"""Making a survey for a command: what is opened for it, where it is kept, how it is shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from surveyor.cli.network import Wanted, open_live, warn_of_size
from surveyor.cli.options import GivenPath, open_library, open_venues, say, write_file

if TYPE_CHECKING:
    from surveyor.library import Library
    from surveyor.models import Hit, Paper, Problem, Route, Survey
    from surveyor.settings import Settings
    from surveyor.sources import Source
    from surveyor.start import Named, Start
    from surveyor.venues import VenueMap

PARTIAL = 3
"""Exit status of a survey that a limit cut short, under --strict."""

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "markdown", "json"]),
    help="Default: terminal on a terminal, else markdown.",
)
lang_option = click.option("--lang", type=click.Choice(["en", "zh"]), help="Default: the language of the problem.")


def _writable(_context: click.Context, _parameter: click.Parameter, out: Path | None) -> Path | None:
    """The folder; ExportError, before any work is done for it, where it cannot be made or written to."""
    from surveyor.errors import ExportError

    there = next((place for place in (out, *out.absolute().parents) if place.exists()), None) if out else None
    if there and not (there.is_dir() and os.access(there, os.W_OK | os.X_OK)):
        raise ExportError(f"{out}: nothing can be written to {there}: choose another place with --out")
    return out


out_option = click.option(
    "-o",
    "--out",
    type=GivenPath(path_type=Path, file_okay=False),
    callback=_writable,
    metavar="DIR",
    help="Also write all files of the survey here.",
)
strict_option = click.option(
    "--strict", is_flag=True, help=f"End with status {PARTIAL} when a limit cut the survey short."
)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a survey is made of, as a command was told."""

    network: Wanted
    venues_file: str | None
    cache_dir: str | None


@dataclass(frozen=True, slots=True)
class Stage:
    """What is open while a survey is made."""

    library: Library
    venues: VenueMap
    sources: Sequence[Source]
    progress: Callable[[str], None]


@contextmanager
def opened(ground: Ground, routed: Route, settings: Settings) -> Iterator[Stage]:
    """The library, the venue map and every source, for a problem that was `routed` by the map alone."""
    from surveyor.sources import open_sources

    venues = open_venues(ground.venues_file)
    warn_of_size(ground.network, settings)
    with (
        open_library(ground.cache_dir) as library,
        _progress() as progress,
        open_live(
            ground.network, ground.cache_dir, library, venues, routed, _patience(ground.network, progress)
        ) as live,
    ):
        yield Stage(library, venues, (*open_sources(library), *live), progress)


def started(
    asked: Iterable[Named], problem: Problem, settings: Settings, ground: Ground, *, forward: bool = False
) -> Start:
    """The papers that a walk was asked to start from, as the sources know them."""
    from surveyor.route import route
    from surveyor.sources import View
    from surveyor.start import begin

    with opened(ground, route(problem.text, open_venues(ground.venues_file)), settings) as stage:
        return begin(asked, stage.sources, View(problem.cutoff), forward=forward)


def make(problem: Problem, settings: Settings, ground: Ground, seeds: Sequence[Hit] = ()) -> Survey:
    """A new survey, kept in the library; it walks from the `seeds` where some are given."""
    from surveyor.export import document
    from surveyor.library import StoredSurvey
    from surveyor.pipeline import survey
    from surveyor.route import route

    routed = route(problem.text, open_venues(ground.venues_file), problem.venues)
    with opened(ground, routed, settings) as stage:
        made = survey(problem, stage.venues, stage.sources, settings, stage.progress, seeds)
        if made.manifest:
            made = replace(made, manifest=replace(made.manifest, network=ground.network.allowed()))
        stored = StoredSurvey(made.id, problem.text, problem.as_of, document.render(made))
        stage.library.save_survey(stored)
    return made


def show(
    made: Survey,
    form: str | None,
    out: Path | None,
    *,
    known: Sequence[Paper] = (),
    language: str | None = None,
    on_one_screen: bool = False,
    strict: bool = False,
) -> None:
    """Write the survey's folder where one is asked for, and print it, in `language` for a reader who has the `known`
    papers; ends the program under `strict` when a limit cut it short."""
    from surveyor.cli.printing import print_survey
    from surveyor.export.in_hand import with_known
    from surveyor.export.quick import quick

    told = replace(with_known(made, known), language=language or "")
    if out:
        write_folder(told, out)
    if on_one_screen:
        click.echo(quick(told), nl=False)
    else:
        print_survey(told, form)
    if made.coverage.partial:
        say("surveyor: partial: a limit was reached; raise --max-requests or --budget and run again to go on from here")
        if strict:
            sys.exit(PARTIAL)


def write_folder(made: Survey, out: Path) -> None:
    """All files of the survey."""
    from surveyor.export import folder

    files = dict(folder(made))
    for file, text in files.items():
        write_file(out / file, text)
    say(f"wrote {', '.join(files)} to {out}")


def _patience(network: Wanted, progress: Callable[[str], None]) -> Callable[[str], None]:
    """How to tell what takes seconds for each paper: in the line on a terminal, else in lines of their own."""
    return progress if network.offline or sys.stderr.isatty() else say


def _progress() -> AbstractContextManager[Callable[[str], None]]:
    """A line on a terminal that says what is going on."""
    if not sys.stderr.isatty():
        return nullcontext(lambda _stage: None)
    from surveyor.cli.printing import status

    return status()
