"""The socket side of the stand-in: connections, a thread each, and HTTP/1.1 requests."""

from __future__ import annotations

import select
import socket
import sys
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote

from tests.standin.call import Answer
from tests.standin.sending import send, send_badly

if TYPE_CHECKING:
    from tests.standin.server import Standin


class Http(ThreadingHTTPServer):
    """The listening socket, its connections and a thread for each of them."""

    daemon_threads = False
    block_on_close = True
    request_queue_size = 128

    def __init__(self, standin: Standin, port: int) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.standin = standin
        self.abrupt: set[socket.socket] = set()
        """Connections to be closed with a reset."""
        self._wake, self._waker = socket.socketpair()
        self._open: dict[socket.socket, int] = {}
        self._opened = 0
        self._lock = threading.Lock()

    def clock(self) -> float:
        """Seconds since 1970, as the test would have it."""
        return self.standin.clock()

    def loop(self) -> None:
        """Take in connections until told to stop."""
        while self._wake not in select.select([self.socket, self._wake], [], [])[0]:
            self.handle_request()

    def stop(self) -> None:
        """End the loop, every connection and every thread."""
        self._waker.send(b"!")
        with self._lock:
            waiting = list(self._open)
        for connection in waiting:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Join all threads, close all sockets."""
        self.server_close()
        self._wake.close()
        self._waker.close()

    def wait_for_client(self, connection: socket.socket, seconds: float | None = None) -> None:
        """Wait until the client goes away or the server stops, or for some seconds."""
        select.select([self._wake, *([] if seconds is not None else [connection])], [], [], seconds)

    def connection_number(self, connection: socket.socket) -> int:
        """Which connection it is, from 1 on."""
        return self._open.get(connection, 0)

    def get_request(self) -> tuple[socket.socket, tuple[str, int]]:
        connection, address = super().get_request()
        with self._lock:
            self._opened += 1
            self._open[connection] = self._opened
        return connection, address

    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        if request in self.abrupt:
            self.close_request(request)
        else:
            super().shutdown_request(request)

    def close_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        with self._lock:
            self._open.pop(request, None)  # type: ignore[arg-type]
            self.abrupt.discard(request)
        super().close_request(request)

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients may go away at any time; everything else is the test's failure, told when the server stops."""
        error = sys.exception()
        if not isinstance(error, (ConnectionError, TimeoutError)):
            self.standin.errors.append(error)


class Handler(BaseHTTPRequestHandler):
    """Reads requests, asks the service, sends the answer."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 1 << 16
    server: Http

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def version_string(self) -> str:
        return "standin"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the base class names it
        pass

    def _answer(self) -> None:
        standin = self.server.standin
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        raw, _, query = self.path.partition("?")
        service, _, rest = unquote(raw).removeprefix("/").partition("/")
        if service not in standin.services:
            send(self, Answer(404, b'{"error": "no such service"}'))
            return
        pairs = parse_qsl(query, keep_blank_values=True)
        call, bad = standin.take_in(self, service, f"/{rest}", pairs, body)
        try:
            if standin.latency:
                self.server.wait_for_client(self.connection, standin.latency)
            given = None if bad else standin.services[service](call)
            if bad:
                send_badly(self, bad, service, lambda: standin.services[service](call))
        finally:
            standin.let_go(service)
        if given:
            send(self, given)
