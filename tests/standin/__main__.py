"""Run the stand-in by hand: `python -m tests.standin [--port N] [--latency S]` prints what to export."""

from __future__ import annotations

import argparse
import signal

from tests.standin.server import Standin


def main() -> None:
    """Answer until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.standin", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="port on loopback; 0: any that is free")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before every answer")
    given = parser.parse_args()
    with Standin(port=given.port, latency=given.latency) as running:
        for name, value in running.urls().items():
            print(f"export {name}={value}", flush=True)
        signal.sigwait({signal.SIGINT, signal.SIGTERM})


if __name__ == "__main__":
    main()
