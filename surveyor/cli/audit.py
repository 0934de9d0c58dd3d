"""surveyor audit: what a draft leaves out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from surveyor.cli.making import Ground, format_option, opened
from surveyor.cli.network import Wanted, network_options
from surveyor.cli.options import cache_option, open_library, open_venues, say, today, venues_option

if TYPE_CHECKING:
    from surveyor.library import Library
    from surveyor.models import Audit, Compared, Problem

MISSING = 4
"""Exit status under --fail-on-missing when a baseline is missing that many of the neighbours compare with."""

_LISTS = (".bib", ".ris")


@click.command()
@click.argument("draft")
@click.option("--problem", metavar="TEXT", help="What the draft is about (default: its title, or what titles share).")
@click.option("--as-of", metavar="YYYY-MM", help="See only what was published before this month (default: today).")
@click.option(
    "--top", type=click.IntRange(1), metavar="N", default=10, show_default=True, help="Works of each list to show."
)
@click.option(
    "--fail-on-missing",
    is_flag=True,
    help=f"End with status {MISSING} when a work is missing that a third of the neighbours compare with.",
)
@format_option
@network_options
@venues_option
@cache_option
def audit(
    draft: str,
    problem: str | None,
    as_of: str | None,
    top: int,
    fail_on_missing: bool,
    form: str | None,
    network: Wanted,
    venues_file: str | None,
    cache_dir: str | None,
) -> None:
    """Say what DRAFT leaves out of what its neighbours compare with.

    DRAFT is a paper: LaTeX source (.tex with the .bib beside it, .tar.gz), an arXiv page (.html), TEI or JATS (.xml), a
    PDF where SURVEYOR_GROBID_URL says where GROBID runs, or an id that `surveyor compared` takes; or its references
    alone (.bib, .ris), of which only what is not cited can be told. Neighbours are the papers that share most
    references with it, and those closest to its problem. A line says how many of them compare with a work, in whose
    tables, and what to do; works that are nothing to compare with are set aside with the reason.

    Exit status 4 with --fail-on-missing: a work is not cited that at least a third of the neighbours compare with.

    \b
    Examples:
      surveyor audit paper.tex
      surveyor audit refs.bib --problem "query-doc relevance"
      surveyor audit paper.tar.gz --as-of 2021-06 --format json
      surveyor audit paper.tex --fail-on-missing --offline
    """
    with open_library(cache_dir) as library:
        made = _audited(library, draft, problem, as_of, Ground(network, venues_file, cache_dir))
    _print(made, form, top)
    alarming = [one.paper.title for one in made.missing if one.is_alarming]
    if fail_on_missing and alarming:
        say(f"surveyor: {len(alarming)} missing that a third of the neighbours compare with: {'; '.join(alarming)}")
        sys.exit(MISSING)


def _audited(library: Library, name: str, about: str | None, as_of: str | None, ground: Ground) -> Audit:
    from surveyor.audit import audit as audited
    from surveyor.neighbourhood import around
    from surveyor.pipeline import survey
    from surveyor.route import route
    from surveyor.settings import Settings
    from surveyor.sources import View

    draft = _draft(library, name, ground)
    problem = _posed(library, draft, name, about, as_of)
    settings = Settings()
    with opened(ground, route(problem.text, open_venues(ground.venues_file)), settings) as stage:
        made = survey(problem, stage.venues, stage.sources, settings, stage.progress)
        stage.progress("looking around the references")
        near = around(made, draft.works, stage.sources, View(problem.cutoff, problem.exclude))
    return audited(made, draft, near)


def _draft(library: Library, name: str, ground: Ground) -> Compared:
    from surveyor.cli.papers import find_compared, listed_in

    if name.lower().endswith(_LISTS):
        return listed_in(library, Path(name))
    return find_compared(library, name, ground.network, ground.cache_dir)


def _posed(library: Library, draft: Compared, name: str, about: str | None, as_of: str | None) -> Problem:
    """The problem, without the draft itself in what may be seen."""
    from surveyor.errors import UsageError
    from surveyor.neighbourhood import same_as
    from surveyor.problem import pose, shared
    from surveyor.sources import View, open_sources
    from surveyor.text import content_words

    is_list = name.lower().endswith(_LISTS)
    if about is None:
        about = shared([work.paper.title for work in draft.works]) if is_list else draft.paper.title
        if not content_words(about):
            raise UsageError(f'{name}: what it is about cannot be told from it: say so with --problem "…"')
        if is_list:
            say(f"{name}: taken to be about {about!r}, which its titles share; say it better with --problem")
    hidden = frozenset() if is_list else same_as(draft.paper, open_sources(library), View(10**6))
    return pose(about, today=today(), as_of=as_of, exclude=hidden)


def _print(made: Audit, form: str | None, top: int) -> None:
    from surveyor.export import audit as written

    match form or ("terminal" if sys.stdout.isatty() else "markdown"):
        case "json":
            text = written.json(made)
        case "terminal":
            text = written.terminal(made, top)
        case _:
            text = written.markdown(made, top)
    click.echo(text, nl=False)
