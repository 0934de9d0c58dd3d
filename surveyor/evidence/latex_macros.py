"""A paper's own commands put into their places, within bounds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from surveyor.evidence.latex_names import KNOWN
from surveyor.evidence.latex_tokens import word

_NEW = frozenset({"newcommand", "renewcommand", "providecommand", "DeclareRobustCommand", "newrobustcmd"})
_DEFINE = frozenset({"def", "gdef", "edef", "xdef"})
_OPERATOR = frozenset({"DeclareMathOperator"})
_DEFINING = _NEW | _DEFINE | _OPERATOR | {"let", "newenvironment", "renewenvironment", "NewDocumentCommand"}
_TOO_CLEVER = re.compile(
    r"\\(?:expandafter|futurelet|csname|@ifnextchar|@ifstar|begingroup|catcode|g?def|(?:re)?newcommand|let|global|if(?!f\b)[a-z@]+)\b|\\@[a-z]"
)
_LONGEST, _USES, _TOTAL, _LOST = 2_000, 3_000, 100_000, 50
"""Tokens of a macro's body, expansions that one use may lead to, and tokens put in for all uses, at most."""


@dataclass(frozen=True, slots=True)
class _Macro:
    count: int
    default: tuple[str, ...] | None
    """Of the first argument where that is optional."""
    body: tuple[str, ...]


def expanded(tokens: Iterable[str], trouble: list[str]) -> list[str]:
    """The tokens with the paper's own commands replaced by what they stand for, and the definitions gone."""
    expansion = _Expansion([*tokens][::-1], trouble)
    expansion.run()
    return expansion.out


@dataclass(slots=True)
class _Expansion:
    stack: list[str]
    """What is still to read, the next item last."""
    trouble: list[str]
    out: list[str] = field(default_factory=list)
    macros: dict[str, _Macro] = field(default_factory=dict)
    total: int = 0
    uses: int = 0
    lost: int = 0
    """How often a closing brace or bracket was looked for in vain; the look is short once that is often."""
    base: int = 0
    """How much of the stack is not of the macro being expanded."""

    def run(self) -> None:
        """Read to the end."""
        while self.stack:
            item = self.stack.pop()
            name = word(item)
            if not name:
                self.out.append(item)
            elif name in self.macros and name not in KNOWN:
                self._use(name, item)
            elif name in _DEFINING:
                self._define(name)
            else:
                self.out.append(item)

    def _use(self, name: str, item: str) -> None:
        if len(self.stack) < self.base or self.uses == 0:
            self.base, self.uses = len(self.stack), 0
        self.uses += 1
        macro = self.macros[name]
        if self.uses > _USES or self.total > _TOTAL:
            self.trouble.append(f"\\{name[:40]} not followed to its end")
            del self.macros[name]
            self.base, self.uses = len(self.stack), 0
            return
        given = self._given(macro)
        body: list[str] = []
        for part in macro.body:
            body += (
                given[int(part[1]) - 1]
                if part[0] == "#" and part[1:].isdecimal() and int(part[1]) <= len(given)
                else (part,)
            )
        self.total += len(body)
        if item.endswith("*"):
            body.append("*")
        self.stack.extend(reversed(body))

    def _given(self, macro: _Macro) -> list[tuple[str, ...]]:
        given: list[tuple[str, ...]] = []
        if macro.default is not None:
            given.append(self._option() if self._next() == "[" else macro.default)
        while len(given) < macro.count:
            given.append(self._argument())
        return given

    def _next(self) -> str:
        """The next item that is not white space, left where it is; empty at the end."""
        while self.stack and self.stack[-1] == " ":
            self.stack.pop()
        return self.stack[-1] if self.stack else ""

    def _argument(self) -> tuple[str, ...]:
        """The next group without its braces, or the next item; a run of text gives its first letter."""
        item = self._next()
        if item in ("", "}", "\n\n"):
            return ()
        if item == "{":
            return self._group()
        self.stack.pop()
        if item[0] != "\\" and len(item.lstrip()) > 1:
            self.stack.append(item.lstrip()[1:])
            return (item.lstrip()[0],)
        return (item,)

    def _group(self) -> tuple[str, ...]:
        """What is between the next brace and its partner; without one nothing is taken."""
        group = self._until("}", 10 * _LONGEST)
        if group is None:
            self.stack.pop()
        return group or ()

    def _option(self) -> tuple[str, ...]:
        return self._until("]", _LONGEST) or ()

    def _until(self, closing: str, limit: int) -> tuple[str, ...] | None:
        """Take what is between the next item and its partner; None, and nothing taken, where that is not near."""
        depth, stack = 0, self.stack
        for at in range(len(stack) - 1, max(-1, len(stack) - (limit if self.lost < _LOST else 100)), -1):
            depth += (stack[at] == "{") - (stack[at] == "}")
            if depth == 0 and stack[at] == closing:
                group = tuple(reversed(stack[at + 1 : -1]))
                del stack[at:]
                return group
        self.lost += 1
        return None

    def _define(self, kind: str) -> None:
        if kind in ("newenvironment", "renewenvironment"):
            self._argument()
            self._count()
            self._argument()
            self._argument()
        elif kind == "let":
            self._let()
        elif kind in _DEFINE:
            self._def()
        elif kind == "NewDocumentCommand":
            name, how = self._name(), "".join(self._argument()).split()
            body = self._argument()
            if set(how) <= {"m"}:
                self._keep(name, _Macro(len(how), None, _whole(body)))
        else:
            name = self._name()
            count, default = self._count() if kind in _NEW else (0, None)
            self._keep(name, _Macro(count, default, _whole(self._argument())))

    def _name(self) -> str:
        if self.stack and self.stack[-1].startswith("*"):
            self.stack[-1:] = [rest] if (rest := self.stack[-1][1:]) else []
        name = next((item for item in self._argument() if not item.isspace()), "")
        return word(name)

    def _count(self) -> tuple[int, tuple[str, ...] | None]:
        count = "".join(self._option()).strip() if self._next() == "[" else ""
        default = self._option() if count and self._next() == "[" else None
        return int(count) if count in tuple("123456789") else 0, default

    def _let(self) -> None:
        name = self._name()
        if self._next().lstrip().startswith("="):
            self.stack[-1:] = [rest] if (rest := self.stack[-1].lstrip()[1:]) else []
        if not (target := self._next()).startswith("\\"):
            return
        self.stack.pop()
        known = self.macros.get(word(target))
        self._keep(name, known or _Macro(0, None, (target,)))

    def _def(self) -> None:
        """A definition with plain parameters is kept, one with signs between them is not."""
        name = self._name()
        pattern: list[str] = []
        while self.stack and self.stack[-1] not in ("{", "}", "\n\n") and len(pattern) < 40:
            pattern.append(self.stack.pop())
        if self._next() != "{":
            return
        body = self._group()
        if re.fullmatch(r"(?:#[1-9])* *", "".join(pattern)):
            self._keep(name, _Macro("".join(pattern).count("#"), None, _whole(body)))

    def _keep(self, name: str, macro: _Macro) -> None:
        if name and len(macro.body) <= _LONGEST and not _TOO_CLEVER.search("".join(macro.body)):
            self.macros[name] = macro
        else:
            self.macros.pop(name, None)


def _whole(body: tuple[str, ...]) -> tuple[str, ...]:
    """A body with its parameters as single tokens such as `#1`."""
    if "#" not in body:
        return body
    joined: list[str] = []
    for item in body:
        if joined and joined[-1] == "#" and item[0].isdecimal():
            joined[-1] += item[0]
            item = item[1:]
        if item:
            joined.append(item)
    return tuple(joined)
