"""Papers as GROBID reads them from PDF, in TEI."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from surveyor.evidence.bibliography import ids_of
from surveyor.evidence.document import Cell, Cite, Document, Passage, UnreadableDocument
from surveyor.evidence.draft import Draft
from surveyor.evidence.grid import Place, span
from surveyor.evidence.headings import lettered, unnumbered
from surveyor.evidence.markers import Markers
from surveyor.evidence.markup import find, local, text_in, within, xml_root
from surveyor.evidence.running import Running
from surveyor.evidence.sections import opens_section, part_of
from surveyor.evidence.tei_entries import bibl, year_in

_NUMBER = re.compile(r"[A-Z]?\.?\d+(?:\.\d+)*|\b[IVX]+\b")
_ROMAN = re.compile(r"\s*[IVX]+\.\s")
_LETTER = re.compile(r"\s*[A-Z]\.\s")
_YEAR = re.compile(r"(?:19|20)\d\d")


def parse(xml: bytes) -> Document:
    """The paper in a TEI document of GROBID; UnreadableDocument where there is none."""
    root, broken = xml_root(xml)
    if local(root) != "TEI":
        raise UnreadableDocument(f"not TEI: the document is of {local(root)[:40]}")
    draft = Draft("tei")
    if broken:
        draft.trouble(broken)
    try:
        _Reader(draft, root).read()
    except RecursionError as error:
        raise UnreadableDocument("nested too deeply") from error
    except UnicodeDecodeError as error:
        raise UnreadableDocument("text that is not Unicode") from error
    return draft.document()


class _Reader:
    """Goes through header, bibliography, text and tables of one document."""

    def __init__(self, draft: Draft, root: etree._Element) -> None:
        self._draft = draft
        self._root = root
        links = [(text_in(ref), _target(ref)) for ref in within(root, "ref") if ref.get("type") == "bibr"]
        links = [(text, key) for text, key in links if text and key]
        prints: dict[str, Counter[str]] = {}
        for text, key in links:
            prints.setdefault(key, Counter())[text] += 1
        for place, one in enumerate(
            struct for struct in within(root, "biblStruct") if local(struct.getparent()) == "listBibl"
        ):
            draft.entry(bibl(one, place, prints))
        self._markers = Markers(list(draft.entries), links)
        self._shown: dict[str, int] = {}

    def read(self) -> None:
        """Read all into the draft."""
        self._header()
        heads = [head for div in within(self._root, "div") if (head := find(div, "head")) is not None]
        levels = _Levels(heads)
        for kind, div in _divisions(self._root):
            self._division(div, kind, levels)
        for note in within(self._root, "note"):
            if note.get("place") == "foot" and local(note.getparent()) not in ("div", "p"):
                self._aside(self._passage(note), -1)
        for figure in within(self._root, "figure"):
            self._figure(figure)

    def _header(self) -> None:
        header = find(self._root, "teiHeader")
        if header is None:
            return
        statement, source = find(header, "titleStmt"), find(header, "sourceDesc")
        title = None if statement is None else find(statement, "title")
        self._draft.title = "" if title is None else text_in(title)
        abstract = find(header, "abstract")
        self._draft.abstract = "" if abstract is None else text_in(abstract)
        if source is not None:
            self._draft.ids = ids_of(*(f"{one.get('type')}: {text_in(one)}" for one in within(source, "idno")))
            self._draft.year = year_in(source)

    def _division(self, div: etree._Element, kind: str, levels: _Levels) -> None:
        head = find(div, "head", deep=False)
        if head is not None:
            text, number = text_in(head), (head.get("n") or "").strip(" .")
            appendix = kind == "annex" and not lettered(text)
            self._draft.section(
                unnumbered(text).strip(" .:"),
                1 if appendix else levels.of(text, number),
                f"Appendix A {text}" if appendix else f"{number} {text}".strip(),
            )
        for child in div:
            if local(child) in ("p", "note", "list", "item", "quote", "ab"):
                self._draft.passage(self._passage(child))

    def _passage(self, element: etree._Element) -> Passage:
        running = Running()
        self._into(running, element)
        return running.passage()

    def _into(self, running: Running, element: etree._Element) -> None:
        running.add(element.text)
        for child in element:
            name = local(child)
            if name == "ref" and child.get("type") == "bibr":
                self._cite(running, child)
            elif name != "figure":
                if name == "ref" and (shown := _target(child)):
                    self._shown.setdefault(shown, self._draft.here)
                self._into(running, child)
            running.add(child.tail)

    def _cite(self, running: Running, ref: etree._Element) -> None:
        """A marker; one without a target goes to the entry that it prints, a bare number may be of a footnote."""
        text = text_in(ref)
        key = _target(ref) or self._markers.key(text) or (text if _YEAR.search(text) else "")
        if key:
            running.cite(key, "".join(map(str, ref.itertext())))
        else:
            running.add(text)

    def _figure(self, figure: etree._Element) -> None:
        at = self._shown.get(figure.get("{http://www.w3.org/XML/1998/namespace}id") or "", -1)
        description = find(figure, "figDesc")
        caption = Passage("") if description is None else self._with_markers(self._passage(description))
        table = find(figure, "table")
        rows = [] if table is None else [row for row in within(table, "row") if len(row)]
        if not rows:
            self._aside(caption, at)
            return
        head = find(figure, "head")
        number = _NUMBER.search("" if head is None else text_in(head))
        self._draft.table(number[0] if number else "", caption, (map(self._place, row) for row in rows), at)

    def _aside(self, passage: Passage, at: int) -> None:
        """Text that stands apart, such as a caption: it goes where it is first shown, else after all."""
        if at >= 0:
            self._draft.passage(passage, at)
        elif passage.cites:
            self._draft.leftover(passage)

    def _with_markers(self, passage: Passage) -> Passage:
        """The passage with the markers that are not linked, too."""
        taken = [(cite.start, cite.end) for cite in passage.cites]
        found = [
            Cite(key, start, end)
            for start, end, key in self._markers.find(passage.text)
            if not any(start < other_end and other_start < end for other_start, other_end in taken)
        ]
        return Passage(passage.text, tuple(sorted((*passage.cites, *found), key=lambda cite: cite.start)))

    def _place(self, cell: etree._Element) -> Place:
        passage = self._with_markers(self._passage(cell))
        cites = tuple(dict.fromkeys(cite.key for cite in passage.cites))
        return Place(Cell(passage.text, cites), span(cell.get("cols")), span(cell.get("rows")))


class _Levels:
    """How deep the headings of one paper stand, by their numbers and, where they have none, by their words."""

    def __init__(self, heads: list[etree._Element]) -> None:
        self._plain = sum(bool(head.get("n")) for head in heads) < 3
        self._roman = sum(bool(_ROMAN.match(text_in(head))) for head in heads) > 2
        self._last = 1

    def of(self, text: str, number: str) -> int:
        """The level of the next heading."""
        if number:
            self._last = number.count(".") + 1
            return self._last
        if self._roman and (_ROMAN.match(text) or _LETTER.match(text)):
            self._last = 1 if _ROMAN.match(text) else 2
            return self._last
        if opens_section(text, plain=self._plain):
            self._last = 0 if not self._plain else 1
            return 1
        return max(self._last, 2) if self._last and part_of(text) else self._last + 1


def _divisions(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """The divisions of text and of the parts behind it, each with its kind, in order."""
    text = find(root, "text")
    for div in () if text is None else within(text, "div"):
        kinds = [str(above.get("type")) for above in (div, *div.iterancestors()) if above.get("type")]
        if "references" not in kinds and (find(div, "head", deep=False) is not None or len(div)):
            yield kinds[0] if kinds else "", div


def _target(ref: etree._Element) -> str:
    return (ref.get("target") or "").lstrip("#")
