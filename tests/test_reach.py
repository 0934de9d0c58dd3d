"""Whether there is a network, with addresses of this machine alone."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from surveyor.reach import reachable

PROXIES = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"]


@pytest.fixture
def listening() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


@pytest.fixture
def closed() -> str:
    """Where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


def test_one_that_answers_is_enough(listening: str, closed: str) -> None:
    assert reachable([listening], {})
    assert reachable([closed, f"{listening}/prefix", closed], {})


def test_nobody_answers(closed: str) -> None:
    assert not reachable([closed, f"{closed}/prefix"], {})
    assert not reachable([], {})


def test_a_network_without_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    done = threading.Event()

    def silent(*_: object, **__: object) -> socket.socket:
        done.wait(10)
        raise TimeoutError

    monkeypatch.setattr(socket, "create_connection", silent)
    before = set(threading.enumerate())
    assert not reachable(["http://127.0.0.1:1", "http://127.0.0.2:1"], {}, patience=0.05)
    done.set()
    for thread in set(threading.enumerate()) - before:
        thread.join(10)


@pytest.mark.parametrize("name", PROXIES)
def test_behind_a_proxy_a_network_is_taken_for_granted(name: str, closed: str) -> None:
    assert reachable([closed], {name: "http://proxy.example:3128"})
    assert not reachable([closed], {name: ""})


@pytest.mark.parametrize(
    "base",
    [
        "http://127.0.0.1:99999",
        "http://127.0.0.1:port",
        "http://[::1",
        "http://two..dots:80",
        f"http://{'a' * 70}.example:80",
        "api.example",
        "",
        "/works",
    ],
)
def test_an_address_that_is_none_is_not_reached_and_hinders_no_other(base: str, listening: str) -> None:
    assert not reachable([base], {})
    assert reachable([base, listening], {})


def test_a_port_follows_from_the_scheme(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, int]] = []

    def refuse(address: tuple[str, int], **_: object) -> socket.socket:
        asked.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", refuse)
    assert not reachable(["http://a.example", "https://b.example/x", "https://b.example/y", "http://c.example:81"], {})
    assert sorted(asked) == [("a.example", 80), ("b.example", 443), ("c.example", 81)]
