"""Asking again after a fault: when, how often and how long to wait before it."""

from __future__ import annotations

import logging
import random
import re
from collections.abc import Callable
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TypeVar

import stamina

from surveyor.models import Outcome

T = TypeVar("T")

_FIRST_WAIT = 1.0
_LONGEST_WAIT = 30.0
_JITTER = 1.0
_SECONDS = re.compile(r"[0-9]+(?:\.[0-9]*)?")

logging.getLogger("stamina").addHandler(logging.NullHandler())  # it warns of every retry; here that is in the tally


class TryError(Exception):
    """One try brought no answer."""

    def __init__(
        self, outcome: Outcome, detail: str, again: bool = False, after: float | None = None, off: bool = False
    ) -> None:
        super().__init__(outcome, detail, again, after, off)
        self.outcome = outcome
        self.detail = detail
        self.again = again
        """Another try may help."""
        self.after = after
        """Seconds that the service wants to be left alone."""
        self.off = off
        """Every later question would end the same way."""


def parse_retry_after(text: str | None, now: float) -> float | None:
    """Seconds to wait, from either form of `Retry-After` (seconds, HTTP date); None when it says nothing usable."""
    value = (text or "").strip()
    if _SECONDS.fullmatch(value):
        return float(value)
    try:
        when = parsedate_to_datetime(value)
        return max(0.0, (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() - now)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def with_retries(
    send: Callable[[], T], *, tries: int, allows: Callable[[float], bool], sleep: Callable[[float], None]
) -> T:
    """What `send` gives, or the TryError of the last try.

    A wait that `allows` refuses is not slept, and there is no further try. The wait is what the service asked for, else
    1, 2, 4 … 30 seconds, and up to a second more, so that several programs do not come back at once.
    """
    wait = 0.0

    def again(error: Exception) -> bool | float:
        nonlocal wait
        if not isinstance(error, TryError) or not error.again:
            return False
        wait = (backoff if error.after is None else error.after) + random.uniform(0, _JITTER)  # noqa: S311 - no secret
        return 0.0 if allows(wait) else False  # 0.0: `sleep` is ours, so the package is not to sleep

    for attempt in stamina.retry_context(
        on=again, attempts=tries, timeout=None, wait_initial=_FIRST_WAIT, wait_max=_LONGEST_WAIT, wait_jitter=0
    ):
        with attempt:
            backoff = attempt.next_wait
            if attempt.num > 1:
                sleep(wait)
            return send()
    raise AssertionError("a context of retries ends with a value or an error")
