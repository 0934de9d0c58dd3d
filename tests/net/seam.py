"""What the network's own part takes: budget, pace, recording and the rest, around a transport that answers at once.

python -m tests.net.seam
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import httpx

from surveyor.net import Budget, Net, Pace, RecordingCache, Request, unpaced

TIMES = 500


def at_once(_host: str = "") -> httpx.MockTransport:
    """A transport without a network."""
    return httpx.MockTransport(lambda _request: httpx.Response(200, json={"message": {"items": []}}))


def median_ms(call: Callable[[int], object]) -> float:
    """Median milliseconds of many calls, each with its own number."""
    took = []
    for number in range(TIMES):
        began = time.perf_counter()
        call(number)
        took.append(time.perf_counter() - began)
    return 1000 * statistics.median(took)


def main() -> None:
    """Print the three figures."""
    with (
        tempfile.TemporaryDirectory() as folder,
        RecordingCache(Path(folder) / "http.db") as recordings,
        Pace(Path(folder) / "pace.db") as pace,
        Net(recordings, Budget(), pace=pace, policies=unpaced(), transport=at_once) as net,
        httpx.Client(transport=at_once()) as bare,
    ):
        ask: Callable[[Request], object] = partial(net.ask, parse=bytes)
        whole = median_ms(lambda n: ask(Request("crossref", f"http://api.test/works?n={n}")))
        client = median_ms(lambda n: bare.get(f"http://api.test/works?n={n}"))
        hit = median_ms(lambda n: ask(Request("crossref", f"http://api.test/works?n={n}")))
    print(f"a request, more than the bare client   {whole - client:.2f} ms   goal < 1 ms")
    print(f"a recorded answer                      {hit:.2f} ms   goal < 1 ms")


if __name__ == "__main__":
    main()
