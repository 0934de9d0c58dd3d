"""Which terms of the venue map stand in a problem, and what each is worth for its area."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from surveyor.text import CHINESE_RUN, STOP_WORDS, has_chinese, words
from surveyor.text_roots import root_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from surveyor.venues import VenueMap

SCATTERED = 0.5
"""Worth of a phrase whose words all occur, but not side by side."""
INSIDE = 0.4
"""Worth of a phrase inside a longer one: `translation` in `machine translation`."""
CHARACTER = 0.5
"""Worth of a Chinese character in words."""
SERVED = 1.7
"""Worth of words after `for`: in "X for Y" the problem is Y."""
MEANS = 0.5
"""Worth of words after `with` or `by`: they name the means."""
IMPERATIVE = 4.0
"""Worth of the verb that a problem begins with ("compress a …"): it names what is to be done, the rest to what."""
FEWEST_AREAS = 50
"""Areas that a map counts as having at least, so that the words of a small one weigh as much."""

_CHINESE_GLUE = frozenset("的了与和及在对于中里用把被是我个们一种如何怎么什做想要这那之以为从到并或")
_GLUE = STOP_WORDS - {"new", "one", "over", "problem", "problems", "research", "study", "use", "work"}
"""Words left out before phrases are looked for: not those that make a phrase, as `new user` is more than `user`."""
_CUES = {"for": SERVED, "with": MEANS, "via": MEANS, "using": MEANS, "by": MEANS, "through": MEANS}
_ARTICLE = re.compile("a|an|the|my|our|this|these")
_VERB = re.compile(
    "accelerate|compress|distill|prune|quanti[sz]e|rank|recommend|retrieve|shrink|speed|summari[sz]e|translate"
)

Evidence = dict[str, tuple[float, tuple[str, ...]]]
"""Area to its evidence and what it was found by, strongest first."""


class _Phrase(NamedTuple):
    area: str
    term: str
    tokens: tuple[str, ...]
    weight: float


class _Hit(NamedTuple):
    phrase: _Phrase
    start: int
    stop: int
    """Both 0 for words that stand apart."""
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
    rarity: Mapping[str, float]
    """Token to its weight: the fewer areas use it, the more."""
    weights: Mapping[str, float]
    """Area to what its words count beside those of other areas."""


def read(text: str) -> tuple[list[str], list[float]]:
    """Roots of the words that say something, and what each is worth by the cues around it.

    Each Chinese character is a token of its own.
    """
    tokens: list[str] = []
    worth: list[float] = []
    level = 1.0
    found = words(CHINESE_RUN.sub(r" \g<0> ", text))
    for word in found:
        level = _CUES.get(word, level)
        if CHINESE_RUN.match(word):
            signs = [sign for sign in word if sign not in _CHINESE_GLUE]
        else:
            signs = [] if word in _GLUE else [root_of(word)]
        tokens += signs
        worth += [level] * len(signs)
    if tokens and len(found) > 1 and (_ARTICLE.fullmatch(found[1]) or _VERB.fullmatch(found[0])):
        worth[0] *= IMPERATIVE
    return tokens, worth


@lru_cache(maxsize=8)
def _index(venue_map: VenueMap) -> _Index:
    """Compile the terms of all areas; a token weighs by the number of areas that use it."""
    terms = [
        (area.key, term, tokens)
        for area in venue_map.areas.values()
        for term in dict.fromkeys((area.name, area.zh, *area.terms, *area.terms_zh))
        if (tokens := tuple(read(term)[0]))
    ]
    areas_with = Counter(token for _, token in {(key, token) for key, _, tokens in terms for token in tokens})
    of = max(len(venue_map.areas), FEWEST_AREAS)
    weight_of = {token: math.log(1 + of / count) for token, count in areas_with.items()}
    joined, by_rarest = defaultdict(list), defaultdict(list)
    for key, term, tokens in terms:
        weight = sum(weight_of[token] * (CHARACTER if CHINESE_RUN.match(token) else 1.0) for token in tokens)
        phrase = _Phrase(key, term, tokens, weight)
        joined["".join(tokens)].append(phrase)
        if len(tokens) > 1 and not has_chinese(term):
            by_rarest[max(tokens, key=lambda token: (weight_of[token], token))].append(phrase)
    return _Index(
        {key: tuple(found) for key, found in joined.items()},
        {key: tuple(found) for key, found in by_rarest.items()},
        max((len(tokens) for _, _, tokens in terms), default=0),
        weight_of,
        {key: area.weight for key, area in venue_map.areas.items()},
    )


def rarity(venue_map: VenueMap) -> Mapping[str, float]:
    """Token of the map's terms to its weight: the fewer areas use it, the more."""
    return _index(venue_map).rarity


def _hits(tokens: list[str], worth: list[float], index: _Index) -> Iterator[_Hit]:
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
        cue = sum(worth[start:stop]) / (stop - start) * (INSIDE if inside else 1.0)
        for phrase in phrases:
            yield _Hit(phrase, start, stop, phrase.weight * cue)
    present = set(tokens)
    for token in sorted(present):
        for phrase in index.by_rarest.get(token, ()):
            if present.issuperset(phrase.tokens):
                yield _Hit(phrase, 0, 0, phrase.weight * SCATTERED)


def in_terms(text: str, venue_map: VenueMap) -> Evidence:
    """Area to its evidence and the terms found; no token counts twice for an area."""
    index = _index(venue_map)
    by_area: dict[str, list[_Hit]] = defaultdict(list)
    tokens, worth = read(text)
    for hit in _hits(tokens, worth, index):
        by_area[hit.phrase.area].append(hit)
    found = {}
    for area, hits in by_area.items():
        used: set[str] = set()
        total, terms = 0.0, []
        for hit in sorted(hits, key=lambda hit: (-hit.worth, hit.phrase.term)):
            own = tokens[hit.start : hit.stop] or hit.phrase.tokens
            if used.isdisjoint(own):
                used.update(own)
                total += hit.worth
                terms.append(hit.phrase.term)
        found[area] = (total * index.weights[area], tuple(terms))
    return found


def covered(text: str, matched_terms: Iterable[Iterable[str]]) -> float:
    """Share of what the problem's words are worth that those have which stand in the terms."""
    said = dict(zip(*read(text), strict=True))
    matched = {token for terms in matched_terms for term in terms for token in read(term)[0]}
    return sum(said[token] for token in said if token in matched) / sum(said.values()) if said else 0.0
