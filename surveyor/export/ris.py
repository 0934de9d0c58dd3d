"""The papers of a survey as RIS, for Zotero, Mendeley, EndNote and JabRef."""

from __future__ import annotations

from collections.abc import Iterator

from surveyor.export.reference import Reference, Type, citable, references
from surveyor.export.roles import NONE, Standing, standings
from surveyor.models import Survey
from surveyor.people import Name
from surveyor.text import clean

_TYPES = {Type.ARTICLE: "JOUR", Type.PROCEEDINGS: "CPAPER", Type.PREPRINT: "UNPB", Type.OTHER: "GEN"}


def ris(survey: Survey) -> str:
    """One record a paper of the shortlist, the reading list and the recent papers, by key, with its role and why."""
    known = standings(survey)
    records = (_record(reference, known.get(reference.paper.id, NONE)) for reference in references(citable(survey)))
    return "\n".join(records)


def _record(reference: Reference, standing: Standing) -> str:
    return "".join(f"{tag}  - {value}\n" for tag, value in _fields(reference, standing))


def _fields(reference: Reference, standing: Standing) -> Iterator[tuple[str, str]]:
    """Tags and values in order; a value that is not known has no line."""
    yield "TY", _TYPES[reference.type]
    yield "ID", reference.key
    values = [("TI", reference.title)]
    values += [("AU", _author(name)) for name in reference.authors]
    values += [
        ("PY", str(reference.year or "")),
        ("T2", reference.venue),
        ("DO", reference.doi),
        ("AN", f"arXiv:{reference.arxiv}" if reference.arxiv else ""),
        ("UR", reference.url),
        ("KW", standing.role),
        ("N1", clean(standing.why)),
    ]
    yield from ((tag, value) for tag, value in values if value)
    yield "ER", ""


def _author(name: Name) -> str:
    """`Family, Given, Suffix`, a comma within a part dropped."""
    parts = [part.replace(",", "") for part in (name.family, name.given, name.suffix)]
    return ", ".join(parts).rstrip(", ") if any(parts[1:]) else parts[0]
