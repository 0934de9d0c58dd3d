"""surveyor walk: a survey from papers of one's own."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from surveyor.cli.making import Ground, format_option, make, out_option, show, started, strict_option
from surveyor.cli.network import Wanted, network_options
from surveyor.cli.options import cache_option, count_option, have_option, known_papers, say, today, venues_option

if TYPE_CHECKING:
    from surveyor.start import Named


@click.command()
@click.argument("seeds", metavar="SEED...", nargs=-1, required=True)
@click.option(
    "--problem", metavar="TEXT", help="What the papers are about; default: the words that their titles share."
)
@click.option(
    "--forward", is_flag=True, help="Start from papers that cite the seeds too, as corpora or OpenAlex know them."
)
@click.option("--as-of", metavar="YYYY-MM", help="See only what was published before this month (default: today).")
@count_option("years", 2, "Recent years.")
@count_option("hops", 2, "How deep to walk.")
@count_option("walk", 40, "Papers whose references are read at most.", "budget")
@format_option
@out_option
@have_option
@strict_option
@network_options
@venues_option
@cache_option
def walk(
    seeds: tuple[str, ...],
    problem: str | None,
    forward: bool,
    as_of: str | None,
    years: int,
    hops: int,
    budget: int,
    form: str | None,
    out: Path | None,
    have: Path | None,
    strict: bool,
    network: Wanted,
    venues_file: str | None,
    cache_dir: str | None,
) -> None:
    """Survey what the papers SEED... build on.

    A SEED is a DOI, an arXiv or ACL id, an address of a paper, a title in quotes, or a .bib or .ris file. The walk
    starts from these alone; recent papers, venues and the rest are found by the words of the problem.

    \b
    Examples:
      surveyor walk arxiv:1901.04085 arxiv:2003.06713 --problem "query-doc relevance"
      surveyor walk https://aclanthology.org/D16-1244 "Enhanced LSTM for Natural Language Inference"
      surveyor walk refs.bib --forward --out mine/
    """
    from surveyor.errors import LibraryError
    from surveyor.problem import pose
    from surveyor.settings import Settings
    from surveyor.start import words_of

    known = known_papers(have)
    ground = Ground(network, venues_file, cache_dir)
    settings = Settings(hops=hops, walk=budget)
    asked = list(_named(seeds))
    posed = pose(problem or "papers of one's own", today=today(), as_of=as_of, years=years)
    start = started(asked, posed, settings, ground, forward=forward)
    for line in start.missing:
        say(line)
    if not start.named:
        raise LibraryError("none of these papers is known: import a corpus that has them, or run with a network")
    if problem is None:
        posed = pose(words_of(start.named), today=today(), as_of=as_of, years=years)
        say(f"problem, by the titles: {posed.text}")
    later = f" and {len(start.seeds) - len(start.named)} that cite them" if forward else ""
    say(f"walking from {len(start.named)} of {len(asked)} papers{later}")
    show(make(posed, settings, ground, start.seeds), form, out, known=known, strict=strict)


def _named(seeds: Sequence[str]) -> Iterator[Named]:
    """Each paper, those of files one by one; what cannot be read in a file is said. UsageError for an empty SEED, or a
    file of another kind."""
    from surveyor.errors import UsageError
    from surveyor.evidence.listed import SUFFIXES, read
    from surveyor.start import Named, naming

    for seed in seeds:
        if not seed.strip():
            raise UsageError("a SEED is empty: name a paper by an id, an address or its title, or a .bib or .ris file")
        if not seed.lower().endswith(SUFFIXES) and not os.path.isfile(seed):
            yield naming(seed)
            continue
        found = read(Path(seed))
        for trouble in found.troubles:
            say(f"{seed}: {trouble}")
        for paper in found.papers:
            known = tuple(one for one in paper.ids if not one.startswith("cited:"))
            yield Named(paper.title, known)
