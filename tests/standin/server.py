"""The stand-in server: the public paper APIs on loopback, one prefix each, over the starter shelf."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType

from tests.standin import acl, arxiv, crossref, dblp, grobid, latexml, openalex, openreview, s2
from tests.standin.call import Answer, Call, Knobs
from tests.standin.faults import DATA_FAULTS, Fault, Rule
from tests.standin.sockets import Handler, Http
from tests.standin.world import World, world

SERVICES: dict[str, Callable[[Call], Answer]] = {
    "s2": s2.answer,
    "openalex": openalex.answer,
    "crossref": crossref.answer,
    "arxiv": arxiv.answer,
    "arxiv-html": latexml.answer,
    "ar5iv": latexml.answer,
    "acl": acl.answer,
    "dblp": dblp.answer,
    "openreview": openreview.answer,
    "grobid": grobid.answer,
}
_NOTED = ("accept", "accept-encoding", "content-type", "user-agent")


@dataclass(frozen=True, slots=True)
class Seen:
    """A request as it came in; keys are noted as sent or not, never kept."""

    service: str
    method: str
    path: str
    """After the prefix, decoded."""
    query: tuple[tuple[str, str], ...]
    headers: tuple[tuple[str, str], ...]
    """Accept, Accept-Encoding, Content-Type and User-Agent, by lower-case name."""
    keyed: bool
    """A key came in a header."""
    key_in_url: bool
    body: bytes
    connection: int
    """Number of the connection it came over."""
    faults: tuple[Fault, ...] = ()

    def get(self, name: str, default: str = "") -> str:
        """The last value of a parameter."""
        return dict(self.query).get(name, default)


class Standin:
    """The services, their faults and what they were asked.

    `latency`: seconds before every answer. `knobs`: page sizes, allowances and keys of the services.
    `clock`: what an HTTP date in Retry-After is counted from. `on_request`: told of every request, in its thread.
    Use as a context manager, or `start` and `stop`.
    """

    def __init__(
        self, *, port: int = 0, latency: float = 0.0, clock: Callable[[], float] = time.time, shelf: World | None = None
    ) -> None:
        self.world = shelf or world()
        self.services = SERVICES
        self.latency = latency
        self.clock = clock
        self.knobs = Knobs()
        self.requests: list[Seen] = []
        self.on_request: Callable[[Seen], None] = lambda seen: None
        self.errors: list[BaseException | None] = []
        self._rules: list[Rule] = []
        self._lock = threading.Lock()
        self._now: Counter[str] = Counter()
        self._peak: Counter[str] = Counter()
        self._http = Http(self, port)
        self._thread = threading.Thread(target=self._http.loop, name="standin")

    # ------------------------------------------------------------------ for tests

    @property
    def url(self) -> str:
        """Where the server is, without a slash at the end."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def urls(self) -> dict[str, str]:
        """The environment that points every source of surveyor here."""
        return {f"SURVEYOR_{name.upper().replace('-', '_')}_URL": self.base(name) for name in SERVICES}

    def base(self, service: str) -> str:
        """The base URL of one service."""
        return f"{self.url}/{service}"

    def fail(
        self, service: str, *faults: Fault, times: int | None = None, path: str | None = None, after: int = 0
    ) -> None:
        """Make a service (`*`: all) misbehave; several faults take turns, one a request.

        `times`: how many requests, None without end. `path`: only requests whose path holds it. `after`: how many
        of them go well first. Of several calls, the faults of what is said add up, and the first of how it is sent
        is taken.
        """
        if service not in (*SERVICES, "*") or not faults:
            raise ValueError(f"one of {', '.join(SERVICES)} or *, and at least one fault")
        with self._lock:
            self._rules.append(Rule(service, faults, times, path, after))

    def heal(self) -> None:
        """Let everything go well from now on."""
        with self._lock:
            self._rules.clear()

    def require_key(self, service: str, key: str) -> None:
        """Let a service (s2, openalex, openreview) answer 403 to all who do not send this key."""
        self.knobs.keys[service] = key

    def count(self, service: str | None = None, path: str | None = None) -> int:
        """How many requests came in, of a service, with something in the path."""
        return len(self.seen(service, path))

    def seen(self, service: str | None = None, path: str | None = None) -> list[Seen]:
        """The requests that came in, of a service, with something in the path."""
        return [r for r in list(self.requests) if service in (None, r.service) and (path is None or path in r.path)]

    def connections(self, service: str | None = None) -> int:
        """Over how many connections they came."""
        return len({request.connection for request in self.seen(service)})

    def peak(self, service: str) -> int:
        """How many requests of a service were in work at one time at most."""
        return self._peak[service]

    def forget(self) -> None:
        """Empty the log."""
        self.requests.clear()
        self._peak.clear()

    def start(self) -> Standin:
        """Answer from now on."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Close everything; an error in a service is raised here."""
        self._http.stop()
        self._thread.join()
        self._http.stop()
        self._http.close()
        if self.errors:
            raise RuntimeError("a stand-in service failed") from self.errors[0]

    def __enter__(self) -> Standin:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    # ------------------------------------------------------------------ for the handler

    def take_in(
        self, handler: Handler, service: str, path: str, pairs: list[tuple[str, str]], body: bytes
    ) -> tuple[Call, Fault | None]:
        """Note a request; what the service sees of it, and the fault of sending that is its turn."""
        headers = {name.lower(): value for name, value in handler.headers.items()}
        query: dict[str, list[str]] = {}
        for name, value in pairs:
            query.setdefault(name, []).append(value)
        with self._lock:
            faults = [fault for rule in self._rules if (fault := rule.turn(service, path))]
            seen = Seen(
                service=service,
                method=handler.command,
                path=path,
                query=tuple((name, "***" if name == "api_key" else value) for name, value in pairs),
                headers=tuple((name, headers[name]) for name in _NOTED if name in headers),
                keyed="x-api-key" in headers or "authorization" in headers,
                key_in_url="api_key" in query,
                body=body,
                connection=handler.server.connection_number(handler.connection),
                faults=tuple(faults),
            )
            self.requests.append(seen)
            self._now[service] += 1
            self._peak[service] = max(self._peak[service], self._now[service])
        self.on_request(seen)
        said = frozenset(faults) & DATA_FAULTS
        call = Call(service, handler.command, path, query, headers, body, self.world, self.knobs, said)
        return call, next((fault for fault in faults if fault not in DATA_FAULTS), None)

    def let_go(self, service: str) -> None:
        """Note that a request is answered."""
        with self._lock:
            self._now[service] -= 1
