"""A problem in words to the venues it belongs to, by the venue map, with the reason for each."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from surveyor.errors import UsageError
from surveyor.meaning import Name
from surveyor.models import AT_HOME, AreaMatch, Route, VenueMatch
from surveyor.plain import plain_evidence
from surveyor.terms import Evidence, covered, in_terms, rarity, read
from surveyor.text import has_chinese, is_scholarly, stem
from surveyor.text_roots import root_of
from surveyor.topics import foremost, matches, meant_by, of_areas, once, said_of, spoken_of, together
from surveyor.usual import usual

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from surveyor.venues import VenueMap

SHARPEN = 1.6
"""Power on the evidence of areas, so that a clear winner dominates."""
DECAY = 0.8
"""Worth of a venue to that of the one before it in an area's list."""
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

_LATIN = re.compile(r"[a-z0-9]{2,}")


def route(problem_text: str, venue_map: VenueMap, wanted: Sequence[str] = ()) -> Route:
    """Areas and venues of a problem; `wanted` venues replace the routed ones, UsageError for an unknown one."""
    by_terms = in_terms(problem_text, venue_map)
    in_words = covered(problem_text, (terms for _, terms in by_terms.values()))
    said, meant = said_of(problem_text, venue_map), meant_by(problem_text, venue_map, in_words)
    named = together(said_of(problem_text, venue_map, by_name=True), meant)
    areas = _areas(problem_text, venue_map, by_terms, together(said, meant, OF_MEANING), named)
    if wanted:
        venues = _asked_for(wanted, venue_map)
    else:
        venues = _venues(areas, venue_map) if areas else _in_order(venue_map.fallback)
    # What is said plainly does not mean all that the terms of its area do.
    told = areas if has_chinese(problem_text) else tuple(match for match in areas if match.area in by_terms)
    share = covered(problem_text, (match.terms for match in told))
    home = {match.area for match in areas if match.score >= AT_HOME}
    technical = max((by_terms[area][0] for area in home & by_terms.keys()), default=0.0)
    speaks_of = matches(named, home, technical)
    loud = [venue_map.areas[match.area] for match in areas if match.score >= SPEAKS_FROM]
    known = usual(speaks_of, loud)
    return Route(
        venues=venues,
        areas=areas,
        fallback=not areas and not wanted,
        expansion=_expansion(problem_text, areas, venue_map),
        covered=share,
        topics=()
        if share == 1 and not has_chinese(problem_text)
        else spoken_of(together(said, meant), home, technical),
        speaks_of=speaks_of,
        datasets=known.datasets,
        metrics=known.metrics,
        warnings=known.warnings,
    )


def _with_plain(by_terms: Evidence, text: str, venue_map: VenueMap) -> Evidence:
    """The evidence of terms and of plain words in one; where terms are found, they are what is shown."""
    joined = dict(by_terms)
    found = {area: terms for area, (_, terms) in by_terms.items()}
    for area, (worth, phrases) in plain_evidence(text, venue_map, found).items():
        total, terms = by_terms.get(area, (0.0, ()))
        if terms or worth >= LEAST_PLAIN:
            joined[area] = (total + PLAIN * worth, terms or phrases)
    return joined


def _areas(
    text: str, venue_map: VenueMap, by_terms: Evidence, topics: Mapping[Name, float], named: Mapping[Name, float]
) -> tuple[AreaMatch, ...]:
    """The areas that the words point to, best first."""
    evidence = _with_plain(by_terms, text, venue_map)
    by_words = {area: worth for area, (worth, _) in evidence.items()}
    for area, (worth, topic) in of_areas(once(topics, by_words)).items():
        total, terms = evidence.get(area, (0.0, ()))
        evidence[area] = (total + OF_TOPIC * max(0.0, worth - by_terms.get(area, (0.0, ()))[0]), terms or (topic,))
    first = max((total for total, _ in evidence.values()), default=0.0)
    technical = max((worth for worth, _ in by_terms.values()), default=0.0)
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
    weights = rarity(venue_map)
    said = set(read(text)[0])
    weighed: dict[str, float] = defaultdict(float)
    spelt: dict[str, str] = {}
    for match in areas:
        if match.score >= SPEAKS_FROM or match is areas[0]:
            area = venue_map.areas[match.area]
            for word in _LATIN.findall(" ".join((area.name, *area.terms)).casefold()):
                root = root_of(stem(word))
                if root in weights and root not in said:
                    weighed[root] += match.score * weights[root]
                    spelt.setdefault(root, word)
    best = sorted(weighed, key=lambda root: (-weighed[root], root))[:EXPANSION_WORDS]
    return tuple(spelt[root] for root in best)
