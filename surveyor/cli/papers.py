"""A paper that the user names, to what it compares with: a file, a paper on arXiv, or an id that the library knows."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from surveyor import places
from surveyor.cli.options import known_papers, say

if TYPE_CHECKING:
    from surveyor.cli.network import Wanted
    from surveyor.evidence.document import Document
    from surveyor.library import Library
    from surveyor.models import Compared
    from surveyor.sources import LibrarySource

_NO_GROBID = (
    "a PDF is read through GROBID: start one and set SURVEYOR_GROBID_URL, or give the LaTeX source or the arXiv page"
)

_ASKED_FOR = (".tex", ".bbl", ".bib")
_MANY = 500
"""Files beside a LaTeX source that are read at most."""


def find_compared(library: Library, name: str, network: Wanted, cache_dir: str | None) -> Compared:
    """What the named paper compares with; SurveyorError with the remedy where nothing can be said.

    A paper on arXiv is read there where there is a network or a recording of it; else what the library or the shelf
    knows of it counts.
    """
    from surveyor.errors import CorpusError, LibraryError

    if os.path.isdir(name):
        raise CorpusError(f"{name} is a folder: name the paper's file in it, such as its .tex")
    if _is_file(name):
        return _compared(library, _read(Path(name), network, cache_dir))
    document, missed = _fetched(name, network, cache_dir)
    if document:
        return _compared(library, document)
    known = _known(library, name)
    if known is None:
        why = f" ({missed})" if missed else ""
        raise LibraryError(f"no paper {name!r} with known references{why}: import a corpus that has it, or name a file")
    if missed:
        say(f"{name}: {missed}; this is what an imported corpus or the shelf knows of it")
    return known


def listed_in(library: Library, file: Path) -> Compared:
    """A file of references as a paper that cites them, mentioning none; what cannot be read in it is said."""
    from surveyor.compared import compared_in
    from surveyor.evidence.cited import Cited
    from surveyor.models import Citation, Paper
    from surveyor.sources import View

    papers = [replace(paper, as_cited=True) for paper in known_papers(file)]
    citing = Paper(f"file:{file.name}", (f"file:{file.name}",), file.name)
    citations = tuple(Citation(citing.id, paper.id) for paper in papers)
    return compared_in(Cited(citing, tuple(papers), citations), _libraries(library), View(10**6))


def _compared(library: Library, document: Document) -> Compared:
    from surveyor.compared import compared_in
    from surveyor.evidence.cited import cited
    from surveyor.sources import View

    return compared_in(cited(document), _libraries(library), View(10**6))


def _libraries(library: Library) -> list[LibrarySource]:
    from surveyor.sources import LibrarySource, open_sources

    return [source for source in open_sources(library) if isinstance(source, LibrarySource)]


def _is_file(name: str) -> bool:
    from surveyor.evidence.reading import SUFFIXES

    if name.startswith(("http://", "https://")):
        return False
    return name.lower().endswith((*SUFFIXES, ".pdf")) or os.path.isfile(name)


def _read(file: Path, network: Wanted, cache_dir: str | None) -> Document:
    from surveyor.errors import CorpusError
    from surveyor.evidence.document import LARGEST, UnreadableDocument
    from surveyor.evidence.reading import read, read_tex

    try:
        with file.open("rb") as stream:
            content = stream.read(LARGEST + 1)
        if content.startswith(b"%PDF"):
            document = _read_pdf(file, content, network, cache_dir)
        else:
            is_tex = file.suffix == ".tex"
            document = read_tex(file.name, _beside(file) | {file.name: content}) if is_tex else read(file.name, content)
    except OSError as error:
        raise CorpusError(f"{file}: {error.strerror or error}") from error
    except UnreadableDocument as error:
        raise CorpusError(f"{file}: {error}") from error
    for trouble in document.trouble:
        say(f"{file}: {trouble}")
    if not document.bibliography:
        raise CorpusError(f"{file}: no bibliography was found in it, so there is nothing to rank")
    return document


def _beside(file: Path) -> dict[str, bytes]:
    """The LaTeX file with those that it may ask for, from its folder and the folders in it, by name from there."""
    from surveyor.evidence.document import LARGEST

    found = sorted(one for step in ("*", "*/*") for one in file.parent.glob(step) if one.suffix in _ASKED_FOR)
    small = [one for one in found if one.is_file() and one.stat().st_size <= LARGEST][:_MANY]
    return {str(one.relative_to(file.parent)): one.read_bytes() for one in small}


def _read_pdf(file: Path, content: bytes, network: Wanted, cache_dir: str | None) -> Document:
    from surveyor.cli.network import endpoints, open_net
    from surveyor.errors import CorpusError
    from surveyor.evidence.document import LARGEST
    from surveyor.sources.grobid import tei_of

    endpoint = endpoints()["grobid"]
    if len(content) > LARGEST:
        raise CorpusError(f"{file}: larger than {LARGEST >> 20} MB")
    if not endpoint.base:
        raise CorpusError(f"{file}: {_NO_GROBID}")
    with open_net(network, places.cache_dir(cache_dir), endpoints()) as net:
        reply = tei_of(net, endpoint, content)
    if reply.value is None:
        raise CorpusError(f"{file}: {reply.detail or 'GROBID gave nothing'}")
    return reply.value


def _fetched(name: str, network: Wanted, cache_dir: str | None) -> tuple[Document | None, str]:
    """The text of a paper on arXiv, or why there is none."""
    from surveyor.sources.fulltext import FullTexts, arxiv_id_of

    arxiv_id = arxiv_id_of(name)
    if arxiv_id is None:
        return None, ""
    from surveyor.cli.network import endpoints, has_network, open_net
    from surveyor.identity import normal_id

    cache, services = places.cache_dir(cache_dir), endpoints()
    reached = not network.offline and has_network(services)
    if not reached and not places.recordings_file(cache).exists():
        return None, "not read: there is no network and no recording of it" if not network.offline else "not recorded"
    with open_net(network if reached else replace(network, offline=True), cache, services) as net:
        reply = FullTexts(net, services).read([arxiv_id])
    if reply.value is None:
        return None, f"its text could not be read: {reply.detail}"
    for trouble in reply.value.trouble:
        say(f"{name}: {trouble}")
    return replace(reply.value, ids=(normal_id(f"arxiv:{arxiv_id}"), *reply.value.ids)), ""


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
