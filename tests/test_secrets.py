"""Keys and the mail address are shown to the services they are for, and are nowhere else."""

from __future__ import annotations

import json
import logging
import os
import sqlite3
import threading
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from surveyor.settings import SERVICES, endpoints
from surveyor.sources.base import Query, View
from surveyor.sources.services import open_live
from tests.fakes import Run, surveyor
from tests.online import PROBLEM, SMALL, find
from tests.sources.nets import venue_map
from tests.standin import Fault, Standin
from tests.worlds import listening, places

PLANTED = {
    "S2_API_KEY": "planted-s2-0123456789abcdef",
    "OPENALEX_API_KEY": "planted-openalex-0123456789abcdef",
    "OPENREVIEW_TOKEN": "planted-openreview-0123456789abcdef",
    "CROSSREF_MAILTO": "planted.person@mail.example",
}


@pytest.fixture
def planted(online: Standin, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> Standin:
    """A stand-in, keys for it, and every line of the log."""
    for name, value in PLANTED.items():
        monkeypatch.setenv(name, value)
    caplog.set_level(logging.DEBUG)
    return online


@pytest.fixture(params=[200, 400, 403, 404, 429, 500])
def echo(request: pytest.FixtureRequest, planted: Standin, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A service, in the place of all, that answers with what it was sent; gives that."""
    sent: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            keys = [self.headers[name] or "" for name in ("x-api-key", "Authorization", "User-Agent")]
            said = " ".join(keys if len(sent) % 2 else reversed(keys))
            sent.append(said)
            body = json.dumps({"error": said, "data": [said], "results": [said], "notes": [said]}).encode()
            self.send_response(request.param)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        for service in SERVICES.values():
            monkeypatch.setenv(service.url, f"http://127.0.0.1:{server.server_port}")
        yield sent
        server.shutdown()
        thread.join()


def hidden(folder: Path, log: pytest.LogCaptureFixture, *runs: Run) -> None:
    """Check that nothing planted is in what the program said, logged or wrote."""
    said = "".join(run.out + run.err for run in runs) + log.text + "".join(repr(vars(r)) for r in log.records)
    files = b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
    with sqlite3.connect(folder / "cache" / "http.db") as db:
        bodies = b"".join(zlib.decompress(row[0]) for row in db.execute("select body from responses"))
        troubles = db.execute("select group_concat(detail) from trouble").fetchone()[0] or ""
    db.close()
    assert files
    for value in PLANTED.values():
        assert value not in said
        assert value.encode() not in files + bodies + troubles.encode()


def sent(standin: Standin) -> dict[str, bool]:
    """Service to whether every request of it came with a key, and with the address."""
    seen = standin.requests
    assert all(PLANTED["CROSSREF_MAILTO"] in dict(one.headers)["user-agent"] for one in seen)
    assert not any(one.key_in_url for one in seen)
    return {name: all(one.keyed for one in seen if one.service == name) for name in {one.service for one in seen}}


def test_find_and_doctor_keep_keys_to_themselves(
    planted: Standin, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for service in ("s2", "openalex", "openreview"):
        planted.require_key(service, next(PLANTED[name] for name in SERVICES[service].keys if name in PLANTED))
    cache, out = tmp_path / "cache", tmp_path / "out"
    doctor = surveyor("doctor", "--cache-dir", cache)
    whole = find(cache, "--out", out, *SMALL)
    planted.fail("s2", Fault.SERVER_ERROR)
    planted.fail("openalex", Fault.RATE_LIMITED, after=1)
    broken = find(cache, "--refresh", "--venue", "ICLR", "--out", out, *SMALL)
    assert (doctor.status, whole.status, broken.status) == (0, 0, 0)
    keyed = sent(planted)
    assert keyed == {
        "s2": True,
        "openalex": True,
        "openreview": True,
        "arxiv": False,
        "crossref": False,
        "dblp": False,
        "acl": False,
        "arxiv-html": False,
        "ar5iv": False,
        "grobid": False,
    }
    assert "httpcore" in {record.name.partition(".")[0] for record in caplog.records}
    hidden(tmp_path, caplog, doctor, whole, broken, surveyor("sources"), surveyor("list", "--cache-dir", cache))


def test_a_service_that_repeats_what_it_was_sent_gives_nothing_away(
    echo: list[str], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cache = tmp_path / "cache"
    runs = [
        surveyor("doctor", "--cache-dir", cache),
        find(cache, "--venue", "ICLR", "--out", tmp_path / "out", *SMALL),
        find(cache, "--venue", "ICLR", "--offline", "--format", "json", *SMALL),
    ]
    assert [run.status for run in runs] == [0, 0, 0]
    assert all(value in "".join(echo) for value in PLANTED.values())
    hidden(tmp_path, caplog, *runs)


def test_no_value_shows_a_key(planted: Standin) -> None:
    known = endpoints(os.environ, Path("nowhere.toml"))
    assert {name for name, one in known.items() if one.key} == {"s2", "openalex", "openreview"}
    keys = {name: one.key for name, one in known.items()}
    with listening() as net:
        live = open_live(net, places(planted, keys), venue_map())
        live.search(Query(PROBLEM, View(2021 * 12), 10, since=2019 * 12, venues=("ICLR",)))
        shown = repr([known, live, net.ended, vars(net), live.reports(View(2021 * 12))])
        assert any(header == ("x-api-key", keys["s2"]) for request, _ in net.ended for header in request.headers)
    assert not any(value in shown for value in PLANTED.values())
