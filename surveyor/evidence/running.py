"""Running text with the citations in it, put together piece by piece."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from surveyor.evidence.document import Cite, Passage
from surveyor.text import clean

_WIDEST_RANGE = 30


class Running:
    """Text while it is read: white space as it comes, one line once it is whole."""

    def __init__(self) -> None:
        self._pieces: list[tuple[str, str]] = []
        self._text: list[str] = []

    def add(self, text: str | None) -> None:
        """Text that goes on."""
        if text:
            self._text.append(text)

    def cite(self, key: str, text: str) -> None:
        """A citation and how it prints."""
        self._rest()
        self._pieces.append((text, key))

    def passage(self) -> Passage:
        """One line of all that was added, with where the citations stand in it; two markers of one entry that follow
        each other, such as the name and the year, are one citation."""
        self._rest()
        line, open_blank = "", False
        cites: list[Cite] = []
        for raw, key in self._pieces:
            text = clean(raw)
            blank = " " if line and text and (open_blank or raw[:1].isspace()) else ""
            open_blank = raw[-1:].isspace() or (open_blank and not text)
            start = len(line) + len(blank)
            line += blank + text
            if key:
                _join(cites, Cite(key, start, len(line)), line)
        return Passage(line, tuple(cites))

    def _rest(self) -> None:
        if self._text:
            self._pieces.append(("".join(self._text), ""))
            self._text = []


def with_ranges(passage: Passage, places: Mapping[str, int]) -> Passage:
    """The passage with the entries that `[3]–[7]` skips in print; `places` are the places of entries in the list."""
    cites: list[Cite] = []
    keys = list(places)
    for cite in passage.cites:
        if cites and _is_range(passage.text, cites[-1], cite):
            first, last = places.get(cites[-1].key, 0), places.get(cite.key, 0)
            if first and last - first <= _WIDEST_RANGE:
                cites += [Cite(key, cites[-1].end, cite.start) for key in keys[first : last - 1]]
        cites.append(cite)
    return replace(passage, cites=tuple(cites)) if len(cites) > len(passage.cites) else passage


def _is_range(text: str, one: Cite, other: Cite) -> bool:
    prints = (text[cite.start : cite.end].strip("[]() ") for cite in (one, other))
    return text[one.end : other.start].strip("[]() ") in ("-", "–", "—") and all(map(str.isdigit, prints))


def _join(cites: list[Cite], cite: Cite, line: str) -> None:
    last = cites[-1] if cites else None
    if last and last.key == cite.key and not line[last.end : cite.start].strip(" ,(["):
        cites[-1] = replace(last, end=cite.end)
    else:
        cites.append(cite)
