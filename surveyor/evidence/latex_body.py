"""The body of a paper in one walk over its tokens: title, abstract, sections, paragraphs, tables."""

from __future__ import annotations

from dataclasses import dataclass, field

from surveyor.evidence.document import Passage
from surveyor.evidence.latex_floats import Floats
from surveyor.evidence.latex_names import BREAKS, FIGURES, FLOATS, FORMULAS, GONE, GRIDS, SECTIONS
from surveyor.evidence.latex_pen import Names
from surveyor.evidence.latex_text import printed
from surveyor.evidence.latex_tokens import Range, Tokens, begun, ended, environment, word

_TITLES = frozenset("title Title icmltitle aistatstitle mlsystitle arxivtitle acltitle papertitle".split())
_ABSTRACTS = frozenset({"abstract", "onecolabstract", "IEEEabstract"})
_WHOLE = frozenset("footnote footnotetext thanks tablefootnote".split())
"""Commands whose argument may hold paragraphs without ending the one around it."""
_FRONT = frozenset("author affiliation affiliations address institute thanks".split())
_LONG = 200
"""Characters of a paragraph before the first heading, below which it is part of the title page unless it cites."""


@dataclass(slots=True)
class Section:
    """A heading with what stands under it."""

    head: str
    level: int
    appendix: bool
    passages: list[Passage] = field(default_factory=list)


class Body:
    """What a walk finds."""

    def __init__(self, tokens: Tokens, names: Names, trouble: list[str]) -> None:
        self.title = self.abstract = ""
        self.doi = self.year = ""
        self.sections: list[Section] = []
        self.floats = Floats(tokens, names, trouble)
        self._tokens, self._names = tokens, names
        self._ranges: list[Range] = []
        self._start = 0
        self._waiting: list[Passage] = []
        """Captions met within a paragraph."""
        self._appendix = False
        self._walk(*self._bounds())

    def _bounds(self) -> Range:
        """From \\begin{document} to its end; the title may stand before."""
        items = self._tokens.items
        begin = next((at for at, item in enumerate(items) if begun(item) == "document"), -1)
        for at in range(max(begin, 0)):
            if begun(items[at]) in _ABSTRACTS:
                self._read_abstract((at + 1, self._tokens.close(at) or at + 1))
            elif name := word(items[at]):
                self._front(name, at, begin)
        last = next(
            (at for at in range(begin + 1, len(items)) if ended(items[at]) == "document"),
            len(items),
        )
        self._ranges = []
        return begin + 1, last

    def _walk(self, at: int, end: int) -> None:
        self._start = at
        items = self._tokens.items
        while at < end:
            item = items[at]
            if item == "\n\n":
                self._flush(at)
            elif item[0] == "\\":
                at = self._command(item, at, end)
                continue
            at += 1
        self._flush(end)

    def _command(self, item: str, at: int, end: int) -> int:
        name = word(item)
        if not name:
            return self._edge(item, at, end) if item[-1] == "}" and len(item) > 2 else at + 1
        if name in SECTIONS:
            return self._head(name, at, end)
        if name in _WHOLE:
            return max(at + 1, self._tokens.argument(self._tokens.options(at + 1, end), end)[1])
        if name in ("par", "item"):
            self._flush(at)
        elif name == "appendix":
            self._appendix = True
        elif name in ("captionof", "caption"):
            place = self.floats.caption(at, end, len(self.sections) - 1)
            return self._cut(at, place)
        else:
            return self._front(name, at, end)
        return at + 1

    def _front(self, name: str, at: int, end: int) -> int:
        """What is told of the paper by commands: title, abstract, DOI, year; authors are passed."""
        if name not in _TITLES and name not in _FRONT and name not in ("abstract", "acmDOI", "acmYear"):
            return at + 1
        where, place = self._tokens.argument(self._tokens.options(at + 1, end), end)
        if place <= at + 1:
            return at + 1
        if name in _TITLES:
            self.title = self.title or printed(self._tokens, [where], Names()).text
        elif name == "abstract":
            self._read_abstract(where)
        elif name == "acmDOI":
            self.doi = self._tokens.short(where)
        elif name == "acmYear":
            self.year = self._tokens.short(where)
        return self._cut(at, place)

    def _edge(self, item: str, at: int, end: int) -> int:
        """Where an environment begins or ends."""
        name, close = environment(item), self._tokens.close(at)
        if name in BREAKS:
            self._flush(at)
        if not begun(item) or close is None or close >= end:
            return at + 1
        if name in FORMULAS:
            return close + 1
        if name in _ABSTRACTS and not any(section.head and section.passages for section in self.sections):
            self._read_abstract((at + 1, close))
            return self._cut(at, close + 1)
        if name in ("appendices", "appendix"):
            self._appendix = True
        kind = "table" if name in FLOATS or name in GRIDS else "figure" if name in FIGURES or name in GONE else ""
        if kind:
            self._waiting += self.floats.take(at, close, kind, len(self.sections) - 1)
            return self._cut(at, close + 1)
        if name == "thebibliography":
            return self._cut(at, close + 1)
        return at + 1

    def _head(self, name: str, at: int, end: int) -> int:
        self._flush(at)
        where, place = self._tokens.argument(self._tokens.options(at + 1, end), end)
        text = printed(self._tokens, [where], self._names)
        if text.text or name != "part":
            self.sections.append(Section(text.text, SECTIONS[name], self._appendix))
        self._start = max(place, at + 1)
        return self._start

    def _cut(self, at: int, after: int) -> int:
        """Leave out of the paragraph what stands from here to there."""
        if self._start < at:
            self._ranges.append((self._start, at))
        self._start = after
        return after

    def _flush(self, at: int) -> None:
        """End the paragraph here: it, its footnotes and the captions within it are passages."""
        self._cut(at, at)
        ranges, self._ranges = self._ranges, []
        notes, self.floats.notes = self.floats.notes, []
        paragraph = printed(self._tokens, ranges, self._names)
        passages = [paragraph.passage]
        notes += paragraph.notes
        for note in notes:  # grows: a footnote may have one
            text = printed(self._tokens, [note], self._names)
            passages.append(text.passage)
            notes += text.notes
        for passage in (*passages, *self._waiting):
            self._keep(passage)
        self._waiting = []

    def _keep(self, passage: Passage) -> None:
        if not passage.text:
            return
        if not self.sections:
            if len(passage.text) < _LONG and not passage.cites:
                return
            self.sections.append(Section("", 1, False))
        self.sections[-1].passages.append(passage)

    def _read_abstract(self, where: Range) -> None:
        if not self.abstract:
            self.abstract = printed(self._tokens, [where], self._names).text
