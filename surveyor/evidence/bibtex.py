"""BibTeX files, read with tolerance: the entries that are asked for, with the fields that a survey needs."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

_START = re.compile(r"(?m)^[ \t]*@[ \t]*([A-Za-z]+)[ \t]*[{(]")
_KEY = re.compile(r"\s*([^\s,{}()=\"]{1,200})\s*,")
_FIELD = re.compile(r"\s*([A-Za-z][\w-]{0,40})\s*=\s*")
_BARE = re.compile(r"[^\s,#{}\"()]{1,200}")
_SIGN = re.compile(r'[{}"]|\\.', re.DOTALL)
_MONTHS = {month: month for month in "jan feb mar apr may jun jul aug sep oct nov dec".split()}
_COMMA, _JOIN = re.compile(r"\s*,?"), re.compile(r"\s*#\s*")
_LARGEST_VALUE = 20_000


def entries(text: str, wanted: Container[str] | None = None) -> dict[str, dict[str, str]]:
    """Fields of the entries by key, names of fields in lower case, values as LaTeX; the first of a key counts.

    Only the `wanted` keys are read, where they are given. An entry that is broken gives the fields before the break.
    """
    strings: dict[str, str] = dict(_MONTHS)
    found: dict[str, dict[str, str]] = {}
    starts = [*_START.finditer(text)]
    for start, after in zip(starts, [*(s.start() for s in starts[1:]), len(text)], strict=False):
        kind = start[1].lower()
        if kind == "string":
            strings |= _fields(text, start.end(), after, strings)
        elif kind in ("comment", "preamble") or not (key := _KEY.match(text, start.end(), after)):
            continue
        elif key[1] not in found and (wanted is None or key[1] in wanted):
            found[key[1]] = _fields(text, key.end(), after, strings)
    return found


def keys(text: str) -> Iterator[tuple[int, str]]:
    """Where each entry begins, and its key; empty where it has none."""
    for start in _START.finditer(text):
        if start[1].lower() not in ("string", "comment", "preamble"):
            key = _KEY.match(text, start.end())
            yield start.start(), key[1] if key else ""


def _fields(text: str, at: int, end: int, strings: dict[str, str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    while name := _FIELD.match(text, at, end):
        value, at = _value(text, name.end(), end, strings)
        fields.setdefault(name[1].lower(), " ".join(value.split()))
        comma = _COMMA.match(text, at, end)
        at = comma.end() if comma else at
    return fields


def _value(text: str, at: int, end: int, strings: dict[str, str]) -> tuple[str, int]:
    """A value, its parts joined by `#` put together, and where it ends."""
    parts: list[str] = []
    while at < end:
        if text[at] in '{"':
            close = _closing(text, at, end)
            parts.append(text[at + 1 : close][:_LARGEST_VALUE])
            at = close + 1
        elif bare := _BARE.match(text, at, end):
            parts.append(strings.get(bare[0].lower(), bare[0]))
            at = bare.end()
        joined = _JOIN.match(text, at, end)
        if not joined:
            break
        at = joined.end()
    return "".join(parts), at


def _closing(text: str, at: int, end: int) -> int:
    """Where the brace or quotation mark that opens here is closed; the end where it is not."""
    quoted = text[at] == '"'
    depth = 0
    for sign in _SIGN.finditer(text, at + quoted, end):
        depth += (sign[0] == "{") - (sign[0] == "}")
        if depth < 0 or (depth == 0 and sign[0] == ('"' if quoted else "}")):
            return sign.start()
    return end
