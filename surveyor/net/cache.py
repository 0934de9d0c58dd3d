"""The recording cache: what a source said and when, for asking it less and for answering without a network."""

from __future__ import annotations

import logging
import sqlite3
import threading
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from surveyor.errors import CacheError
from surveyor.models import Outcome
from surveyor.net.request import Request

_VERSION = 1
_BUSY_SECONDS = 20
_DAY = 86_400.0
_SCHEMA = """
    create table if not exists responses (
        key text primary key, source text not null, method text not null, url text not null,
        fetched_at real not null, status integer not null, content_type text not null, body blob not null,
        dollars real not null
    )
"""
_TROUBLE = "create table if not exists trouble (key text primary key, outcome text not null, detail text not null)"
_log = logging.getLogger("surveyor.net.cache")


@dataclass(frozen=True, slots=True)
class Recording:
    """A recorded answer."""

    fetched_at: float
    """Seconds since 1970."""
    status: int
    content_type: str
    body: bytes = field(repr=False)
    dollars: float = 0.0
    """What it cost."""


@dataclass(frozen=True, slots=True)
class CacheInfo:
    """What a cache holds."""

    responses: int
    by_source: tuple[tuple[str, int], ...]
    """How many of each source, by name."""
    oldest: float | None
    """Seconds since 1970; None when it is empty."""
    newest: float | None
    size: int
    """Bytes of the file."""


class RecordingCache:
    """One SQLite file of answers by request; None: in memory. Several threads and processes may use it at once.

    CacheError when the file cannot be opened, is none of ours, or is damaged. One that cannot be written can be read.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._lock = threading.Lock()
        with _mapped(path):
            self._db = _set_up(_connected(":memory:"), None) if path is None else _opened(path)

    def __enter__(self) -> RecordingCache:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    def get(self, key: str, now: float, keep_days: float) -> Recording | None:
        """The answer recorded under a request's key, unless it is older than that; CacheError when unreadable."""
        query = "select fetched_at, status, content_type, body, dollars from responses where key = ?"
        with self._lock, _mapped(self.path):
            row = self._db.execute(query, (key,)).fetchone()
        if row is None or now - row[0] > keep_days * _DAY:
            return None
        try:
            return Recording(row[0], row[1], row[2], zlib.decompress(row[3]), row[4])
        except zlib.error as error:
            _log.debug("recording %s is damaged: %s", key, error)
            return None

    def put(
        self, request: Request, now: float, status: int, content_type: str, body: bytes, dollars: float = 0.0
    ) -> None:
        """Record an answer in place of an older one, wholly or not at all; CacheError when that cannot be done."""
        row = (request.key, request.source, request.method, request.url, now, status, content_type)
        packed = zlib.compress(body, 6)
        with self._lock, _mapped(self.path):
            self._db.execute(
                "insert or replace into responses values (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, packed, dollars)
            )

    def trouble(self, key: str) -> tuple[Outcome, str] | None:
        """How the question ended when it was last asked in vain: no answer, but what a replay has to say."""
        with self._lock, _mapped(self.path):
            row = self._db.execute("select outcome, detail from trouble where key = ?", (key,)).fetchone()
        return (Outcome(row[0]), row[1]) if row else None

    def put_trouble(self, request: Request, outcome: Outcome, detail: str) -> None:
        """Note how a question ended in vain; CacheError when that cannot be done."""
        with self._lock, _mapped(self.path):
            self._db.execute("insert or replace into trouble values (?, ?, ?)", (request.key, outcome.value, detail))

    def info(self) -> CacheInfo:
        """What is recorded."""
        with self._lock, _mapped(self.path):
            by_source = self._db.execute("select source, count(*) from responses group by source order by 1").fetchall()
            oldest, newest = self._db.execute("select min(fetched_at), max(fetched_at) from responses").fetchone()
            size = self._db.execute("select page_count * page_size from pragma_page_count, pragma_page_size").fetchone()
        counted = tuple((str(source), int(count)) for source, count in by_source)
        return CacheInfo(sum(count for _, count in counted), counted, oldest, newest, int(size[0]))

    def prune(self, older_than_days: float | None, now: float) -> int:
        """Forget what was recorded longer ago than that (None: everything); how many answers those were."""
        with self._lock, _mapped(self.path):
            if older_than_days is None:
                gone = self._db.execute("delete from responses").rowcount
                self._db.execute("delete from trouble")
            else:
                before = now - older_than_days * _DAY
                gone = self._db.execute("delete from responses where fetched_at < ?", (before,)).rowcount
            if gone:
                with suppress(sqlite3.OperationalError):  # nobody else may be reading, and it takes space to give back
                    self._db.execute("vacuum")
        return gone


def _connected(name: str, *, uri: bool = False) -> sqlite3.Connection:
    return sqlite3.connect(name, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False, uri=uri)


def _opened(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _set_up(_connected(str(path)), path)
    except sqlite3.OperationalError as error:
        if not (path.is_file() and any(sign in str(error) for sign in ("readonly", "unable to open"))):
            raise
        return _set_up(_connected(f"{path.resolve().as_uri()}?immutable=1", uri=True), path)


def _set_up(db: sqlite3.Connection, path: Path | None) -> sqlite3.Connection:
    try:
        if _version(db, path) < _VERSION:
            _create(db)
        db.execute("pragma synchronous = normal")
        db.execute("select key from responses limit 1").fetchone()
    except BaseException:
        db.close()
        raise
    return db


def _version(db: sqlite3.Connection, path: Path | None) -> int:
    version = int(db.execute("pragma user_version").fetchone()[0])
    if version > _VERSION:
        raise CacheError(f"{path}: recorded by a newer surveyor: update it, or choose another place with --cache-dir")
    return version


def _create(db: sqlite3.Connection) -> None:
    try:
        db.execute("pragma journal_mode = wal")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):  # of several processes that find a new cache, one switches it
            raise
    with closing(db.cursor()) as cursor:
        cursor.execute("begin immediate")
        cursor.execute(_SCHEMA)
        cursor.execute(_TROUBLE)
        cursor.execute(f"pragma user_version = {_VERSION}")
        cursor.execute("commit")


_REMEDIES = (
    ("readonly", "it is read-only: make it writable, or choose another place with --cache-dir"),
    ("unable to open", "it cannot be opened: check the permissions, or choose another place with --cache-dir"),
    ("full", "the disk is full: free some space, or choose another place with --cache-dir"),
    ("disk I/O", "the disk fails or is full: free some space, or choose another place with --cache-dir"),
    ("not a database", "this is no file of recorded answers: move it away, or choose another place with --cache-dir"),
    ("malformed", "the recorded answers are damaged: move the file away"),
    ("locked", "another surveyor is writing to it: wait until it has finished"),
)


@contextmanager
def _mapped(path: Path | None) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        text = str(error)
        remedy = next((advice for sign, advice in _REMEDIES if sign in text), None)
        advice = remedy or f"it cannot be used ({text}): move it away, or choose another place with --cache-dir"
        raise CacheError(f"{path or 'recorded answers'}: {advice}") from error
    except OSError as error:
        raise CacheError(f"{path}: {error.strerror or error}: choose another place with --cache-dir") from error
