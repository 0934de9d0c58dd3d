"""Whether what came over the wire is an answer; if not, why, and what to do about it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from surveyor.models import Outcome
from surveyor.net.policy import Policy
from surveyor.net.request import Accept, Request
from surveyor.net.retry import TryError, parse_retry_after

_PLAIN = frozenset({"accept", "accept-language", "content-type", "user-agent"})
_SHOWN = 80
_DETAIL = 300
_PASSING = frozenset({408, 425, *range(500, 600)})
_NEUTRAL = ("", "text/plain", "application/octet-stream", "binary/octet-stream")
_PAGE = re.compile(rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_CHALLENGE = re.compile(rb"<title>[^<]*(?:not a bot|just a moment|access denied)|id=.anubis", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came over the wire for one request."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    """Names in lower case."""
    body: bytes = field(repr=False)
    """Without its content encoding."""

    @property
    def content_type(self) -> str:
        """Such as `application/json`, in lower case and without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def judge(answer: Answer, request: Request, policy: Policy, now: float) -> None:
    """Nothing when the body is to be parsed or the status is 404; TryError for all else."""
    status = answer.status
    if status in (401, 403):
        raise TryError(Outcome.BLOCKED, _status(answer, request))
    if status == 429:
        _limited(answer, request, policy, now)
    if status in _PASSING:
        after = parse_retry_after(answer.headers.get("retry-after"), now)
        long = after is not None and after > policy.retry_cap
        detail = f"{_status(answer, request)}, a fault of the service: run again later"
        raise TryError(Outcome.FAILED, detail, not (long or status in policy.lasting), after, long)
    if status != 404 and not 200 <= status < 300:
        raise TryError(Outcome.FAILED, _status(answer, request))
    if status != 404:
        _check_body(answer, request)


def _limited(answer: Answer, request: Request, policy: Policy, now: float) -> None:
    after = parse_retry_after(answer.headers.get("retry-after"), now)
    if after is not None and after > policy.retry_cap:
        detail = f"{_status(answer, request)}, to wait {_span(after)}"
        raise TryError(policy.long_wait, detail, again=False, after=after, off=True)
    raise TryError(Outcome.RATE_LIMITED, _status(answer, request), again=True, after=after, off=True)


def _check_body(answer: Answer, request: Request) -> None:
    if answer.status == 204 and request.accept is Accept.TEI:
        raise TryError(Outcome.EMPTY, "HTTP 204: nothing could be read in it")
    if not answer.body.strip():
        raise TryError(Outcome.FAILED, "the answer is empty", again=True)
    if not _fits(answer, request.accept):
        kind = answer.content_type or "something else"
        raise TryError(
            Outcome.BLOCKED, f"not {request.accept.upper()} but {kind} came, a page for browsers or a proxy's"
        )


def _fits(answer: Answer, accept: Accept) -> bool:
    kind, page = answer.content_type, _PAGE.match(answer.body[:2000]) is not None
    if accept is Accept.HTML:
        return kind in ("text/html", "application/xhtml+xml", *_NEUTRAL) and not _CHALLENGE.search(answer.body[:20_000])
    if page or kind in ("text/html", "application/xhtml+xml"):
        return False
    if accept is Accept.JSON:
        return "json" in kind or (kind in _NEUTRAL and not answer.body.lstrip().startswith(b"<"))
    if accept in (Accept.XML, Accept.TEI):
        return "xml" in kind or kind in _NEUTRAL
    return "json" not in kind and "xml" not in kind


def _status(answer: Answer, request: Request) -> str:
    said = one_line(answer.body[:1000].decode("utf-8", "replace"), request)[:_SHOWN]
    shown = said and answer.content_type != "text/html" and "<" not in said
    return f"HTTP {answer.status}: {said}" if shown else f"HTTP {answer.status}"


def _span(seconds: float) -> str:
    if not math.isfinite(seconds):
        return "for ever"
    return f"{seconds / 3600:.1f} hours" if seconds >= 5400 else f"{seconds:.0f} seconds"


def keys(request: Request) -> tuple[str, ...]:
    """Values of the request's headers that may hold a key, in order."""
    return tuple(sorted(value.strip() for name, value in request.headers if name.lower() not in _PLAIN))


def secrets(request: Request) -> tuple[str, ...]:
    """What of those may be shown nowhere, the longest first."""
    values = {part for value in keys(request) for part in (value, value.rpartition(" ")[2])}
    return tuple(sorted((value for value in values if len(value) >= 6), key=len, reverse=True))


def one_line(text: str, request: Request) -> str:
    """Text from outside, fit for a detail: printable, on one line, and without the keys of the request."""
    for secret in secrets(request):
        text = text.replace(secret, "***")
    printable = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(printable.split())[:_DETAIL]


def number(text: str | None) -> float | None:
    """A header's number if it is finite and not negative, else None."""
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if math.isfinite(value) and value >= 0 else None
