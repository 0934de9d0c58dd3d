"""What was asked of each source in a run, how it ended, and which sources are no longer asked."""

from __future__ import annotations

import threading
from collections import defaultdict
from dataclasses import dataclass, replace

from surveyor.models import Outcome
from surveyor.net.request import Reply

_BREAKS_AT = 3
_SEVERITY = {outcome: rank for rank, outcome in enumerate(Outcome)}
_FAULTS = frozenset({Outcome.FAILED, Outcome.BLOCKED})
_ANSWERS = frozenset({Outcome.OK, Outcome.EMPTY, Outcome.NOT_FOUND})


@dataclass(frozen=True, slots=True)
class Tally:
    """What was asked of a source in a run."""

    requests: int = 0
    """That went over the wire, retries and redirects included."""
    cached: int = 0
    """Questions answered from recordings."""
    dollars: float = 0.0
    left: float | None = None
    """Dollars of the service's own allowance that are left; None where it does not say."""
    waited: float = 0.0
    """Seconds, for pace and before retries."""
    worst: Outcome | None = None
    """Gravest outcome so far; None when it was asked nothing."""
    detail: str = ""
    """Of the first reply with that outcome, and whether answers could not be recorded."""


class Ledger:
    """Tallies by source, and the switches; thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tallies: dict[str, Tally] = defaultdict(Tally)
        self._notes: dict[str, str] = {}
        self._off: dict[str, tuple[Outcome, str]] = {}
        self._in_a_row: dict[str, int] = defaultdict(int)

    def tally(self, source: str) -> Tally:
        """The state of a source's account."""
        with self._lock:
            tally = self._tallies.get(source, Tally())
            detail = "; ".join(part for part in (tally.detail, self._notes.get(source, "")) if part)
            return replace(tally, detail=detail)

    def count(self, source: str, *, requests: int = 0, dollars: float = 0.0, waited: float = 0.0) -> None:
        """Add to a source's account."""
        with self._lock:
            tally = self._tallies[source]
            self._tallies[source] = replace(
                tally,
                requests=tally.requests + requests,
                dollars=tally.dollars + dollars,
                waited=tally.waited + waited,
            )

    def leave(self, source: str, dollars: float) -> None:
        """What is left of the allowance that the service gives."""
        with self._lock:
            self._tallies[source] = replace(self._tallies[source], left=dollars)

    def note(self, source: str, text: str) -> None:
        """Say something beside the outcomes in the source's detail."""
        with self._lock:
            self._notes[source] = text

    def enter(self, source: str, reply: Reply[object]) -> None:
        """Take a reply into the account."""
        with self._lock:
            tally = self._tallies[source]
            if tally.worst is None or _SEVERITY[reply.outcome] > _SEVERITY[tally.worst]:
                tally = replace(tally, worst=reply.outcome, detail=reply.detail)
            self._tallies[source] = replace(tally, cached=tally.cached + reply.recorded)

    def off(self, source: str) -> tuple[Outcome, str] | None:
        """Why a source is no longer asked, if it is not."""
        with self._lock:
            return self._off.get(source)

    def switch_off(self, source: str, outcome: Outcome, detail: str) -> None:
        """Ask a source no more in this run; the first reason stays."""
        with self._lock:
            self._off.setdefault(source, (outcome, f"not asked again in this run: {detail}"))

    def watch(self, source: str, reply: Reply[object]) -> None:
        """Switch a source off after three faults in a row."""
        with self._lock:
            if reply.outcome in _ANSWERS:
                self._in_a_row[source] = 0
            elif reply.outcome in _FAULTS:
                self._in_a_row[source] += 1
            if self._in_a_row[source] >= _BREAKS_AT:
                why = f"not asked again in this run after {_BREAKS_AT} faults in a row: {reply.detail}"
                self._off.setdefault(source, (reply.outcome, why))
