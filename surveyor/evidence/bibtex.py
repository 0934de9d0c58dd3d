"""BibTeX files, read with tolerance: the entries that are asked for, with the fields that a survey needs."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

_NAME = r"[^\s,{}()=\"]{1,200}"
_START = re.compile(rf"(?m)(?:^|(?<=[}})])(?=[^{{(\n]{{1,40}}[{{(]\s*{_NAME}\s*,))[ \t]*@[ \t]*([A-Za-z]+)[ \t]*[{{(]")
"""On a line of its own, or behind another entry where a key follows."""
_KEY = re.compile(rf"\s*({_NAME})(?:\s*,|(?=\s+[A-Za-z][\w-]{{0,40}}\s*=))")
_FIELD = re.compile(r"\s*([A-Za-z][\w-]{0,40})\s*=\s*")
_BARE = re.compile(r"[^\s,#{}\"()]{1,200}")
_SIGN = re.compile(r'[{}"]|\\.', re.DOTALL)
_MONTHS = {month: month for month in "jan feb mar apr may jun jul aug sep oct nov dec".split()}
_COMMA, _JOIN = re.compile(r"\s*,?"), re.compile(r"\s*#\s*")
_LARGEST_VALUE = 20_000


@dataclass(frozen=True, slots=True)
class Record:
    """An entry as it stands in a file."""

    line: int
    """Where it begins, from 1."""
    key: str
    """Empty where it has none."""
    fields: Mapping[str, str]
    """Names in lower case, values as LaTeX; of a broken entry those that can be read."""
    is_whole: bool
    """Whether it ends with the bracket that it begins with, and all before it can be read."""


def records(text: str) -> Iterator[Record]:
    """Every entry in order; what is no entry (comments, preambles, strings) is left out."""
    line, counted = 1, 0
    for start, end, key, strings in _starts(text):
        line, counted = line + text.count("\n", counted, start.start()), start.start()
        fields, at = _fields(text, key.end() if key else start.end(), end, strings)
        closing = "}" if start[0].endswith("{") else ")"
        yield Record(line, key[1] if key else "", fields, text[at:end].lstrip()[:1] == closing)


def entries(text: str, wanted: Container[str] | None = None) -> dict[str, dict[str, str]]:
    """Fields of the entries by key, names of fields in lower case, values as LaTeX; the first of a key counts.

    Only the `wanted` keys are read, where they are given. An entry that is broken gives the fields that can be read.
    """
    found: dict[str, dict[str, str]] = {}
    for _, end, key, strings in _starts(text):
        if key and key[1] not in found and (wanted is None or key[1] in wanted):
            found[key[1]], _ = _fields(text, key.end(), end, strings)
    return found


def _starts(text: str) -> Iterator[tuple[re.Match[str], int, re.Match[str] | None, dict[str, str]]]:
    """How each entry begins, where the next one does, its key if it has one, and the strings defined before it."""
    strings: dict[str, str] = dict(_MONTHS)
    starts = [*_START.finditer(text)]
    for start, end in zip(starts, [*(s.start() for s in starts[1:]), len(text)], strict=False):
        kind = start[1].lower()
        if kind == "string":
            strings |= _fields(text, start.end(), end, strings)[0]
        elif kind not in ("comment", "preamble"):
            yield start, end, _KEY.match(text, start.end(), end), strings


def _fields(text: str, at: int, end: int, strings: dict[str, str]) -> tuple[dict[str, str], int]:
    """The fields from here on, and where they end."""
    fields: dict[str, str] = {}
    at = _after_comma(text, at, end)
    while name := _FIELD.match(text, at, end):
        value, at = _value(text, name.end(), end, strings)
        fields.setdefault(name[1].lower(), " ".join(value.split()))
        at = _after_comma(text, at, end)
    return fields, at


def _after_comma(text: str, at: int, end: int) -> int:
    comma = _COMMA.match(text, at, end)
    return comma.end() if comma else at


def _value(text: str, at: int, end: int, strings: dict[str, str]) -> tuple[str, int]:
    """A value, its parts joined by `#` put together, and where it ends."""
    parts: list[str] = []
    while at < end:
        if text[at] in '{"':
            close = _closing(text, at, end)
            if close == end:
                return _cut(text, at, end)
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


def _cut(text: str, at: int, end: int) -> tuple[str, int]:
    """What is taken for a value that is never closed, its line, and where that ends."""
    stop = text.find("\n", at, end)
    stop = end if stop < 0 else stop
    return text[at + 1 : stop].rstrip().rstrip(",")[:_LARGEST_VALUE], stop


def _closing(text: str, at: int, end: int) -> int:
    """Where the brace or quotation mark that opens here is closed; the end where it is not."""
    quoted = text[at] == '"'
    depth = 0
    for sign in _SIGN.finditer(text, at + quoted, end):
        depth += (sign[0] == "{") - (sign[0] == "}")
        if depth < 0 or (depth == 0 and sign[0] == ('"' if quoted else "}")):
            return sign.start()
    return end
