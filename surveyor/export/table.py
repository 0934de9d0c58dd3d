"""The papers of a survey as CSV, for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import MappingProxyType

from surveyor.export.reference import Reference, references, shown
from surveyor.export.roles import NONE, Standing, standings
from surveyor.models import Candidate, Survey
from surveyor.text import clean

BYTE_ORDER_MARK = "\ufeff"
"""Tells Excel that the file is UTF-8."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would work out instead of showing."""


@dataclass(frozen=True, slots=True)
class Row:
    """What the survey says of one paper."""

    reference: Reference
    standing: Standing
    candidate: Candidate | None
    reading: int | None
    """Place in the reading order, from 1."""
    closeness: float | None
    """To the problem, of a recent paper."""


COLUMNS: MappingProxyType[str, Callable[[Row], object]] = MappingProxyType(
    {
        "title": lambda row: row.reference.title,
        "authors": lambda row: "; ".join(map(clean, row.reference.paper.authors)),
        "year": lambda row: row.reference.year,
        "venue": lambda row: row.reference.venue,
        "role": lambda row: row.standing.role,
        "score": lambda row: row.candidate and f"{row.candidate.score:.3f}",
        "compared_by": lambda row: row.candidate and len(row.candidate.compared_by),
        "cited_by": lambda row: row.candidate and len(row.candidate.cited_by),
        "seeds": lambda row: row.candidate and row.candidate.of,
        "closeness": lambda row: None if row.closeness is None else f"{row.closeness:.3f}",
        "reading_order": lambda row: row.reading,
        "why": lambda row: clean(row.standing.why),
        "key": lambda row: row.reference.key,
        "id": lambda row: clean(row.reference.paper.id),
        "doi": lambda row: row.reference.doi,
        "arxiv": lambda row: row.reference.arxiv,
        "url": lambda row: row.reference.url,
    }
)
"""Heading to what stands below it."""


def csv_table(survey: Survey) -> str:
    """One row a paper: the baselines by rank, then the reading list, then the recent papers. RFC 4180, with a byte
    order mark; a cell that would be a formula begins with an apostrophe."""
    out = io.StringIO()
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([inert(column(row)) for column in COLUMNS.values()] for row in _rows(survey))
    return out.getvalue()


def _rows(survey: Survey) -> Iterator[Row]:
    papers = shown(survey)
    told = {reference.paper.id: reference for reference in references(papers)}
    known = standings(survey)
    candidates = {candidate.paper.id: candidate for candidate in reversed(survey.baselines)}
    places = {entry.paper.id: place for place, entry in reversed(list(enumerate(survey.reading, 1)))}
    near = {entry.paper.id: entry.score for entry in survey.recent}
    for paper in papers:
        name = paper.id
        yield Row(told[name], known.get(name, NONE), candidates.get(name), places.get(name), near.get(name))


def inert(value: object) -> str:
    """The text of a cell, with an apostrophe before what a spreadsheet would work out."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
