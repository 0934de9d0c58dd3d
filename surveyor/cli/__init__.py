"""The command line. Each file here parses, calls and prints; start-up imports nothing but click."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import TextIO

import click

from surveyor import __version__
from surveyor.cli.audit import audit
from surveyor.cli.batch import batch
from surveyor.cli.bench import bench
from surveyor.cli.changes import diff, update
from surveyor.cli.compared import compared
from surveyor.cli.corpus import corpus
from surveyor.cli.find import find
from surveyor.cli.services import cache, doctor, sources
from surveyor.cli.surveys import baselines, experiments, explain, export, graph, lineage, list_surveys, show
from surveyor.cli.venues import route, venues
from surveyor.cli.walk import walk
from surveyor.errors import SurveyorError

_INTERRUPTED = 130
_LONGEST = 2_000


class _Program(click.Group):
    def invoke(self, ctx: click.Context) -> None:
        """Run a command; a reader of stdout who has seen enough, such as `head`, is no failure."""
        try:
            super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _discard(sys.stdout)


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="surveyor")
def cli() -> None:
    """From a problem in words to venues, recent papers, baselines with evidence, and a reading list.

    \b
    Examples:
      surveyor find "query-doc relevance"
      surveyor find 开放域对话生成 --out dialogue/
      surveyor route "compress a matching model to be smaller and faster"
      surveyor corpus import ~/papers/acl --name acl
    """


for command in (
    find,
    route,
    walk,
    experiments,
    lineage,
    diff,
    update,
    list_surveys,
    show,
    graph,
    baselines,
    explain,
    export,
    batch,
    compared,
    audit,
    bench,
    corpus,
    venues,
    sources,
    doctor,
    cache,
):
    cli.add_command(command)


def main() -> None:
    """The program: errors of ours become one line and their exit status."""
    _ready_streams()
    try:
        cli.main(prog_name="surveyor", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("surveyor: interrupted; nothing half-done was kept", err=True)
        sys.exit(_INTERRUPTED)
    except SurveyorError as error:
        for line in error.lines:
            click.echo(error.prefix + _presentable(line), err=True)
        sys.exit(error.exit_status)
    except OSError as error:
        _discard(sys.stdout)
        click.echo(f"surveyor: {error.filename or 'stdout'}: {error.strerror}: choose another place for it", err=True)
        sys.exit(SurveyorError.exit_status)


def _ready_streams() -> None:
    """Print what a terminal's encoding lacks as escapes; throw away what goes to a stream that the caller closed
    (`>&-`), so that no file of ours takes its number."""
    if sys.stdout is None:
        sys.stdout = _nowhere()
    if sys.stderr is None:
        sys.stderr = _nowhere()
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")


def _discard(stream: TextIO) -> None:
    """Throw away what a stream still holds, so that Python does not try again at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _presentable(line: str) -> str:
    """One printable line, the middle left out when it quotes something very long."""
    flat = "".join(sign if sign.isprintable() else " " if sign.isspace() else "�" for sign in line)
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST // 2]} … {flat[-_LONGEST // 2 :]}"
