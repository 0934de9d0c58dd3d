"""surveyor diff and surveyor update: what is new since a survey was made."""

from __future__ import annotations

from pathlib import Path

import click

from surveyor.cli.making import Ground, make, out_option, started, write_folder
from surveyor.cli.network import Wanted, network_options
from surveyor.cli.options import cache_option, say, stored_survey, today, venues_option

form_option = click.option(
    "--format", "form", type=click.Choice(["markdown", "json"]), default="markdown", show_default=True
)


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@form_option
@cache_option
def diff(old: str, new: str, form: str, cache_dir: str | None) -> None:
    """Say what is different between the surveys OLD and NEW.

    New papers and those that are gone, baselines that moved and why, venues, and what made the difference: version,
    settings, venue map, models or sources. The beginning or the end of an ID is enough; `surveyor list` prints the ids.

    \b
    Examples:
      surveyor diff query-doc-relevance-05e71e59 query-doc-relevance-0e85bac0
      surveyor diff 05e71e59 0e85bac0 --format json
    """
    from surveyor.changes import changes
    from surveyor.export import changes as export

    found = changes(stored_survey(old, cache_dir), stored_survey(new, cache_dir))
    click.echo(export.json(found) if form == "json" else export.markdown(found), nl=False)


@click.command()
@click.argument("survey_id", metavar="ID")
@click.option("--as-of", metavar="YYYY-MM", help="See only what was published before this month (default: today).")
@form_option
@out_option
@network_options
@venues_option
@cache_option
def update(
    survey_id: str,
    as_of: str | None,
    form: str,
    out: Path | None,
    network: Wanted,
    venues_file: str | None,
    cache_dir: str | None,
) -> None:
    """Make the survey ID again as of today, and say what is new.

    The problem, the settings and the papers to start from are those of the survey. Answers that were recorded are used
    again, so only what has changed is asked for; --refresh asks for all. The new survey is kept beside the old one.

    \b
    Examples:
      surveyor update query-doc-relevance
      surveyor update query-doc-relevance --as-of 2026-06 --format json
    """
    from surveyor.changes import changes
    from surveyor.export import changes as export
    from surveyor.problem import pose
    from surveyor.settings import Settings
    from surveyor.start import naming

    old = stored_survey(survey_id, cache_dir)
    asked = old.problem
    posed = pose(
        asked.text,
        today=today(),
        as_of=as_of,
        years=asked.years,
        venues=asked.venues,
        exclude=tuple(sorted(asked.exclude)),
    )
    made_by = old.manifest
    settings = Settings(made_by.seeds, made_by.hops, made_by.walk, made_by.top, made_by.rank) if made_by else Settings()
    ground = Ground(network, venues_file, cache_dir)
    given = [naming(one) for one in made_by.given] if made_by else []
    seeds = started(given, posed, settings, ground).seeds if given else ()
    new = make(posed, settings, ground, seeds)
    found = changes(old, new)
    if out:
        write_folder(new, out)
    click.echo(export.json(found) if form == "json" else export.markdown(found), nl=False)
    say(f"nothing new since {old.problem.as_of}" if found.none else f"the new survey: {new.id}")
