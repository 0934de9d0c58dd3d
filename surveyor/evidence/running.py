"""Running text with the citations in it, put together piece by piece."""

from __future__ import annotations

from dataclasses import replace

from surveyor.evidence.document import Cite, Passage
from surveyor.text import clean


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
            blank = " " if line and text and (open_blank or raw[0].isspace()) else ""
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


def _join(cites: list[Cite], cite: Cite, line: str) -> None:
    last = cites[-1] if cites else None
    if last and last.key == cite.key and not line[last.end : cite.start].strip(" ,(["):
        cites[-1] = replace(last, end=cite.end)
    else:
        cites.append(cite)
