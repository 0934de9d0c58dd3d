from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
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
    heavy = {"scipy", "sklearn", "networkx", "rich", "httpx"}  # numpy and pandas: sqlite-utils imports what is there
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


SUBCOMMANDS = [*(f"corpus {name}" for name in ("import", "list", "remove"))]
SUBCOMMANDS += [f"venues {name}" for name in ("list", "show", "check")]
COMMANDS = ["find", "route", "list", "show", "graph", "baselines", "export", "batch", "compared", "bench"]
COMMANDS += ["corpus", "venues", "sources", "doctor", "cache"]


def test_help_names_every_command_in_the_order_of_use() -> None:
    run = call("--help")
    assert run.status == 0
    assert all(re.search(rf"^  {command} ", run.out, re.MULTILINE) for command in COMMANDS)


@pytest.mark.parametrize("command", [name.split() for name in (*COMMANDS, *SUBCOMMANDS)])
def test_every_command_has_help_with_an_example_under_both_names(command: list[str]) -> None:
    run = call(*command, "--help")
    assert run.status == 0
    assert run.err == ""
    assert run.out.startswith(f"Usage: surveyor {' '.join(command)}")
    assert re.search(rf"  Examples?:\n(.*\n)?    surveyor {command[0]}\b", run.out)
    assert call(*command, "-h") == run


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that holds one survey, of a problem whose signs not every terminal has."""
    cache = tmp_path_factory.mktemp("kept")
    assert call("find", "文本蕴含", "--cache-dir", cache).status == 0
    return cache


def show(cache: Path, form: str) -> list[str]:
    """The arguments that print its survey."""
    return ["show", "natural-language-inference", "--format", form, "--cache-dir", str(cache)]


def test_a_pipe_that_is_closed_early_is_silent(kept: Path) -> None:
    command = [sys.executable, "-m", "surveyor", *show(kept, "json")]
    read, write = os.pipe()
    os.close(read)
    try:
        run = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, check=False, cwd=ROOT)
    finally:
        os.close(write)
    assert run.stderr == b""
    assert run.returncode in {0, 141, -13}


def in_shell(redirection: str, *arguments: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "surveyor", *map(str, arguments)]
    return subprocess.run(["sh", "-c", f'exec "$@" {redirection}', "sh", *command], capture_output=True, cwd=ROOT)


@pytest.mark.parametrize(("redirection", "printed"), [(">&-", False), ("2>&-", True)])
def test_a_closed_stream_is_no_failure(kept: Path, redirection: str, printed: bool) -> None:
    run = in_shell(redirection, *show(kept, "json"))
    assert (run.returncode, run.stderr) == (0, b"")
    assert bool(run.stdout) == printed


def test_a_survey_is_kept_where_all_streams_are_closed(tmp_path: Path) -> None:
    run = in_shell(">&- 2>&- <&-", "find", "query-doc relevance", "--cache-dir", tmp_path)
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")
    assert "query-doc relevance" in call("list", "--cache-dir", tmp_path).out


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_a_full_disk_behind_stdout_is_one_line_and_the_survey_is_kept(tmp_path: Path) -> None:
    run = in_shell(">/dev/full", "find", "query-doc relevance", "--cache-dir", tmp_path)
    assert run.returncode == 1
    assert run.stderr == b"surveyor: stdout: No space left on device: choose another place for it\n"
    assert "query-doc relevance" in call("list", "--cache-dir", tmp_path).out


def test_a_terminal_that_lacks_the_signs_gets_escapes(kept: Path) -> None:
    command = [sys.executable, "-m", "surveyor", *show(kept, "terminal")]
    env = os.environ | {"PYTHONIOENCODING": "ascii"}
    run = subprocess.run(command, capture_output=True, check=True, cwd=ROOT, env=env)
    assert run.stderr == b""
    assert b"\\u6587" in run.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="no process groups")
@pytest.mark.parametrize("after", [0, 0.2, 2])
def test_an_interrupted_batch_is_one_line_whatever_its_workers_do(tmp_path: Path, after: float) -> None:
    rows = [{"qid": str(number), "problem": "query-doc relevance"} for number in range(200)]
    (tmp_path / "q.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    command = [sys.executable, "-m", "surveyor", "batch", "q.jsonl", "-o", "r.jsonl", "--jobs", "2", "--cache-dir", "."]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stderr=subprocess.PIPE, cwd=tmp_path, env=env, start_new_session=True) as run:
        while run.poll() is None and not (tmp_path / "r.jsonl").exists():
            time.sleep(0.01)
        time.sleep(after)
        os.killpg(run.pid, signal.SIGINT)
        _, said = run.communicate(timeout=60)
    assert said.decode().strip() == "surveyor: interrupted; nothing half-done was kept"
    assert run.returncode == 130
