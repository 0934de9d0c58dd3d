"""Asking the stand-in and reading its answers in the tests of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import msgspec

Get = Callable[..., httpx.Response]


def read(response: httpx.Response, kind: type[Any]) -> Any:
    """The body of a good answer, checked against a shape."""
    assert response.status_code == 200, response.text
    return msgspec.json.decode(response.content, type=kind)
