"""A file of a paper to a document, by what the file is."""

from __future__ import annotations

from surveyor.evidence import latex, latexml, tei
from surveyor.evidence.document import LARGEST, Document, UnreadableDocument
from surveyor.evidence.latex_unpack import unpack

SUFFIXES = (".html", ".htm", ".xml", ".tex", ".tar.gz", ".tgz", ".tar", ".gz")
"""Of the files that can be read."""


def read(name: str, content: bytes) -> Document:
    """LaTeXML pages (.html), GROBID's TEI (.xml), LaTeX sources (.tex, .tar.gz, .tar, .gz) by the name's suffix.

    UnreadableDocument for another kind of file, one that is too large, or one that is not what its name says.
    """
    lower = name.lower()
    if len(content) > LARGEST:
        raise UnreadableDocument(f"larger than {LARGEST >> 20} MB")
    if lower.endswith((".html", ".htm")):
        return latexml.parse(content)
    if lower.endswith(".xml"):
        return tei.parse(content)
    if lower.endswith(SUFFIXES):
        return latex.parse(unpack(content))
    if lower.endswith(".pdf"):
        raise UnreadableDocument(
            "a PDF is not read: give the LaTeX source, the arXiv page, or the TEI that GROBID makes"
        )
    raise UnreadableDocument(f"no kind of document that is read here ({', '.join(SUFFIXES)})")
