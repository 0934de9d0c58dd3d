"""The stand-in as a pytest fixture."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.standin.server import Standin


@pytest.fixture
def standin() -> Iterator[Standin]:
    """A server of its own for one test."""
    with Standin() as running:
        yield running
