"""A problem in words to the venues it belongs to, by the venue map, with the reason for each."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from surveyor.errors import UsageError
from surveyor.meaning import Name
from surveyor.models import AT_HOME, AreaMatch, Route, VenueMatch
from surveyor.plain import plain_evidence
from surveyor.text import STOP_WORDS, has_chinese, is_scholarly, stem, words
from surveyor.text_roots import root_of
from surveyor.topics import foremost, matches, meant_by, of_areas, once, said_of, spoken_of, together
from surveyor.usual import usual

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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
SHARPEN = 1.6
"""Power on the evidence of areas, so that a clear winner dominates."""
DECAY = 0.8
"""Worth of a venue to that of the one before it in an area's list."""
FEWEST_AREAS = 50
"""Areas that a map counts as having at least, so that the words of a small one weigh as much."""
LEAST_EVIDENCE = 1.0
"""Evidence below which no area counts as matched."""
LEAST_SHARE = 0.05
"""Share of the evidence below which an area is dropped."""
MOST_AREAS = 5
"""Areas that a route may rest on."""
SPEAKS_FROM = 0.25
"""Share from which an area's data sets, metrics and warnings are shown."""
EXPANSION_WORDS = 8
"""Words of an expansion."""

PLAIN = 0.4
"""Worth of plain words beside that of terms."""
OF_TOPIC, OF_MEANING = 0.2, 2.0
"""Worth of what is said of a topic beside that of terms, and of what is meant beside what is said."""
GUEST = 0.75
"""What an area of a topic that is spoken of most, or named, has at least of the evidence of the first one."""
LEAST_PLAIN = 3.5
"""What plain words have to say for an area of which no term is found: one word that no other area says, or two."""

_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_CHINESE_RUN = re.compile(f"{_CHINESE.pattern}+")
_CHINESE_GLUE = frozenset("的了与和及在对于中里用把被是我个们一种如何怎么什做想要这那之以为从到并或")
_GLUE = STOP_WORDS - {"new", "one", "over", "problem", "problems", "research", "study", "use", "work"}
"""Words left out before phrases are looked for: not those that make a phrase, as `new user` is more than `user`."""
_CUES = {"for": SERVED, "with": MEANS, "via": MEANS, "using": MEANS, "by": MEANS, "through": MEANS}
_ARTICLE = re.compile("a|an|the|my|our|this|these")
_VERB = re.compile(
    "accelerate|compress|distill|prune|quanti[sz]e|rank|recommend|retrieve|shrink|speed|summari[sz]e|translate"
)
_LATIN = re.compile(r"[a-z0-9]{2,}")


_Evidence = dict[str, tuple[float, tuple[str, ...]]]
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


def route(problem_text: str, venue_map: VenueMap, wanted: Sequence[str] = ()) -> Route:
    """Areas and venues of a problem; `wanted` venues replace the routed ones, UsageError for an unknown one."""
    in_terms = _evidence(problem_text, _index(venue_map))
    in_words = _covered(problem_text, (terms for _, terms in in_terms.values()))
    said, meant = said_of(problem_text, venue_map), meant_by(problem_text, venue_map, in_words)
    named = together(said_of(problem_text, venue_map, by_name=True), meant)
    areas = _areas(problem_text, venue_map, in_terms, together(said, meant, OF_MEANING), named)
    if wanted:
        venues = _asked_for(wanted, venue_map)
    else:
        venues = _venues(areas, venue_map) if areas else _in_order(venue_map.fallback)
    # What is said plainly does not mean all that the terms of its area do.
    told = areas if has_chinese(problem_text) else tuple(match for match in areas if match.area in in_terms)
    covered = _covered(problem_text, (match.terms for match in told))
    home = {match.area for match in areas if match.score >= AT_HOME}
    technical = max((in_terms[area][0] for area in home & in_terms.keys()), default=0.0)
    speaks_of = matches(named, home, technical)
    loud = [venue_map.areas[match.area] for match in areas if match.score >= SPEAKS_FROM]
    known = usual(speaks_of, loud)
    return Route(
        venues=venues,
        areas=areas,
        fallback=not areas and not wanted,
        expansion=_expansion(problem_text, areas, venue_map),
        covered=covered,
        topics=()
        if covered == 1 and not has_chinese(problem_text)
        else spoken_of(together(said, meant), home, technical),
        speaks_of=speaks_of,
        datasets=known.datasets,
        metrics=known.metrics,
        warnings=known.warnings,
    )


def _read(text: str) -> tuple[list[str], list[float]]:
    """Roots of the words that say something, and what each is worth by the cues around it.

    Each Chinese character is a token of its own.
    """
    tokens: list[str] = []
    worth: list[float] = []
    level = 1.0
    found = words(_CHINESE_RUN.sub(r" \g<0> ", text))
    for word in found:
        level = _CUES.get(word, level)
        if _CHINESE.match(word):
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
        if (tokens := tuple(_read(term)[0]))
    ]
    areas_with = Counter(token for _, token in {(key, token) for key, _, tokens in terms for token in tokens})
    of = max(len(venue_map.areas), FEWEST_AREAS)
    rarity = {token: math.log(1 + of / count) for token, count in areas_with.items()}
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
        rarity,
        {key: area.weight for key, area in venue_map.areas.items()},
    )


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


def _evidence(text: str, index: _Index) -> dict[str, tuple[float, tuple[str, ...]]]:
    """Area to (evidence, terms found, strongest first); no token counts twice for an area."""
    by_area: dict[str, list[_Hit]] = defaultdict(list)
    tokens, worth = _read(text)
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


def _with_plain(by_terms: _Evidence, text: str, venue_map: VenueMap) -> _Evidence:
    """The evidence of terms and of plain words in one; where terms are found, they are what is shown."""
    joined = dict(by_terms)
    found = {area: terms for area, (_, terms) in by_terms.items()}
    for area, (worth, phrases) in plain_evidence(text, venue_map, found).items():
        total, terms = by_terms.get(area, (0.0, ()))
        if terms or worth >= LEAST_PLAIN:
            joined[area] = (total + PLAIN * worth, terms or phrases)
    return joined


def _areas(
    text: str, venue_map: VenueMap, in_terms: _Evidence, topics: Mapping[Name, float], named: Mapping[Name, float]
) -> tuple[AreaMatch, ...]:
    """The areas that the words point to, best first."""
    evidence = _with_plain(in_terms, text, venue_map)
    by_words = {area: worth for area, (worth, _) in evidence.items()}
    for area, (worth, topic) in of_areas(once(topics, by_words)).items():
        total, terms = evidence.get(area, (0.0, ()))
        evidence[area] = (total + OF_TOPIC * max(0.0, worth - in_terms.get(area, (0.0, ()))[0]), terms or (topic,))
    first = max((total for total, _ in evidence.values()), default=0.0)
    technical = max((worth for worth, _ in in_terms.values()), default=0.0)
    # A title or a question for literature has the words of its own area; in passing it names topics of others.
    for area, topic in () if is_scholarly(text) else foremost(once(named, by_words), technical):
        total, terms = evidence.get(area, (0.0, ()))
        evidence[area] = (max(total, GUEST * first), terms or (topic,))
    sharp = {area: total**SHARPEN for area, (total, _) in evidence.items() if total >= LEAST_EVIDENCE}
    order = sorted(sharp, key=lambda area: (-sharp[area], area))[:MOST_AREAS]
    whole = sum(sharp[area] for area in order)
    kept = [area for area in order if sharp[area] >= LEAST_SHARE * whole]
    whole = sum(sharp[area] for area in kept)
    known = venue_map.areas
    return tuple(
        AreaMatch(area, known[area].name, sharp[area] / whole, evidence[area][1], known[area].zh) for area in kept
    )


def _venues(areas: tuple[AreaMatch, ...], venue_map: VenueMap) -> tuple[VenueMatch, ...]:
    """Share of each area times the place in its list, summed over the areas."""
    score: dict[str, float] = defaultdict(float)
    why: dict[str, list[str]] = defaultdict(list)
    for match in areas:
        listed = venue_map.areas[match.area].venues
        for (venue, reason), place in zip(listed, _places(len(listed)), strict=True):
            score[venue] += match.score * place
            why[venue].append(f"{match.told}; {reason}")
    whole = sum(score.values())
    order = sorted(score, key=lambda venue: (-score[venue], venue))
    return tuple(VenueMatch(venue, score[venue] / whole, tuple(why[venue])) for venue in order)


def _places(count: int) -> list[float]:
    """What the places of a list are worth, decreasing, 1 in all."""
    whole = sum(DECAY**place for place in range(count))
    return [DECAY**place / whole for place in range(count)]


def _in_order(listed: Sequence[tuple[str, str]]) -> tuple[VenueMatch, ...]:
    """Venues with their one reason, in the order given."""
    places = _places(len(listed))
    return tuple(VenueMatch(venue, place, (why,)) for (venue, why), place in zip(listed, places, strict=True))


def _asked_for(wanted: Sequence[str], venue_map: VenueMap) -> tuple[VenueMatch, ...]:
    found = []
    for name in wanted:
        short = venue_map.resolve(name)
        if short is None:
            near = venue_map.suggest(name)
            hint = f"did you mean {near}?" if near else "see: surveyor venues list"
            raise UsageError(f"unknown venue {name!r}; {hint}")
        found.append(short)
    return _in_order([(short, "asked for") for short in dict.fromkeys(found)])


def _expansion(text: str, areas: tuple[AreaMatch, ...], venue_map: VenueMap) -> tuple[str, ...]:
    """English words of the best areas that the problem does not say: those that most of an area's terms share and
    few other areas use."""
    index = _index(venue_map)
    said = set(_read(text)[0])
    weighed: dict[str, float] = defaultdict(float)
    spelt: dict[str, str] = {}
    for match in areas:
        if match.score >= SPEAKS_FROM or match is areas[0]:
            area = venue_map.areas[match.area]
            for word in _LATIN.findall(" ".join((area.name, *area.terms)).casefold()):
                root = root_of(stem(word))
                if root in index.rarity and root not in said:
                    weighed[root] += match.score * index.rarity[root]
                    spelt.setdefault(root, word)
    best = sorted(weighed, key=lambda root: (-weighed[root], root))[:EXPANSION_WORDS]
    return tuple(spelt[root] for root in best)


def _covered(text: str, matched_terms: Iterable[Iterable[str]]) -> float:
    """Share of what the problem's words are worth that those have which stand in the terms."""
    said = dict(zip(*_read(text), strict=True))
    matched = {token for terms in matched_terms for term in terms for token in _read(term)[0]}
    return sum(said[token] for token in said if token in matched) / sum(said.values()) if said else 0.0
