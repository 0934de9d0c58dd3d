"""What a run may send and spend."""

from __future__ import annotations

import math
import threading

_NANO = 1_000_000_000


def _nano(dollars: float) -> int:
    return round(dollars * _NANO) if math.isfinite(dollars) and dollars > 0 else 0


class Budget:
    """Counts requests and dollars of a run over all sources, retries included; None means no limit."""

    def __init__(self, max_requests: int | None = None, dollars: float | None = None) -> None:
        self.max_requests = max_requests
        self.max_dollars = dollars
        self._lock = threading.Lock()
        self._requests = 0
        self._spent = 0

    @property
    def requests(self) -> int:
        """Requests that went over the wire."""
        return self._requests

    @property
    def dollars(self) -> float:
        """Dollars spent, those set aside for requests under way included."""
        return self._spent / _NANO

    def take(self, price: float = 0.0) -> str:
        """Count one request of that price before it is sent; else the limit that forbids it, with the remedy."""
        with self._lock:
            refusal = self._refusal(price)
            if not refusal:
                self._requests += 1
                self._spent += _nano(price)
            return refusal

    def give_back(self, price: float = 0.0) -> None:
        """Undo a `take` whose request was not sent after all."""
        with self._lock:
            self._requests -= 1
            self._spent -= _nano(price)

    def settle(self, price: float, cost: float) -> None:
        """Put what a request cost in the place of the price that was set aside for it."""
        with self._lock:
            self._spent += _nano(cost) - _nano(price)

    def _refusal(self, price: float) -> str:
        if self.max_requests is not None and self._requests >= self.max_requests:
            return f"the limit of {self.max_requests} requests is used up: raise it with --max-requests"
        if self.max_dollars is not None and _nano(price) and self._spent + _nano(price) > _nano(self.max_dollars):
            return f"${price:g} more would pass the limit of ${self.max_dollars:g}: raise it with --budget"
        return ""
