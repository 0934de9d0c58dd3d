"""Options that several commands share, and what they open."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from surveyor import places
from surveyor.settings import LIMITS

if TYPE_CHECKING:
    from surveyor.library import Library
    from surveyor.models import Paper, Survey
    from surveyor.venues import VenueMap

Command = TypeVar("Command", bound=Callable[..., Any])


class GivenPath(click.Path):
    """A path, and not the empty text that an unset variable leaves and that would mean the working directory."""

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        """The path; a usage error for an empty one."""
        if not os.fspath(value):
            self.fail("the name is empty.", param, ctx)
        return super().convert(value, param, ctx)


def cache_option(command: Command) -> Command:
    """`--cache-dir DIR`."""
    about = "Where the library is (default: $SURVEYOR_CACHE, the checkout's cache/, or the user's cache)."
    return click.option("--cache-dir", metavar="DIR", help=about)(command)


def venues_option(command: Command) -> Command:
    """`--venues FILE`."""
    about = "The venue map (default: $SURVEYOR_VENUES or the venues.yaml that ships with surveyor)."
    return click.option("--venues", "venues_file", metavar="FILE", help=about)(command)


def count_option(name: str, default: int, about: str, *parameter: str) -> Callable[[Command], Command]:
    """`--NAME N`, within its limits, given to the command under that name or as `parameter`."""
    within = click.IntRange(*LIMITS[name])
    return click.option(
        f"--{name}", *parameter, type=within, metavar="N", default=default, show_default=True, help=about
    )


def have_option(command: Command) -> Command:
    """`--have FILE`."""
    about = "FILE.bib or FILE.ris with what you have read: marked in the shortlist, left out of the reading order."
    return click.option("--have", type=GivenPath(path_type=Path, dir_okay=False), metavar="FILE", help=about)(command)


def known_papers(have: Path | None) -> Sequence[Paper]:
    """What the file lists; what cannot be read in it is said."""
    if have is None:
        return ()
    from surveyor.evidence.listed import read

    found = read(have)
    for trouble in found.troubles:
        say(f"{have}: {trouble}")
    return found.papers


def open_library(cache_dir: str | None) -> Library:
    """The library the user means."""
    from surveyor.library import Library

    return Library.open(library_path(cache_dir))


def stored_survey(survey_id: str, cache_dir: str | None) -> Survey:
    """The survey in the library whose id starts or ends so."""
    from surveyor.export import document

    with open_library(cache_dir) as library:
        return document.parse(library.survey(survey_id).document)


def library_path(cache_dir: str | None) -> Path:
    """Its file."""
    return places.library_file(places.cache_dir(cache_dir))


def open_venues(venues_file: str | None) -> VenueMap:
    """The venue map the user means."""
    from surveyor.venues import load

    return load(places.venues_file(venues_file))


def today() -> date:
    """The day on which papers of the running month count as published."""
    return date.today()


def say(text: str) -> None:
    """Talk: to stderr, so that stdout holds data only."""
    click.echo(text, err=True)


def write_file(path: Path, output: str | bytes) -> None:
    """Write an output as a whole or not at all; ExportError with the remedy otherwise.

    A link is followed; a device or a pipe stays what it is and is written to.
    """
    from surveyor.errors import ExportError

    content = output.encode("utf-8") if isinstance(output, str) else output
    target = Path(os.path.realpath(path))
    scratch = target.with_name(f".{target.name}.part")
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        scratch.write_bytes(content)
        scratch.replace(target)
    except OSError as error:
        with suppress(OSError):
            scratch.unlink()
        raise ExportError(f"{path}: {error.strerror or error}: choose another place to write to") from error
