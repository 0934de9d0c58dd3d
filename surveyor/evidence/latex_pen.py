"""Writes one line of text: blanks single, citations with their places, formulas, how much of it is bold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from surveyor.evidence.document import Cite, Passage
from surveyor.evidence.latex_tokens import Range, Tokens
from surveyor.text_latex import plain_latex, symbol

_SIGNS = re.compile(r"---?|``|''|[ ~]{2,}|~")
_GAP = re.compile(r"\s+")
_PRINTED = {"---": "—", "--": "–", "``": "“", "''": "”"}
_BOLD = re.compile(r"\\(?:mathbf|bm|boldsymbol|pmb|textbf|bf|bfseries)\b")
_SCRIPT = re.compile(r"[_^]")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_LABEL = re.compile(r"\\(?:label|tag\*?) ?\{[^{}]{0,200}\}|\\(?:nonumber|notag)\b")
_LONGEST = 4_000
"""Characters of a formula that are kept."""


@dataclass(slots=True)
class Printed:
    """What a range prints."""

    text: str
    cites: tuple[Cite, ...]
    notes: list[Range]
    """Where its footnotes stand."""
    bold: bool
    """Whether half of it or more is."""

    @property
    def passage(self) -> Passage:
        """As running text."""
        return Passage(self.text, self.cites)


@dataclass(frozen=True, slots=True)
class Names:
    """What keys print: of citations the label, of references the number."""

    labels: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Pen:
    """The text of ranges of tokens as far as it is written."""

    tokens: Tokens
    names: Names
    cell: bool
    """Whether it is a cell of a table, where formulas print without their signs."""
    end: int = 0
    """Of the range being read."""
    passed: int = 0
    """Until where a formula is read as text."""
    notes: list[Range] = field(default_factory=list)
    closes: list[int] = field(default_factory=list)
    """Where the open groups end."""
    bold_until: int = -1
    thick: bool = False
    """Whether what is written now is bold."""
    _parts: list[str] = field(default_factory=list)
    _size: int = 0
    _blank: bool = True
    """Whether the last character is a blank, or none is there."""
    _cited: list[Cite] = field(default_factory=list)
    _solid: int = 0
    _bold: int = 0

    def write(self, text: str) -> None:
        """Add text; a blank after a blank is left out."""
        if "  " in text or "\n" in text:
            text = _GAP.sub(" ", text)
        if self._blank:
            text = text.lstrip(" ")
        if not text:
            return
        self._parts.append(text)
        self._size += len(text)
        self._blank = text[-1] == " "
        solid = len(text) - text.count(" ")
        self._solid += solid
        if self.thick:
            self._bold += solid

    def run(self, text: str) -> None:
        """Add a run of plain text, with its dashes, quotation marks and ties."""
        self.write(_SIGNS.sub(_sign, text))

    def mark(self, key: str, year: bool) -> None:
        """Cite a key by its label; a year right behind its author is part of the same mention."""
        label = " ".join((self.names.labels.get(key) or key).split())
        start = self._size
        self.write(label)
        last = self._cited[-1] if self._cited else None
        if not (year and last and last.key == key and start - last.end < 4):
            self._cited.append(Cite(key, start, self._size))

    def formula(self, where: Range, display: bool = False) -> None:
        """Add a formula: one that is plain prints as text, others stay as they stand between dollars."""
        raw = " ".join(_LABEL.sub("", self.tokens.raw(where)).split())[:_LONGEST]
        thick, self.thick = self.thick, self.thick or _BOLD.search(raw) is not None
        bare = raw.lstrip("_^{ ")
        if self.cell:
            self.write(plain_latex(_SCRIPT.sub("", raw)))
        elif not display and not _SCRIPT.search(bare) and all(map(_plain, _COMMAND.findall(bare))):
            self.write(" ".join(plain_latex(bare).split()))
        elif raw:
            self.write(f"${raw}$")
        self.thick = thick

    def done(self) -> Printed:
        """All that was written."""
        text = "".join(self._parts).rstrip(" ")
        return Printed(text, tuple(self._cited), self.notes, 0 < self._solid <= 2 * self._bold)


def _sign(found: re.Match[str]) -> str:
    return _PRINTED.get(found[0], " ")


def _plain(command: str) -> bool:
    """Whether a command in a formula prints as text."""
    return bool(symbol(command)) or plain_latex(f"\\{command}") == ""
