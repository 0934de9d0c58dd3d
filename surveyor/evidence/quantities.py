"""Numbers as papers print them: `1e-5`, `3 × 10^-4`, `10 −3`, `40,000`, `16K`, `10%`, `224×224`, `two`."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

_MINUS = "[-−–‐]"
_PLAIN = r"(?:\d+(?:\.\d+)?|\.\d+)"
_POWER = rf"10\s?\^?\s?\{{?\s?{_MINUS}\s?\d+(?:\.\d+)?\}}?|10\s?\^\s?\{{?\d+\}}?"
WORDS = {
    word: number + 1
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split())
} | {"一": 1, "两": 2, "三": 3, "四": 4, "五": 5, "十": 10}
"""Numbers that are written out."""
_QUANTITY = re.compile(
    rf"""(?P<size>\d{{2,4}}\s?[×xX*]\s?\d{{2,4}}(?:\s?[×xX*]\s?\d+)?(?!\d))
    |(?P<scientific>(?P<factor>{_PLAIN})\s?(?:[×·⋅*x]|\\times|\\cdot)\s?(?P<ten>{_POWER}))
    |(?P<power>{_POWER})(?!\d)
    |(?P<exponent>{_PLAIN}\s?\{{?[eE]\}}?\s?\{{?(?:{_MINUS}|\+)?\s?\d{{1,2}}\}}?)
    |(?P<grouped>\d{{1,3}}(?:,\s?\d{{3}})+(?!\d))(?P<many>\s?(?:[KkMB]\b|million\b|thousand\b))?
    |(?P<plain>{_PLAIN})(?P<unit>\s?%|\s?\\%|(?:[KkMB]|\s(?:K|M|million|thousand|billion))(?![A-Za-z]))?""",
    re.VERBOSE,
)
_IN_WORDS = re.compile(
    rf"(?<![A-Za-z0-9_.-])(?i:{'|'.join(w for w in WORDS if w.isascii())})(?![A-Za-z-])|[一两三四五十](?=[层个轮次头])"
)
_DIGIT = re.compile(r"\.?\d")
_BEFORE = re.compile(r"[A-Za-z0-9_.\-−–/^\\]\Z")
_AFTER = re.compile(r"[\dA-Za-z]|\.\d|-(?:shot|way|th|bit|gram|D\b|to-)|\s?(?:th|st|nd|rd)\b|°")
_JOINED = re.compile(r"\s?-?(?:d|D|dim|epochs?|layers?|steps|px|pixels)\b")
_FACTORS = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "b": 1e9, "billion": 1e9, "%": 0.01, "\\%": 0.01}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in running text."""

    text: str
    """As printed."""
    value: float | None
    """None of a size such as `224×224`."""
    start: int
    end: int

    @property
    def share(self) -> bool:
        """Whether it is printed in percent."""
        return self.text.endswith("%")


def quantities(text: str) -> list[Quantity]:
    """The numbers of a line that are no part of a name such as `ResNet-50`, in reading order."""
    found: list[Quantity] = []
    at = 0
    while digit := _DIGIT.search(text, at):
        match = _QUANTITY.match(text, digit.start())
        at = match.end() if match else digit.end()
        if match and not _BEFORE.search(text, max(0, digit.start() - 1), digit.start()) and (one := _made(text, match)):
            found.append(one)
            at = one.end
    found += [Quantity(m[0], float(WORDS[m[0].lower()]), *m.span()) for m in _IN_WORDS.finditer(text)]
    return sorted(found, key=lambda one: one.start)


def quantity_at(text: str, at: int) -> Quantity | None:
    """The number in digits that begins at a place, whatever stands before it."""
    match = _QUANTITY.match(text, at)
    return _made(text, match) if match else None


def _made(text: str, match: re.Match[str]) -> Quantity | None:
    if match["grouped"] and _is_list(text, match):
        end = match.start() + match["grouped"].index(",")
        return Quantity(text[match.start() : end], float(text[match.start() : end]), match.start(), end)
    if _AFTER.match(text, match.end()) and not _JOINED.match(text, match.end()):
        return None
    printed = match[0].removesuffix("}") if "{" not in match[0] else match[0]
    value = _value(match)
    if value is not None and not math.isfinite(value):
        return None
    return Quantity(" ".join(printed.split()), value, match.start(), match.start() + len(printed))


def _is_list(text: str, match: re.Match[str]) -> bool:
    """Whether the commas of what looks like a grouped number part the members of a list."""
    groups = match["grouped"].replace(" ", "").split(",")[1:]
    if all(group == "000" for group in groups):
        return False
    inside = text.rfind("{", 0, match.start()) > text.rfind("}", 0, match.start())
    return inside or " " in match["grouped"] or len(groups) > 2 or text[match.start() - 1 : match.start()] == "["


def _value(match: re.Match[str]) -> float | None:
    if match["size"]:
        return None
    if match["scientific"]:
        return float(match["factor"]) * _power(match["ten"])
    if match["power"]:
        return _power(match["power"])
    if match["exponent"]:
        return _float(re.sub(r"[\s{}]", "", match["exponent"]))
    if match["grouped"]:
        return float(re.sub(r"[,\s]", "", match["grouped"])) * _FACTORS.get((match["many"] or "").strip().lower(), 1)
    unit = (match["unit"] or "").strip().lower()
    return round(float(match["plain"]) * _FACTORS.get(unit, 1), 12)


def _power(printed: str) -> float:
    exponent = float(re.sub(rf"^10|[\s^{{}}]|{_MINUS}", "", printed) or 0)
    if exponent > _LARGEST:
        return 0.0
    return float(10.0 ** (-exponent if re.search(_MINUS, printed) else exponent))


_LARGEST = 30
"""Powers of ten beyond this are no settings."""


def _float(printed: str) -> float:
    return float(re.sub(_MINUS, "-", printed))
