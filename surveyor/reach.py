"""Whether there is a network, found out before anything is imported that would use it."""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

PATIENCE = 2.0
"""Seconds after which nobody is taken to answer."""

_PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")


def reachable(bases: Iterable[str], environment: Mapping[str, str], patience: float = PATIENCE) -> bool:
    """Whether a connection to the host of any of the URLs can be opened; taken for granted behind a proxy."""
    if any(environment.get(name) for name in _PROXIES):
        return True
    return any(_first_answers(dict.fromkeys(place for base in bases if (place := _place(base))), patience))


def _place(base: str) -> tuple[str, int] | None:
    """Host and port of a URL; None where it names none."""
    try:
        parts = urlsplit(base)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    return (host, port or (80 if parts.scheme == "http" else 443)) if host else None


def _first_answers(hosts: Iterable[tuple[str, int]], patience: float) -> Iterable[bool]:
    """One answer a host as they come; in threads, as looking up a name cannot be interrupted."""
    answers: queue.SimpleQueue[bool] = queue.SimpleQueue()
    threads = [threading.Thread(target=_try, args=(*host, patience, answers), daemon=True) for host in hosts]
    for thread in threads:
        thread.start()
    for _ in threads:
        try:
            yield answers.get(timeout=patience)
        except queue.Empty:
            return


def _try(host: str, port: int, patience: float, answers: queue.SimpleQueue[bool]) -> None:
    try:
        socket.create_connection((host, port), timeout=patience).close()
    except (OSError, ValueError):  # also a name that no host can have
        answers.put(False)
    else:
        answers.put(True)
