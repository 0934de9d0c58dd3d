"""How often a source may be asked, kept by all processes that share a file."""

from __future__ import annotations

import hashlib
import logging
import re
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pyrate_limiter import Rate, RateItem, SQLiteBucket, SQLiteQueries

from surveyor.net.judge import keys
from surveyor.net.policy import Policy
from surveyor.net.request import Request

_BUSY_SECONDS = 10
_log = logging.getLogger("surveyor.net.pace")


class Pace:
    """Sliding windows in one SQLite file; None, or a file that cannot be used: this process alone.

    It holds no clock and never sleeps: the caller says what time it is and waits as long as it is told.
    """

    def __init__(self, path: Path | None) -> None:
        self._lock = threading.Lock()
        self._buckets: dict[str, SQLiteBucket] = {}
        self._path = path
        try:
            self._db = _opened(path)
        except (sqlite3.Error, OSError) as error:
            self._alone(error)

    def __enter__(self) -> Pace:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    def take(self, name: str, pace: tuple[int, float], now: float) -> float:
        """0.0 when a request under that name may be sent at `now`, which is then counted; else seconds to wait.

        `pace`: so many requests in so many seconds. After the wait, ask again: others may have been quicker.
        """
        with self._lock:
            try:
                return self._take(name, pace, round(now * 1000))
            except sqlite3.Error as error:
                self._db.close()
                self._alone(error)
                return self._take(name, pace, round(now * 1000))

    def _take(self, name: str, pace: tuple[int, float], at: int) -> float:
        bucket = self._bucket(name, pace)
        newest = bucket.peek(0)
        if newest is not None and newest.timestamp > at + bucket.rates[-1].interval:
            bucket.flush()  # the clock was set back: what is noted there says nothing of today
        with self._exclusive():
            bucket.leak(at)
        with self._exclusive():
            item = RateItem(name, at)
            return 0.0 if bucket.put(item) else _seconds(bucket, item)

    def _bucket(self, name: str, pace: tuple[int, float]) -> SQLiteBucket:
        rate = Rate(pace[0], max(1, round(pace[1] * 1000)))
        if name not in self._buckets:
            table = re.sub(r"\W", "_", name, flags=re.ASCII)
            self._db.execute(SQLiteQueries.CREATE_BUCKET_TABLE.format(table=table))
            self._buckets[name] = SQLiteBucket([rate], self._db, table)
        self._buckets[name].rates = [rate]
        return self._buckets[name]

    @contextmanager
    def _exclusive(self) -> Iterator[None]:
        """The package counts and writes in two steps: no other process may come between them."""
        self._db.execute("begin immediate")
        try:
            yield
        finally:
            if self._db.in_transaction:
                self._db.rollback()

    def _alone(self, error: Exception) -> None:
        _log.debug("%s: the pace is kept for this process alone: %s", self._path, error)
        self._buckets = {}
        self._db = _opened(None)


def pace_name(request: Request, policy: Policy) -> str:
    """Under which name a request is counted: its source or that of several and, as a hash, the key it is sent with."""
    shown = "\n".join(keys(request)).encode()
    return f"{policy.paced_as or request.source}-{hashlib.sha256(shown).hexdigest()[:12] if shown else 'open'}"


def doors(policies: Mapping[str, Policy]) -> dict[str, threading.BoundedSemaphore]:
    """By source, how many requests may be under way; one door for sources that are paced as one."""
    shared: dict[str, threading.BoundedSemaphore] = {}
    for name, policy in policies.items():
        shared.setdefault(policy.paced_as or name, threading.BoundedSemaphore(policy.connections))
    return {name: shared[policy.paced_as or name] for name, policy in policies.items()}


def _opened(path: Path | None) -> sqlite3.Connection:
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(path or ":memory:", timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        db.execute("pragma synchronous = off")  # after a power cut nobody needs to know the second of the last request
        db.execute("begin immediate")  # refused where nothing can be written
        db.execute("rollback")
    except sqlite3.Error:
        db.close()
        raise
    return db


def _seconds(bucket: SQLiteBucket, item: RateItem) -> float:
    wait = bucket.waiting(item)
    return max(1, wait) / 1000 if isinstance(wait, int) else 1.0
