"""The command line. Each file here parses, calls and prints; start-up imports nothing but click."""

from __future__ import annotations

import os
import sys

import click

from surveyor import __version__
from surveyor.cli.batch import batch
from surveyor.cli.corpus import corpus
from surveyor.cli.find import find
from surveyor.cli.surveys import baselines, graph, list_surveys, show
from surveyor.cli.venues import route, venues
from surveyor.errors import SurveyorError

_INTERRUPTED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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


for command in (find, route, list_surveys, show, graph, baselines, batch, corpus, venues):
    cli.add_command(command)


def main() -> None:
    """The program: errors of ours become one line and their exit status."""
    try:
        cli.main(prog_name="surveyor", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("surveyor: interrupted; nothing half-done was kept", err=True)
        sys.exit(_INTERRUPTED)
    except SurveyorError as error:
        for line in str(error).splitlines():
            click.echo(error.prefix + line, err=True)
        sys.exit(error.exit_status)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
