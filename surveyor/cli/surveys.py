"""surveyor list, show, graph, baselines, explain, export: the surveys that are kept."""

from __future__ import annotations

from pathlib import Path

import click

from surveyor.cli.options import (
    GivenPath,
    cache_option,
    have_option,
    known_papers,
    open_library,
    say,
    stored_survey,
    write_file,
)


@click.command("list")
@cache_option
def list_surveys(cache_dir: str | None) -> None:
    """List the surveys made so far, the latest first.

    A line is ID, month and problem, between tabs.

    \b
    Example:
      surveyor list
    """
    with open_library(cache_dir) as library:
        kept = library.listed()
    for row in kept:
        click.echo("\t".join(row))
    if not kept:
        say('no survey yet; make one: surveyor find "query-doc relevance"')


@click.command()
@click.argument("survey_id", metavar="ID")
@click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "markdown", "json"]),
    help="Default: terminal on a terminal, else markdown.",
)
@have_option
@cache_option
def show(survey_id: str, form: str | None, have: Path | None, cache_dir: str | None) -> None:
    """Show a survey again.

    The beginning or the end of its ID is enough; `surveyor list` prints the ids.

    \b
    Examples:
      surveyor show query-doc-relevance
      surveyor show query-doc-relevance --format json > survey.json
      surveyor show query-doc-relevance --have refs.bib
    """
    from surveyor.cli.printing import print_survey
    from surveyor.export.in_hand import with_known

    known = known_papers(have)
    print_survey(with_known(stored_survey(survey_id, cache_dir), known), form)


@click.command()
@click.argument("survey_id", metavar="ID")
@click.option(
    "-o",
    "--output",
    type=GivenPath(path_type=Path, dir_okay=False),
    metavar="FILE",
    required=True,
    help="FILE.graphml, for Gephi, yEd, Cytoscape or networkx; FILE.html and others as of `surveyor export`.",
)
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="Only the N most telling papers.")
@cache_option
def graph(survey_id: str, output: Path, top: int | None, cache_dir: str | None) -> None:
    """Write a survey's citation graph to a file.

    The beginning or the end of the ID is enough; `surveyor list` prints the ids.

    \b
    Examples:
      surveyor graph query-doc-relevance -o relevance.graphml
      surveyor graph query-doc-relevance -o relevance.html --top 500
    """
    from surveyor.export import GRAPHS

    _export(survey_id, output, cache_dir, GRAPHS, top)


@click.command()
@click.argument("survey_id", metavar="ID")
@click.option(
    "-o",
    "--output",
    type=GivenPath(path_type=Path, dir_okay=False),
    metavar="FILE",
    required=True,
    help="FILE.md; FILE.json or FILE.bib write the whole survey as JSON or its papers as BibTeX.",
)
@cache_option
def baselines(survey_id: str, output: Path, cache_dir: str | None) -> None:
    """Write a survey's baseline shortlist to a file.

    The file's suffix chooses the format. The beginning or the end of the ID is enough; `surveyor list` prints the ids.

    \b
    Example:
      surveyor baselines query-doc-relevance -o baselines.md
    """
    _export(survey_id, output, cache_dir, ("baselines", "json", "bibtex"))


@click.command()
@click.argument("survey_id", metavar="ID")
@click.argument("paper")
@cache_option
def explain(survey_id: str, paper: str, cache_dir: str | None) -> None:
    """Tell why PAPER stands where it stands in a survey.

    PAPER is an id, a title, a part of one, or a short name such as BM25. What each feature adds to the rank is
    printed, in log-odds of its being a baseline where the rank was learnt; of what is no baseline, why it is none. The
    beginning or the end of the survey's ID is enough; `surveyor list` prints the ids.

    \b
    Examples:
      surveyor explain query-doc-relevance arxiv:1901.04085
      surveyor explain query-doc-relevance "passage re-ranking with BERT"
    """
    from surveyor.export.explanation import explanation

    click.echo(explanation(stored_survey(survey_id, cache_dir), paper), nl=False)


@click.command()
@click.argument("survey_id", metavar="ID")
@click.option("-o", "--output", type=GivenPath(path_type=Path, dir_okay=False), metavar="FILE", help="Default: stdout.")
@click.option("--format", "form", metavar="NAME", help="Default: by the file's suffix.")
@click.option(
    "--top", type=click.IntRange(min=1), metavar="N", help="Only the N most telling papers, for papers and graphs."
)
@cache_option
def export(survey_id: str, output: Path | None, form: str | None, top: int | None, cache_dir: str | None) -> None:
    """Write a survey to a file, for other programs.

    The file's suffix chooses the format. The beginning or the end of the ID is enough; `surveyor list` prints the ids.

    \b
    The whole survey: reading-list (.md), json (.json), and the shortlist
                      alone with --format baselines (.md)
    Its papers:       bibtex (.bib), ris (.ris), csl-json (.csl.json),
                      csv (.csv), lineage (.svg)
    Its graph:        html (.html), graphml (.graphml), gexf (.gexf),
                      dot (.dot), mermaid (.mmd), cytoscape (.cyjs),
                      vosviewer (.vos.json), edgelist (.edgelist)

    \b
    Examples:
      surveyor export query-doc-relevance -o relevance.html
      surveyor export query-doc-relevance -o references.bib
      surveyor export query-doc-relevance --format mermaid --top 40
    """
    from surveyor.export import chosen, rendered

    asked = chosen(output, form)
    text = rendered(asked, stored_survey(survey_id, cache_dir), top)
    if output is None:
        click.echo(text, nl=False)
    else:
        write_file(output, text)
        say(f"wrote {output}")


@click.command()
@click.argument("survey_id", metavar="ID")
@click.option(
    "-o",
    "--output",
    type=GivenPath(path_type=Path, dir_okay=False),
    metavar="FILE",
    required=True,
    help="FILE.svg, or FILE.png where resvg-py is installed.",
)
@click.option(
    "--top", type=click.IntRange(1), metavar="N", default=40, show_default=True, help="Works that are drawn at most."
)
@cache_option
def lineage(survey_id: str, output: Path, top: int, cache_dir: str | None) -> None:
    """Draw the genealogy of a survey's methods.

    Years run from left to right, a lane is an approach, and a line runs from a work to one that compares with it, or
    dotted to one that cites it. Role is told by colour and by the corners of the box. The beginning or the end of the
    ID is enough; `surveyor list` prints the ids.

    \b
    Examples:
      surveyor lineage query-doc-relevance -o lineage.svg
      surveyor lineage query-doc-relevance -o lineage.png --top 20
    """
    from surveyor.errors import UsageError
    from surveyor.export import lineage as picture

    made = stored_survey(survey_id, cache_dir)
    match output.suffix.lower():
        case ".svg":
            write_file(output, picture.svg(made, top))
        case ".png":
            write_file(output, picture.png(made, top))
        case _:
            raise UsageError(f"{output.name!r}: let the file's name end in .svg or .png")
    say(f"wrote {output}")


@click.command()
@click.argument("survey_id", metavar="ID")
@click.option(
    "-o",
    "--output",
    type=GivenPath(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="FILE.md or FILE.csv; default: Markdown on stdout.",
)
@click.option(
    "--top", type=click.IntRange(1), metavar="N", help="The first N baselines by rank instead of the shortlist."
)
@cache_option
def experiments(survey_id: str, output: Path | None, top: int | None, cache_dir: str | None) -> None:
    """Write the table of experiments that a survey asks for.

    A row is a baseline, or a strategy to be added to a work that papers add it to, else to the best classic or simple
    one, with a name fit for a git tag; the figures that papers report are filled in and cited, your own column is
    empty, and stages say on how much data to run what.
    The beginning or the end of the ID is enough; `surveyor list` prints the ids.

    \b
    Examples:
      surveyor experiments query-doc-relevance -o experiments.md
      surveyor experiments query-doc-relevance -o experiments.csv --top 20
    """
    from surveyor.errors import UsageError
    from surveyor.export import experiments as plan

    made = stored_survey(survey_id, cache_dir)
    suffix = output.suffix.lower() if output else ".md"
    if suffix not in (".md", ".csv"):
        raise UsageError(f"{output and output.name!r}: let the file's name end in .md or .csv")
    text = plan.csv_table(made, top) if suffix == ".csv" else plan.markdown(made, top)
    if output is None:
        click.echo(text, nl=False)
    else:
        write_file(output, text)
        say(f"wrote {output}")


def _export(
    survey_id: str, output: Path, cache_dir: str | None, among: tuple[str, ...], top: int | None = None
) -> None:
    from surveyor.export import for_file, rendered

    export = for_file(output, among)
    write_file(output, rendered(export, stored_survey(survey_id, cache_dir), top))
    say(f"wrote {output}")
