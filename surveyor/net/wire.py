"""One request over the wire with httpx; whatever goes wrong there becomes a TryError."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

import httpx

from surveyor import __version__
from surveyor.models import Outcome
from surveyor.net.judge import Answer, one_line
from surveyor.net.policy import Policy
from surveyor.net.request import Accept, Request
from surveyor.net.retry import TryError

Transports = Callable[[str], httpx.BaseTransport]
"""Gives the transport for a host (with its port if it is not the usual one)."""

MAX_BODY = 64 * 1024 * 1024
_WHOLE = 4
_ACCEPTED = {
    Accept.JSON: "application/json",
    Accept.XML: "application/atom+xml, application/xml, text/xml",
    Accept.HTML: "text/html, application/xhtml+xml",
    Accept.GZIP: "application/gzip, application/octet-stream, */*",
    Accept.TEI: "application/xml",
}
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"(?:[\x21-\x7e](?:[\x20-\x7e\t]*[\x21-\x7e])?)?")
_MOVED = frozenset({301, 302, 303, 307, 308})


class Wire:
    """A pooled client per host."""

    def __init__(self, transport: Transports | None, contact: str, clock: Callable[[], float]) -> None:
        self._transport = transport
        self._agent = f"surveyor/{__version__}" + (f" (mailto:{contact})" if contact else "")
        self._clock = clock
        self._lock = threading.Lock()
        self._clients: dict[str, httpx.Client] = {}

    def close(self) -> None:
        """Close all connections."""
        with self._lock:
            for client in self._clients.values():
                client.close()
            self._clients.clear()

    def send(self, request: Request, policy: Policy) -> Answer:
        """What came back, whatever its status; redirects are not followed. TryError when nothing whole did."""
        headers = self._headers(request)
        with _mapped(request, policy):
            client = self._client(_host(request))
            deadline = self._clock() + _WHOLE * policy.timeout
            with client.stream(
                request.method, request.url, content=request.body or None, headers=headers, timeout=policy.timeout
            ) as response:
                body = self._body(response, deadline)
                return Answer(response.status_code, {k.lower(): v for k, v in response.headers.items()}, body)

    def _headers(self, request: Request) -> dict[str, str]:
        packed = "identity" if request.accept is Accept.GZIP else "gzip, deflate"
        headers = {"User-Agent": self._agent, "Accept": _ACCEPTED[request.accept], "Accept-Encoding": packed}
        if request.body:
            headers["Content-Type"] = "application/json"
        headers.update(request.headers)
        if not all(_NAME.fullmatch(name) and _VALUE.fullmatch(value) for name, value in headers.items()):
            raise TryError(Outcome.FAILED, "a key or the contact holds signs that cannot be sent: check it for spaces")
        return headers

    def _client(self, host: str) -> httpx.Client:
        with self._lock:
            if host not in self._clients:
                made = self._transport(host) if self._transport else None
                self._clients[host] = httpx.Client(transport=made, follow_redirects=False)
            return self._clients[host]

    def _body(self, response: httpx.Response, deadline: float) -> bytes:
        too_large = TryError(Outcome.FAILED, f"the answer is larger than {MAX_BODY // 2**20} MB")
        length = response.headers.get("content-length", "")
        if length.isdecimal() and int(length[:20]) > MAX_BODY:
            raise too_large
        if "," in response.headers.get("content-encoding", ""):
            raise TryError(Outcome.FAILED, "the answer is compressed more than once")
        chunks, size = [], 0
        for chunk in response.iter_bytes():
            chunks.append(chunk)
            size += len(chunk)
            if max(size, response.num_bytes_downloaded) > MAX_BODY:
                raise too_large
            if self._clock() > deadline:
                raise TryError(Outcome.FAILED, "the answer comes too slowly", again=True)
        return b"".join(chunks)


def redirected(request: Request, answer: Answer) -> Request | None:
    """The request that a redirect asks for, None if it is no redirect; another host is not shown the headers."""
    location = answer.headers.get("location")
    if answer.status not in _MOVED or not location:
        return None
    try:
        url = urljoin(request.url, location)
        old, new = urlsplit(request.url), urlsplit(url)
        same = (old.hostname, old.port) == (new.hostname, new.port) and new.scheme in (old.scheme, "https")
    except ValueError as error:
        raise TryError(Outcome.FAILED, f"HTTP {answer.status} to no address") from error
    again = replace(request, url=url, headers=request.headers if same else (), price=0.0)
    if answer.status == 303 or (answer.status in (301, 302) and request.method == "POST"):
        again = replace(again, method="GET", body=b"")
    return again


def is_gone(request: Request, answer: Answer) -> bool:
    """Whether a redirect leads to where the request says that there is no such thing."""
    location = answer.headers.get("location", "")
    return bool(request.gone) and answer.status in _MOVED and request.gone in location.partition("?")[0]


def _host(request: Request) -> str:
    parts = urlsplit(request.url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:
        raise httpx.UnsupportedProtocol(request.url)
    return parts.netloc


@contextmanager
def _mapped(request: Request, policy: Policy) -> Iterator[None]:
    try:
        yield
    except httpx.TimeoutException as error:
        raise TryError(
            Outcome.FAILED, f"no answer within {policy.timeout:g} seconds: run again later", again=True
        ) from error
    except httpx.DecodingError as error:
        raise TryError(Outcome.FAILED, "the answer cannot be decompressed", again=True) from error
    except (httpx.UnsupportedProtocol, httpx.LocalProtocolError, httpx.InvalidURL) as error:
        raise TryError(Outcome.FAILED, f"no usable address: {one_line(request.url, request)}") from error
    except httpx.TransportError as error:
        said = one_line(str(error), request) or type(error).__name__
        raise TryError(
            Outcome.FAILED, f"no connection: {said}; check the network, or use --offline", again=True
        ) from error
    except (OSError, ValueError, ImportError) as error:  # the address, or certificates or proxies of the environment
        said = one_line(str(error), request)
        raise TryError(Outcome.FAILED, f"no connection: {said}: check address, proxy and certificates") from error
