"""The SQLite file behind the library: opening, migrating, writing safely, and the surveys kept in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlite_utils import Database

from surveyor.errors import LibraryError
from surveyor.library.migrations import STEP_NAMES, STEPS
from surveyor.text import segmented

_BUSY_MS = 60_000
_BUSY_STEP = 0.01


@dataclass(frozen=True, slots=True)
class StoredSurvey:
    """A survey as kept: `document` is its JSON text."""

    id: str
    problem: str
    as_of: str
    document: str


class Library:
    """An open library. Use it as a context manager; `db` is for the modules of this package only."""

    def __init__(self, db: Any, path: Path | None) -> None:
        self.db = db
        self.path = path

    @classmethod
    def open(cls, path: Path) -> Library:
        """Open or create the library at `path` and bring its schema up to date.

        LibraryError when it cannot be created, is no SQLite file, or has a newer schema.
        """
        with _mapped(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            db = Database(path)
            db.execute(f"pragma busy_timeout = {_BUSY_MS}")
            _enable_wal(db)
            db.execute("pragma synchronous = normal")
            _migrate(db, path)
        return cls(db, path)

    @classmethod
    def in_memory(cls) -> Library:
        """An empty library that lives as long as this process."""
        db = Database(memory=True)
        _migrate(db, None)
        return cls(db, None)

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    @contextmanager
    def writing(self) -> Iterator[Any]:
        """A transaction: everything inside happens, or nothing of it. Foreign errors become LibraryError."""
        with _mapped(self.path):
            if not self.db.conn.in_transaction:
                self.db.execute("begin immediate")
            try:
                yield self.db
            except BaseException:
                self.db.rollback()
                raise
            self.db.commit()

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """Read access; foreign errors become LibraryError."""
        with _mapped(self.path):
            yield self.db

    def is_empty(self) -> bool:
        """Whether no corpus was imported."""
        with self.reading() as db:
            return db.execute("select 1 from corpora limit 1").fetchone() is None

    def save_survey(self, survey: StoredSurvey) -> None:
        """Keep a survey; the same content again changes nothing."""
        with self.writing() as db:
            db.execute(
                "insert or ignore into surveys (id, problem, as_of, document) values (?, ?, ?, ?)",
                (survey.id, survey.problem, survey.as_of, survey.document),
            )

    def surveys(self) -> list[StoredSurvey]:
        """All surveys, the latest first."""
        with self.reading() as db:
            rows = db.execute("select id, problem, as_of, document from surveys order by number desc").fetchall()
        return [StoredSurvey(*row) for row in rows]

    def listed(self) -> list[tuple[str, str, str]]:
        """Id, month and problem of all surveys, the latest first."""
        with self.reading() as db:
            rows: list[tuple[str, str, str]] = db.execute(
                "select id, as_of, problem from surveys order by number desc"
            ).fetchall()
        return rows

    def survey(self, survey_id: str) -> StoredSurvey:
        """The survey of that id, or the only one whose id starts or ends so; LibraryError otherwise."""
        ids = [row[0] for row in self.listed()]
        found = [one for one in ids if survey_id and (one.startswith(survey_id) or one.endswith(survey_id))]
        exact = [one for one in found if one == survey_id]
        if len(exact or found) == 1:
            with self.reading() as db:
                row = db.execute(
                    "select id, problem, as_of, document from surveys where id = ?", (exact or found)
                ).fetchone()
            return StoredSurvey(*row)
        if found:
            raise LibraryError(f"{survey_id!r} fits {len(found)} surveys: {', '.join(found)}")
        raise LibraryError(f"no survey {survey_id!r}; `surveyor list` shows those there are")


def _enable_wal(db: Any) -> None:
    """Let readers and a writer work side by side. SQLite itself does not wait for others that switch, so we do."""
    until = monotonic() + _BUSY_MS / 1000
    while True:
        try:
            if db.journal_mode != "wal":
                db.enable_wal()
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or monotonic() > until:
                raise
            sleep(_BUSY_STEP)
        else:
            return


def _migrate(db: Any, path: Path | None) -> None:
    unknown = {step.name for step in STEPS.applied(db)} - STEP_NAMES
    if unknown:
        raise LibraryError(
            f"{path} was written by a newer surveyor (step {min(unknown)!r} is not known here): "
            "update surveyor, or choose another library with --cache-dir"
        )
    if STEPS.pending(db):
        db.execute("begin immediate")  # of several processes that find a new library, one sets it up
        STEPS.apply(db)
        db.commit()
    db.register_function(segmented, deterministic=True)


_ELSEWHERE = "choose another place with --cache-dir"
_REMEDIES = (
    ("readonly", "the library is read-only: make it writable, or choose another place with --cache-dir"),
    ("unable to open", "the library cannot be opened: check the permissions, or choose another place with --cache-dir"),
    ("disk I/O error", "the disk is full or broken; nothing was changed: choose another place with --cache-dir"),
    (
        "disk is full",
        "the disk is full; nothing was changed: free some space, or choose another place with --cache-dir",
    ),
    ("not a database", "this is no surveyor library: move it away, or choose another place with --cache-dir"),
    ("malformed", "the library is damaged: move it away and import the corpora again"),
    ("locked", "another surveyor is writing to the library: wait until it has finished"),
)


@contextmanager
def _mapped(path: Path | None) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        text = str(error)
        remedy = next(
            (advice for sign, advice in _REMEDIES if sign in text), f"the library cannot be used ({text}): {_ELSEWHERE}"
        )
        raise LibraryError(f"{path or 'shelf'}: {remedy}") from error
    except UnicodeEncodeError as error:
        raise LibraryError(f"{error.object!r} is not valid UTF-8, so nothing in the library is called so") from error
    except OSError as error:
        raise LibraryError(f"{path}: cannot be made ({error.strerror or error}): {_ELSEWHERE}") from error
