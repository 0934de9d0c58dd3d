"""Answers to questions, kept in files as they come, so that an interrupted measurement goes on where it stopped."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from surveyor import batch, places
from surveyor.bench.questions import Named, Topic
from surveyor.dates import build_month
from surveyor.errors import CorpusError, ExportError

Progress = Callable[[int], None]
"""Told how many answers there are so far."""

Row = TypeVar("Row", bound=msgspec.Struct)


class Venue(msgspec.Struct):
    """A venue of a route."""

    venue: str
    score: float


class Work(msgspec.Struct):
    """A ranked work."""

    id: str
    ids: list[str]
    title: str

    @property
    def named(self) -> Named:
        """By its ids, the preferred one first, and its title."""
        return Named((self.id, *self.ids), self.title)


class Result(msgspec.Struct):
    """What `surveyor batch` answers to a problem, as far as it is measured."""

    qid: str
    route: list[Venue]
    baselines: list[Work]
    related: list[Work]


@dataclass(frozen=True, slots=True)
class Told:
    """Results of surveyor by qid."""

    results: Mapping[str, Result]
    seconds: float | None
    """What a problem took, from the first answer of a run to the last; None where that was never measured."""

    @property
    def times(self) -> dict[str, float]:
        """The same as `Answers` has it."""
        return {} if self.seconds is None else {"surveyor": self.seconds}


class Took(msgspec.Struct):
    """What a run of surveyor took."""

    answers: int
    seconds: float
    """Of all processes, for so many."""


class Answers(msgspec.Struct):
    """What everybody answers to a topic."""

    qid: str
    gold: dict[str, list[str]]
    """List to the documents that are right."""
    found: dict[str, dict[str, list[str]]]
    """List to who was asked to documents, best first."""
    seconds: dict[str, float]
    """Who was asked to what it took; without those for whom that was not measured."""


Ask = Callable[[Topic], Answers]
"""Asks everybody a topic."""


def kept_in(folder: Path, made_of: str) -> None:
    """Make the folder, and empty it of answers that were made of something else than `made_of` says."""
    mark = folder / "made-of.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not mark.is_file() or mark.read_text(encoding="utf-8") != made_of:
            for old in folder.glob("*.jsonl"):
                old.unlink()
            mark.write_text(made_of, encoding="utf-8")
    except OSError as error:
        raise ExportError(f"{folder}: {error.strerror or error}: choose another place with --cache-dir") from error


def fingerprint(ground: str, venues: Path, topics: Sequence[Topic]) -> str:
    """A word that changes with the program, the word of the ground, the venue map and what is asked: what is all that
    an answer depends on."""
    word = hashlib.sha256(repr((sorted(_program()), ground)).encode())
    word.update(venues.read_bytes())
    word.update(msgspec.json.encode(topics))
    return word.hexdigest()


def _program() -> Iterator[tuple[str, str]]:
    root = places.package_dir()
    for file in root.rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts:
            yield str(file.relative_to(root)), hashlib.sha256(file.read_bytes()).hexdigest()


def surveyed(topics: Sequence[Topic], folder: Path, job: batch.Job, jobs: int, progress: Progress) -> Told:
    """What `surveyor batch` answers, with what is in the folder as its results file."""
    rows = [batch.QueryRow(t.qid, t.problem, build_month(t.cutoff), list(t.exclude)) for t in topics]
    out, took = folder / "results.jsonl", folder / "took.jsonl"
    runs = _read(took, Took)
    times = [time.perf_counter()]

    def noted(count: int) -> None:
        times.append(time.perf_counter())
        progress(count)

    try:
        batch.run(rows, out, job, jobs=jobs, progress=noted)
    finally:
        if len(times) > 1:
            runs.append(_took(times, jobs))
            _append(took, runs[-1])
    seconds = sum(run.seconds for run in runs) / sum(run.answers for run in runs) if runs else None
    return Told({row.qid: row for row in _read(out, Result)}, seconds)


def _took(times: Sequence[float], jobs: int) -> Took:
    """From when a run began and when each answer came; until the first one most goes into opening the library."""
    timed = times[1:] if len(times) > 2 else times
    return Took(len(timed) - 1, jobs * (timed[-1] - timed[0]))


def _append(path: Path, row: msgspec.Struct) -> None:
    with path.open("ab") as file:
        file.write(msgspec.json.encode(row) + b"\n")


def asked(topics: Sequence[Topic], out: Path, opened: Callable[[], Ask], progress: Progress) -> list[Answers]:
    """The answers to each topic, those that are kept in `out` as they are; `opened` is called where one is missing."""
    kept = {row.qid: row for row in _read(out, Answers)}
    todo = [topic for topic in topics if topic.qid not in kept]
    if todo:
        ask = opened()
        for count, topic in enumerate(todo, 1):
            kept[topic.qid] = ask(topic)
            _append(out, kept[topic.qid])
            progress(count)
    return [kept[topic.qid] for topic in topics]


def _read(path: Path, kind: type[Row]) -> list[Row]:
    """The rows of a file of ours, none where there is no file; a last line that was cut off is removed."""
    content = path.read_bytes() if path.is_file() else b""
    whole = content.rfind(b"\n") + 1
    if whole < len(content):
        os.truncate(path, whole)
    try:
        return [msgspec.json.decode(line, type=kind) for line in content[:whole].splitlines()]
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: damaged ({error}): remove it, and the same command makes it anew") from error
