"""What asking in batches saves, against a server on this machine.

    python -m surveyor.bench.live

The base URLs of the services (`SURVEYOR_S2_URL` …, see README) must be of a loopback server that speaks their APIs; the
public services are never asked. The naive way asks Semantic Scholar for one paper a request.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import quote, urlsplit

import click

from surveyor import places
from surveyor.gather import gather
from surveyor.models import Hit
from surveyor.net import Budget, Net, Pace, RecordingCache, Request, unpaced
from surveyor.problem import pose
from surveyor.route import route
from surveyor.settings import Endpoint, Settings, endpoints
from surveyor.sources.base import View
from surveyor.sources.live import CONTEXTS
from surveyor.sources.services import open_live
from surveyor.stages import Walk
from surveyor.venues import load
from surveyor.walk import walk

PROBLEM = "natural language inference"
SEEDS = 20


def open_net(folder: Path, services: dict[str, Endpoint]) -> tuple[Net, Budget, RecordingCache]:
    """A network without pace or limits, recording into `folder`."""
    budget = Budget()
    recordings = RecordingCache(places.recordings_file(folder))
    contact = services["crossref"].contact
    return Net(recordings, budget, pace=Pace(None), policies=unpaced(), contact=contact), budget, recordings


def in_batches(net: Net, services: dict[str, Endpoint], contexts: int) -> tuple[Walk, list[Hit]]:
    """Gather, and a walk of two hops, as a survey does it; of `contexts` seeds is asked where they cite."""
    venues = load(places.venues_file())
    problem = pose(PROBLEM, today=date.today())
    routed = route(problem.text, venues)
    sources = [open_live(net, services, venues, contexts=contexts, deep=0)]
    view = View(problem.cutoff)
    gathered = gather(problem, routed, sources, view, SEEDS, venues.resolve)
    settings = Settings()
    walked = walk(gathered.seeds, gathered.found, sources, view, hops=settings.hops, budget=settings.walk)
    return walked, list(gathered.seeds)


def one_by_one(net: Net, base: str, walked: Walk) -> int:
    """The same papers and references, a request a paper; how many requests."""
    fields = "title,year,externalIds,references.title,references.externalIds"
    asked = 0
    for paper in walked.papers:
        known = next((i for i in paper.ids if i.startswith(("s2:", "arxiv:", "doi:", "acl:"))), None)
        if known:
            scheme, _, value = known.partition(":")
            name = value if scheme == "s2" else f"{scheme.upper()}:{value}"
            net.ask(Request("s2", f"{base}/graph/v1/paper/{quote(name, safe=':/.')}?fields={fields}"), bytes)
            asked += 1
    return asked


def timed(call: Callable[[], object]) -> float:
    """Seconds a call takes."""
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def measure(services: dict[str, Endpoint], folder: Path) -> Iterator[tuple[str, str, str]]:
    """Rows of (what, figure, goal)."""
    import sklearn.feature_extraction.text  # noqa: F401 - before the clock runs

    for contexts, goals in ((0, ("≥ 20", "≥ 8")), (CONTEXTS, ("", ""))):
        net, budget, recordings = open_net(folder / str(contexts), services)
        with recordings, net:
            began = time.perf_counter()
            walked, seeds = in_batches(net, services, contexts)
            ours, requests = time.perf_counter() - began, budget.requests
            naive = timed(partial(one_by_one, net, services["s2"].base, walked))
            asked = budget.requests - requests
        with_contexts = f", {contexts} with contexts" if contexts else ""
        yield f"requests for {len(seeds)} seeds{with_contexts}, {len(walked.papers)} papers", f"{requests}", "≤ 30"
        yield "  one request a paper / in batches: requests", f"{asked / requests:.1f}", goals[0]
        yield "  one request a paper / in batches: time", f"{naive / ours:.1f}", goals[1]


@click.command()
def main() -> None:
    """Measure against the loopback server that the SURVEYOR_…_URL variables name."""
    services = endpoints(os.environ, Path(os.devnull))
    strangers = [name for name in ("s2", "openalex", "crossref") if not _is_loopback(services[name].base)]
    if strangers:
        raise click.UsageError(f"not on this machine: {', '.join(strangers)}; set SURVEYOR_S2_URL and the others")
    with tempfile.TemporaryDirectory() as folder:
        for what, figure, goal in measure(services, Path(folder)):
            click.echo(f"{what:<58} {figure:>10}" + (f"   goal {goal}" if goal else ""))


def _is_loopback(base: str) -> bool:
    return urlsplit(base).hostname in ("127.0.0.1", "localhost", "::1")


if __name__ == "__main__":
    main()
