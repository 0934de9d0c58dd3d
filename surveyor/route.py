"""A problem in words to the venues it belongs to, by the venue map, with the reason for each."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from surveyor.errors import UsageError
from surveyor.models import AreaMatch, Route, VenueMatch
from surveyor.text import STOP_WORDS, has_chinese, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from surveyor.venues import Area, VenueMap

SCATTERED = 0.35
"""Worth of a phrase whose words all occur, but not side by side."""
INSIDE = 0.4
"""Worth of a phrase inside a longer one of another area: `translation` in `machine translation`."""
CHARACTER = 0.5
"""Worth of a Chinese character in words."""
SHARPEN = 2.0
"""Power on the evidence of areas, so that a clear winner dominates."""
DECAY = 0.8
"""Worth of a venue to that of the one before it in an area's list."""
LEAST_EVIDENCE = 1.0
"""Evidence below which no area counts as matched."""
LEAST_SHARE = 0.05
"""Share of the evidence below which an area is dropped."""
MOST_AREAS = 5
SPEAKS_FROM = 0.25
"""Share from which an area's data sets, metrics and warnings are shown."""
EXPANSION_WORDS = 8

_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_CHINESE_STOP = frozenset("的了与和及在对于中里用把被是我个们一种如何怎么什做想要这那之以为从到并或")
_ENDINGS = re.compile(
    r"(?:i[sz]ations?|i[sz](?:ing|ed|er|e)|ational|ations?|ators?|ated?|ating|itions?|itive|ions?|ional|ings?|ieval|ieve|iever"
    r"|ers?|ors?|ed|ives?|ally|al|ance|ancy|ment|ness|ity|able|e)$"
)
_SAME = {
    "doc": "document", "dialog": "dialogue", "lang": "language", "rec": "recommendation", "behavior": "behaviour",
    "modelling": "modeling", "info": "information", "img": "image",
}  # fmt: skip


class _Phrase(NamedTuple):
    area: str
    term: str
    tokens: tuple[str, ...]
    weight: float


class _Hit(NamedTuple):
    phrase: _Phrase
    start: int
    stop: int
    worth: float


@dataclass(frozen=True, slots=True, eq=False)
class _Index:
    """The terms of a venue map, ready for matching."""

    joined: Mapping[str, tuple[_Phrase, ...]]
    """Tokens run together (so that hyphens and blanks do not matter) to the phrases they make."""
    by_rarest: Mapping[str, tuple[_Phrase, ...]]
    """Rarest word to the English phrases of several words."""
    longest: int
    """Tokens of the longest phrase."""


def route(problem_text: str, venue_map: VenueMap, wanted: Sequence[str] = ()) -> Route:
    """Areas and venues of a problem; `wanted` venues replace the routed ones, UsageError for an unknown one."""
    areas = _areas(problem_text, venue_map)
    fallback = not areas and not wanted
    if wanted:
        venues = _asked_for(wanted, venue_map)
    elif areas:
        venues = _venues(areas, venue_map)
    else:
        venues = _shares(venue_map.fallback, "no area of the venue map matched; ")
    loud = [venue_map.areas[match.area] for match in areas if match.score >= SPEAKS_FROM]
    return Route(
        venues=venues,
        areas=areas,
        fallback=fallback,
        expansion=_expansion(areas, venue_map) if has_chinese(problem_text) else (),
        datasets=_union(area.datasets for area in loud),
        metrics=_union(area.metrics for area in loud),
        warnings=_union(area.warnings for area in loud),
    )


def _union(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for items in lists for item in items))


@lru_cache(maxsize=1 << 15)
def _root(word: str) -> str:
    """`retrieval`, `retrieving` and `retrieve` have one root; at least four letters stay."""
    word = _SAME.get(word, word)
    if word.endswith("ogue"):
        return word
    cut = _ENDINGS.sub("", word)
    return cut if len(cut) >= 4 else word


def _tokens(text: str) -> list[str]:
    """Roots of the words that say something; each Chinese character is a token of its own."""
    found: list[str] = []
    for word in words(text):
        if _CHINESE.match(word):
            found.extend(sign for sign in word if sign not in _CHINESE_STOP)
        elif word not in STOP_WORDS:
            found.append(_root(word))
    return found


@lru_cache(maxsize=8)
def _index(venue_map: VenueMap) -> _Index:
    """Compile the terms of all areas; a token weighs by the number of areas that use it."""
    terms = [
        (area.key, term, tuple(tokens))
        for area in venue_map.areas.values()
        for term in dict.fromkeys((area.name, area.zh, *area.terms, *area.terms_zh))
        if (tokens := _tokens(term))
    ]
    areas_with = Counter(token for _, token in {(key, token) for key, _, tokens in terms for token in tokens})
    rarity = {token: math.log(1 + len(venue_map.areas) / count) for token, count in areas_with.items()}
    joined, by_rarest = defaultdict(list), defaultdict(list)
    for key, term, tokens in terms:
        weight = sum(rarity[token] * (CHARACTER if _CHINESE.match(token) else 1.0) for token in tokens)
        phrase = _Phrase(key, term, tokens, weight)
        joined["".join(tokens)].append(phrase)
        if len(tokens) > 1 and not _CHINESE.search(term):
            by_rarest[max(tokens, key=lambda token: (rarity[token], token))].append(phrase)
    return _Index(
        {key: tuple(found) for key, found in joined.items()},
        {key: tuple(found) for key, found in by_rarest.items()},
        max((len(tokens) for _, _, tokens in terms), default=0),
    )


def _hits(tokens: list[str], index: _Index) -> Iterator[_Hit]:
    """Phrases that stand in the text, and those whose words stand in it apart."""
    spans = [
        (start, stop, phrases)
        for start in range(len(tokens))
        for stop in range(start + 1, min(len(tokens), start + index.longest) + 1)
        if (phrases := index.joined.get("".join(tokens[start:stop])))
    ]
    widest = [0] * len(tokens)
    for start, stop, _ in spans:
        for place in range(start, stop):
            widest[place] = max(widest[place], stop - start)
    for start, stop, phrases in spans:
        inside = max(widest[start:stop]) > stop - start
        for phrase in phrases:
            yield _Hit(phrase, start, stop, phrase.weight * (INSIDE if inside else 1.0))
    present = set(tokens)
    for token in sorted(present):
        for phrase in index.by_rarest.get(token, ()):
            if present.issuperset(phrase.tokens):
                yield _Hit(phrase, 0, 0, phrase.weight * SCATTERED)


def _evidence(tokens: list[str], index: _Index) -> dict[str, tuple[float, tuple[str, ...]]]:
    """Area to (evidence, terms found, strongest first); no token counts twice for an area."""
    by_area: dict[str, list[_Hit]] = defaultdict(list)
    for hit in _hits(tokens, index):
        by_area[hit.phrase.area].append(hit)
    found = {}
    for area, hits in by_area.items():
        used: set[str] = set()
        total, terms = 0.0, []
        for hit in sorted(hits, key=lambda hit: (-hit.worth, hit.phrase.term)):
            if used.isdisjoint(hit.phrase.tokens) or (len(hit.phrase.tokens) > 3 and hit.stop):
                used.update(hit.phrase.tokens)
                total += hit.worth
                terms.append(hit.phrase.term)
        found[area] = (total, tuple(terms))
    return found


def _areas(text: str, venue_map: VenueMap) -> tuple[AreaMatch, ...]:
    """The areas that the words point to, best first."""
    evidence = _evidence(_tokens(text), _index(venue_map))
    sharp = {area: total**SHARPEN for area, (total, _) in evidence.items() if total >= LEAST_EVIDENCE}
    order = sorted(sharp, key=lambda area: (-sharp[area], area))[:MOST_AREAS]
    whole = sum(sharp[area] for area in order)
    kept = [area for area in order if sharp[area] >= LEAST_SHARE * whole]
    whole = sum(sharp[area] for area in kept)
    return tuple(
        AreaMatch(area, venue_map.areas[area].name, sharp[area] / whole, evidence[area][1]) for area in kept
    )


def _venues(areas: tuple[AreaMatch, ...], venue_map: VenueMap) -> tuple[VenueMatch, ...]:
    """Share of each area times the place in its list, summed over the areas."""
    score: dict[str, float] = defaultdict(float)
    why: dict[str, list[str]] = defaultdict(list)
    for match in areas:
        listed = venue_map.areas[match.area].venues
        whole = sum(DECAY**place for place in range(len(listed)))
        terms = ", ".join(f"“{term}”" for term in match.terms[:4])
        for place, (venue, reason) in enumerate(listed):
            score[venue] += match.score * DECAY**place / whole
            why[venue].append(f"{match.name} ({match.score:.2f}): matched {terms}; {reason}")
    whole = sum(score.values())
    order = sorted(score, key=lambda venue: (-score[venue], venue))
    return tuple(VenueMatch(venue, score[venue] / whole, tuple(why[venue])) for venue in order)


def _shares(listed: Iterable[tuple[str, str]], prefix: str = "") -> tuple[VenueMatch, ...]:
    """Venues in the order given, each with its one reason."""
    rows = tuple(listed)
    whole = sum(DECAY**place for place in range(len(rows)))
    return tuple(
        VenueMatch(venue, DECAY**place / whole, (prefix + reason,)) for place, (venue, reason) in enumerate(rows)
    )


def _asked_for(wanted: Sequence[str], venue_map: VenueMap) -> tuple[VenueMatch, ...]:
    found = []
    for name in wanted:
        short = venue_map.resolve(name)
        if short is None:
            near = venue_map.suggest(name)
            hint = f"did you mean {near}?" if near else "venues.yaml lists those there are"
            raise UsageError(f"unknown venue {name!r}; {hint}")
        found.append(short)
    return _shares((short, "asked for") for short in dict.fromkeys(found))


def _expansion(areas: tuple[AreaMatch, ...], venue_map: VenueMap) -> tuple[str, ...]:
    """English words to search with in place of the Chinese ones: name and first terms of the best areas."""
    best = [venue_map.areas[match.area] for match in areas if match.score >= SPEAKS_FROM or match is areas[0]]
    phrases = [area.name for area in best] + [term for area in best for term in area.terms[:3]]
    found = dict.fromkeys(word for phrase in phrases for word in words(phrase) if word not in STOP_WORDS)
    return tuple(found)[:EXPANSION_WORDS]
