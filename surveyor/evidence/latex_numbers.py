"""What the labels of a paper refer to: the numbers of its sections, tables and figures."""

from __future__ import annotations

from surveyor.evidence.latex_names import FIGURES, FLOATS, FORMULAS, SECTIONS
from surveyor.evidence.latex_tokens import Tokens, begun, word


def numbers(tokens: Tokens) -> dict[str, str]:
    """Label to number, as the plain styles count; labels of formulas and of items of lists are not in it."""
    counting = _Counting(tokens)
    for at, item in enumerate(tokens.items):
        if item[0] == "\\":
            counting.see(at, item)
    return counting.found


class _Counting:
    def __init__(self, tokens: Tokens) -> None:
        self.found: dict[str, str] = {}
        self._tokens = tokens
        self._sections = [0, 0, 0]
        self._floats = {"table": 0, "figure": 0}
        self._appendix = False
        self._current = self._section = self._kind = ""
        self._float_until = self._formula_until = -1

    def see(self, at: int, item: str) -> None:
        """Count what a command numbers; note what a label says."""
        name, numbered = word(item), item[-1] != "*"
        if not name:
            self._open(at, begun(item))
        elif name in SECTIONS and SECTIONS[name] <= 3 and numbered:
            self._current = self._section = self._head(SECTIONS[name])
        elif name == "appendix":
            self._sections, self._appendix = [0, 0, 0], True
        elif name == "captionof":
            self._caption(self._argument(at))
        elif name == "caption" and at < self._float_until and numbered:
            self._caption(self._kind)
        elif name == "label" and at > self._formula_until:
            self.found.setdefault(self._argument(at), self._current if at < self._float_until else self._latest())

    def _latest(self) -> str:
        """What is referred to outside of floats: a caption by \\captionof right before, else the section."""
        current, self._current = self._current, self._section
        return current

    def _argument(self, at: int) -> str:
        return self._tokens.short(self._tokens.argument(at + 1, len(self._tokens))[0]).strip()

    def _open(self, at: int, name: str) -> None:
        close = self._tokens.close(at) or -1
        if name in FLOATS or name in FIGURES:
            self._kind = "table" if name in FLOATS else "figure"
            self._float_until = max(self._float_until, close)
        elif name in FORMULAS:
            self._formula_until = max(self._formula_until, close)

    def _head(self, level: int) -> str:
        self._sections[level - 1] += 1
        self._sections[level:] = [0] * (3 - level)
        first, *rest = self._sections[:level]
        return ".".join((chr(ord("A") + (first - 1) % 26) if self._appendix else str(first), *map(str, rest)))

    def _caption(self, kind: str) -> None:
        if kind in self._floats:
            self._floats[kind] += 1
            self._current = str(self._floats[kind])
