"""Evidence for areas in the words of somebody who does not know their terms: what a text shares with `said`."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from surveyor.text import ASKING, STOP_WORDS, WISHES, stem, words
from surveyor.text_roots import root_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from surveyor.venues import VenueMap

PAIR = 0.8
"""Worth of two Chinese characters in a row, or of two English words, beside that of an English word."""
OF_TERMS = 0.5
"""Worth of what stands in the terms of an area only, not in what is said."""
FEWEST_AREAS = 50
"""Areas that a map counts as having at least, so that the words of a small one weigh as much."""

_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LATIN = re.compile(r"[^\W\u3400-\uffff]{2,}")
_FILLING = frozenset("anything everything get just nobody only right someone something still thing too way why".split())
_EMPTY = frozenset(form for word in STOP_WORDS | ASKING | WISHES | _FILLING for form in (word, stem(word)))
_EMPTY_PAIRS = frozenset(
    "怎么 什么 如何 东西 一个 一种 这个 那个 可以 能够 我们 他们 需要 想要 有没 没有 不是 就是".split()
)


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    """What the areas of a map say, as units."""

    areas: Mapping[str, Mapping[str, tuple[float, str]]]
    """Area to unit to (worth, the phrase it is from)."""
    rarity: Mapping[str, float]
    """Unit to its weight: the fewer areas say it, the more."""


def plain_evidence(
    text: str, venue_map: VenueMap, terms: Mapping[str, Iterable[str]]
) -> dict[str, tuple[float, tuple[str, ...]]]:
    """Area to (evidence, phrases that share something with the text, strongest first).

    `terms` are those of each area that the text is known to hold: what they say is not counted again.
    """
    said = _said(venue_map)
    asked = units(text)
    found: dict[str, tuple[float, tuple[str, ...]]] = {}
    for area, known in said.areas.items():
        worth: defaultdict[str, float] = defaultdict(float)
        told = {unit for term in terms.get(area, ()) for unit in units(term)}
        for unit in sorted((asked & known.keys()) - told):
            share, phrase = known[unit]
            worth[phrase] += share * said.rarity[unit]
        if worth:
            best = sorted(worth, key=lambda phrase: (-worth[phrase], phrase))
            found[area] = (sum(worth.values()), tuple(best))
    return found


@lru_cache(maxsize=8)
def _said(venue_map: VenueMap) -> _Said:
    areas: dict[str, Mapping[str, tuple[float, str]]] = {}
    for area in venue_map.areas.values():
        known: dict[str, tuple[float, str]] = {}
        for share, phrases in ((1.0, area.said), (OF_TERMS, (area.name, area.zh, *area.terms, *area.terms_zh))):
            for phrase in phrases:
                for unit in sorted(units(phrase)):
                    known.setdefault(unit, (share * worth_of(unit), phrase))
        areas[area.key] = known
    count = Counter(unit for known in areas.values() for unit in known)
    of = max(len(areas), FEWEST_AREAS)
    return _Said(areas, {unit: math.log(1 + of / number) for unit, number in count.items()})


def worth_of(unit: str) -> float:
    """What a unit says beside an English word of the same rarity."""
    return PAIR if " " in unit or _CHINESE.match(unit) else 1.0


def units(text: str) -> frozenset[str]:
    """What texts share: roots of English words that say something, each two in a row, and each two Chinese characters
    in a row."""
    found = words(text)
    english = [root_of(word) for word in found if _says(word)]
    chinese = {run[i : i + 2] for run in found if _CHINESE.search(run) for i in range(max(1, len(run) - 1))}
    return frozenset((*english, *map(" ".join, pairwise(english)), *(chinese - _EMPTY_PAIRS)))


def roots(text: str) -> frozenset[str]:
    """Roots of the English words of a text that say something."""
    return frozenset(root_of(word) for word in words(text) if _says(word))


def _says(word: str) -> bool:
    return _LATIN.match(word) is not None and word not in _EMPTY and not word.isdecimal()
