"""What a paper says, whatever it was written in: the one value that every parser makes and every reader takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from surveyor.models import Section

LARGEST = 64 << 20
"""Bytes of a document that are read at most; a larger one is refused."""


class UnreadableDocument(ValueError):  # noqa: N818 - named for what the bytes are
    """The bytes are no document of that kind; the text is one line that says why."""


class Part(StrEnum):
    """What a section of a paper is for."""

    INTRO = "intro"
    RELATED = "related"
    METHOD = "method"
    EXPERIMENTS = "experiments"
    RESULTS = "results"
    ABLATION = "ablation"
    CONCLUSION = "conclusion"
    APPENDIX = "appendix"
    OTHER = "other"

    @property
    def section(self) -> Section:
        """The kind of section that a citation knows."""
        return _SECTIONS.get(self, Section.OTHER)


_SECTIONS = {
    Part.INTRO: Section.INTRO,
    Part.RELATED: Section.RELATED,
    Part.METHOD: Section.METHOD,
    Part.EXPERIMENTS: Section.EXPERIMENTS,
    Part.RESULTS: Section.EXPERIMENTS,
    Part.ABLATION: Section.EXPERIMENTS,
    Part.CONCLUSION: Section.CONCLUSION,
}


@dataclass(frozen=True, slots=True)
class Cite:
    """A mention of an entry of the bibliography."""

    key: str
    """Of the entry; one that is not there is a citation to nowhere."""
    start: int
    """Where the marker stands in the text around it."""
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Running text: a paragraph, a caption, a footnote."""

    text: str
    """One line, formulas and citation markers as they print."""
    cites: tuple[Cite, ...] = ()

    def sentence(self, cite: Cite) -> str:
        """The sentence around a citation."""
        begin = max(self.text.rfind(stop, 0, cite.start) for stop in (". ", "? ", "! ")) + 1
        ends = [at for stop in (". ", "? ", "! ") if (at := self.text.find(stop, cite.end)) >= 0]
        return self.text[begin : min(ends, default=len(self.text)) + 1].strip()


@dataclass(frozen=True, slots=True)
class Portion:
    """A section with its own text, without that of the sections below it."""

    head: str
    """As printed, without its number; empty for text before the first heading."""
    level: int
    """1 for a section, 2 for a subsection, 3 and more below."""
    part: Part
    """By its head, else that of the section above."""
    baselines: bool = False
    """Under a heading such as Baselines or Compared methods, be it its own or one above."""
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in the grid of a table."""

    text: str
    cites: tuple[str, ...] = ()
    """Keys of the entries cited in it."""
    head: bool = False
    """Marked as a heading in the source; False where the source does not say."""
    bold: bool = False
    again: bool = False
    """Repeats the cell to the left or above, which spans this place."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a full grid: every row has as many cells."""

    number: str
    """As printed, such as `2` or `A1`; empty where it has none."""
    caption: Passage
    rows: tuple[tuple[Cell, ...], ...]
    portion: int
    """Index of the portion that it stands in; -1: not known."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the bibliography, as far as its fields could be told apart."""

    key: str
    text: str
    """The whole entry as printed, one line."""
    title: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    venue: str = ""
    ids: tuple[str, ...] = ()
    """Normal ids found in it, such as `arxiv:1706.03762`."""
    label: str = ""
    """How it is cited in print, such as `12` or `Chen et al., 2017`."""


@dataclass(frozen=True, slots=True)
class Document:
    """A paper that was read."""

    kind: str
    """What it was written in: latexml, latex, tei or jats."""
    title: str
    abstract: str
    portions: tuple[Portion, ...]
    tables: tuple[Table, ...]
    bibliography: tuple[Entry, ...]
    ids: tuple[str, ...] = ()
    """Normal ids that the document gives itself."""
    year: int | None = None
    trouble: tuple[str, ...] = ()
    """What could not be read, each with its reason."""

    def mentions(self) -> Iterator[tuple[Portion, Passage, Cite]]:
        """Every citation in running text, in reading order."""
        for portion in self.portions:
            for passage in portion.passages:
                for cite in passage.cites:
                    yield portion, passage, cite
