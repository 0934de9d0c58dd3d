"""Where papers come from. A source is one small Protocol (base.py); those there are stand in SOURCES."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from surveyor.library import Library
from surveyor.sources.base import Query, References, Source, View
from surveyor.sources.local import LibrarySource
from surveyor.sources.shelf import open_shelf

SOURCES: MappingProxyType[str, Callable[[Library], Source | None]] = MappingProxyType(
    {
        "library": lambda library: None if library.is_empty() else LibrarySource(library),
        "shelf": lambda _library: open_shelf(),
    }
)
"""Name to a function that opens the source, or gives None where it has nothing; asked in this order."""


def open_sources(library: Library) -> tuple[Source, ...]:
    """Every source that has something to say."""
    return tuple(source for opened in SOURCES.values() if (source := opened(library)))


__all__ = ["SOURCES", "LibrarySource", "Query", "References", "Source", "View", "open_shelf", "open_sources"]
