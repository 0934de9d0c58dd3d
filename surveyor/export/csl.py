"""The papers of a survey as CSL-JSON, for pandoc, Zotero and every citation processor."""

from __future__ import annotations

from typing import Any

import msgspec

from surveyor.export.reference import Reference, Type, citable, references
from surveyor.models import Survey
from surveyor.people import Name

_TYPES = {
    Type.ARTICLE: "article-journal",
    Type.PROCEEDINGS: "paper-conference",
    Type.PREPRINT: "article",
    Type.OTHER: "document",
}


def csl_json(survey: Survey) -> str:
    """One item a paper of the shortlist, the reading list and the recent papers, by key."""
    items = [_item(reference) for reference in references(citable(survey))]
    return msgspec.json.format(msgspec.json.encode(items), indent=2).decode() + "\n"


def _item(reference: Reference) -> dict[str, Any]:
    fields = {
        "id": reference.key,
        "type": _TYPES[reference.type],
        "title": reference.title,
        "author": [_name(name) for name in reference.authors],
        "issued": {"date-parts": [[reference.year]]} if reference.year else None,
        "container-title": reference.venue,
        "DOI": reference.doi,
        "number": f"arXiv:{reference.arxiv}" if reference.arxiv else "",
        "URL": reference.url,
    }
    return {name: value for name, value in fields.items() if value}


def _name(name: Name) -> dict[str, str]:
    if not name.given and not name.suffix:
        return {"literal": name.family}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: value for part, value in parts.items() if value}
