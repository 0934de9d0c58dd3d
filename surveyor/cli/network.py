"""What the options about the network mean, and opening the live sources as they say."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

import click

from surveyor import places
from surveyor.cli.options import say, today

if TYPE_CHECKING:
    from surveyor.library import Library
    from surveyor.models import Network, Route
    from surveyor.net import Net
    from surveyor.settings import Endpoint, Settings
    from surveyor.sources import Source
    from surveyor.venues import VenueMap

MAX_REQUESTS, MAX_DOLLARS = 30, 0.01
"""Limits of a survey unless others are given."""

_PROBED = ("s2", "openalex", "arxiv", "crossref", "acl")
_OFFLINE = "nothing is recorded yet: run once without --offline"
NO_NETWORK = "no connection, so the public paper APIs were not asked; run again with one"
"""Why the live sources told nothing, where none could be reached."""


_RECORDED = (
    click.option(
        "--offline", is_flag=True, envvar="SURVEYOR_OFFLINE", help="Use no network, only what was recorded before."
    ),
    click.option("--refresh", is_flag=True, help="Ask again what is recorded."),
)
_OPTIONS = (
    *_RECORDED,
    click.option(
        "--no-deep", is_flag=True, help="Read none of the closest papers in full on arXiv, at three seconds each."
    ),
    click.option(
        "--max-requests",
        type=click.IntRange(0),
        metavar="N",
        default=MAX_REQUESTS,
        show_default=True,
        help="Requests to send at most.",
    ),
    click.option(
        "--budget",
        "dollars",
        type=click.FloatRange(0),
        metavar="USD",
        default=MAX_DOLLARS,
        show_default=True,
        help="Dollars to spend at most.",
    ),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the network may be used."""

    offline: bool = False
    refresh: bool = False
    max_requests: int = MAX_REQUESTS
    dollars: float = MAX_DOLLARS
    deep: bool = True
    """Whether the closest papers are read in full."""

    def allowed(self) -> Network:
        """What a survey's manifest keeps of it."""
        from surveyor.models import Network

        return Network(self.deep, self.max_requests, self.dollars)


def network_options(command: Callable[..., None]) -> Callable[..., None]:
    """`--offline`, `--refresh`, `--no-deep`, `--max-requests` and `--budget`, given to the command as one `network`."""

    @wraps(command)
    def packed(
        *arguments: object,
        offline: bool,
        refresh: bool,
        max_requests: int,
        dollars: float,
        no_deep: bool,
        **others: object,
    ) -> None:
        command(*arguments, network=Wanted(offline, refresh, max_requests, dollars, not no_deep), **others)

    for option in reversed(_OPTIONS):
        packed = option(packed)
    return packed


def recorded_options(command: Callable[..., None]) -> Callable[..., None]:
    """`--offline` and `--refresh` alone, given to the command as one `network`."""

    @wraps(command)
    def packed(*arguments: object, offline: bool, refresh: bool, **others: object) -> None:
        command(*arguments, network=Wanted(offline, refresh), **others)

    for option in reversed(_RECORDED):
        packed = option(packed)
    return packed


def endpoints() -> dict[str, Endpoint]:
    """Where the services are, by the environment and the config file."""
    from surveyor.settings import endpoints as known

    return known(os.environ, places.config_file())


def has_network(services: Mapping[str, Endpoint]) -> bool:
    """Whether any of the main services can be reached."""
    from surveyor.reach import reachable

    return reachable([services[name].base for name in _PROBED], os.environ)


@contextmanager
def open_net(wanted: Wanted, cache: Path, services: Mapping[str, Endpoint]) -> Iterator[Net]:
    """The network with its recordings, pace and budget."""
    from surveyor.net import POLICIES, Budget, Net, Pace, RecordingCache, unpaced

    budget = Budget(wanted.max_requests, wanted.dollars)
    policies = unpaced() if os.environ.get("SURVEYOR_PACE") == "off" else POLICIES
    contact = services["crossref"].contact
    with (
        RecordingCache(places.recordings_file(cache)) as recordings,
        Pace(places.pace_file(cache)) as pace,
        Net(
            recordings,
            budget,
            offline=wanted.offline,
            refresh=wanted.refresh,
            pace=pace,
            policies=policies,
            contact=contact,
        ) as net,
    ):
        yield net
        if not wanted.offline:
            say(f"network: {budget.requests} requests sent, ${budget.dollars:.4f} spent")


@contextmanager
def open_live(
    wanted: Wanted,
    cache_dir: str | None,
    library: Library,
    venues: VenueMap,
    route: Route,
    progress: Callable[[str], None],
) -> Iterator[tuple[Source, ...]]:
    """The live sources where there is a network, their recordings where there is none, else a word on why not.

    `progress` is told what takes long.
    """
    from surveyor.models import Outcome
    from surveyor.sources.absent import AbsentSource

    cache = places.cache_dir(cache_dir)
    services = endpoints()
    reached = not wanted.offline and has_network(services)
    absent = () if reached or wanted.offline else (AbsentSource("network", Outcome.FAILED, NO_NETWORK),)
    if not reached and not places.recordings_file(cache).exists():
        yield absent or (AbsentSource("network", Outcome.NOT_ASKED, _OFFLINE),)
        return
    from surveyor.sources.live import DEEP
    from surveyor.sources.services import open_live as opened

    asked = wanted if reached else replace(wanted, offline=True)
    with open_net(asked, cache, services) as net:
        missing = _refresh_anthology(library, net, services["acl"], venues, route)
        deep = DEEP if wanted.deep else 0
        yield (*absent, *missing, opened(net, services, venues, deep=deep, progress=progress))


def warn_of_size(wanted: Wanted, settings: Settings) -> None:
    """Say beforehand what a survey larger than usual will take."""
    if wanted.offline or wanted.max_requests <= MAX_REQUESTS:
        return
    from surveyor.sources.services import expected_requests

    say(
        f"this survey takes about {expected_requests(settings)} requests, at most {wanted.max_requests} and "
        f"${wanted.dollars:.2f}; an API that asks for pauses gets one request a second"
    )


def _refresh_anthology(
    library: Library, net: Net, endpoint: Endpoint, venues: VenueMap, route: Route
) -> tuple[Source, ...]:
    """Bring the corpus up to date where the route has its venues; a source that says so where that cannot be done."""
    if not any(venues.venues[match.venue].acl for match in route.venues[:3]):
        return ()
    from surveyor.sources.absent import AbsentSource
    from surveyor.sources.acl import AclAnthology
    from surveyor.sources.anthology import refresh

    reply = refresh(library, AclAnthology(net, endpoint), today(), renew=not net.offline)
    if reply.value:
        say(f"ACL Anthology: {reply.value:,} papers imported, to be renewed after a month")
    return () if reply.ok else (AbsentSource("acl", reply.outcome, reply.detail),)
