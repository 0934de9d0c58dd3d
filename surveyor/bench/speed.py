"""Time and memory of the commands, as whole processes, beside what merely importing scikit-learn costs here.

    python -m surveyor.bench.speed [CORPUS_FOLDER ...]

Every figure is the median of several runs; ratios are taken pair by pair, so that they hold when the machine's speed
drifts. With corpora, importing them, `find` on them and `batch` are measured too.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

PROBLEMS = (
    "query-doc relevance",
    "natural language inference",
    "compress a matching model to be smaller and faster",
    "开放域对话生成",
    "object detection in images",
    "session-based recommendation",
    "neural machine translation of rare words",
    "few-shot image classification",
)
SURVEYOR = (sys.executable, "-m", "surveyor")
YARDSTICK = (sys.executable, "-c", "import sklearn.feature_extraction.text")
BATCH_ROWS = 80


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process."""

    seconds: float
    peak_mb: float


def run(command: Sequence[str]) -> Run:
    """Run a command to its end, what it prints thrown away; CalledProcessError when it fails."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(time.perf_counter() - began, usage.ru_maxrss / 1024)


def median(command: Sequence[str], times: int) -> float:
    """Median seconds of `times` runs after one that does not count."""
    run(command)
    return statistics.median(run(command).seconds for _ in range(times))


def ratio(command: Sequence[str], other: Sequence[str], times: int) -> float:
    """Median over `times` pairs of the time of `command` divided by that of `other`, after one pair not counted."""
    pairs = [(run(command).seconds, run(other).seconds) for _ in range(times + 1)][1:]
    return statistics.median(a / b for a, b in pairs)


def measure(folders: Sequence[Path], times: int, scratch: Path) -> Iterator[tuple[str, str, str]]:
    """Rows of (what, figure, goal)."""
    shelf, corpora = (("--cache-dir", str(scratch / name)) for name in ("shelf", "corpora"))
    yield "surveyor --help", f"{1000 * median((*SURVEYOR, '--help'), times):.0f} ms", "< 150 ms"
    find = (*SURVEYOR, "find", PROBLEMS[0])
    yield "find on the shelf / importing scikit-learn", f"{ratio((*find, *shelf), YARDSTICK, times):.2f}", "≤ 2"
    if not folders:
        return
    imports = [run((*SURVEYOR, "corpus", "import", str(folder), *corpora)) for folder in folders]
    yield f"import of {len(folders)} corpora", f"{sum(r.seconds for r in imports):.0f} s", "≤ 100 s"
    yield "its peak memory", f"{max(r.peak_mb for r in imports):.0f} MB", "≤ 600 MB"
    yield "find on the corpora / importing scikit-learn", f"{ratio((*find, *corpora), YARDSTICK, times):.2f}", "≤ 3"
    yield "batch after loading", f"{_batch_rate(corpora, scratch):.1f} problems/s", "≥ 5 on 2 cores"


def _batch_rate(corpora: Sequence[str], scratch: Path) -> float:
    """Problems a second, from the difference of a long and a short run, so that loading does not count."""
    seconds = []
    for rows in (len(PROBLEMS), len(PROBLEMS) + BATCH_ROWS):
        queries = scratch / f"{rows}.jsonl"
        lines = [
            {"qid": str(i), "problem": PROBLEMS[i % len(PROBLEMS)], "as_of": f"20{18 + i % 6}-06"} for i in range(rows)
        ]
        queries.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        out = str(scratch / f"{rows}.out.jsonl")
        seconds.append(run((*SURVEYOR, "batch", str(queries), "-o", out, *corpora)).seconds)
    return BATCH_ROWS / (seconds[1] - seconds[0])


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--times", default=5, show_default=True, help="Counted runs of each command.")
def main(folders: tuple[Path, ...], times: int) -> None:
    """Measure surveyor on this machine; FOLDERS are corpora to import."""
    with tempfile.TemporaryDirectory() as scratch:
        for what, figure, goal in measure(folders, times, Path(scratch)):
            click.echo(f"{what:<46} {figure:>18}   goal {goal}")


if __name__ == "__main__":
    main()
