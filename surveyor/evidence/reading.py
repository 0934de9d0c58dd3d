"""A file of a paper to a document, by what the file is."""

from __future__ import annotations

from collections.abc import Mapping

from surveyor.evidence import jats, latex, latexml, tei
from surveyor.evidence.document import LARGEST, Document, UnreadableDocument
from surveyor.evidence.latex_unpack import unpack

SUFFIXES = (".html", ".htm", ".xml", ".tex", ".tar.gz", ".tgz", ".tar", ".gz")
"""Of the files that can be read."""


def read(name: str, content: bytes) -> Document:
    """LaTeXML pages (.html), TEI and JATS (.xml), LaTeX sources (.tex, .tar.gz, .tar, .gz) by the suffix of the name.

    UnreadableDocument for another kind of file, one that is too large, or one that is not what its name says.
    """
    lower = name.lower()
    if len(content) > LARGEST:
        raise UnreadableDocument(f"larger than {LARGEST >> 20} MB")
    if lower.endswith((".html", ".htm")):
        return latexml.parse(content)
    if lower.endswith(".xml"):
        return jats.parse(content) if b"<article" in content[:4000] else tei.parse(content)
    if lower.endswith(SUFFIXES):
        return latex.parse(unpack(content))
    if lower.endswith(".pdf"):
        raise UnreadableDocument(
            "a PDF is not read: give the LaTeX source, the arXiv page, or the TEI that GROBID makes"
        )
    raise UnreadableDocument(f"no kind of document that is read here ({', '.join(SUFFIXES)})")


def read_tex(name: str, files: Mapping[str, bytes]) -> Document:
    """The LaTeX source `name` of some files, with what it asks for of the others; UnreadableDocument as in `read`."""
    if any(len(content) > LARGEST for content in files.values()):
        raise UnreadableDocument(f"larger than {LARGEST >> 20} MB")
    return latex.parse(files, name)
