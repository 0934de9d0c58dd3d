import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from surveyor.cli import cli
from surveyor.export import EXPORTS, FOLDER
from surveyor.sources import open_shelf

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_help_in_the_readme_is_the_real_one():
    shown = README.split("$ surveyor --help\n")[1].split("```")[0].strip()
    env = os.environ | {"COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    real = subprocess.run([sys.executable, "-m", "surveyor", "--help"], capture_output=True, env=env, check=True)
    assert shown == real.stdout.decode().strip()


def test_the_two_commands_stand_in_the_readme_as_ci_runs_them():
    lines = [line for line in README.splitlines() if line.startswith("python3 -m venv")]
    assert len(lines) == 2
    assert "grep '^python3 -m venv' README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("line", sorted(set(re.findall(r"^surveyor [a-z].*$", README, re.MULTILINE))))
def test_every_command_in_the_readme_exists_with_its_options(line):
    words = line.split("  ")[0].split()[1:]
    command: click.Command = cli
    while words and isinstance(command, click.Group) and not words[0].startswith("-"):
        command = command.commands[words.pop(0)]
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words if word.startswith("-")} <= known


def test_the_files_that_out_writes_are_all_named():
    assert all(f"`{file}`" in README for file in FOLDER)


def test_the_table_of_formats_is_that_of_the_program():
    rows = re.findall(r"^\| `([a-z-]+)` \| `(\.[a-z.]+)` \|", README, re.MULTILINE)
    assert rows == [(name, export.suffix) for name, export in EXPORTS.items()]


def test_the_figures_of_the_shelf_are_true():
    library = open_shelf()._library.db
    works = library.execute("select count(*) from papers").fetchone()[0]
    citations = library.execute("select count(*) from citations").fetchone()[0]
    assert f"{works:,} works" in README
    assert f"{citations:,} citations" in README
