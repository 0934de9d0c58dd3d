"""Papers as LaTeXML writes them in HTML: pages of arxiv.org/html and ar5iv."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from surveyor.evidence.bibliography import year_of_arxiv
from surveyor.evidence.document import Document, Passage, UnreadableDocument
from surveyor.evidence.draft import Draft
from surveyor.evidence.latexml_entries import bibitem
from surveyor.evidence.latexml_tables import number_of, rows, tabulars
from surveyor.evidence.latexml_text import Inline
from surveyor.evidence.markup import has_class, html_root, text_in, with_class
from surveyor.identity import build_id, parse_id

_LEVELS = {
    "ltx_part": 1, "ltx_chapter": 1, "ltx_section": 1, "ltx_appendix": 1, "ltx_subsection": 2, "ltx_subsubsection": 3,
    "ltx_paragraph": 4, "ltx_subparagraph": 5,
}  # fmt: skip
_RUN_IN, _LONGEST_RUN_IN = 6, 80
_NO_CAPTION = Passage("")
_SKIPPED = frozenset(
    """ltx_authors ltx_author_notes ltx_date ltx_dates ltx_keywords ltx_classification ltx_page_footer ltx_page_header
    ltx_TOC ltx_equation ltx_equationgroup ltx_eqn_table ltx_listing ltx_rdf ltx_pagination ltx_note_mark
    ltx_DisplayMath ltx_Math ltx_index ltx_creator""".split()
)
_OUTSIDE = frozenset(["nav", "header", "footer", "script", "style", "dialog", "button", "img", "svg", "math"])
_LINES = frozenset(["p", "span", "em", "cite", "a", "strong", "i", "b", "dt", "figcaption", "sup"])
_OWN_ID = re.compile(r"(?:arXiv:|/html/|/abs/)(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})")


def parse(page: bytes) -> Document:
    """The paper on a page of LaTeXML; UnreadableDocument where there is none."""
    root = html_root(page)
    article = next(with_class(root, "ltx_document", "article", "div"), None)
    if article is None:
        raise UnreadableDocument("not a page of LaTeXML: it holds no article")
    reader = _Reader(article)
    try:
        reader.read(article)
    except RecursionError as error:
        raise UnreadableDocument("nested too deeply") from error
    reader.draft.ids = _own_ids(root)
    reader.draft.year = next((year for one in reader.draft.ids if (year := year_of_arxiv(one))), None)
    return reader.draft.document()


class _Reader:
    """Goes through the blocks of an article in order."""

    def __init__(self, article: etree._Element) -> None:
        self.draft = Draft("latexml")
        keys = {item.get("id") or "" for item in with_class(article, "ltx_bibitem", "li")}
        self._inline = Inline(keys - {""}, self.draft.trouble)
        self._listed = 0

    def read(self, block: etree._Element) -> None:
        """Read what is in a block."""
        for child in block:
            if isinstance(child.tag, str) and child.tag not in _OUTSIDE:
                kinds = (child.get("class") or "").split()
                if _SKIPPED.isdisjoint(kinds):
                    self._block(child, kinds)

    def _block(self, block: etree._Element, kinds: list[str]) -> None:
        level = next((_LEVELS[kind] for kind in kinds if kind in _LEVELS), 0)
        if level:
            self._section(block, level, appendix="ltx_appendix" in kinds)
        elif special := next((_SPECIAL[kind] for kind in kinds if kind in _SPECIAL), None):
            special(self, block)
        elif block.tag == "figure":
            self._figure(block)
        elif block.tag in _LINES:
            self._paragraph(block)
        else:
            listed = block.tag in ("li", "dd")
            self._listed += listed
            self.read(block)
            self._listed -= listed

    def _section(self, block: etree._Element, level: int, *, appendix: bool) -> None:
        title = next((child for child in block if has_class(child, "ltx_title")), None)
        head = self._inline.text(title)
        tag = "" if title is None else self._tag(title)
        numbered = f"{tag if tag.startswith('Appendix') else 'Appendix A'} {head}" if appendix else f"{tag} {head}"
        self.draft.section(head.strip(" .:"), level, numbered)
        self._set_down()
        self.read(block)

    def _tag(self, title: etree._Element) -> str:
        return next((text_in(child) for child in title if has_class(child, "ltx_tag")), "")

    def _title(self, block: etree._Element) -> None:
        if has_class(block, "ltx_title_document") and not self.draft.title:
            self.draft.title = self._inline.text(block)
            self._inline.notes.clear()

    def _abstract(self, block: etree._Element) -> None:
        parts = [self._inline.line(child).text for child in block if not has_class(child, "ltx_title")]
        self.draft.abstract = " ".join(filter(None, parts))
        self._inline.notes.clear()

    def _acknowledgements(self, block: etree._Element) -> None:
        self.draft.section("Acknowledgements", 1)
        parts = [child for child in block if not has_class(child, "ltx_title")]
        for part in parts or [block]:
            self._paragraph(part)

    def _paragraph(self, block: etree._Element) -> None:
        if (head := _run_in(block)) and not self._listed and self.draft.here >= 0:
            self.draft.section(head, _RUN_IN)
        self.draft.passage(self._inline.line(block))
        self._set_down()

    def _tabular(self, block: etree._Element) -> None:
        self._inline.line(block)
        self._set_down()

    def _set_down(self, caption: Passage = _NO_CAPTION, number: str = "") -> None:
        """Put the tables and notes that were met in a line after it."""
        waiting, self._inline.tabulars = self._inline.tabulars, []
        for element in waiting:
            for tabular in tabulars(element):
                self.draft.table(number, caption, rows(tabular, self._inline))
        for note in self._inline.notes:
            self.draft.passage(note)
        self._inline.notes.clear()

    def _figure(self, figure: etree._Element, above: Passage = _NO_CAPTION, number: str = "") -> None:
        """A table or a figure; one in another without a caption of its own has that of the other."""
        contents = list(_contents(figure))
        caption = next((part for part in contents if part.tag == "figcaption"), None)
        own = above if caption is None else self._inline.passage(caption)
        number = number if caption is None else number_of(self._tag(caption)) or number
        parts = [part for part in contents if part.tag != "figcaption"]
        before = self.draft.tables_here
        for part in parts:
            if part.tag == "figure":
                self._figure(part, own, number)
            else:
                self.draft.passage(self._inline.line(part))
                self._set_down(own, number)
        if caption is not None and self.draft.tables_here == before:
            self.draft.passage(own)
        self._set_down()

    def _bibliography(self, block: etree._Element) -> None:
        self.draft.references()
        for item in with_class(block, "ltx_bibitem", "li"):
            self.draft.entry(bibitem(item))


_SPECIAL: dict[str, Callable[[_Reader, etree._Element], None]] = {
    "ltx_title": _Reader._title,
    "ltx_abstract": _Reader._abstract,
    "ltx_bibliography": _Reader._bibliography,
    "ltx_biblist": _Reader._bibliography,
    "ltx_acknowledgements": _Reader._acknowledgements,
    "ltx_float": _Reader._figure,
    "ltx_tabular": _Reader._tabular,
    "ltx_ERROR": _Reader._tabular,
    "ltx_note": _Reader._tabular,
}


def _contents(figure: etree._Element) -> Iterator[etree._Element]:
    """Captions, tables, paragraphs and figures in a figure, outermost ones."""
    for child in figure:
        if child.tag in ("figcaption", "figure", "p") or has_class(child, "ltx_tabular"):
            yield child
        elif len(child) and child.tag not in _OUTSIDE and not has_class(child, "ltx_Math"):
            yield from _contents(child)


def _run_in(block: etree._Element) -> str:
    """The bold words with which a paragraph begins, as far as they are a heading; else empty."""
    first = next(iter(block), None)
    if first is None or (block.text or "").strip() or not has_class(first, "ltx_font_bold"):
        return ""
    head = text_in(first)
    ends = head[-1:] in (".", ":", "?") or (first.tail or "").lstrip()[:1] in (".", ":")
    return head.strip(" .:") if ends and len(head) <= _LONGEST_RUN_IN and head[:1].isalpha() else ""


def _own_ids(root: etree._Element) -> tuple[str, ...]:
    """The id of the paper, from the mark that arXiv prints on a page and the addresses of the page itself."""
    texts = []
    for element in root.iter("base", "link", "meta", "div"):
        match element.tag:
            case "div":
                texts += [text_in(element)] if element.get("id") == "watermark-tr" else []
            case "meta":
                texts += [element.get("content") or ""] if element.get("property") == "og:url" else []
            case _:
                texts += [element.get("href") or ""] if element.get("rel") in (None, "canonical") else []
    found = next((match[1] for text in texts if (match := _OWN_ID.search(text))), None)
    identifier = parse_id(f"arxiv:{found}") if found else None
    return (build_id(identifier),) if identifier else ()
