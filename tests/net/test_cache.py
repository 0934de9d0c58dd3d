"""The file of recorded answers: several processes, sudden deaths, damage, full disks."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from surveyor.errors import CacheError
from surveyor.models import Outcome
from surveyor.net import RecordingCache, Request
from surveyor.places import pace_file, recordings_file
from tests.net.fakes import DAY, NOON, World, ask


def question(name: object, source: str = "s2") -> Request:
    return Request(source, f"https://api.test/{name}")


def kept(cache: RecordingCache, name: object) -> bytes | None:
    found = cache.get(question(name).key, NOON, 1)
    return found.body if found else None


@pytest.fixture(params=["file", "memory"])
def cache(request: pytest.FixtureRequest, tmp_path: Path) -> RecordingCache:
    return RecordingCache(tmp_path / "deep" / "http.db" if request.param == "file" else None)


def test_the_files_are_beside_the_library() -> None:
    assert recordings_file(Path("/there")) == Path("/there/http.db")
    assert pace_file(Path("/there")) == Path("/there/pace.db")


def test_what_is_put_is_got_until_it_is_too_old(cache: RecordingCache) -> None:
    cache.put(question("a"), NOON, 200, "application/json", b"\x00body" * 1000)
    found = cache.get(question("a").key, NOON + DAY, 1)
    assert found is not None
    assert (found.fetched_at, found.status, found.content_type) == (NOON, 200, "application/json")
    assert found.body == b"\x00body" * 1000
    assert "body" not in repr(found)
    assert cache.get(question("a").key, NOON + DAY + 1, 1) is None
    assert cache.get(question("b").key, NOON, 1) is None
    assert cache.get(question("a").key, NOON - 9 * DAY, 1) is not None


def test_a_later_answer_takes_the_place_of_an_earlier_one(cache: RecordingCache) -> None:
    cache.put(question("a"), NOON, 404, "", b"")
    cache.put(question("a"), NOON + 5, 200, "text/xml", b"<a/>")
    assert kept(cache, "a") == b"<a/>"
    assert cache.info().responses == 1


def test_info_counts_by_source(cache: RecordingCache) -> None:
    assert (cache.info().responses, cache.info().oldest, cache.info().newest) == (0, None, None)
    for number, source in enumerate(["s2", "arxiv", "s2"]):
        cache.put(question(number, source), NOON + number, 200, "", b"x")
    info = cache.info()
    assert (info.responses, info.by_source) == (3, (("arxiv", 1), ("s2", 2)))
    assert (info.oldest, info.newest) == (NOON, NOON + 2)
    assert info.size > 0


def test_pruning_forgets_the_old_or_everything(cache: RecordingCache) -> None:
    for age in range(5):
        cache.put(question(age), NOON - age * DAY, 200, "", bytes(50_000))
    assert cache.prune(2, NOON) == 2
    assert [kept(cache, age) is not None for age in (0, 1)] == [True, True]
    assert cache.prune(2, NOON) == 0
    assert cache.prune(None, NOON) == 3
    assert cache.info().responses == 0


def test_a_recording_survives_closing(tmp_path: Path) -> None:
    with RecordingCache(tmp_path / "http.db") as cache:
        cache.put(question("a"), NOON, 200, "", b"one")
    with RecordingCache(tmp_path / "http.db") as cache:
        assert kept(cache, "a") == b"one"


def test_a_new_cache_may_be_opened_and_written_by_several_at_once(tmp_path: Path) -> None:
    refused: list[str] = []
    together = threading.Barrier(4)

    def work(writer: int, path: Path) -> None:
        together.wait()
        try:
            with RecordingCache(path) as cache:
                for number in range(10):
                    cache.put(question(f"{writer}-{number}"), NOON, 200, "", b"x")
        except CacheError as error:
            refused.append(str(error))

    for number in range(5):
        path = tmp_path / f"{number}.db"
        workers = [threading.Thread(target=work, args=(writer, path)) for writer in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        with RecordingCache(path) as cache:
            assert cache.info().responses == 40
    assert refused == []


def child(code: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(code), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_a_process_that_is_killed_leaves_whole_recordings(tmp_path: Path) -> None:
    code = """
        import sys
        from pathlib import Path
        from surveyor.net import RecordingCache, Request
        cache = RecordingCache(Path(sys.argv[1]))
        number = 0
        while True:
            cache.put(Request("s2", f"https://api.test/{number}"), 1.79e9, 200, "", b"%d " % number * 20_000)
            sys.stdout.write(f"{number}\\n")
            sys.stdout.flush()
            number += 1
    """
    path = tmp_path / "http.db"
    with child(code, str(path)) as writer:
        assert writer.stdout is not None
        said = [int(writer.stdout.readline()) for _ in range(20)]
        writer.kill()
        said += [int(line) for line in writer.stdout]
    with RecordingCache(path) as cache:
        for number in said:
            assert kept(cache, number) == b"%d " % number * 20_000
        cache.put(question("after"), NOON, 200, "", b"x")
    with sqlite3.connect(path) as db:
        assert db.execute("pragma integrity_check").fetchone() == ("ok",)
        assert db.execute("pragma journal_mode").fetchone() == ("wal",)
    db.close()


def test_a_full_disk_loses_no_answer_and_is_told_once(tmp_path: Path) -> None:
    code = """
        import resource, signal, sys
        from pathlib import Path
        from surveyor.net import RecordingCache
        from tests.net.fakes import World, ask, says
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        with RecordingCache(Path(sys.argv[1])) as cache:
            resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, resource.RLIM_INFINITY))
            net = World(says(body='{"data": [7], "x": "' + "".join(map(chr, range(500, 50000))) + '"}')).net(cache)
            replies = [ask(net, url=f"https://api.test/{n}") for n in range(4)]
            assert [reply.value for reply in replies] == [[7]] * 4, replies
            sys.stdout.write(net.tally("crossref").detail)
    """
    with child(code, str(tmp_path / "http.db")) as writer:
        out, err = writer.communicate()
    assert err == ""
    assert out.count("answers are not recorded") == 1
    assert "free some space" in out
    with RecordingCache(tmp_path / "http.db") as cache:
        assert cache.info().responses == 0


class Failing(RecordingCache):
    """A cache whose file can be opened and no more."""

    def __init__(self, reads: bool, writes: bool) -> None:
        super().__init__(None)
        self.reads, self.writes, self.puts = reads, writes, 0

    def get(self, key: str, now: float, keep_days: float) -> None:
        if not self.reads:
            raise CacheError("http.db: the recorded answers are damaged: move the file away")

    def put(
        self, request: Request, now: float, status: int, content_type: str, body: bytes, dollars: float = 0.0
    ) -> None:
        self.puts += 1
        if not self.writes:
            raise CacheError("http.db: it is read-only: make it writable")


@pytest.mark.parametrize(("reads", "writes"), [(False, True), (True, False), (False, False)])
def test_a_cache_that_fails_during_a_run_is_given_up_and_told_once(reads: bool, writes: bool) -> None:
    cache = Failing(reads, writes)
    net = World().net(cache)
    assert [ask(net, url=f"https://api.test/{number}").value for number in range(3)] == [[1]] * 3
    assert ask(net, source="openreview").ok
    assert cache.puts <= 1
    assert "answers are not recorded: http.db" in net.tally("crossref").detail
    assert net.tally("openreview").detail == ""
    assert net.tally("crossref").worst is Outcome.OK


def spoiled(path: Path) -> None:
    with RecordingCache(path) as cache:
        for number in range(50):
            cache.put(question(number), NOON, 200, "", str(number).encode() * 3000)
        cache.prune(None, NOON)
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * 20_000)


def newer(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("pragma user_version = 99")
    db.close()


@pytest.mark.parametrize(
    ("spoil", "remedy"),
    [
        (lambda path: path.write_bytes(b"something else entirely " * 100), "move it away"),
        (lambda path: path.mkdir(), "--cache-dir"),
        (spoiled, "move"),
        (newer, "newer surveyor"),
    ],
)
def test_a_file_that_is_no_cache_is_refused_with_the_remedy(
    tmp_path: Path, spoil: Callable[[Path], object], remedy: str
) -> None:
    path = tmp_path / "http.db"
    spoil(path)
    with pytest.raises(CacheError) as refused:
        RecordingCache(path)
    text = str(refused.value)
    assert remedy in text
    assert str(path) in text
    assert "\n" not in text


def test_a_place_below_a_file_is_refused_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(CacheError, match="--cache-dir"):
        RecordingCache(tmp_path / "file" / "http.db")


def test_an_empty_file_is_a_new_cache(tmp_path: Path) -> None:
    (tmp_path / "http.db").touch()
    with RecordingCache(tmp_path / "http.db") as cache:
        assert cache.info().responses == 0


def test_a_damaged_body_is_as_good_as_none(tmp_path: Path) -> None:
    path = tmp_path / "http.db"
    with RecordingCache(path) as cache:
        cache.put(question("a"), NOON, 200, "", b"body")
        with sqlite3.connect(path) as db:
            db.execute("update responses set body = x'00ff00'")
        db.close()
        assert kept(cache, "a") is None
