"""surveyor corpus: what the library holds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from surveyor.cli.options import GivenPath, cache_option, open_library, say

_SHOWN_SKIPS = 20
_LONGEST_NAME = 100


def _checked_name(_context: click.Context, _parameter: click.Parameter, name: str | None) -> str | None:
    if name is None or (name.isprintable() and any(map(str.isalnum, name)) and len(name) <= _LONGEST_NAME):
        return name and name.strip()
    raise click.BadParameter(f"a name has a letter or digit, at most {_LONGEST_NAME} characters, and one line.")


@click.group()
def corpus() -> None:
    """Import, list and remove corpora of papers.

    \b
    Examples:
      surveyor corpus import ~/corpora/acl --name acl
      surveyor corpus list
    """


@corpus.command("import", short_help="Import files, or folders of them, as a corpus.")
@click.argument("paths", nargs=-1, required=True, type=GivenPath(path_type=Path, readable=False), metavar="PATH...")
@click.option(
    "--name",
    callback=_checked_name,
    help="Name of the corpus (default: the folder's); importing under a name again replaces it.",
)
@click.option("--strict", is_flag=True, help="Refuse the whole import at the first bad line.")
@cache_option
def import_(paths: tuple[Path, ...], name: str | None, strict: bool, cache_dir: str | None) -> None:
    """Import files, or folders of them, in the interchange format (JSON lines, plain or gzip).

    A line of a papers file is an object with "id" and "title", and where known "abstract", "year", "date", "venue",
    "authors", "ids"; a line of a citations file has "citing", "cited" and "mentions" by section. An import is there as
    a whole or not at all.

    \b
    Examples:
      surveyor corpus import ~/corpora/acl --name acl
      surveyor corpus import papers.jsonl.gz citations.jsonl.gz --name mine --strict
    """
    from surveyor.library.corpus import import_corpus

    chosen = name or _name_of(paths)
    with open_library(cache_dir) as library, _bar() as progress:
        imported = import_corpus(library, paths, name=chosen, strict=strict, progress=progress)
    for skipped in imported.reasons[:_SHOWN_SKIPS]:
        say(f"skipped {skipped}")
    if imported.skipped > _SHOWN_SKIPS:
        say(f"… and {imported.skipped - _SHOWN_SKIPS:,} more lines")
    say(f"{chosen}: {imported.papers:,} papers, {imported.citations:,} citations, {imported.skipped:,} lines skipped")


@corpus.command("list")
@cache_option
def list_(cache_dir: str | None) -> None:
    """List the imported corpora.

    A line is name, papers, citations and skipped lines, between tabs.

    \b
    Example:
      surveyor corpus list
    """
    from surveyor.library.corpus import corpora

    with open_library(cache_dir) as library:
        rows = corpora(library)
    for row in rows:
        click.echo(f"{row.name}\t{row.papers} papers\t{row.citations} citations\t{row.skipped} skipped")
    if not rows:
        say("no corpus imported; surveys rest on the built-in shelf. See: surveyor corpus import --help")


@corpus.command()
@click.argument("name")
@cache_option
def remove(name: str, cache_dir: str | None) -> None:
    """Take the corpus NAME out of the library.

    Surveys made with it stay.

    \b
    Example:
      surveyor corpus remove acl
    """
    from surveyor.library.corpus import remove_corpus

    with open_library(cache_dir) as library:
        remove_corpus(library, name)
    say(f"removed {name}")


def _name_of(paths: tuple[Path, ...]) -> str:
    folders = {(path if path.is_dir() else path.parent).resolve().name for path in paths}
    if len(folders) > 1:
        raise click.UsageError(f"these paths are of {len(folders)} folders: say what the corpus is called with --name")
    name = folders.pop()
    return name if name.isprintable() and name.strip() else "corpus"


@contextmanager
def _bar() -> Iterator[Callable[[str, int, int], None] | None]:
    """A progress bar on a terminal: bytes read of each file."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        tasks: dict[str, TaskID] = {}

        def progress(file: str, done: int, size: int) -> None:
            if file not in tasks:
                tasks[file] = bar.add_task(file, total=size)
            bar.update(tasks[file], completed=done)

        yield progress
