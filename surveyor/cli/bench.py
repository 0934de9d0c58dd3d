"""surveyor bench: how well surveyor answers, beside simple peers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Literal

import click

from surveyor import places
from surveyor.cli.options import GivenPath, cache_option, say, today, venues_option, write_file
from surveyor.cli.progress import bar


@click.group(invoke_without_command=True, subcommand_metavar="[COMMAND]")
@click.option(
    "--data",
    type=GivenPath(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder with NAME.queries.jsonl and NAME.qrels (default: what is built in).",
)
@click.option(
    "--tasks",
    metavar="NAMES",
    help="Any of t1, t1c, strict, t2, t3, t4, t5, words and shelf, commas between (default: shelf; with --data all "
    "others).",
)
@click.option(
    "--half",
    type=click.Choice(["report", "tune"]),
    default="report",
    show_default=True,
    help="Of words: the half that figures are of, or the one to choose parameters by.",
)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the first N questions of each task.")
@click.option(
    "--against", metavar="PEER", help="The row that all others are compared with (default: surveyor with each)."
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    metavar="N",
    default=os.cpu_count() or 1,
    show_default="all cores",
    help="Processes of surveyor at once; peers have one.",
)
@click.option(
    "--json", "output", type=GivenPath(path_type=Path, dir_okay=False), metavar="FILE", help="The tables as JSON too."
)
@venues_option
@cache_option
@click.pass_context
def bench(
    context: click.Context,
    data: Path | None,
    tasks: str | None,
    half: Literal["report", "tune"],
    limit: int | None,
    against: str | None,
    jobs: int,
    output: Path | None,
    venues_file: str | None,
    cache_dir: str | None,
) -> None:
    """Measure how well surveyor answers, beside simple peers.

    All are asked in one run. Prints a table a task: means over its questions with 95 % intervals, how much surveyor
    is better than each peer on the main measure, question by question, and milliseconds a question, without loading,
    those of peers without the search for seeds too. Without --data the papers of the built-in shelf are asked for: a
    check that all works, in a minute. An interrupted run goes on where it stopped. It needs `pip install
    ir-measures`.

    \b
    Examples:
      surveyor bench
      surveyor bench --tasks words --cache-dir DIR
      surveyor bench --data bench/dev --tasks t1,t1c,strict --limit 40 --json figures.json
    """
    if context.invoked_subcommand:
        return
    import msgspec

    from surveyor.bench.measure import Talk, Wanted, check_known, measure
    from surveyor.bench.sheet import document, markdown
    from surveyor.bench.tasks import chosen, usual

    names = [name.strip() for name in tasks.split(",")] if tasks else usual(with_data=data is not None)
    check_known(against)
    cache, venues = places.cache_dir(cache_dir), places.venues_file(venues_file)
    wanted = Wanted(chosen(names), data, cache, venues, today(), limit, half, jobs)
    made = []
    for sheet in measure(wanted, Talk(say, _asking)):
        made.append(document(sheet, against))
        for line in markdown(sheet, against):
            click.echo(line)
    if output:
        write_file(output, msgspec.json.format(msgspec.json.encode(made)).decode() + "\n")


@contextmanager
def _asking(total: int, whom: str) -> Iterator[Callable[[int], None]]:
    say(f"{whom}, {total} questions")
    with bar(total, whom) as progress:
        yield progress


@bench.command()
@click.argument("model", type=click.Choice(["baselines", "compared", "meaning", "techniques"]))
@click.option(
    "--data",
    type=GivenPath(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder with the questions and the gold of t1 and t2, for `baselines` and `compared`.",
)
@click.option(
    "-o", "--output", required=True, type=GivenPath(path_type=Path, dir_okay=False), metavar="FILE", help="FILE.json."
)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Learn from the first N of its papers alone.")
@venues_option
@cache_option
def train(
    model: str, data: Path | None, output: Path, limit: int | None, venues_file: str | None, cache_dir: str | None
) -> None:
    """Learn a model anew.

    MODEL is `baselines`, by which surveys rank, `compared`, by which `surveyor compared` tells what a paper compares
    with, or words: `meaning`, by which a problem in plain words is searched for in the terms of its field, or
    `techniques` of the library's abstracts, by which strategies are found. The same data, library, venue map and
    versions give the same bytes. The card of the model is printed: what it was learnt from, and its figures on what it
    has not seen. The two that rank need `pip install ir-measures lightgbm`, and the corpora that the questions are of;
    `meaning` needs `pip install "surveyor[teacher]"`, two gigabytes.

    \b
    Examples:
      surveyor bench train baselines --data bench/dev -o surveyor/ranking/baselines.json
      surveyor bench train meaning -o surveyor/meaning.json
    """
    import json

    from surveyor import meaning
    from surveyor.bench import learn, learn_meaning, learn_techniques, sayings, teacher
    from surveyor.bench.ground import open_library
    from surveyor.bench.scoring import check_installed
    from surveyor.bench.train import learnt_from
    from surveyor.ranking.model import dump
    from surveyor.venues import load

    if model in {"meaning", "techniques"}:
        if data or limit:
            raise click.UsageError(f"`{model}` is learnt from the whole library: leave --data and --limit out")
    else:
        check_installed("ir-measures", "lightgbm")
        if data is None:
            raise click.UsageError(f"--data is missing: the folder whose questions `{model}` is learnt from")
    venues = load(places.venues_file(venues_file))
    with open_library(places.cache_dir(cache_dir)) as library:
        if model == "techniques":
            names = learn_techniques.learn_techniques(library)
            card, content = names.card, learn_techniques.dump(names)
        elif data is None or model == "meaning":
            words = learn_meaning.learn_meaning(library, venues, sayings.load(), teacher.minilm())
            card, content = words.card, meaning.dump(words)
        else:
            made = (
                learnt_from(library, data, limit)
                if model == "compared"
                else learn.train(library, venues, data, limit=limit, progress=partial(bar, what="papers"))
            )
            card, content = made.card, dump(made)
    write_file(output, content.decode())
    click.echo(json.dumps(card, indent=1))


@contextmanager
def _counting(total: int, what: str) -> Iterator[Callable[[int], None]]:
    say(f"{total} {what}")
    with bar(total, what) as progress:
        yield progress


@bench.command()
@click.option(
    "--data",
    required=True,
    type=GivenPath(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder with the questions and the gold of t1 and t2.",
)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the first N papers.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@venues_option
@cache_option
def ablate(
    data: Path, limit: int | None, form: Literal["text", "json"], venues_file: str | None, cache_dir: str | None
) -> None:
    """Measure what carries the learnt ranking of baselines.

    Models are learnt in five folds without groups of features, and from fewer papers; those of all features are asked
    where less is known of the citations, and with other numbers of seeds. Prints a table each: nDCG@10 on t1, t1c and
    strict, and how far it is from all, paper by paper, with 95 % intervals. The models have fewer trees than the one in
    the package, all alike. It takes an hour for a thousand papers, and needs `pip install ir-measures lightgbm` and the
    corpora that the questions are of.

    \b
    Examples:
      surveyor bench ablate --data bench/dev --limit 100
      surveyor bench ablate --data bench/dev --format json > ablation.json
    """
    import json

    from surveyor.bench import ablation
    from surveyor.bench.ablation_sheet import document, markdown
    from surveyor.bench.ground import open_library
    from surveyor.bench.scoring import check_installed
    from surveyor.venues import load

    check_installed("ir-measures", "lightgbm")
    venues = load(places.venues_file(venues_file))
    with open_library(places.cache_dir(cache_dir)) as library:
        parts = ablation.ablate(library, venues, data, limit=limit, progress=_counting)
    click.echo(json.dumps(document(parts), indent=1) if form == "json" else "\n".join(markdown(parts)))
