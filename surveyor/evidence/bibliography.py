"""Printed references to entries."""

from __future__ import annotations

import re
from typing import Any

from surveyor.evidence.document import Entry
from surveyor.identity import build_id, parse_id

_ID = re.compile(
    r"(?i)https?://(?:www\.)?(?:aclanthology\.org|aclweb\.org/anthology)/[\w.-]{1,60}"
    r"|(?:arxiv\.org/(?:abs|pdf)/|arxiv:|abs/)(?P<arxiv>\d{4}\.\d{4,5}|[a-z-]{1,20}/\d{7})|(?P<doi>10\.\d{4,9}/[^\s,;{}]{1,200})"
)


def entry(key: str, text: str, **fields: Any) -> Entry:
    """An entry by its printed text; fields that are known besides are taken as they are."""
    ids = [*fields.pop("ids", ())]
    for found in _ID.finditer(text):
        plain = f"arxiv:{found['arxiv']}" if found["arxiv"] else f"doi:{found['doi']}" if found["doi"] else found[0]
        if known := parse_id(plain.rstrip(".,)")):
            ids.append(build_id(known))
    return Entry(key, text, ids=tuple(dict.fromkeys(ids)), **fields)
