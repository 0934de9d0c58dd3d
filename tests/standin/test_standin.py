"""The server itself: at once, on a port of its own, with a log of what it was asked."""

from __future__ import annotations

import subprocess
import sys
import time

import httpx

from tests.standin import Standin
from tests.standin.asking import Get
from tests.standin.world import ROOT, world

S2 = "/graph/v1/paper"
READER = "arxiv:1704.00051"


def test_starts_at_once_on_a_port_of_its_own_and_says_where(standin: Standin) -> None:
    before = time.perf_counter()
    with Standin() as other:
        assert other.url != standin.url
    assert time.perf_counter() - before < 0.05
    assert standin.urls()["SURVEYOR_ARXIV_HTML_URL"] == f"{standin.url}/arxiv-html"
    assert len(standin.urls()) == 10


def test_keeps_connections_and_counts_requests(standin: Standin, get: Get, http: httpx.Client) -> None:
    for _ in range(3):
        get("s2", f"{S2}/search", query="distillation")
    http.get(f"{standin.base('openalex')}/works?api_key=secret", headers={"Authorization": "Bearer secret"})
    assert (standin.count("s2"), standin.count(), standin.connections(), standin.peak("s2")) == (3, 4, 1, 1)
    last = standin.requests[-1]
    assert last.keyed
    assert last.key_in_url
    assert "secret" not in repr(last)
    assert standin.seen("s2", "search")[0].get("query") == "distillation"


def test_runs_by_hand() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.standin"], stdout=subprocess.PIPE, cwd=ROOT, text=True
    ) as running:
        try:
            assert running.stdout is not None
            line = running.stdout.readline().strip()
            assert line.startswith("export SURVEYOR_S2_URL=http://127.0.0.1:")
            assert httpx.get(f"{line.partition('=')[2]}{S2}/search", params={"query": "ranking"}).status_code == 200
        finally:
            running.terminate()


def test_the_same_shelf_gives_the_same_ids() -> None:
    works = world().works
    assert len({w.s2 for w in works}) == len({w.openalex for w in works}) == len({w.corpus for w in works})
    dblp = [w.dblp for w in works if w.dblp]
    assert len(set(dblp)) == len(dblp)
    assert world()[READER].openalex == "W2334550875"
