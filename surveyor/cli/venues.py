"""surveyor route and surveyor venues: where a problem belongs, and the map that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from surveyor import places
from surveyor.cli.options import cache_option, library_path, open_venues, say, venues_option

if TYPE_CHECKING:
    from pathlib import Path

    from surveyor.models import Problem, Route
    from surveyor.venues import VenueMap


@click.command()
@click.argument("problem")
@click.option(
    "--venue", "wanted", multiple=True, metavar="NAME", help="Take this venue instead of routing; repeatable."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Default: text.")
@venues_option
@cache_option
def route(problem: str, wanted: tuple[str, ...], form: str, venues_file: str | None, cache_dir: str | None) -> None:
    """Say which venues PROBLEM belongs to, and why.

    By the venue map, and by the titles of each venue where corpora were imported.

    \b
    Examples:
      surveyor route "query-doc relevance"
      surveyor route 文本蕴含
    """
    from surveyor.cli.options import today
    from surveyor.export.searched import searched_for
    from surveyor.problem import pose

    found = _routed(pose(problem, today=today(), venues=wanted), open_venues(venues_file), library_path(cache_dir))
    if form == "json":
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
        return
    if found.fallback:
        say("no area of the venue map matched; these are the general venues")
    for match in found.venues:
        click.echo(f"{match.score:.3f}  {match.venue:<12} {'; '.join(match.why)}")
    if searched := searched_for(found):
        say(searched)
    for warning in found.warnings:
        say(f"beware: {warning}")


def _routed(problem: Problem, venue_map: VenueMap, library: Path) -> Route:
    """The route by the map, and by the library where there is one; none is made for it."""
    if problem.venues or not library.is_file():
        from surveyor.route import route

        return route(problem.text, venue_map, problem.venues)
    from surveyor.library import Library
    from surveyor.routing import find_route
    from surveyor.sources import LibrarySource
    from surveyor.sources.base import View

    with Library.open(library) as opened:
        return find_route(problem, venue_map, (LibrarySource(opened),), View(problem.cutoff))


@click.group()
def venues() -> None:
    """List, show and check the venue map (venues.yaml).

    \b
    Examples:
      surveyor venues show SIGIR
      surveyor venues check my-venues.yaml
    """


@venues.command("list")
@venues_option
def list_(venues_file: str | None) -> None:
    """List the venues of the map, then its problem areas.

    A venue's line is short name, community and name, an area's line key, Chinese name and venues, between tabs.

    \b
    Example:
      surveyor venues list
    """
    venue_map = open_venues(venues_file)
    for venue in sorted(venue_map.venues.values(), key=lambda v: (v.community, v.short.casefold())):
        click.echo(f"{venue.short}\t{venue.community}\t{venue.name}")
    click.echo()
    for area in venue_map.areas.values():
        click.echo(f"{area.key}\t{area.zh}\t{', '.join(short for short, _ in area.venues)}")


@venues.command()
@click.argument("name")
@venues_option
def show(name: str, venues_file: str | None) -> None:
    """Show everything the map says of the venue or area NAME.

    \b
    Examples:
      surveyor venues show SIGIR
      surveyor venues show model-compression
    """
    from surveyor.errors import UsageError

    venue_map = open_venues(venues_file)
    short = venue_map.resolve(name)
    if short:
        _print_fields(venue_map.venues[short])
        homes = [area.key for area in venue_map.areas.values() if short in dict(area.venues)]
        click.echo(f"{'areas':<11} {', '.join(homes)}")
    elif name in venue_map.areas:
        _print_fields(venue_map.areas[name])
    else:
        near = venue_map.suggest(name)
        raise UsageError(
            f"no venue or area {name!r}" + (f" (did you mean {near}?)" if near else "; see: surveyor venues list")
        )


@venues.command(short_help="Check a venue map.")
@click.argument("file", required=False)
@venues_option
def check(file: str | None, venues_file: str | None) -> None:
    """Check a venue map (default: the one in use); every mistake is one line with its line number.

    \b
    Examples:
      surveyor venues check
      surveyor venues check my-venues.yaml
    """
    path = places.venues_file(file or venues_file)
    venue_map = open_venues(str(path))
    click.echo(f"{path}: {len(venue_map.venues)} venues, {len(venue_map.areas)} areas, no mistakes")


def _print_fields(entry: object) -> None:
    import dataclasses

    assert dataclasses.is_dataclass(entry)
    for field in dataclasses.fields(entry):
        for number, line in enumerate(_lines(getattr(entry, field.name))):
            click.echo(f"{field.name if not number else '':<11} {line}")


def _lines(value: object) -> list[str]:
    """One line a value; pairs as `name: reason`."""
    if not isinstance(value, tuple):
        return [str(value)] if value else []
    return [": ".join(item) if isinstance(item, tuple) else str(item) for item in value]
