"""Numbers in the cells of tables: values with their units and how far they spread."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

_MINUS = str.maketrans(
    {"−": "-", "–": "-", "—": "-", "﹣": "-", "－": "-", "％": "%", "，": ",", "．": ".", "\u00a0": " "}
)
_NUMBER = r"[+-]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_POWER = r"(?:[eE][+-]?\d{1,3}|\s?[×x*·]\s?10\^?\{?[+-]?\d{1,3}\}?)?"
_UNIT = (
    r"(?:%|°|(?:[mµn]?s|secs?|sec\.|seconds?|mins?|minutes?|h|hrs?|hours?|days?|dB|[KMGT]i?B|[KMGTBkm]"
    r"|Mil\.?|[MGT]?FLOPs?"
    r"|pts?|fps|FPS|bits|tokens|[xX×])(?![A-Za-z\d]))"
)
_MARKS = r"[*†‡§¶⋆★♠♣♥♦♯#^↑↓▲▼△▽↗↘'’‘`~≈<>≤≥_|\s]"
_BEFORE = re.compile(rf"{_MARKS}*")
_FIGURE = re.compile(rf"(?P<value>{_NUMBER}{_POWER})(?![\d.]*\d\.\d)(?:\s?(?P<unit>{_UNIT}))?")
_SPREAD = re.compile(rf"\s*(?:±|\+/-|\+-|\\pm)\s*(?P<value>{_NUMBER}{_POWER})(?:\s?{_UNIT})?")
_BRACKETED = re.compile(rf"\s*[(\[]\s*(?P<sign>±)?\s*(?P<value>{_NUMBER}{_POWER})\s?%?\s*[)\]]")
_ASIDE = re.compile(
    r"\s*(?:\([^()\d]{0,12}[+-]?[\d.,/ ]*[^()\d]{0,6}\)|\[[^\[\]]{0,24}\]|\+?\([+-][^()]{0,16}\)"
    r"|[+-]\d*\.\d+|\(\d+(?:st|nd|rd|th)?\)|[↑↓▲▼]\s*[\d.]+%?)"
)
_AFTER = re.compile(r"(?:[*†‡§¶⋆★♠♣♥♦♯#^'’‘`_\s]|[↑↓▲▼△▽↗↘](?!\s*\d)|(?<=\d)[a-d](?:,[a-d])*(?![A-Za-z\d]))*")
_BETWEEN = re.compile(r"\s*[/|;&]\s*|\s+")
_NONE = re.compile(r"(?:-+|n/?a|n\.a\.|nan|×|✗|x|\?)?", re.IGNORECASE)
_NUMERIC = re.compile(r"(?=\D*\d)[\d.,:;+\-±()\[\]/ %†‡*~<>≈↑↓]*[KMGB]?")
_LONGEST = 120
_SMALL = 0.5
"""Of two numbers with a blank between, the second is the spread where it is smaller than this share of the first."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as printed."""

    value: float
    unit: str = ""
    """Such as `%`, `s`, `M`; empty where none is printed."""
    spread: float | None = None
    """Behind ±, or in brackets behind a mean."""


@lru_cache(maxsize=1 << 14)
def figures(text: str) -> tuple[Figure, ...]:
    """The numbers that a cell consists of, one or several with slashes between; empty for a cell of words, for a
    dash, and for what is no one number, such as `88.20.3` or `12+12`."""
    line = text.translate(_MINUS).strip()
    if not line or len(line) > _LONGEST or not any(c.isdigit() for c in line):
        return ()
    if line[0] in "([" and line[-1] in ")]" and not any(c in line[1:-1] for c in "()[],;"):
        line = line[1:-1]
    found: list[Figure] = []
    at = blanks = 0
    while at < len(line):
        one, after = _one(line, at)
        if one is None and not _NONE.fullmatch(_piece(line, at)):
            return ()
        if one is None:
            after = at + len(_piece(line, at))
        else:
            found.append(one)
        between = _BETWEEN.match(line, after)
        if not between and after < len(line):
            return ()
        blanks += bool(between and not between[0].strip())
        at = between.end() if between else after
    return _with_spread(*found) if blanks == 1 and len(found) == 2 else tuple(found)


def _piece(line: str, at: int) -> str:
    following = _BETWEEN.search(line, at)
    return line[at : following.start() if following else len(line)]


def _with_spread(one: Figure, other: Figure) -> tuple[Figure, ...]:
    """Two figures with a blank between: the second may be the spread of the first, the sign of which was lost."""
    if one.spread is None and not other.unit and 0 <= other.value < _SMALL * abs(one.value):
        return (Figure(one.value, one.unit, other.value),)
    return one, other


def _one(line: str, at: int) -> tuple[Figure | None, int]:
    """The figure that stands at a place, and where it ends."""
    before = _BEFORE.match(line, at)
    start = before.end() if before else at
    match = _FIGURE.match(line, start)
    if not match:
        return None, at
    end, spread = match.end(), None
    end = _skip(line, end)
    if after := _SPREAD.match(line, end):
        spread, end = _value(after["value"]), after.end()
    elif after := _BRACKETED.match(line, end):
        signed = after["value"][0] in "+-"
        spread = None if signed else _value(after["value"])
        end = after.end()
    while aside := _ASIDE.match(line, _skip(line, end)):
        end = aside.end()
    value = _value(match["value"])
    return None if value is None else Figure(value, match["unit"] or "", spread), _skip(line, end)


def _skip(line: str, at: int) -> int:
    """Behind marks, but before a blank that divides."""
    match = _AFTER.match(line, at)
    end = match.end() if match else at
    while end > at and line[end - 1].isspace() and end < len(line):
        end -= 1
    return end


def _value(text: str) -> float | None:
    """The number that is printed; None of one beyond all measure."""
    plain = text.replace(",", "").replace(" ", "").replace("{", "").replace("}", "")
    mantissa, times, power = re.match(r"([+-]?[\d.]+)(?:([×x*·])10\^?)?(.*)", plain).groups()  # type: ignore[union-attr]
    try:
        value = float(f"{mantissa}e{power or 0}" if times else mantissa + power)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def numeric(text: str) -> bool:
    """Whether a cell is made of numbers, be it that they cannot be told apart."""
    return bool(figures(text)) or _NUMERIC.fullmatch(text.translate(_MINUS).strip()) is not None
