"""A survey that is killed again and again goes on where it was, and asks nothing a second time."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from tests.online import PROBLEM
from tests.standin import Seen, Standin

KILLS = 2
Key = tuple[str, str, tuple[tuple[str, str], ...], bytes]


class Victim:
    """`surveyor find` in a process of its own, killed when the stand-in has seen so many requests of it."""

    def __init__(self, standin: Standin, cache: Path) -> None:
        self.standin = standin
        self.command = [sys.executable, "-m", "surveyor", "find", PROBLEM, "--as-of", "2021-06", "--format", "json"]
        self.command += ["--cache-dir", str(cache)]

    def run(self, kill_at: int = 0) -> tuple[int, str]:
        """Status and output; `kill_at`: the request that is never answered, counted from 1."""
        running = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ)
        seen = 0

        def watch(_: Seen) -> None:
            nonlocal seen
            seen += 1
            if seen == kill_at:
                os.kill(running.pid, signal.SIGKILL)
                running.wait()

        self.standin.on_request = watch
        out, err = running.communicate(timeout=60)
        self.standin.on_request = lambda _: None
        assert running.returncode in (0, -signal.SIGKILL), err.decode()
        return running.returncode, out.decode()


def recorded(cache: Path) -> set[tuple[str, str]]:
    """Method and address of what is recorded, after checking that both files are whole."""
    for name in ("library.db", "http.db"):
        with sqlite3.connect(cache / name) as db:
            assert db.execute("pragma integrity_check").fetchone() == ("ok",)
        db.close()
    with sqlite3.connect(cache / "http.db") as db:
        rows = db.execute("select method, url from responses where method = 'GET'").fetchall()
    db.close()
    return set(rows)


def key(seen: Seen) -> Key:
    return (seen.method, f"/{seen.service}{seen.path}", seen.query, seen.body)


def same(method: str, url: str) -> Key:
    """The key under which the stand-in sees a recorded request without a body."""
    parts = urlsplit(url)
    return (method, unquote(parts.path), tuple(parse_qsl(parts.query, keep_blank_values=True)), b"")


@pytest.mark.parametrize("seed", [2026])
def test_a_survey_that_is_killed_goes_on_where_it_was(seed: int, online: Standin, tmp_path: Path) -> None:
    status, whole = Victim(online, tmp_path / "whole").run()
    needed = [key(seen) for seen in online.requests]
    assert (status, len(needed), len(set(needed))) == (0, online.count(), online.count())

    chance = random.Random(seed)
    victim, cache = Victim(online, tmp_path / "killed"), tmp_path / "killed"
    online.forget()
    answered: set[Key] = set()
    for _ in range(KILLS):
        before = online.count()
        status, _ = victim.run(kill_at=chance.randint(1, 3))
        assert status == -signal.SIGKILL
        assert not answered & {key(seen) for seen in online.requests[before:]}
        answered |= {same(*row) for row in recorded(cache)}
    before = online.count()
    assert victim.run() == (0, whole)
    served = [key(seen) for seen in online.requests]
    assert not answered & set(served[before:])
    assert set(served) == set(needed)
    assert len(served) == len(needed) + KILLS  # one was in flight at each
    assert len(recorded(cache)) == sum(method == "GET" for method, *_ in needed)
    print(f"\n{KILLS} kills: {len(served)} requests for {len(needed)} questions, {KILLS} of them in flight at a kill")
