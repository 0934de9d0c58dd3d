"""A plain client for the tests of the stand-in itself."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.standin import Standin
from tests.standin.asking import Get


@pytest.fixture
def http() -> Iterator[httpx.Client]:
    """A plain client."""
    with httpx.Client(timeout=10, verify=False) as client:
        yield client


@pytest.fixture
def get(standin: Standin, http: httpx.Client) -> Get:
    """`get(service, path, **parameters)`."""

    def ask(service: str, path: str, **parameters: object) -> httpx.Response:
        query = {name.replace("_", "-") if name != "search_query" else name: str(v) for name, v in parameters.items()}
        return http.get(standin.base(service) + path, params=query)

    return ask
