"""One pace a source and key, over threads and processes."""

from __future__ import annotations

import multiprocessing
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.net import Pace
from tests.net.fakes import NOON, World, ask, says


@given(st.integers(1, 6), st.sampled_from([0.5, 1.0, 3.0]), st.lists(st.floats(0, 2), min_size=1, max_size=30))
def test_no_window_holds_more_than_the_pace_allows(requests: int, seconds: float, gaps: list[float]) -> None:
    now, sent = NOON, []
    with Pace(None) as pace:
        for gap in gaps:
            now += gap
            while wait := pace.take("x", (requests, seconds), now):
                assert 0 < wait <= seconds + 0.01
                now += wait
            sent.append(now)
    for first, last in zip(sent, sent[requests:], strict=False):
        assert last - first >= seconds - 0.0021


def test_sources_and_keys_have_a_pace_each_and_requests_of_one_key_share_it() -> None:
    world = World()
    net = world.net()
    for number, key in enumerate(["one", "two", "one"]):
        ask(net, source="s2-keyed", url=f"https://api.test/{number}", headers=(("x-api-key", key),))
    ask(net, source="openreview", url="https://api.test/x", headers=(("accept-language", "en"),))
    ask(net, source="openreview", url="https://api.test/y")
    ask(net, source="openreview", url="https://api.test/z", headers=(("accept-language", "zh"),))
    gaps = [round(later - sooner, 1) for sooner, later in zip(world.at, world.at[1:], strict=False)]
    assert gaps == [0.0, 1.1, 0.0, 0.0, 1.0]


def test_arxiv_is_asked_once_in_three_seconds() -> None:
    world = World()
    net = world.net()
    for number in range(4):
        ask(net, source="arxiv", url=f"https://api.test/{number}")
    assert all(later - sooner >= 3 for sooner, later in zip(world.at, world.at[1:], strict=False))
    assert net.tally("arxiv").waited == pytest.approx(9, abs=0.01)


def test_all_hosts_of_arxiv_are_asked_at_one_pace() -> None:
    world = World()
    net = world.net()
    for number, source in enumerate(["arxiv", "arxiv-html", "ar5iv", "arxiv-source"]):
        ask(net, source=source, url=f"https://{source}.test/{number}")
    assert all(later - sooner >= 3 for sooner, later in zip(world.at, world.at[1:], strict=False))


def test_retries_keep_the_pace_as_well() -> None:
    world = World(says(503, "{}", retry_after="0"), says())
    assert ask(world.net(), source="dblp").ok
    assert world.at[1] - world.at[0] >= 4


def test_two_nets_share_a_file(tmp_path: Path) -> None:
    world = World()
    with Pace(tmp_path / "pace.db") as one, Pace(tmp_path / "pace.db") as other:
        nets = world.net(pace=one), world.net(pace=other)
        for number in range(4):
            ask(nets[number % 2], source="arxiv", url=f"https://api.test/{number}")
    assert all(later - sooner >= 3 for sooner, later in zip(world.at, world.at[1:], strict=False))


def takes(path: str, count: int) -> int:
    """How many of so many requests at one moment are granted; run in a process of its own."""
    with Pace(Path(path)) as pace:
        return sum(pace.take("s2", (400, 1.0), NOON) == 0 for _ in range(count))


def test_two_processes_share_one_pace(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        granted = pool.starmap(takes, [(str(tmp_path / "pace.db"), 300)] * 2)
    assert sum(granted) == 400


def test_threads_share_one_pace() -> None:
    granted: list[float] = []
    with Pace(None) as pace:
        workers = [
            threading.Thread(target=lambda: granted.extend(pace.take("x", (30, 1.0), NOON) for _ in range(20)))
            for _ in range(4)
        ]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    assert granted.count(0.0) == 30


def test_a_clock_that_was_set_back_stops_nothing() -> None:
    with Pace(None) as pace:
        assert pace.take("x", (1, 3.0), NOON + 86_400) == 0
        assert pace.take("x", (1, 3.0), NOON) == 0
        assert pace.take("x", (1, 3.0), NOON + 1) == pytest.approx(2, abs=0.01)


@pytest.mark.parametrize("content", [None, b"no database at all, but long enough to look like one" * 20])
def test_a_file_that_cannot_be_used_leaves_a_pace_of_our_own(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "pace.db"
    path.mkdir() if content is None else path.write_bytes(content)
    with Pace(path) as pace:
        assert pace.take("x", (1, 3.0), NOON) == 0
        assert pace.take("x", (1, 3.0), NOON) > 0


def test_a_pace_that_others_use_up_is_told_after_two_minutes() -> None:
    class Busy(Pace):
        def take(self, name: str, pace: tuple[int, float], now: float) -> float:
            return 3.0

    world = World()
    net = world.net(pace=Busy(None))
    reply = ask(net, source="arxiv")
    assert reply.outcome == "rate-limited"
    assert "other runs" in reply.detail
    assert sum(world.slept) <= 120
    assert net.tally("arxiv").requests == 0
    assert world.asked == []
