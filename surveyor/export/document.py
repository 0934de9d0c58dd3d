"""The survey as one JSON document: what `survey.json` and `--format json` hold, and what the library keeps."""

from __future__ import annotations

from typing import Any

import msgspec

from surveyor.dates import build_month
from surveyor.errors import ExportError
from surveyor.identity import link
from surveyor.models import SCHEMA_VERSION, Survey


def render(survey: Survey) -> str:
    """The document: the fields of `Survey`, each paper with its link and date besides, two blanks an indent."""
    fields: dict[str, Any] = msgspec.to_builtins(survey, order="deterministic")
    _add_links(fields)
    text = msgspec.json.encode({"schema_version": SCHEMA_VERSION} | fields)
    return msgspec.json.format(text, indent=2).decode() + "\n"


def parse(text: str | bytes) -> Survey:
    """The inverse of `render`; ExportError for anything else, or a document of a newer schema."""
    try:
        version = msgspec.json.decode(text, type=dict[str, Any]).get("schema_version")
        if version != SCHEMA_VERSION:
            raise ExportError(
                f"this survey has schema {version!r}, this surveyor reads {SCHEMA_VERSION}: update surveyor"
            )
        return msgspec.json.decode(text, type=Survey)
    except msgspec.DecodeError as error:
        raise ExportError(f"this is no survey document: {error}") from error


def _add_links(node: Any) -> None:
    """Give every paper in the tree its `link` and `date`, which are derived and so not stored in `Paper`."""
    if isinstance(node, list):
        for item in node:
            _add_links(item)
    elif isinstance(node, dict):
        if "has_references" in node:
            node["link"] = link(node["ids"])
            node["date"] = None if node["month"] is None else build_month(node["month"])
            del node["abstract"]
        for item in node.values():
            _add_links(item)
