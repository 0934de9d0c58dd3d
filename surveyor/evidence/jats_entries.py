"""Entries of the reference list of a JATS document."""

from __future__ import annotations

from lxml import etree

from surveyor.evidence.bibliography import entry, year_of
from surveyor.evidence.document import Entry
from surveyor.evidence.markup import find, local, text_in, within

_HREF = "{http://www.w3.org/1999/xlink}href"
_PEOPLE = ("name", "string-name", "collab")


def reference(ref: etree._Element, place: int) -> Entry:
    """An entry; of several citations in one the first gives the fields."""
    kinds = ("element-citation", "mixed-citation", "nlm-citation", "citation")
    cited = next((child for child in ref.iter("*") if local(child) in kinds), ref)
    label = find(ref, "label", deep=False)
    title, source = _field(cited, "article-title", "chapter-title", "part-title"), _field(cited, "source", "conf-name")
    year = find(cited, "year")
    marks = [f"{one.get('pub-id-type')}: {text_in(one)}" for one in within(ref, "pub-id")]
    links = [link for one in ref.iter("*") if (link := one.get(_HREF))]
    authors = _authors(cited)
    printed = text_in(cited) if local(cited) == "mixed-citation" or cited is ref else ""
    comments = [text_in(comment) for comment in within(cited, "comment")]
    parts = (", ".join(authors), title, source, *comments, "" if year is None else text_in(year))
    book = cited.get("publication-type") in ("book", "thesis", "report") and not title
    return entry(
        ref.get("id") or f"ref{place}",
        printed or ". ".join(filter(None, parts)),
        title=source if book else title,
        authors=authors,
        year=None if year is None else year_of_text(year),
        venue="" if book else source,
        links=[*marks, *links],
        label="" if label is None else text_in(label),
    )


def _field(cited: etree._Element, *names: str) -> str:
    found = (find(cited, name) for name in names)
    return next((text for one in found if one is not None and (text := text_in(one))), "").strip(" .,")


def _authors(cited: etree._Element) -> list[str]:
    groups = [group for group in within(cited, "person-group") if group.get("person-group-type") in ("author", None)]
    people = [one for part in groups or [cited] for one in part.iter("*") if local(one) in _PEOPLE]
    return [name for one in people if (name := _name(one))]


def _name(person: etree._Element) -> str:
    given, family = find(person, "given-names"), find(person, "surname")
    if family is None:
        return text_in(person)
    return " ".join(filter(None, ("" if given is None else text_in(given), text_in(family))))


def year_of_text(year: etree._Element) -> int | None:
    """The year that an element tells."""
    return year_of((year.get("iso-8601-date") or text_in(year))[:4])
