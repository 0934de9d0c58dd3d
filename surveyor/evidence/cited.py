"""A document to what it cites: a paper for each entry of its bibliography, and where it mentions it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from surveyor.dates import month_of
from surveyor.evidence.document import Document, Entry
from surveyor.identity import preferred
from surveyor.models import Citation, Mention, Paper, Section
from surveyor.text import title_key

_KEYED = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Cited:
    """What a document cites."""

    citing: Paper
    papers: tuple[Paper, ...]
    citations: tuple[Citation, ...]
    """One a paper, by id; two entries of one work are one."""


def cited(document: Document) -> Cited:
    """The document as a paper, and its references with their mentions by section; tables count by cell and caption."""
    places: dict[str, Counter[Section]] = defaultdict(Counter)
    baselines: set[str] = set()
    for portion, _, cite in document.mentions():
        places[cite.key][portion.part.section] += 1
        baselines |= {cite.key} if portion.baselines else set()
    for table in document.tables:
        keys = [key for row in table.rows for cell in row if not cell.again for key in cell.cites]
        for key in (*keys, *(cite.key for cite in table.caption.cites)):
            places[key][Section.TABLE] += 1
    entries: dict[str, list[Entry]] = defaultdict(list)
    for entry in document.bibliography:
        entries[title_key(_title(entry)) or entry.key].append(entry)
    citing = _citing(document)
    papers = {key: _paper(key, same) for key, same in entries.items()}
    citations = [
        Citation(
            citing.id,
            papers[key].id,
            _mentions(sum((places[entry.key] for entry in same), Counter())),
            any(entry.key in baselines for entry in same),
        )
        for key, same in entries.items()
    ]
    return Cited(citing, tuple(papers.values()), tuple(citations))


def _mentions(counts: Counter[Section]) -> tuple[Mention, ...]:
    return tuple(Mention(section, counts[section]) for section in Section if counts[section])


def _citing(document: Document) -> Paper:
    """The document itself; of the year of its youngest reference where it says none."""
    years = [year for entry in document.bibliography if (year := _year(entry))]
    year = document.year or max(years, default=None)
    name = preferred(document.ids) if document.ids else f"cited:{title_key(document.title)}"
    return Paper(name, document.ids or (name,), document.title, year, month_of(year, None))


def _year(entry: Entry) -> int | None:
    """Its year; of an entry that is known by its key alone, the year in that, such as `he2016deep`."""
    told = None if entry.text or entry.title else _KEYED.search(entry.key)
    return int(told[0]) if told else entry.year


def _title(entry: Entry) -> str:
    return entry.title or entry.text or entry.key


def _paper(key: str, entries: list[Entry]) -> Paper:
    """The work of entries with one title, named by that title: an id that is printed is often a neighbour's."""
    best = max(entries, key=lambda entry: (bool(entry.ids), entry.year is not None, len(entry.text), entry.key))
    ids = (f"cited:{key}", *best.ids)
    return Paper(
        ids[0],
        ids,
        _title(best),
        _year(best),
        month_of(_year(best), None),
        best.venue or None,
        best.authors,
        as_cited=True,
    )
