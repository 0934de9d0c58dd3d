"""Entries of the bibliography of a TEI document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from lxml import etree

from surveyor.evidence.bibliography import entry, year_of
from surveyor.evidence.document import Entry
from surveyor.evidence.markup import find, text_in, within
from surveyor.evidence.references import names_of, without_venue

_ID = "{http://www.w3.org/XML/1998/namespace}id"


def bibl(struct: etree._Element, place: int, prints: Mapping[str, Counter[str]]) -> Entry:
    """An entry; `prints` tells by key how it is cited, for its label."""
    key = struct.get(_ID) or f"b{place}"
    title, venue = _titles(struct)
    authors = [name for author in within(struct, "author") if (name := _name(author))]
    raw = [text_in(note) for note in within(struct, "note") if note.get("type") == "raw_reference"]
    notes = [text_in(note) for note in within(struct, "note") if not note.get("type")]
    if notes and ", and " in title and len(notes[0]) > 15 and (names := names_of(title)):
        authors, title, notes = [*authors, *names], notes[0], notes[1:]
    year = year_in(struct)
    parts = (", ".join(authors), title, venue, *notes, str(year or ""))
    links = [text_in(idno) for idno in within(struct, "idno")]
    links += [f"{idno.get('type')}: {text_in(idno)}" for idno in within(struct, "idno") if idno.get("type")]
    links += [target for ptr in within(struct, "ptr") if (target := ptr.get("target"))]
    return entry(
        key,
        raw[0] if raw else ". ".join(filter(None, parts)),
        title=title,
        authors=authors,
        year=year,
        venue=venue,
        links=[*links, *notes],
        label=_most(prints.get(key)),
    )


def _titles(struct: etree._Element) -> tuple[str, str]:
    """The title of the work and that of the volume that it is in."""
    analytic, monograph = find(struct, "analytic"), find(struct, "monogr")
    inner = _first_text(() if analytic is None else within(analytic, "title"))
    outer = _first_text(() if monograph is None else within(monograph, "title"))
    if not outer and monograph is not None:
        outer = _first_text(within(monograph, "meeting"))
    return (without_venue(inner), outer) if inner else (without_venue(outer), "")


def _first_text(elements: Iterable[etree._Element]) -> str:
    return next((text for element in elements if (text := text_in(element))), "")


def _name(author: etree._Element) -> str:
    person = find(author, "persName")
    return text_in(author) if person is None else " ".join(filter(None, map(text_in, person)))


def year_in(element: etree._Element) -> int | None:
    """The year of publication that an element tells."""
    dates = [date for date in within(element, "date") if date.get("type") in ("published", None)]
    years = (year_of((date.get("when") or text_in(date))[:10].replace("-", " ")) for date in dates)
    return next((year for year in years if year), None)


def _most(counts: Counter[str] | None) -> str:
    return counts.most_common(1)[0][0] if counts else ""
