"""Many problems at once: rows of JSON lines in, ranked rows out, resumable and in the order of the queries."""

from __future__ import annotations

import gc
import os
import re
import signal
import sys
import threading
from codecs import BOM_UTF8
from collections.abc import Callable, Container, Generator, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import msgspec

from surveyor.errors import CorpusError, ExportError, UsageError
from surveyor.library import Library
from surveyor.models import Candidate, Scored, Survey
from surveyor.pipeline import survey
from surveyor.problem import pose
from surveyor.route import route
from surveyor.settings import Settings
from surveyor.sources import Source, open_sources
from surveyor.venues import VenueMap, load


class QueryRow(msgspec.Struct):
    """A line of the queries file; unknown fields are ignored."""

    qid: str
    problem: str
    as_of: str | None = None
    exclude: list[str] = []
    venues: list[str] = []


@dataclass(frozen=True, slots=True)
class Job:
    """What every worker needs to open."""

    library: Path
    venues: Path
    settings: Settings
    today: date


def read_queries(path: Path, today: date, venues: VenueMap) -> list[QueryRow]:
    """All queries of a file, checked before any is answered; CorpusError names the first bad line."""
    decoder = msgspec.json.Decoder(QueryRow)
    rows: dict[str, QueryRow] = {}
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        try:
            row = decoder.decode(line.removeprefix(BOM_UTF8) if number == 1 else line)
            _check(row, rows, today, venues)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise CorpusError(f'{path}:{number}: {error}; a row is {{"qid": …, "problem": …}}') from error
        except UsageError as error:
            raise CorpusError(f"{path}:{number}: {error}") from error
        rows[row.qid] = row
    return list(rows.values())


def _check(row: QueryRow, before: Container[str], today: date, venues: VenueMap) -> None:
    if row.qid in before:
        raise UsageError(f"qid {row.qid!r} stands here twice; give every row its own")
    route(pose(row.problem, as_of=row.as_of, today=today, exclude=row.exclude).text, venues, row.venues)


def finished(path: Path) -> set[str]:
    """The qids that a results file holds; a last line that was cut off is removed, other content refused."""
    if not path.is_file():  # nothing yet, or a pipe or device that cannot be read back
        return set()
    done: set[str] = set()
    whole = 0
    for line in _lines(path):
        if not line.endswith(b"\n") and _is_cut_off(line):
            os.truncate(path, whole)
            break
        try:
            done.add(msgspec.json.decode(line, type=_Done).qid)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise CorpusError(f"{path}: not a results file of this command ({error}): choose another -o") from error
        whole += len(line)
    return done


class _Done(msgspec.Struct):
    """A whole row of a results file."""

    qid: str
    route: msgspec.Raw
    recent: msgspec.Raw
    baselines: msgspec.Raw
    related: msgspec.Raw
    coverage: msgspec.Raw


_QID = re.compile(rb'\{"qid":"(?:[^"\\]|\\.)*"')


def _is_cut_off(line: bytes) -> bool:
    """Whether a line without its end begins as a row of ours does; a foreign one is nobody's to remove."""
    qid = _QID.match(line)
    rest, sign = (line[qid.end() :], b',"route":[') if qid else (line, b'{"qid":"')
    return rest.startswith(sign[: len(rest)])


def run(rows: Sequence[QueryRow], out: Path, job: Job, *, jobs: int, progress: Callable[[int], None]) -> int:
    """Answer the rows that `out` does not hold yet, appending each as it is ready in order; returns how many."""
    done = finished(out)
    todo = [row for row in rows if row.qid not in done]
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with out.open("ab") as file, closing(_answers(todo, job, jobs)) as answers:
            for count, line in enumerate(answers, 1):
                file.write(line + b"\n")
                file.flush()
                progress(count)
    except OSError as error:
        advice = "make room there, or choose another -o; the same command then goes on from here"
        raise ExportError(f"{out}: {error.strerror or error}: {advice}") from error
    except BrokenProcessPool as error:
        advice = "the same command goes on from here; use fewer --jobs if memory is short"
        raise ExportError(f"{out}: a process was killed: {advice}") from error
    return len(todo)


def _answers(rows: Sequence[QueryRow], job: Job, jobs: int) -> Generator[bytes, None, None]:
    if jobs == 1 or len(rows) < 2:
        with Library.open(job.library) as library:
            yield from map(_Worker(job, library).answer, rows)
        return
    context = get_context("spawn")
    with _without_interrupts():  # a semaphore that is half made would be left behind
        stopped = context.Event()
        pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(job, stopped))
    try:
        with _without_interrupts():
            answers = pool.map(_answer, rows, chunksize=4)
        yield from answers
    finally:
        stopped.set()
        pool.shutdown(cancel_futures=True)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Processes started in here never see Ctrl-C, which is for this one to answer, and when they are up."""
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return
    missed: list[int] = []
    handler = signal.signal(signal.SIGINT, lambda number, _frame: missed.append(number))
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])  # inherited, unlike the handler
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        signal.signal(signal.SIGINT, handler)
    if missed:
        signal.raise_signal(signal.SIGINT)


class _Worker:
    """One process's open sources and venue map."""

    def __init__(self, job: Job, library: Library) -> None:
        self.job = job
        self.venues: VenueMap = load(job.venues)
        self.sources: tuple[Source, ...] = open_sources(library)

    def answer(self, row: QueryRow) -> bytes:
        problem = pose(row.problem, today=self.job.today, as_of=row.as_of, venues=row.venues, exclude=row.exclude)
        made = survey(problem, self.venues, self.sources, self.job.settings)
        return msgspec.json.encode(_result(row.qid, made, self.job.settings.top))


_worker: _Worker | None = None
_stopped: Event


def _start(job: Job, stopped: Event) -> None:
    global _stopped, _worker
    _stopped = stopped
    if stopped.is_set():
        return
    _worker = _Worker(job, Library.open(job.library))
    gc.freeze()  # what was loaded stays: no need to look through it again at every collection
    gc.set_threshold(100_000, 50, 50)  # an answer is many small values that live until it is written


def _answer(row: QueryRow) -> bytes:
    if _worker is None or _stopped.is_set():
        return b""  # nobody waits for it any more
    return _worker.answer(row)


def _result(qid: str, made: Survey, top: int) -> dict[str, Any]:
    return {
        "qid": qid,
        "route": [{"venue": v.venue, "score": round(v.score, 4)} for v in made.route.venues],
        "recent": _scored(made.recent[:top]),
        "baselines": [_baseline(candidate) for candidate in made.baselines],
        "related": _scored(made.related),
        "coverage": made.coverage,
    }


def _scored(entries: Iterable[Scored]) -> list[dict[str, Any]]:
    return [{"id": e.paper.id, "ids": e.paper.ids, "title": e.paper.title, "score": e.score} for e in entries]


def _baseline(candidate: Candidate) -> dict[str, Any]:
    paper = candidate.paper
    return {
        "id": paper.id,
        "ids": paper.ids,
        "title": paper.title,
        "role": candidate.role,
        "score": candidate.score,
        "compared_by": candidate.compared_by,
        "of": candidate.of,
    }


def _lines(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            yield from file
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read ({error.strerror or error})") from error
