"""Running text of LaTeXML pages: formulas, citations, footnotes and tables inside a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Set

from lxml import etree

from surveyor.evidence.document import Passage
from surveyor.evidence.formula import plain_formula
from surveyor.evidence.markup import text_in
from surveyor.evidence.running import Running

_KEY = re.compile(r"bib\w*\.bib\w+")
_SILENT = frozenset(["img", "svg", "script", "style", "button", "nav", "object", "iframe"])
_SKIPPED = ("ltx_tag", "ltx_note_mark", "ltx_phantom", "ltx_pagination", "ltx_rule")


class Inline:
    """Reads lines of text; what stands apart from them is kept aside: notes, tables."""

    def __init__(self, keys: Set[str], trouble: Callable[[str], None]) -> None:
        self._keys = keys
        self._trouble = trouble
        self.notes: list[Passage] = []
        self.tabulars: list[etree._Element] = []

    def passage(self, element: etree._Element) -> Passage:
        """The text in an element."""
        running = Running()
        self._into(running, element)
        return running.passage()

    def line(self, element: etree._Element) -> Passage:
        """The text of an element that itself may be a link, a note or a table."""
        running = Running()
        self._child(running, element)
        return running.passage()

    def text(self, element: etree._Element | None) -> str:
        """The text in an element without anything around it; empty without an element."""
        return "" if element is None else self.passage(element).text

    def key(self, link: etree._Element) -> str:
        """The key of the entry that a link points to; empty where it points elsewhere."""
        fragment = (link.get("href") or "").rpartition("#")[2]
        return fragment if fragment in self._keys or _KEY.fullmatch(fragment) else ""

    def _into(self, running: Running, element: etree._Element) -> None:
        running.add(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._child(running, child)
            running.add(child.tail)

    def _child(self, running: Running, child: etree._Element) -> None:
        kind, tag = child.get("class") or "", child.tag
        if tag == "math" or "ltx_Math" in kind or "ltx_DisplayMath" in kind:
            running.add(plain_formula(tex_of(child)))
        elif tag == "a" and (key := self.key(child)):
            running.cite(key, "".join(map(str, child.itertext())))
        elif "ltx_missing_citation" in kind:
            self._lost(running, child)
        elif "ltx_note" in kind and "ltx_note_" not in kind:
            self.notes.append(self._note(child))
        elif "ltx_ERROR" in kind:
            self._trouble(f"not understood by LaTeXML: {text_in(child)[:30]}")
        elif "ltx_tabular" in kind:
            self.tabulars.append(child)
        elif tag == "br":
            running.add(" ")
        elif tag not in _SILENT and not kind.startswith(_SKIPPED):
            self._into(running, child)

    def _lost(self, running: Running, child: etree._Element) -> None:
        if key := text_in(child):
            running.cite(key, key)

    def _note(self, element: etree._Element) -> Passage:
        inner = [child for child in element.iter() if "ltx_note_content" in (child.get("class") or "")]
        return self.passage(inner[0] if inner else element)


def tex_of(math: etree._Element) -> str:
    """A formula in TeX, or as it prints where the page does not hold the TeX."""
    if (tex := math.get("alttext")) is not None:
        return str(tex)
    label = next((label for inner in math.iter() if (label := inner.get("aria-label"))), None)
    return str(label) if label else "".join(map(str, math.itertext()))
