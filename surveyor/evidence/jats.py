"""Papers in JATS, as PubMed Central and publishers keep them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from surveyor.evidence.bibliography import ids_of
from surveyor.evidence.document import Cell, Document, Passage, UnreadableDocument
from surveyor.evidence.draft import Draft
from surveyor.evidence.formula import plain_formula
from surveyor.evidence.grid import Place, span
from surveyor.evidence.headings import unnumbered
from surveyor.evidence.jats_entries import reference, year_of_text
from surveyor.evidence.markup import find, local, text_in, within, xml_root
from surveyor.evidence.running import Running

_APART = frozenset(
    ["boxed-text", "def-list", "disp-quote", "fig", "fig-group", "fn", "list", "table-wrap", "table-wrap-group"]
)
_SKIPPED = frozenset(["title", "label", "sec-meta", "object-id", "graphic", "media", "disp-formula", "glossary"])
_NUMBER = re.compile(r"[A-Z]?\.?\d+(?:\.\d+)*|\b[IVX]+\b")


def parse(xml: bytes) -> Document:
    """The paper in a JATS document; UnreadableDocument where there is none."""
    root, broken = xml_root(xml)
    article = next(within(root, "article"), None)
    if article is None:
        raise UnreadableDocument(f"not JATS: the document is of {local(root)[:40]}")
    draft = Draft("jats")
    if broken:
        draft.trouble(broken)
    try:
        _Reader(draft).article(article)
    except RecursionError as error:
        raise UnreadableDocument("nested too deeply") from error
    except UnicodeDecodeError as error:
        raise UnreadableDocument("text that is not Unicode") from error
    return draft.document()


class _Reader:
    """Goes through one article in order."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._apart: list[etree._Element] = []

    def article(self, article: etree._Element) -> None:
        """Read front, body and back."""
        for part in article:
            match local(part):
                case "front":
                    self._front(part)
                case "body":
                    self._blocks(part, 0)
                case "back":
                    self._back(part)

    def _front(self, front: etree._Element) -> None:
        title, abstract = find(front, "article-title"), find(front, "abstract")
        self._draft.title = "" if title is None else self._line(title).text
        paragraphs = [] if abstract is None else [self._line(paragraph).text for paragraph in within(abstract, "p")]
        self._draft.abstract = " ".join(filter(None, paragraphs))
        self._apart.clear()
        marks = (f"{one.get('pub-id-type')}: {text_in(one)}" for one in within(front, "article-id"))
        self._draft.ids = ids_of(*marks)
        years = (year_of_text(year) for date in within(front, "pub-date") for year in within(date, "year"))
        self._draft.year = min((year for year in years if year), default=None)

    def _back(self, back: etree._Element) -> None:
        self._references(back)
        for part in back:
            match local(part):
                case "ack":
                    self._draft.section("Acknowledgements", 1)
                    self._blocks(part, 1)
                case "app-group" | "app":
                    for appendix in within(part, "app"):
                        self._section(appendix, 1, "Appendix A ")
                case "sec":
                    self._section(part, 1)
                case "fn-group" | "notes":
                    for note in within(part, "p"):
                        self._draft.leftover(self._line(note))

    def _references(self, back: etree._Element) -> None:
        """The lists of references; one within another is read with that."""
        for listed in within(back, "ref-list"):
            self._draft.references()
            if next(listed.iterancestors("{*}ref-list"), None) is None:
                for place, ref in enumerate(within(listed, "ref"), 1):
                    self._draft.entry(reference(ref, place))

    def _section(self, section: etree._Element, level: int, prefix: str = "") -> None:
        title, label = find(section, "title", deep=False), find(section, "label", deep=False)
        text = "" if title is None else self._line(title).text
        number = "" if label is None else text_in(label)
        numbered = f"{prefix or number} {text or section.get('sec-type') or ''}".strip()
        self._draft.section(unnumbered(text).strip(" .:"), level, numbered)
        self._blocks(section, level)

    def _blocks(self, parent: etree._Element, level: int) -> None:
        for block in parent:
            name = local(block)
            if name == "sec":
                self._section(block, level + 1)
            elif name == "p":
                self._draft.passage(self._line(block))
                self._set_down(level)
            elif name in ("table-wrap", "fig"):
                self._float(block)
            elif name and name not in _SKIPPED:
                self._blocks(block, level)

    def _set_down(self, level: int) -> None:
        """Read what stands in a paragraph and yet apart from its text."""
        waiting, self._apart = self._apart, []
        for block in waiting:
            if local(block) in ("fn", "table-wrap", "fig"):
                self._float(block)
            else:
                self._blocks(block, level)

    def _float(self, block: etree._Element) -> None:
        if local(block) == "fn":
            for paragraph in within(block, "p"):
                self._draft.passage(self._line(paragraph))
            return
        label, caption = find(block, "label"), find(block, "caption")
        number = _NUMBER.search("" if label is None else text_in(label))
        told = Passage("") if caption is None else self._line(caption)
        tables = list(within(block, "table")) if local(block) == "table-wrap" else []
        for table in tables:
            rows = (row for row in within(table, "tr"))
            self._draft.table(number[0] if number else "", told, (self._places(row) for row in rows))
        if not tables:
            self._draft.passage(told)
        for foot in within(block, "table-wrap-foot"):
            for paragraph in within(foot, "p"):
                self._draft.passage(self._line(paragraph))
        self._apart.clear()

    def _places(self, row: etree._Element) -> Iterable[Place]:
        in_head = local(row.getparent()) == "thead"
        for cell in row:
            if local(cell) in ("td", "th"):
                yield self._place(cell, head=in_head or local(cell) == "th")

    def _place(self, cell: etree._Element, *, head: bool) -> Place:
        passage = self._line(cell)
        cites = tuple(dict.fromkeys(cite.key for cite in passage.cites))
        bold = sum(len(text_in(part)) for part in within(cell, "bold"))
        read = Cell(passage.text, cites, head=head, bold=bold > 0 and bold * 2 >= len(passage.text))
        return Place(read, span(cell.get("colspan")), span(cell.get("rowspan")))

    def _line(self, element: etree._Element) -> Passage:
        running = Running()
        self._into(running, element)
        return running.passage()

    def _into(self, running: Running, element: etree._Element) -> None:
        running.add(element.text)
        for child in element:
            name = local(child)
            if name == "xref" and child.get("ref-type") == "bibr":
                printed = "".join(map(str, child.itertext()))
                for key in (child.get("rid") or "").split():
                    running.cite(key, printed)
                    printed = ""
            elif name in _APART:
                self._apart.append(child)
            elif name == "tex-math":
                running.add(self._formula(child))
            elif name in ("p", "title", "break", "list-item"):
                running.add(" ")
                self._into(running, child)
                running.add(" ")
            elif name:
                self._into(running, child)
            running.add(child.tail)

    def _formula(self, tex: etree._Element) -> str:
        """A formula in TeX, unless it stands there in MathML as well."""
        parent = tex.getparent()
        if parent is not None and find(parent, "math", deep=False) is not None:
            return ""
        text = "".join(map(str, tex.itertext()))
        body = text.partition("\\begin{document}")[2].partition("\\end{document}")[0]
        return plain_formula((body or text).strip().strip("$"))
