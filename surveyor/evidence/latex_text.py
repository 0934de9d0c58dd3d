"""Ranges of tokens to one line of text with its citations: what a paragraph, a caption or a cell prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from surveyor.evidence.document import Cite, Passage
from surveyor.evidence.latex_names import (
    DINGS,
    FIRST,
    FORMULAS,
    GONE,
    GRIDS,
    HIDDEN,
    LENGTHS,
    OPENING,
    cites,
    silent,
    textual,
)
from surveyor.evidence.latex_tokens import Range, Tokens, environment, word
from surveyor.text_latex import plain_latex, symbol

_SIGNS = re.compile(r"---?|``|''|[ ~]{2,}|~")
_PRINTED = {"---": "—", "--": "–", "``": "“", "''": "”"}
_ACCENTS = frozenset("`'^\"~=.Hbcdkruv")
_KEY = re.compile(r"[^\s{}\\#$%,]{1,200}")
_LENGTH = re.compile(
    r" ?=? ?-?[\d.]* ?(?:(?:true)?(?:pt|em|ex|in|cm|mm|sp|bp)\b ?)?(?:(?:plus|minus) ?[\d.]+ ?\w\w ?){0,2}"
)
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


def printed(tokens: Tokens, ranges: Sequence[Range], names: Names, cell: bool = False) -> Printed:
    """The text of ranges on one line. Formulas that are plain print as text; others stay as they stand, between
    dollars, but in a cell of a table, where their signs go."""
    pen = _Pen(tokens, names, cell)
    for start, end in ranges:
        pen.read(start, end)
    return pen.done()


@dataclass(slots=True)
class _Pen:
    tokens: Tokens
    names: Names
    cell: bool
    end: int = 0
    parts: list[str] = field(default_factory=list)
    size: int = 0
    blank: bool = True
    """Whether the last character is a blank, or none is there."""
    cited: list[Cite] = field(default_factory=list)
    notes: list[Range] = field(default_factory=list)
    passed: int = 0
    """Until where a formula is read as text."""
    closes: list[int] = field(default_factory=list)
    """Where the open groups end."""
    bold_until: int = -1
    solid: int = 0
    bold: int = 0
    thick: bool = False

    def read(self, start: int, end: int) -> None:
        """Write what a range prints."""
        self.end, self.bold_until = end, -1
        items, at = self.tokens.items, start
        self.closes = []
        while at < end:
            item = items[at]
            self.thick = at < self.bold_until
            if item[0] == "\\":
                at = self.command(at, item)
                continue
            if item == "$":
                at = self.dollar(at)
                continue
            if item == "{":
                if (close := self.tokens.close(at)) is not None:
                    self.closes.append(close)
            elif item == "\n\n" or item == "&":
                self.write(" ")
            elif item not in ("}", "#"):
                self.write(_SIGNS.sub(_sign, item))
            at += 1

    def write(self, text: str) -> None:
        """Add text; a blank after a blank is left out."""
        if self.blank:
            text = text.lstrip(" ")
        if not text:
            return
        self.parts.append(text)
        self.size += len(text)
        self.blank = text[-1] == " "
        solid = len(text) - text.count(" ")
        self.solid += solid
        if self.thick:
            self.bold += solid

    def done(self) -> Printed:
        """All that was written."""
        text = "".join(self.parts).rstrip(" ")
        bold = 0 < self.solid <= 2 * self.bold
        return Printed(text, tuple(self.cited), self.notes, bold)

    def command(self, at: int, item: str) -> int:
        """Write what a command prints and give the place to go on."""
        name = word(item)
        if not name:
            return self.sign(at, item)
        if handler := _HANDLERS.get(name):
            return handler(self, at)
        if name in HIDDEN:
            return self.tokens.arguments(at + 1, self.end, HIDDEN[name])[1]
        if name in FIRST:
            return self.tokens.options(self.tokens.arguments(at + 1, self.end, FIRST[name])[1], self.end)
        if name in LENGTHS:
            return self.length(at + 1)
        if cites(name):
            return self.cite(at + 1, name)
        return self.other(at, name)

    def other(self, at: int, name: str) -> int:
        """A command that is a symbol, or hands on its argument, or prints nothing, or is not known: its name."""
        follows = self.tokens.items[at + 1] if at + 1 < self.end else ""
        if name in _ACCENTS and (place := self.accent(at)):
            return place
        if shown := symbol(name):
            self.write(shown)
        elif follows in ("{", "["):
            return self.tokens.options(at + 1, self.end)
        elif not silent(name):
            self.write(name)
        return at + 1

    def sign(self, at: int, item: str) -> int:
        """A command of one sign, or the edge of an environment."""
        if item[-1] == "}" and len(item) > 2:
            self.write(" ")
            return self.edge(at, item)
        mark = item[1:2]
        if mark == "\\":
            self.write(" ")
            return self.tokens.option(at + 1, self.end)[1]
        if mark in ("(", "["):
            return self.bracketed(at, ")" if mark == "(" else "]")
        if mark in _ACCENTS and mark and (place := self.accent(at)):
            return place
        self.write(plain_latex(item) if mark.strip() else " ")
        return at + 1

    def edge(self, at: int, item: str) -> int:
        """Where an environment begins its arguments are left out; formulas and what is no text are passed."""
        name = environment(item)
        if item.startswith("\\end"):
            return at + 1
        close = self.tokens.close(at)
        if close is not None and close < self.end:
            if name in FORMULAS:
                self.formula((at + 1, close), display=True)
                return close + 1
            if name in GONE:
                return close + 1
        at = self.tokens.options(at + 1, self.end)
        count = GRIDS.get(name, OPENING.get(name, 0)) + (name == "tabular" and item[-2] == "*")
        return self.tokens.arguments(at, self.end, count)[1]

    def accent(self, at: int) -> int:
        """Write a letter with its accent; 0 where none follows."""
        items, tokens = self.tokens.items, self.tokens
        (start, stop), place = tokens.argument(at + 1, self.end)
        if stop > start:
            letter = tokens.raw((start, stop)).strip()
            if len(letter) > 2:
                return 0
            self.write(plain_latex(f"{items[at]}{{{letter}}}"))
            return place
        start = at + 1
        if start >= self.end or not (letters := items[start].lstrip()) or not letters[0].isalpha():
            return 0
        self.write(plain_latex(f"{items[at]}{{{letters[0]}}}") + _SIGNS.sub(_sign, letters[1:]))
        return start + 1

    def dollar(self, at: int) -> int:
        """A formula between dollars; a dollar alone is passed."""
        items = self.tokens.items
        if at < self.passed:
            return at + 1
        double = at + 1 < self.end and items[at + 1] == "$"
        start = close = at + 1 + double
        while close < self.end and items[close] not in ("$", "\n\n"):
            close += 1
        if close >= self.end or items[close] != "$":
            return start
        place = close + 2 if double and close + 1 < self.end and items[close + 1] == "$" else close + 1
        if not self.formula((start, close)):
            self.passed = place
            return start
        return place

    def bracketed(self, at: int, closing: str) -> int:
        r"""A formula between \( and \) or \[ and \]."""
        items, close = self.tokens.items, at + 1
        while close < self.end and items[close] not in ("\\(", "\\[", "\\)", "\\]", "\n\n"):
            close += 1
        if close >= self.end or items[close] != f"\\{closing}":
            return at + 1
        return close + 1 if self.formula((at + 1, close)) else at + 1

    def formula(self, where: Range, display: bool = False) -> bool:
        """Write a formula; False, and nothing written, where it cites and is to be read as text."""
        items = self.tokens.items
        if any("cite" in items[i] and cites(word(items[i])) for i in range(*where)):
            return False
        raw = " ".join(_LABEL.sub("", self.tokens.raw(where)).split())[:_LONGEST]
        thick, self.thick = self.thick, self.thick or _BOLD.search(raw) is not None
        bare = raw.lstrip("_^{ ")
        if self.cell:
            self.write(plain_latex(_SCRIPT.sub("", raw)))
        elif not display and not _SCRIPT.search(bare) and all(map(_plain, _COMMAND.findall(bare))):
            self.write(plain_latex(bare))
        elif raw:
            self.write(f"${raw}$")
        self.thick = thick
        return True

    def cite(self, at: int, name: str) -> int:
        """The marker of a citation, each key by its label."""
        place, started = at, False
        while True:
            where, after = self.tokens.argument(self.tokens.options(place, self.end), self.end)
            keys = [key for part in self.tokens.raw(where).split(",") if _KEY.fullmatch(key := part.strip())]
            for key in keys:
                self.write(", " if started else "" if textual(name) else "[")
                started = True
                self.mark(key, name)
            place = max(after, place)
            if not name.endswith("cites") or not keys or place >= self.end or self.tokens.items[place] not in "{[":
                break
        if started and not textual(name):
            self.write("]")
        return place

    def mark(self, key: str, name: str) -> None:
        """One key; a year right behind its author is part of the same mention."""
        label = " ".join((self.names.labels.get(key) or key).split())
        start = self.size
        self.write(label)
        last = self.cited[-1] if self.cited else None
        if not (last and last.key == key and name.startswith("citeyear") and start - last.end < 4):
            self.cited.append(Cite(key, start, self.size))

    def length(self, at: int) -> int:
        """Pass a length such as `0.1in plus 2pt`."""
        if at < self.end and (text := self.tokens.items[at])[0] not in "\\{}[]$&#\n":
            found = _LENGTH.match(text)
            self.write(text[found.end() :] if found else text)
            return at + 1
        return at

    def embolden(self, at: int) -> int:
        r"""\textbf and the like: the argument is bold."""
        (_, stop), _ = self.tokens.argument(at + 1, self.end)
        self.bold_until = max(self.bold_until, stop)
        return at + 1

    def embolden_rest(self, at: int) -> int:
        r"""\bf and the like: the rest of the group is bold."""
        while self.closes and self.closes[-1] < at:
            self.closes.pop()
        self.bold_until = max(self.bold_until, self.closes[-1] if self.closes else self.end)
        return at + 1

    def footnote(self, at: int) -> int:
        """A footnote, to be read after."""
        where, place = self.tokens.argument(self.tokens.options(at + 1, self.end), self.end)
        if where[1] > where[0]:
            self.notes.append(where)
        return place

    def reference(self, at: int) -> int:
        """The number of a table, figure or section, where known."""
        where, place = self.tokens.argument(self.tokens.options(at + 1, self.end), self.end)
        keys = self.tokens.raw(where).split(",")
        self.write(", ".join(number for key in keys if (number := self.names.numbers.get(key.strip()))))
        return place

    def address(self, at: int) -> int:
        """A URL as it stands."""
        where, place = self.tokens.argument(at + 1, self.end)
        self.write(self.tokens.raw(where).replace("\\", ""))
        return place

    def ding(self, at: int) -> int:
        """A sign by its number."""
        where, place = self.tokens.argument(at + 1, self.end)
        self.write(DINGS.get(self.tokens.raw(where).strip(), ""))
        return place

    def rule(self, at: int) -> int:
        r"""\cmidrule(lr){2-3} and the like."""
        place = self.tokens.options(at + 1, self.end)
        if place < self.end and self.tokens.items[place].startswith("("):
            place += 1
        return self.tokens.argument(place, self.end)[1]

    def block(self, at: int) -> int:
        r"""\Block[l]{2-1}{text} of nicematrix and \stackunder-like: the first argument is hidden."""
        return self.tokens.options(self.tokens.arguments(at + 1, self.end, 1)[1], self.end)

    def dot(self, at: int) -> int:
        """The closing dot of abbreviations in conference styles."""
        follows = self.tokens.items[at + 1] if at + 1 < self.end else ""
        self.write("" if follows.startswith(".") else ".")
        return at + 1


def _sign(found: re.Match[str]) -> str:
    return _PRINTED.get(found[0], " ")


def _plain(command: str) -> bool:
    """Whether a command in a formula prints as text."""
    return bool(symbol(command)) or plain_latex(f"\\{command}") == ""


_HANDLERS: dict[str, Callable[[_Pen, int], int]] = {
    **dict.fromkeys("textbf bm mathbf boldsymbol pmb".split(), _Pen.embolden),
    **dict.fromkeys("bf bfseries boldmath".split(), _Pen.embolden_rest),
    **dict.fromkeys("footnote footnotetext tablefootnote thanks".split(), _Pen.footnote),
    **dict.fromkeys("ref cref Cref autoref".split(), _Pen.reference),
    **dict.fromkeys("url path nolinkurl".split(), _Pen.address),
    **dict.fromkeys("cmidrule cline".split(), _Pen.rule),
    "ding": _Pen.ding,
    "Block": _Pen.block,
    "onedot": _Pen.dot,
}
