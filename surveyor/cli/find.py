"""surveyor find: the main job."""

from __future__ import annotations

from pathlib import Path

import click

from surveyor.cli.making import Ground, format_option, lang_option, make, out_option, show, strict_option
from surveyor.cli.network import Wanted, network_options
from surveyor.cli.options import cache_option, count_option, have_option, known_papers, today, venues_option


@click.command()
@click.argument("problem")
@click.option("--as-of", metavar="YYYY-MM", help="See only what was published before this month (default: today).")
@count_option("years", 2, "How many years back count as recent.")
@click.option(
    "--venue", "wanted", multiple=True, metavar="NAME", help="Take this venue instead of routing; repeatable."
)
@click.option(
    "--exclude", multiple=True, metavar="ID", help="Treat this paper as unseen, such as arxiv:1606.01933; repeatable."
)
@count_option("seeds", 20, "Papers to walk back from.")
@count_option("hops", 2, "How deep to walk.")
@count_option("walk", 40, "Papers whose references are read at most.", "budget")
@format_option
@lang_option
@out_option
@click.option(
    "--rank",
    "ranker",
    metavar="NAME",
    default="learnt",
    show_default=True,
    help="What ranks the baselines: the learnt model or a simple peer such as coupling, pagerank or rrf-best-three.",
)
@have_option
@click.option("--quick", is_flag=True, help="The answer on one screen.")
@strict_option
@network_options
@venues_option
@cache_option
def find(
    problem: str,
    as_of: str | None,
    years: int,
    wanted: tuple[str, ...],
    exclude: tuple[str, ...],
    seeds: int,
    hops: int,
    budget: int,
    form: str | None,
    lang: str | None,
    out: Path | None,
    ranker: str,
    have: Path | None,
    quick: bool,
    strict: bool,
    network: Wanted,
    venues_file: str | None,
    cache_dir: str | None,
) -> None:
    """Survey the literature on PROBLEM, said in English or Chinese.

    \b
    Examples:
      surveyor find "query-doc relevance"
      surveyor find "natural language inference" --as-of 2021-06 --out nli/
      surveyor find 模型压缩 --format json > survey.json
      surveyor find "text classification" --quick --have refs.bib
    """
    from surveyor.errors import UsageError
    from surveyor.problem import pose
    from surveyor.ranking.baselines import RANKERS
    from surveyor.settings import Settings

    posed = pose(problem, today=today(), as_of=as_of, years=years, venues=wanted, exclude=exclude)
    if ranker not in RANKERS:
        raise UsageError(f"no ranking {ranker!r}: --rank takes {', '.join(RANKERS)}")
    known = known_papers(have)
    made = make(posed, Settings(seeds, hops, budget, rank=ranker), Ground(network, venues_file, cache_dir))
    show(made, form, out, known=known, language=lang, on_one_screen=quick, strict=strict)
