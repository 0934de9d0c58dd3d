"""LaTeX as tokens, with the partner of every brace, bracket and environment found once: all reading is by jumps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_TOKEN = re.compile(
    r"\\(?:begin|end) ?\{[^{}\\\n]{1,80}\}|\\[A-Za-z@]+\*?|\\.|\n\n|[{}\[\]$&#]|[^\\{}\[\]$&#\n]+|\\\n?|\n", re.DOTALL
)

_SHORT = 400
"""Tokens of a list of keys at most."""

Range = tuple[int, int]
"""Where tokens stand: from the first up to but without the second."""


def tokenised(text: str) -> list[str]:
    """The tokens of a text whose white space is single: commands, environments, signs, runs of text."""
    return _TOKEN.findall(text)


def word(item: str) -> str:
    """The name of a command such as `section`, without its star; empty for anything else."""
    return _word(item) if item[:1] == "\\" else ""


@lru_cache(maxsize=1 << 14)
def _word(item: str) -> str:
    return item[1:].rstrip("*") if item[-1] != "}" and item[1:2].isalpha() else ""


def begun(item: str) -> str:
    """The name of the environment that a token begins, without its star; empty for anything else."""
    return environment(item) if item.startswith("\\begin") and item[-1] == "}" else ""


def ended(item: str) -> str:
    """The name of the environment that a token ends, without its star; empty for anything else."""
    return environment(item) if item.startswith("\\end") and item[-1] == "}" else ""


@lru_cache(maxsize=1 << 12)
def environment(item: str) -> str:
    r"""The name in a \begin or \end, without its star."""
    return item[item.index("{") + 1 : -1].strip().rstrip("*")


class Tokens:
    """A document as tokens; every lookup is of constant time, unbalanced ones have no partner."""

    def __init__(self, items: Sequence[str]) -> None:
        self.items = items
        self._partner: dict[int, int] = {}
        self.unclosed: list[str] = []
        """Environments that begin and do not end, in order of the end of what is around them."""
        self._pair_signs()
        self._pair_environments()

    def __len__(self) -> int:
        return len(self.items)

    def _pair_signs(self) -> None:
        """Braces to braces, brackets to brackets within the same braces and paragraph."""
        braces: list[int] = []
        brackets: list[int] = []
        for at, item in enumerate(self.items):
            if item == "{":
                braces.append(at)
            elif item == "}" and braces:
                self._partner[braces[-1]] = at
                while brackets and brackets[-1] > braces[-1]:
                    brackets.pop()
                braces.pop()
            elif item == "[":
                brackets.append(at)
            elif item == "]" and brackets and (not braces or brackets[-1] > braces[-1]):
                self._partner[brackets.pop()] = at
            elif item == "\n\n":
                brackets.clear()

    def _pair_environments(self) -> None:
        opened: list[tuple[str, int]] = []
        depth: dict[str, int] = {}
        for at, item in enumerate(self.items):
            if item[0] != "\\":
                continue
            if name := begun(item):
                opened.append((name, at))
                depth[name] = depth.get(name, 0) + 1
            elif depth.get(name := ended(item)):
                last = ""
                while last != name:
                    last, start = opened.pop()
                    depth[last] -= 1
                    self.unclosed += [last] * (last != name)
                self._partner[start] = at
        self.unclosed += [name for name, _ in opened]

    def close(self, at: int) -> int | None:
        """Where the brace, bracket or environment that opens here is closed."""
        return self._partner.get(at)

    def skip_blanks(self, at: int, end: int) -> int:
        """The first place from here that is not white space."""
        while at < end and self.items[at].isspace():
            at += 1
        return at

    def argument(self, at: int, end: int) -> tuple[Range, int]:
        """The tokens of the argument that follows, without braces, and where to go on; empty where there is none."""
        start = self.skip_blanks(at, end)
        if start < end:
            close = self.close(start) if self.items[start] == "{" else None
            if close is not None and close < end:
                return (start + 1, close), close + 1
            if word(self.items[start]):
                return (start, start + 1), start + 1
        return (at, at), at

    def option(self, at: int, end: int) -> tuple[Range | None, int]:
        """The tokens of the optional argument that follows, and where to go on; None where there is none."""
        start = self.skip_blanks(at, end)
        close = self.close(start) if start < end and self.items[start] == "[" else None
        if close is None or close >= end:
            return None, at
        return (start + 1, close), close + 1

    def options(self, at: int, end: int) -> int:
        """Where to go on behind any number of optional arguments."""
        found: Range | None = (at, at)
        while found:
            found, at = self.option(at, end)
        return at

    def arguments(self, at: int, end: int, count: int) -> tuple[list[Range], int]:
        """That many arguments, optional ones before each left out."""
        ranges = []
        for _ in range(count):
            found, at = self.argument(self.options(at, end), end)
            ranges.append(found)
        return ranges, at

    def raw(self, where: Range) -> str:
        """The tokens as they stand."""
        return "".join(self.items[where[0] : where[1]])

    def short(self, where: Range) -> str:
        """The tokens as they stand, empty where they are too many for a key or a number."""
        return self.raw(where) if where[1] - where[0] <= _SHORT else ""
