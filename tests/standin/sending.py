"""How answers go out over the socket, faults of sending included."""

from __future__ import annotations

import gzip
import json
import socket
import struct
from collections.abc import Callable
from email.utils import formatdate
from functools import cache
from http.client import responses
from typing import TYPE_CHECKING

from tests.standin.call import HTML, JSON, Answer, in_json, page_of
from tests.standin.faults import Fault

if TYPE_CHECKING:
    from tests.standin.sockets import Handler

BOMB_SIZE = 80_000_000
HUGE_CHUNKS, CHUNK = 72, b'"' + b"x" * 999_996 + b'",\n'
_BOT = (
    "<!doctype html><html lang='en'><head><title>Making sure you&#39;re not a bot!</title></head>"
    "<body><p>Please wait while your browser is checked.</p></body></html>"
)
_LIMITED = {
    "s2": in_json({"message": "Too Many Requests. Please wait and try again.", "code": "429"}),
    "openalex": in_json({"error": "Rate limit exceeded", "message": "Too many requests."}),
    "arxiv": Answer(body=b"Rate exceeded.", content_type="text/plain"),
    "openreview": in_json({"name": "RateLimitError", "message": "Too many requests", "status": 429}),
}
_STATUS = {
    Fault.RATE_LIMITED: 429,
    Fault.RATE_LIMITED_SECONDS: 429,
    Fault.RATE_LIMITED_DATE: 429,
    Fault.RATE_LIMITED_HOURS: 429,
    Fault.SERVER_ERROR: 500,
    Fault.BAD_GATEWAY: 502,
    Fault.UNAVAILABLE: 503,
    Fault.GATEWAY_TIMEOUT: 504,
    Fault.FORBIDDEN: 403,
    Fault.MOVED: 301,
}
_WAIT = {Fault.RATE_LIMITED_SECONDS: "2", Fault.RATE_LIMITED_HOURS: "28800", Fault.UNAVAILABLE: "30"}
_WRONG = {
    Fault.WRONG_ARRAY: [1, 2, 3],
    Fault.WRONG_STRING: "temporarily moved",
    Fault.WRONG_NUMBER: 42,
    Fault.WRONG_ERROR: {"error": "Something went wrong"},
}


def send(handler: Handler, given: Answer) -> None:
    """A whole answer."""
    _head(handler, given)
    handler.wfile.write(given.body)


def send_badly(handler: Handler, fault: Fault, service: str, given: Callable[[], Answer]) -> None:
    """What a fault of sending makes of the answer that would have been given."""
    if fault in _STATUS:
        send(handler, _refusal(handler, fault, service))
    elif fault in _WRONG:
        send(handler, Answer(body=json.dumps(_WRONG[fault]).encode()))
    else:
        _ODD[fault](handler, given)


def _refusal(handler: Handler, fault: Fault, service: str) -> Answer:
    status = _STATUS[fault]
    if status == 301:
        return Answer(301, headers=(("Location", handler.path),))
    wait = _WAIT.get(fault) or (
        formatdate(handler.server.clock() + 2, usegmt=True) if fault is Fault.RATE_LIMITED_DATE else ""
    )
    headers = (("Retry-After", wait),) if wait else ()
    reason = responses[status]
    page = page_of(f"<html><head><title>{status} {reason}</title></head><body><h1>{reason}</h1></body></html>")
    said = page
    if status == 429:
        said = _LIMITED.get(service, page)
    elif status in (500, 504) and service in ("s2", "openalex", "openreview"):
        said = in_json({"message": reason})
    return Answer(status, said.body, said.content_type, headers)


def _head(handler: Handler, given: Answer, length: int | None = None) -> None:
    """Status line and headers; with a length that may be a lie, or chunked with -1."""
    handler.send_response(given.status)
    handler.send_header("Content-Type", given.content_type)
    for name, value in given.headers:
        handler.send_header(name, value)
    if length == -1:
        handler.send_header("Transfer-Encoding", "chunked")
    else:
        handler.send_header("Content-Length", str(len(given.body) if length is None else length))
    handler.end_headers()


def _hang(handler: Handler, given: Callable[[], Answer]) -> None:
    handler.server.wait_for_client(handler.connection)
    handler.close_connection = True


def _reset(handler: Handler, given: Callable[[], Answer]) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: appl")
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.server.abrupt.add(handler.connection)
    handler.close_connection = True


def _truncated(handler: Handler, given: Callable[[], Answer]) -> None:
    whole = given()
    _head(handler, whole)
    handler.wfile.write(whole.body[: len(whole.body) // 2])
    handler.close_connection = True


def _truncated_json(handler: Handler, given: Callable[[], Answer]) -> None:
    whole = given()
    send(handler, Answer(whole.status, whole.body[: len(whole.body) // 2], whole.content_type, whole.headers))


def _bot_page(handler: Handler, given: Callable[[], Answer]) -> None:
    send(handler, Answer(200, _BOT.encode(), HTML))


def _empty_body(handler: Handler, given: Callable[[], Answer]) -> None:
    send(handler, Answer(200, b"", given().content_type))


def _gzip_garbage(handler: Handler, given: Callable[[], Answer]) -> None:
    send(handler, Answer(200, b"this is not gzip at all", given().content_type, (("Content-Encoding", "gzip"),)))


def _gzip_bomb(handler: Handler, given: Callable[[], Answer]) -> None:
    send(handler, Answer(200, _bomb(), given().content_type, (("Content-Encoding", "gzip"),)))


@cache
def _bomb() -> bytes:
    return gzip.compress(b'"' + b"x" * (BOMB_SIZE - 2) + b'"', 6, mtime=0)


def _huge(handler: Handler, given: Callable[[], Answer]) -> None:
    _head(handler, Answer(200, b"", JSON), -1)
    for chunk in (b"[", *[CHUNK] * HUGE_CHUNKS, b"0]"):
        handler.wfile.write(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
    handler.wfile.write(b"0\r\n\r\n")


_ODD: dict[Fault, Callable[[Handler, Callable[[], Answer]], None]] = {
    Fault.HANG: _hang,
    Fault.RESET: _reset,
    Fault.TRUNCATED: _truncated,
    Fault.TRUNCATED_JSON: _truncated_json,
    Fault.BOT_PAGE: _bot_page,
    Fault.EMPTY_BODY: _empty_body,
    Fault.GZIP_GARBAGE: _gzip_garbage,
    Fault.GZIP_BOMB: _gzip_bomb,
    Fault.HUGE: _huge,
}
