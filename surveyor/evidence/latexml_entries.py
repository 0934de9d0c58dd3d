"""Entries of the bibliography of a LaTeXML page."""

from __future__ import annotations

from lxml import etree

from surveyor.evidence.bibliography import entry
from surveyor.evidence.document import Entry
from surveyor.evidence.markup import has_class, text_in, with_class
from surveyor.evidence.references import headline, names_of, venue_of
from surveyor.text import clean


def bibitem(item: etree._Element) -> Entry:
    """An entry: by the fields that LaTeXML marks, else by its blocks (who, what, where), else by how it is printed."""
    parts = _by_class(item)
    label = _first(parts, "ltx_tag_bibitem")
    blocks = [text for block in parts.get("ltx_bibblock", ()) if _is_printed(block) and (text := text_in(block))]
    if not blocks:
        blocks = [text_in(item).removeprefix(label).strip()]
    names, title, venue = _parts(item, blocks)
    year = _first(parts, "ltx_bib_year").strip("() ")
    return entry(
        item.get("id") or label,
        " ".join(blocks),
        title=_first(parts, "ltx_bib_title").strip(" .") or title,
        authors=names_of(_first(parts, "ltx_bib_author")) or names,
        year=int(year) if len(year) == 4 and year.isascii() and year.isdigit() else None,
        venue=_first(parts, "ltx_bib_journal") or _first(parts, "ltx_bib_booktitle") or venue,
        links=[link for anchor in item.iter("a") if (link := anchor.get("href"))],
        label=label,
    )


def _by_class(item: etree._Element) -> dict[str, list[etree._Element]]:
    found: dict[str, list[etree._Element]] = {}
    for element in item.iter("span", "a", "em"):
        for kind in (element.get("class") or "").split():
            found.setdefault(kind, []).append(element)
    return found


def _first(parts: dict[str, list[etree._Element]], kind: str) -> str:
    return text_in(parts[kind][0]) if kind in parts else ""


def _by_slant(item: etree._Element) -> tuple[tuple[str, ...], str, str]:
    """Authors and title of an entry that has the title in italics after nothing but names."""
    block = next(with_class(item, "ltx_bibblock"), item)
    slanted = next(iter(block), None)
    if slanted is None or not has_class(slanted, "ltx_font_italic"):
        return (), "", ""
    names = names_of(clean(block.text or ""))
    return names, text_in(slanted).strip(" .,") if names else "", ""


def _parts(item: etree._Element, blocks: list[str]) -> tuple[tuple[str, ...], str, str]:
    """Authors, title and venue where each stands in a block of its own."""
    if len(blocks) == 1:
        return _by_slant(item)
    names = names_of(blocks[0])
    if not names:
        return (), "", ""
    return names, headline(blocks[1]), venue_of(blocks[2]) if len(blocks) > 2 else ""


def _is_printed(block: etree._Element) -> bool:
    return not has_class(block, "ltx_bib_cited") and not has_class(block, "ltx_bib_external")
