"""A hyper-parameter: what is printed before and behind its values, and which values it can have."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A hyper-parameter."""

    name: str
    """Canonical."""
    stems: tuple[str, ...]
    """One of these is in the lower-case text of every mention."""
    named: re.Pattern[str]
    """What is printed before its value, as in `a batch size of 32`."""
    counted: re.Pattern[str] | None = None
    """What is printed behind its value, as in `10 epochs`."""
    least: float = 0.0
    most: float = 1e12
    whole: bool = False
    """Only whole numbers."""
    sizes: bool = False
    """Sizes such as `224×224` too."""

    def fits(self, value: float | None, share: bool = False) -> bool:
        """Whether it can have this value; `share`: the value was printed in percent."""
        if value is None:
            return self.sizes
        if self.whole and (share or value != int(value)):
            return False
        return self.least <= value <= self.most


def term(name: str, stems: str, named: str, counted: str = "", **limits: float | bool) -> Term:
    """A hyper-parameter of patterns in verbose form; `stems` are parted by commas."""
    pattern = re.compile(named, re.VERBOSE | re.IGNORECASE)
    behind = (
        re.compile(r"(?:[\s-]|\s(?:as|for)\s(?:the\s|our\s|an?\s))?(?:" + counted + ")", re.VERBOSE | re.IGNORECASE)
        if counted
        else None
    )
    return Term(name, tuple(stems.split(",")), pattern, behind, **limits)  # type: ignore[arg-type]
