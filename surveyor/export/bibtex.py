"""The papers of a survey as BibTeX, for LaTeX with BibTeX or biber."""

from __future__ import annotations

import re

from surveyor.export.reference import Reference, Type, citable, references
from surveyor.models import Survey
from surveyor.people import Name, split_name

_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "&": r"\&", "%": r"\%",
        "$": r"\$", "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
        "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}",
    }
)  # fmt: skip
"""Braces by name: BibTeX counts `\\{` as an opening one."""

_VERBATIM = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D"})
"""In a DOI or address, which LaTeX prints as it is, for what BibTeX cannot hold."""

_KINDS = {Type.ARTICLE: "article", Type.PROCEEDINGS: "inproceedings", Type.PREPRINT: "misc", Type.OTHER: "misc"}
_VENUE = {Type.ARTICLE: "journal", Type.PROCEEDINGS: "booktitle", Type.PREPRINT: "howpublished"}
_BETWEEN = re.compile(r"\band\b|^others$", re.IGNORECASE)


def bibtex(survey: Survey) -> str:
    """One entry a paper of the shortlist, the reading list and the recent papers, by key."""
    return "\n\n".join(map(_entry, references(citable(survey)))) + "\n"


def _entry(reference: Reference) -> str:
    fields = {
        "title": f"{{{_latex(reference.title)}}}",
        "author": " and ".join(map(_author, reference.authors)),
        "year": str(reference.year or ""),
        _VENUE.get(reference.type, ""): _latex(reference.venue),
        "doi": reference.doi.translate(_VERBATIM),
        "eprint": reference.arxiv,
        "archiveprefix": "arXiv" if reference.arxiv else "",
        "url": reference.url,
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{_KINDS[reference.type]}{{{reference.key},\n{body}\n}}"


def _author(name: Name) -> str:
    """In the order of speech where BibTeX finds the parts in it by itself; braces where it would take it apart."""
    spoken = f"{name.given} {name.family}".strip()
    whole = f"{spoken} {name.suffix}".strip()
    if _BETWEEN.search(whole) or (not name.given and " " in name.family):
        return f"{{{_latex(whole)}}}"
    if split_name(spoken) == name:
        return _latex(spoken)
    return _latex(", ".join(filter(None, (name.family, name.suffix, name.given))))


def _latex(text: str) -> str:
    return text.translate(_LATEX)
