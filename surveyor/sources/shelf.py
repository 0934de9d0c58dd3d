"""The starter shelf in the package: hand-made facts on a few areas, so that a fresh machine has an answer."""

from __future__ import annotations

from functools import cache

from surveyor.library import Library
from surveyor.library.corpus import import_curated
from surveyor.places import shelf_dir
from surveyor.sources.local import LibrarySource

SHELF = "shelf"
"""Name of the source, and of the corpus its papers are from."""

REACHES = "2026-07"
"""Month of the youngest conference on it; most of its rows carry a year alone."""


@cache
def open_shelf() -> LibrarySource:
    """The shelf, read into memory and checked line by line, once a process."""
    library = Library.in_memory()
    import_curated(library, shelf_dir(), name=SHELF)
    return LibrarySource(library, SHELF, reaches=REACHES, profiling=False)
