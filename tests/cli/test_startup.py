from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import surveyor
from tests.fakes import surveyor as call

ROOT = Path(__file__).parent.parent.parent
LOADED = """\
import json, sys
before = set(sys.modules)
from surveyor.cli import main
sys.argv = ["surveyor", *sys.argv[1:]]
try:
    main()
except SystemExit:
    pass
print(json.dumps(sorted({name.partition(".")[0] for name in set(sys.modules) - before})), file=sys.stderr)
"""


def loaded(*arguments: str) -> set[str]:
    command = [sys.executable, "-c", LOADED, *arguments]
    run = subprocess.run(command, capture_output=True, check=True, cwd=ROOT, text=True)
    return set(json.loads(run.stderr.splitlines()[-1]))


@pytest.mark.parametrize("arguments", [["--help"], ["find", "--help"], ["--version"]])
def test_help_imports_click_and_the_standard_library_only(arguments: list[str]) -> None:
    assert loaded(*arguments) - set(sys.stdlib_module_names) == {"click", "surveyor"}


def test_listing_surveys_imports_no_science(tmp_path: Path) -> None:
    heavy = {"scipy", "sklearn", "networkx", "rich", "httpx", "pandas"}
    assert not loaded("list", "--cache-dir", str(tmp_path)) & heavy


def test_python_m_surveyor_says_its_version() -> None:
    run = subprocess.run([sys.executable, "-m", "surveyor", "--version"], capture_output=True, check=True, cwd=ROOT)
    assert run.stdout.decode() == f"surveyor, version {surveyor.__version__}\n"
    assert run.stderr == b""


def test_the_version_is_a_literal_and_that_of_the_build() -> None:
    source = (ROOT / "surveyor" / "__init__.py").read_text(encoding="utf-8")
    assert re.search(r'^__version__ = "\d+\.\d+\.\d+"$', source, re.MULTILINE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["hatch"]["version"]["path"] == "surveyor/__init__.py"
    assert project["project"]["scripts"]["surveyor"] == "surveyor.cli:main"


COMMANDS = ["find", "route", "list", "show", "graph", "baselines", "batch", "corpus", "venues"]


def test_help_names_every_command_in_the_order_of_use() -> None:
    run = call("--help")
    assert run.status == 0
    assert all(re.search(rf"^  {command} ", run.out, re.MULTILINE) for command in COMMANDS)


@pytest.mark.parametrize("command", [*([c] for c in COMMANDS), ["corpus", "import"], ["venues", "check"]])
def test_every_command_has_help_under_both_names(command: list[str]) -> None:
    run = call(*command, "--help")
    assert run.status == 0
    assert run.err == ""
    assert run.out.startswith(f"Usage: surveyor {' '.join(command)}")
    assert call(*command, "-h") == run


def test_a_pipe_that_is_closed_early_is_silent(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "surveyor", "find", "query-doc relevance", "--format", "json"]
    read, write = os.pipe()
    os.close(read)
    try:
        run = subprocess.run(
            [*command, "--cache-dir", str(tmp_path)], stdout=write, stderr=subprocess.PIPE, check=False, cwd=ROOT
        )
    finally:
        os.close(write)
    assert run.stderr == b""
    assert run.returncode == 1
