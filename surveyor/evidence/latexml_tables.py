"""Tables of LaTeXML pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from surveyor.evidence.document import Cell
from surveyor.evidence.formula import bold_formula
from surveyor.evidence.grid import Place, span
from surveyor.evidence.latexml_text import Inline
from surveyor.evidence.markup import has_class

_NUMBER = re.compile(r"(?<![A-Za-z\d])(?:[A-Z]{1,2}[.-]?)?(?:\d+|[IVXL]+)(?:\.\d+)*(?:\(?[a-z]\)?)?(?![A-Za-z])")
_BODY = ("ltx_thead", "ltx_tbody", "ltx_tfoot")


def number_of(tag: str) -> str:
    """The number in the tag of a caption: `Table 2:` → `2`."""
    match = _NUMBER.search(tag)
    return match[0] if match else ""


def tabulars(element: etree._Element) -> list[etree._Element]:
    """The tables in an element, outermost ones; of one that only puts others side by side, those."""
    found = []
    for inner in _outermost(element):
        nested = [one for child in inner for one in _outermost(child)]
        big = [one for one in nested if _is_table(one)]
        found += [one for part in big for one in (tabulars(part) or [part])] if big else [inner]
    return found


def rows(tabular: etree._Element, inline: Inline) -> Iterator[Iterator[Place]]:
    """The cells of a table, row by row."""
    return ((_place(cell, inline) for cell in _cells(row)) for row in _rows(tabular))


def _outermost(element: etree._Element) -> Iterator[etree._Element]:
    if has_class(element, "ltx_tabular"):
        yield element
    else:
        for child in element:
            if len(child):
                yield from _outermost(child)


def _is_table(tabular: etree._Element) -> bool:
    widths = [sum(1 for _ in _cells(row)) for row in _rows(tabular)]
    return len(widths) > 1 and max(widths) > 1


def _rows(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        kinds = (child.get("class") or "").split()
        if child.tag == "tr" or "ltx_tr" in kinds:
            yield child
        elif child.tag in ("thead", "tbody", "tfoot") or any(kind in kinds for kind in _BODY):
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return (child for child in row if child.tag in ("td", "th") or has_class(child, "ltx_td"))


def _place(element: etree._Element, inline: Inline) -> Place:
    passage = inline.passage(element)
    text = passage.text
    for nested in inline.tabulars:
        text = " ".join([text, *(inline.text(cell) for row in _rows(nested) for cell in _cells(row))]).strip()
    inline.tabulars.clear()
    cell = Cell(
        text,
        tuple(dict.fromkeys(cite.key for cite in passage.cites)),
        head=element.tag == "th" or has_class(element, "ltx_th"),
        bold=_is_bold(element, text),
    )
    return Place(cell, span(element.get("colspan")), span(element.get("rowspan")))


def _is_bold(element: etree._Element, text: str) -> bool:
    """Whether at least half of the text of a cell is in bold."""
    if has_class(element, "ltx_font_bold"):
        return True
    bold = 0
    for inner in element.iter() if len(element) else ():
        if "ltx_font_bold" in (inner.get("class") or ""):
            bold += len("".join(map(str, inner.itertext())).strip())
        elif inner.tag == "math" and bold_formula(inner.get("alttext") or ""):
            return True
    return bold > 0 and bold * 2 >= len(text)
