"""A paper that the user names to what it compares with: a file, or an id that the library or the shelf knows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from surveyor.cli.options import say

if TYPE_CHECKING:
    from surveyor.evidence.document import Document
    from surveyor.library import Library
    from surveyor.models import Compared


def find_compared(library: Library, name: str) -> Compared:
    """What the named paper compares with; SurveyorError with the remedy where nothing can be said."""
    from surveyor.compared import compared_in
    from surveyor.errors import LibraryError
    from surveyor.evidence.cited import cited

    if _is_file(name):
        return compared_in(cited(_read(Path(name))))
    found = _known(library, name)
    if found is None:
        raise LibraryError(f"no paper {name!r} with known references: import a corpus that has it, or name a file")
    return found


def _is_file(name: str) -> bool:
    from surveyor.evidence.reading import SUFFIXES

    if name.startswith(("http://", "https://")):
        return False
    return name.lower().endswith((*SUFFIXES, ".pdf")) or Path(name).is_file()


def _read(file: Path) -> Document:
    from surveyor.errors import CorpusError
    from surveyor.evidence.document import LARGEST, UnreadableDocument
    from surveyor.evidence.reading import read

    try:
        with file.open("rb") as stream:
            document = read(file.name, stream.read(LARGEST + 1))
    except OSError as error:
        raise CorpusError(f"{file}: {error.strerror or error}") from error
    except UnreadableDocument as error:
        raise CorpusError(f"{file}: {error}") from error
    for trouble in document.trouble:
        say(f"{file}: {trouble}")
    if not document.bibliography:
        raise CorpusError(f"{file}: no bibliography was found in it, so there is nothing to rank")
    return document


def _known(library: Library, name: str) -> Compared | None:
    from surveyor.compared import compared
    from surveyor.sources import View, open_sources

    view = View(10**6)
    for source in open_sources(library):
        for paper in source.lookup([name], view):
            found = compared(paper, source, view)
            if found.works:
                return found
    return None
