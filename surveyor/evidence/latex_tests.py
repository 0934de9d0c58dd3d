r"""The conditionals of LaTeX decided: \iffalse, \newif and what is set."""

from __future__ import annotations

from collections.abc import Container, Sequence

_TESTS = frozenset(
    r"""\if \ifcat \ifnum \ifdim \ifodd \ifvmode \ifhmode \ifmmode \ifinner \ifvoid \ifhbox \ifvbox \ifx \ifeof \iftrue
    \iffalse \ifcase \ifdefined \ifcsname \ifpdf""".split()
)
_OPERANDS = {"\\ifx": 2, "\\ifdefined": 1}

_Branch = tuple[int | None, int]
"""Where the \\else, if there is one, and the \\fi of a test are."""


def decided(items: Sequence[str], trouble: list[str]) -> list[str]:
    r"""The tokens without the branches that are not taken; of a test that cannot be decided the first is.

    A test without its \fi is passed over, and noted in `trouble`.
    """
    own = {items[at + 1] for at, item in enumerate(items[:-1]) if item == "\\newif"}
    state = dict.fromkeys(own, False) | {"\\iftrue": True, "\\iffalse": False}
    switches = {f"\\{test[3:]}{word}": (test, word == "true") for test in own for word in ("true", "false")}
    special = {*_TESTS, *own, *switches, "\\newif", "\\else", "\\fi"}
    places = [at for at, item in enumerate(items) if item in special]
    branches = _branches(items, places, {*_TESTS, *own}, trouble)
    out: list[str] = []
    at = 0
    for place in places:
        if place < at:
            continue
        out += items[at:place]
        item, at = items[place], place + 1
        if item == "\\newif":
            at += 1
        elif item in switches:
            test, state[test] = switches[item]
        elif place in branches:
            at = _after(item, place, branches[place], state.get(item, True))
    return out + list(items[at:])


def _after(item: str, place: int, branch: _Branch, true: bool) -> int:
    """Where to read on behind a test, an \\else or a \\fi."""
    middle, end = branch
    if item == "\\else":
        return end + 1
    if item == "\\fi" or true:
        return place + 1 + _OPERANDS.get(item, 0)
    return (end if middle is None else middle) + 1


def _branches(items: Sequence[str], places: list[int], tests: Container[str], trouble: list[str]) -> dict[int, _Branch]:
    """The branches of every test that has its \\fi, under its place, that of its \\else and that of its \\fi."""
    found: dict[int, _Branch] = {}
    opened: list[list[int]] = []
    for at in places:
        item = items[at]
        if item in tests and (at == 0 or items[at - 1] not in ("\\newif", "\\let")):
            opened.append([at])
        elif item == "\\else" and opened and len(opened[-1]) == 1:
            opened[-1].append(at)
        elif item == "\\fi" and opened:
            start, *middle = opened.pop()
            branch = (middle[0] if middle else None, at)
            found |= dict.fromkeys((start, *middle, at), branch)
    if opened:
        trouble.append(f"{items[opened[0][0]]} without its \\fi")
    return found
