"""A document while it is read: sections as they come, tables, bibliography, and what could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from surveyor.evidence.document import Document, Entry, Part, Passage, Portion, Table
from surveyor.evidence.grid import Place, spread
from surveyor.evidence.running import with_ranges
from surveyor.evidence.sections import typed


@dataclass(slots=True)
class _Section:
    numbered: str
    head: str
    level: int
    passages: list[Passage] = field(default_factory=list)


class Draft:
    """What a parser has read so far."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._sections: list[_Section] = []
        self._tables: list[Table] = []
        self._entries: dict[str, Entry] = {}
        self._trouble: Counter[str] = Counter()
        self._end: int | None = None
        self._leftovers: list[Passage] = []
        self.title = ""
        self.abstract = ""
        self.ids: tuple[str, ...] = ()
        self.year: int | None = None

    @property
    def here(self) -> int:
        """Index of the section that is being read; -1 before the first."""
        return len(self._sections) - 1

    @property
    def entries(self) -> Iterable[Entry]:
        """The bibliography so far."""
        return self._entries.values()

    def section(self, head: str, level: int, numbered: str = "") -> None:
        """A section begins; `numbered` is its heading with the number, where that tells more than `head`."""
        self._sections.append(_Section(numbered or head, head, max(level, 1)))

    def passage(self, passage: Passage, at: int | None = None) -> None:
        """Text of the section that is being read, or of the one `at` an index."""
        if not passage.text:
            return
        if not self._sections:
            self.section("", 1)
        self._sections[self.here if at is None else at].passages.append(passage)

    def leftover(self, passage: Passage) -> None:
        """Text of no section that is known."""
        self._leftovers.append(passage)

    def table(self, number: str, caption: Passage, rows: Iterable[Iterable[Place]], at: int | None = None) -> None:
        """A table of the section that is being read, or of the one `at` an index; one without cells is left out."""
        grid, cut = spread(rows)
        if cut:
            self.trouble(f"table {number or '?'} is too large and was cut")
        if any(grid):
            self._tables.append(Table(number, caption, grid, self.here if at is None else at))

    @property
    def tables_here(self) -> int:
        """How many tables there are so far."""
        return len(self._tables)

    def references(self) -> None:
        """The list of references stands here: what follows is an appendix."""
        if self._end is None:
            self._end = len(self._sections)

    def entry(self, entry: Entry) -> None:
        """An entry of the bibliography; of two with one key the first stays."""
        if self._entries.setdefault(entry.key, entry) is not entry:
            self.trouble(f"two entries with the key {entry.key[:40]}")

    def trouble(self, reason: str) -> None:
        """Something could not be read."""
        self._trouble[reason] += 1

    def document(self) -> Document:
        """The document as far as it was read."""
        portions = self._portions()
        self._find_gaps(portions)
        reasons = (f"{reason} ({count} times)" if count > 1 else reason for reason, count in self._trouble.items())
        return Document(
            self._kind,
            self.title,
            self.abstract,
            portions,
            tuple(self._tables),
            tuple(self._entries.values()),
            self.ids,
            self.year,
            tuple(reasons),
        )

    def _portions(self) -> tuple[Portion, ...]:
        heads = [(section.numbered, section.level) for section in self._sections]
        end = len(heads) if self._end is None else self._end
        kinds = typed([*heads[:end], ("References", 1), *heads[end:]])
        del kinds[end]
        portions = [
            Portion(section.head, section.level, part, baselines, self._finished(section.passages))
            for section, (part, baselines) in zip(self._sections, kinds, strict=True)
        ]
        if self._leftovers:
            portions.append(Portion("", 1, Part.OTHER, passages=self._finished(self._leftovers)))
        return tuple(portions)

    def _finished(self, passages: Iterable[Passage]) -> tuple[Passage, ...]:
        places = {key: place for place, key in enumerate(self._entries, 1)}
        return tuple(with_ranges(passage, places) for passage in passages if passage.text)

    def _find_gaps(self, portions: Iterable[Portion]) -> None:
        if not any(section.head for section in self._sections):
            self.trouble("no headings")
        if not self._entries:
            self.trouble("no bibliography")
        cited = [cite.key for portion in portions for text in portion.passages for cite in text.cites]
        if lost := sum(key not in self._entries for key in cited):
            self.trouble(f"{lost} of {len(cited)} citations are of no entry of the bibliography")
