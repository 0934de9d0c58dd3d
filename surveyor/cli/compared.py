"""surveyor compared: what a paper compares with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from surveyor.cli.network import Wanted, recorded_options
from surveyor.cli.options import GivenPath, cache_option, open_library, say, write_file

if TYPE_CHECKING:
    from surveyor.library import Library
    from surveyor.sources import Source


@click.command()
@click.argument("paper", required=False)
@click.option("--corpus", metavar="NAME", help="With --ids: the imported corpus that the papers are of.")
@click.option("--ids", type=GivenPath(path_type=Path, dir_okay=False), help="File with the id of one paper a line.")
@click.option(
    "-o", "--output", type=GivenPath(path_type=Path, dir_okay=False), metavar="OUT.jsonl", help="Where --ids goes."
)
@click.option("--format", "form", type=click.Choice(["markdown", "json"]), default="markdown", show_default=True)
@recorded_options
@cache_option
def compared(
    paper: str | None,
    corpus: str | None,
    ids: Path | None,
    output: Path | None,
    form: str,
    network: Wanted,
    cache_dir: str | None,
) -> None:
    """Say what PAPER compares with, and what it cites without comparing.

    PAPER is a file: an arXiv page (.html), LaTeX source (.tex, .tar.gz), TEI or JATS (.xml), a PDF where
    SURVEYOR_GROBID_URL says where GROBID runs; or the id or address of a paper on arXiv, which is read there; or any
    id that an imported corpus or the built-in shelf knows with its references. These are ranked by the result tables
    that they stand in, and by where and how often the paper mentions them. Of each is said in which tables and
    sections it stands, what is reported of it, or why it is nothing to compare with.

    \b
    Examples:
      surveyor compared arxiv:1702.03814
      surveyor compared https://arxiv.org/abs/1702.03814
      surveyor compared paper.tar.gz --format json
      surveyor compared --corpus fulltext --ids ids.txt -o compared.jsonl
    """
    if (paper is None) == (ids is None):
        raise click.UsageError("say a PAPER, or --corpus NAME --ids IDS -o OUT.jsonl")
    with open_library(cache_dir) as library:
        if ids is not None:
            if corpus is None or output is None:
                raise click.UsageError("--ids goes with --corpus NAME and -o OUT.jsonl")
            _many(library, corpus, ids, output)
        else:
            _one(library, str(paper), form, network, cache_dir)


def _one(library: Library, name: str, form: str, network: Wanted, cache_dir: str | None) -> None:
    from surveyor.cli.papers import find_compared
    from surveyor.export import comparison

    found = find_compared(library, name, network, cache_dir)
    click.echo(comparison.json(found) if form == "json" else comparison.markdown(found), nl=False)


def _many(library: Library, corpus: str, ids: Path, output: Path) -> None:
    import msgspec

    from surveyor.errors import CorpusError
    from surveyor.library.corpus import corpora
    from surveyor.sources import LibrarySource

    if all(known.name != corpus for known in corpora(library)):
        raise CorpusError(f"no corpus {corpus!r}; `surveyor corpus list` shows those there are")
    try:
        names = [line.strip() for line in ids.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{ids}: cannot be read: it holds the id of one paper a line") from error
    rows = [msgspec.json.encode(row).decode() for row in _rows(LibrarySource(library), names)]
    write_file(output, "".join(row + "\n" for row in rows))
    say(f"{output}: {len(rows)} of {len(names)} papers have known references")


def _rows(source: Source, names: list[str]) -> Iterator[dict[str, Any]]:
    from surveyor.compared import compared as compares
    from surveyor.export.comparison import row
    from surveyor.sources import View

    view = View(10**6)
    for name in names:
        works = [work for paper in source.lookup([name], view) for work in compares(paper, source, view).works]
        if works:
            yield {"id": name, "compared": [row(work) for work in works]}
