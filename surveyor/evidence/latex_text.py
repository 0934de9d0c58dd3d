"""Ranges of tokens to one line of text with its citations: what a paragraph, a caption or a cell prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from surveyor.evidence.latex_names import (
    DINGS,
    FIRST,
    FORMULAS,
    GONE,
    GRIDS,
    HIDDEN,
    LENGTHS,
    OPENING,
    WORDS,
    cites,
    silent,
    textual,
)
from surveyor.evidence.latex_pen import Names, Pen, Printed
from surveyor.evidence.latex_tokens import Range, Tokens, environment, word
from surveyor.text_latex import plain_latex, symbol

_ACCENTS = frozenset("`'^\"~=.Hbcdkruv")
_KEY = re.compile(r"[^\s{}\\#$%,]{1,200}")
_TRIM = 12
"""Tokens of the brackets of a rule at most."""
_LENGTH = re.compile(
    r" ?=? ?-?[\d.]* ?(?:(?:true)?(?:pt|em|ex|in|cm|mm|sp|bp)\b ?)?(?:(?:plus|minus) ?[\d.]+ ?\w\w ?){0,2}"
)
_FORMULA_ENDS = frozenset({"\\(", "\\[", "\\)", "\\]", "\n\n"})


def printed(tokens: Tokens, ranges: Sequence[Range], names: Names, cell: bool = False) -> Printed:
    """The text of ranges on one line. Formulas that are plain print as text; others stay as they stand, between
    dollars, but in a cell of a table, where their signs go."""
    pen = Pen(tokens, names, cell)
    for start, end in ranges:
        pen.write(" ")
        _read(pen, start, end)
    return pen.done()


def keys(raw: str) -> list[str]:
    """The keys in the argument of a citation."""
    return [key for part in raw.split(",") if _KEY.fullmatch(key := part.strip())]


def _read(pen: Pen, start: int, end: int) -> None:
    """Write what a range prints."""
    items, at = pen.tokens.items, start
    pen.end, pen.bold_until, pen.passed, pen.closes = end, -1, start, []
    while at < end:
        item = items[at]
        pen.thick = at < pen.bold_until
        if item[0] == "\\":
            at = _command(pen, at, item)
        elif item == "$":
            at = _dollar(pen, at)
        else:
            if item == "{":
                pen.closes.append(pen.tokens.close(at) or at)
            elif item == "\n\n" or item == "&":
                pen.write(" ")
            elif item not in ("}", "#"):
                pen.run(item)
            at += 1


def _command(pen: Pen, at: int, item: str) -> int:
    """Write what a command prints and give the place to go on."""
    name = word(item)
    if not name:
        return _signed(pen, at, item)
    if handler := _HANDLERS.get(name):
        return handler(pen, at)
    if name in HIDDEN:
        return pen.tokens.arguments(at + 1, pen.end, HIDDEN[name])[1]
    if name in FIRST:
        return pen.tokens.options(pen.tokens.arguments(at + 1, pen.end, FIRST[name])[1], pen.end)
    if name in LENGTHS:
        return _length(pen, at + 1)
    if cites(name):
        return _cite(pen, at + 1, name)
    return _other(pen, at, name)


def _other(pen: Pen, at: int, name: str) -> int:
    """A command that is a symbol, or hands on its argument, or prints nothing, or is not known: its name."""
    follows = pen.tokens.items[at + 1] if at + 1 < pen.end else ""
    if name in _ACCENTS and (place := _accent(pen, at)):
        return place
    if shown := symbol(name):
        pen.write(shown)
    elif shown := WORDS.get(name, ""):
        pen.run(shown[:-1] if shown[-1] == "." and follows.startswith(".") else shown)
    elif follows in ("{", "["):
        return pen.tokens.options(at + 1, pen.end)
    elif not silent(name):
        pen.write(name)
    return at + 1


def _signed(pen: Pen, at: int, item: str) -> int:
    """A command of one sign, or the edge of an environment."""
    if item[-1] == "}" and len(item) > 2:
        pen.write(" ")
        return _edge(pen, at, item)
    mark = item[1:2]
    if mark == "\\":
        pen.write(" ")
        return pen.tokens.option(at + 1, pen.end)[1]
    if mark in ("(", "["):
        return _bracketed(pen, at, "\\)" if mark == "(" else "\\]")
    if mark in _ACCENTS and (place := _accent(pen, at)):
        return place
    pen.write(plain_latex(item) if mark.strip() else " ")
    return at + 1


def _edge(pen: Pen, at: int, item: str) -> int:
    """Where an environment begins its arguments are left out; formulas and what is no text are passed."""
    name, tokens = environment(item), pen.tokens
    if item.startswith("\\end"):
        return at + 1
    close = tokens.close(at)
    if close is not None and close < pen.end:
        if name in FORMULAS:
            if at < pen.passed or not _formula(pen, (at + 1, close), display=True):
                pen.passed = max(pen.passed, close)
                return at + 1
            return close + 1
        if name in GONE:
            return close + 1
    count = GRIDS.get(name, OPENING.get(name, 0)) + (name == "tabular" and item[-2] == "*")
    return tokens.arguments(tokens.options(at + 1, pen.end), pen.end, count)[1]


def _accent(pen: Pen, at: int) -> int:
    """Write a letter with its accent; 0 where none follows."""
    items, tokens = pen.tokens.items, pen.tokens
    (start, stop), place = tokens.argument(at + 1, pen.end)
    if stop > start:
        letter = tokens.raw((start, min(stop, start + 3))).strip()
        if len(letter) > 2:
            return 0
        pen.write(plain_latex(f"{items[at]}{{{letter}}}"))
        return place
    start = at + 1
    letters = items[start].lstrip() if start < pen.end else ""
    if not letters[:1].isalpha():
        return 0
    pen.write(plain_latex(f"{items[at]}{{{letters[0]}}}"))
    pen.run(letters[1:])
    return start + 1


def _dollar(pen: Pen, at: int) -> int:
    """A formula between dollars; a dollar alone is passed."""
    items, end = pen.tokens.items, pen.end
    if at < pen.passed:
        return at + 1
    double = items[at + 1 : at + 2] == ["$"]
    start = close = at + 1 + double
    while close < end and items[close] not in ("$", "\n\n"):
        close += 1
    if close >= end or items[close] != "$":
        return start
    place = close + 2 if double and close + 1 < end and items[close + 1] == "$" else close + 1
    if _formula(pen, (start, close), double):
        return place
    pen.passed = place
    return start


def _bracketed(pen: Pen, at: int, closing: str) -> int:
    r"""A formula between \( and \) or \[ and \]."""
    items, close = pen.tokens.items, at + 1
    while close < pen.end and items[close] not in _FORMULA_ENDS:
        close += 1
    if close >= pen.end or items[close] != closing:
        return at + 1
    return close + 1 if _formula(pen, (at + 1, close), closing == "\\]") else at + 1


def _formula(pen: Pen, where: Range, display: bool) -> bool:
    """Write a formula; False, and nothing written, where it cites and is to be read as text."""
    items = pen.tokens.items
    if any("cite" in items[i] and cites(word(items[i])) for i in range(*where)):
        return False
    pen.formula(where, display)
    return True


def _cite(pen: Pen, at: int, name: str) -> int:
    """The marker of a citation, each key by its label."""
    place, tokens, started = at, pen.tokens, False
    while True:
        where, after = tokens.argument(tokens.options(place, pen.end), pen.end)
        found = keys(tokens.short(where))
        for key in found:
            pen.write(", " if started else "" if textual(name) else "[")
            started = True
            pen.mark(key, name.startswith("citeyear"))
        place = max(after, place)
        if not name.endswith("cites") or not found or place >= pen.end or tokens.items[place] not in "{[":
            break
    if started and not textual(name):
        pen.write("]")
    return place


def _length(pen: Pen, at: int) -> int:
    """Pass a length such as `0.1in plus 2pt`."""
    if at < pen.end and (text := pen.tokens.items[at])[0] not in "\\{}[]$&#\n":
        found = _LENGTH.match(text)
        pen.run(text[found.end() :] if found else text)
        return at + 1
    return at


def _embolden(pen: Pen, at: int) -> int:
    r"""\textbf and the like: the argument is bold."""
    (_, stop), _ = pen.tokens.argument(at + 1, pen.end)
    pen.bold_until = max(pen.bold_until, stop)
    return at + 1


def _embolden_rest(pen: Pen, at: int) -> int:
    r"""\bf and the like: the rest of the group is bold."""
    while pen.closes and pen.closes[-1] < at:
        pen.closes.pop()
    pen.bold_until = max(pen.bold_until, pen.closes[-1] if pen.closes else pen.end)
    return at + 1


def _footnote(pen: Pen, at: int) -> int:
    """A footnote, to be read after."""
    where, place = pen.tokens.argument(pen.tokens.options(at + 1, pen.end), pen.end)
    if where[1] > where[0]:
        pen.notes.append(where)
    return place


def _reference(pen: Pen, at: int) -> int:
    """The number of a table, figure or section, where known."""
    where, place = pen.tokens.argument(pen.tokens.options(at + 1, pen.end), pen.end)
    found = [pen.names.numbers.get(key, "") for key in keys(pen.tokens.short(where))]
    pen.write(", ".join(filter(None, found)))
    return place


def _address(pen: Pen, at: int) -> int:
    """A URL as it stands."""
    where, place = pen.tokens.argument(at + 1, pen.end)
    pen.write(pen.tokens.raw(where).replace("\\", ""))
    return max(place, at + 1)


def _ding(pen: Pen, at: int) -> int:
    """A sign by its number."""
    where, place = pen.tokens.argument(at + 1, pen.end)
    pen.write(DINGS.get(pen.tokens.short(where).strip(), ""))
    return place


def _rule(pen: Pen, at: int) -> int:
    r"""\cmidrule(l{2pt}r){2-3} and the like."""
    items = pen.tokens.items
    place = pen.tokens.options(at + 1, pen.end)
    if place < pen.end and items[place].startswith("("):
        closed = (i + 1 for i in range(place, min(place + _TRIM, pen.end)) if items[i].endswith(")"))
        place = next(closed, place + 1)
    return pen.tokens.argument(place, pen.end)[1]


def _multirow(pen: Pen, at: int) -> int:
    r"""\multirow{2}[3]*{...} and the like: what stands before the text is passed, a width without braces too."""
    tokens = pen.tokens
    place = tokens.options(tokens.arguments(at + 1, pen.end, 1)[1], pen.end)
    if place < pen.end and tokens.items[place].strip() in ("*", "="):
        place += 1
    else:
        place = tokens.argument(place, pen.end)[1]
    return tokens.options(place, pen.end)


def _dot(pen: Pen, at: int) -> int:
    """The closing dot of abbreviations in conference styles."""
    follows = pen.tokens.items[at + 1] if at + 1 < pen.end else ""
    pen.write("" if follows.startswith(".") else ".")
    return at + 1


_HANDLERS: dict[str, Callable[[Pen, int], int]] = {
    **dict.fromkeys("textbf bm mathbf boldsymbol pmb".split(), _embolden),
    **dict.fromkeys("bf bfseries boldmath".split(), _embolden_rest),
    **dict.fromkeys("footnote footnotetext tablefootnote thanks".split(), _footnote),
    **dict.fromkeys("ref cref Cref autoref".split(), _reference),
    **dict.fromkeys("url path nolinkurl".split(), _address),
    **dict.fromkeys("cmidrule cline".split(), _rule),
    "multirow": _multirow,
    "ding": _ding,
    "onedot": _dot,
}
