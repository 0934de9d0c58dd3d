"""Papers out of a file of references: BibTeX or RIS, with what could not be read and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from surveyor.dates import month_of
from surveyor.errors import UsageError
from surveyor.evidence.bibtex import records
from surveyor.evidence.document import Entry
from surveyor.evidence.latex_bib import of_database
from surveyor.evidence.latex_source import decoded
from surveyor.identity import preferred
from surveyor.models import Paper
from surveyor.text import clean, title_key

SUFFIXES = (".bib", ".ris")
"""Files that can be read."""

_RIS = re.compile(r"^([A-Z][A-Z0-9])  ?-\s?(.*)$")
_FIELDS = {
    **dict.fromkeys(("TI", "T1", "CT"), "title"),
    **dict.fromkeys(("PY", "Y1", "DA"), "year"),
    **dict.fromkeys(("JO", "JF", "T2", "BT"), "booktitle"),
    "DO": "doi",
    "UR": "url",
    "ID": "key",
}
"""Tag of RIS to the field of BibTeX that says the same."""

_MISSING = "a bracket, a quotation mark or a comma is missing"


@dataclass(frozen=True, slots=True)
class Listed:
    """What a file lists."""

    papers: tuple[Paper, ...]
    """In its order, each title once."""
    troubles: tuple[str, ...]
    """What could not be read, each with its line."""


def read(path: Path) -> Listed:
    """The papers of a .bib or .ris file; UsageError: another suffix, or a file that cannot be read or lists nothing."""
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(f"{path}: references are read from {' and '.join(SUFFIXES)} files")
    try:
        text = decoded(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error
    found = listed(text, path.suffix.lower())
    if not found.papers:
        raise UsageError(f"{path}: no reference with a title was found in it")
    return found


def listed(text: str, suffix: str) -> Listed:
    """The papers of the text of a file with the suffix."""
    papers: dict[str, Paper] = {}
    troubles = []
    for row in _ris(text) if suffix == ".ris" else _bibtex(text):
        entry = of_database(row.key, row.fields)
        if title_key(entry.title):
            papers.setdefault(title_key(entry.title), _paper(entry))
            troubles += [f"{row.where} {row.trouble}"] if row.trouble else []
        else:
            troubles.append(f"{row.where} has no title{'' if row.is_whole else f' that can be read: {_MISSING}'}")
    return Listed(tuple(papers.values()), tuple(troubles))


def _paper(entry: Entry) -> Paper:
    named = f"cited:{title_key(entry.title)}"
    ids = tuple(sorted({*entry.ids, named}))
    return Paper(
        preferred(entry.ids) if entry.ids else named,
        ids,
        entry.title,
        entry.year,
        month_of(entry.year, None),
        entry.venue or None,
        entry.authors,
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """An entry of a file."""

    line: int
    key: str
    fields: Mapping[str, str]
    is_whole: bool = True
    trouble: str = ""
    """What is to be said though it has a title."""

    @property
    def where(self) -> str:
        return f"line {self.line}: {f'the entry {self.key}' if self.key else 'an entry'}"


def _bibtex(text: str) -> Iterator[_Row]:
    lines: dict[str, int] = {}
    for record in records(text):
        first = lines.setdefault(record.key, record.line) if record.key else record.line
        trouble = f"has the key of the one on line {first}; both are used" if first != record.line else ""
        if not record.is_whole:
            trouble = f"is broken: {_MISSING}; what can be read of it is used"
        yield _Row(record.line, record.key, record.fields, record.is_whole, trouble)


def _ris(text: str) -> Iterator[_Row]:
    """An entry begins with its type and ends with ER, or with the next one where that is missing."""
    start, fields = 0, dict[str, str]()
    for number, line in enumerate(text.splitlines(), 1):
        match = _RIS.match(line)
        if not match:
            continue
        tag, value = match[1], clean(match[2])
        if tag in ("TY", "ER") and start:
            yield _Row(start, fields.pop("key", ""), fields)
            start, fields = 0, {}
        if tag == "TY":
            start = number
        elif tag in ("AU", "A1"):
            fields["author"] = f"{fields['author']} and {value}" if "author" in fields else value
        elif tag in _FIELDS and value:
            fields.setdefault(_FIELDS[tag], value)
    if start:
        yield _Row(start, fields.pop("key", ""), fields)
