"""surveyor doctor, surveyor sources and surveyor cache: the public paper APIs and what they said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import click

from surveyor import places
from surveyor.cli.network import Wanted, endpoints, has_network, open_net
from surveyor.cli.options import cache_option, say

_DOCTOR = Wanted(refresh=True)


@click.command()
@cache_option
def doctor(cache_dir: str | None) -> None:
    """Say which public paper APIs can be used from here, and what to set so that more can.

    Every API is asked one small question, so this takes some seconds and at most a tenth of a cent. Keys are read from
    the environment or the config file and never printed.

    \b
    Example:
      surveyor doctor
    """
    services = endpoints()
    say(f"keys: {', '.join(sorted(f'{name} set' for name, e in services.items() if e.key)) or 'none set'}")
    say(f"config file: {places.config_file()}")
    if not has_network(services):
        say("no network: surveys rest on recorded answers, imported corpora and the built-in shelf")
        return
    if not services["grobid"].base:
        say("grobid: not set; for PDFs start one and set SURVEYOR_GROBID_URL")
    from surveyor.sources.check import check

    with open_net(_DOCTOR, places.cache_dir(cache_dir), services) as net:
        for line in check(net, services):
            click.echo(f"{line.name}\t{line.outcome}\t{line.advice}".rstrip())


@click.command()
def sources() -> None:
    """List where papers come from, and what each place can give.

    A line is name, address and what it gives, between tabs, in the order in which they are asked.

    \b
    Example:
      surveyor sources
    """
    from surveyor.sources.services import SHY, gives, service_of

    services = endpoints()
    click.echo("library\timported corpora\ttitles, abstracts, reference lists with sections, as far as imported")
    click.echo("shelf\tbuilt in\ta few areas by hand: titles, reference lists with sections, notes")
    for name, given in gives().items():
        service = services[service_of(name)]
        key = " (key set)" if service.key else ""
        shy = "; asked only at another address" if name in SHY else ""
        click.echo(f"{name}\t{service.base}{key}\t{', '.join(given)}{shy}")
    address = services["grobid"].base or "no address: set SURVEYOR_GROBID_URL"
    click.echo(f"acl\t{services['acl'].base}\tall titles of its venues, kept as the corpus acl-anthology")
    click.echo(f"grobid\t{address}\tpapers read from PDFs, by a server of your own")


@click.group()
def cache() -> None:
    """Look into or empty the recorded answers of the public paper APIs.

    \b
    Examples:
      surveyor cache info
      surveyor cache prune --older-than 30
    """


@cache.command()
@cache_option
def info(cache_dir: str | None) -> None:
    """Say how many answers are recorded, of which services and how old.

    \b
    Example:
      surveyor cache info
    """
    from surveyor.net import RecordingCache

    file = places.recordings_file(places.cache_dir(cache_dir))
    if not file.exists():
        say("nothing is recorded yet")
        return
    with RecordingCache(file) as recordings:
        held = recordings.info()
    for name, count in held.by_source:
        click.echo(f"{name}\t{count} answers")
    span = " to ".join(_days(held.oldest, held.newest)) or "none"
    click.echo(f"all\t{held.responses} answers\t{held.size / 1e6:.1f} MB\t{span}")


@cache.command()
@click.option("--older-than", type=click.FloatRange(0), metavar="DAYS", help="Forget what is older than this.")
@click.option("--all", "everything", is_flag=True, help="Forget everything.")
@cache_option
def prune(older_than: float | None, everything: bool, cache_dir: str | None) -> None:
    """Forget recorded answers; surveys and the library stay.

    \b
    Examples:
      surveyor cache prune --older-than 30
      surveyor cache prune --all
    """
    import time

    from surveyor.net import RecordingCache

    if everything == (older_than is not None):
        raise click.UsageError("say either --older-than DAYS or --all")
    file = places.recordings_file(places.cache_dir(cache_dir))
    if not file.exists():
        say("nothing is recorded yet")
        return
    with RecordingCache(file) as recordings:
        say(f"forgot {recordings.prune(older_than, time.time())} answers")


def _days(*moments: float | None) -> Iterator[str]:
    return (date.fromtimestamp(moment).isoformat() for moment in moments if moment is not None)
