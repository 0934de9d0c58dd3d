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
    text = msgspec.json.encode({"schema_version": SCHEMA_VERSION} | _tidied(fields))
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


def _tidied(node: Any) -> Any:
    """The tree with every paper as `_paper` prints it."""
    if isinstance(node, list | tuple):
        return [_tidied(item) for item in node]
    if isinstance(node, dict):
        return _paper(node) if "has_references" in node else {key: _tidied(value) for key, value in node.items()}
    return node


def _paper(fields: dict[str, Any]) -> dict[str, Any]:
    """A paper with its link and date, which are derived; what is not known is left out, and the abstract always."""
    derived = {"link": link(fields["ids"]), "date": build_month(fields["month"]) if fields["month"] else ""}
    return {key: value for key, value in (fields | derived).items() if value and key != "abstract"}
