"""A route by the venue map, corrected by what the titles of imported corpora share with the problem.

The map says what is known of a field; the titles say how its venues divide it among themselves. They are joined as
independent evidence: the map's share of a venue, times how much likelier its titles hold the problem's phrases than
titles of all venues do (naive Bayes over the phrases that are in the problem). Most weights were chosen by titles of
2021 and 2022, routed by what was published before their year.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from surveyor.models import Route, VenueMatch, VenueProfile
from surveyor.text import WISHES, has_chinese, title_phrases
from surveyor.venues import VenueMap

SPAN = 4
"""Years that titles are counted in, the last that may be seen among them."""
LEAST_TITLES = 1_000
"""Titles of venues of the map below which a library tells nothing."""
LEAST_OF_VENUE = 30
"""Titles below which a venue has no profile, and keeps what the map gives it."""
OF_COMMUNITY, OF_ALL = 2_000.0, 3_000.0
"""Titles that the average over a venue's community weighs beside its own, and that over all beside the community's."""
WITH_PHRASE = 1.0
"""The community weighs as many titles more as it takes to expect this many with the phrase, so that one title with a
rare phrase tells little."""
PAIR = 0.7
"""Worth of two words in a row beside that of each word."""
TRUST, SURE = 0.7, 0.4
"""Power on the likelihood by titles, as phrases are not independent; and what of it a problem loses that is all of one
area, as the map is sure of that one."""
UNLISTED, UNLISTED_LEAST, UNLISTED_ANYWHERE = 0.04, 0.001, 1.0
"""Share of the map's evidence added to the average venue, so that one which the matched areas do not list can come in:
less the surer the map is of one area, and much where it knows none."""
LEAST_SHARE = 0.01
"""Share below which a venue that the areas do not list is left out."""
SHOWN = 4
"""Phrases of a reason."""


def span(cutoff: int) -> tuple[int, int]:
    """First and last year whose titles count for a survey of what was published before the month `cutoff`."""
    last = (cutoff - 1) // 12
    return last - SPAN + 1, last


def phrases(problem_text: str, route: Route) -> tuple[str, ...]:
    """What to look for in titles: the words of the problem, and for Chinese ones the English terms of its areas;
    not what is only wished for."""
    said = [problem_text]
    if has_chinese(problem_text):
        said += [*(area.name for area in route.areas), *route.expansion]
    found = dict.fromkeys(phrase for text in said for phrase in title_phrases(text))
    return tuple(phrase for phrase in found if WISHES.isdisjoint(phrase.split()))


def calibrate(route: Route, profiles: Iterable[VenueProfile], venue_map: VenueMap) -> Route:
    """The route with its venues weighed by their profiles too, each reason by titles added; without profiles that tell
    something, the very same route. Only venues of the map appear. Where no area matches, venues with profiles share as
    much as the general venues have."""
    known = _by_short_name(profiles, venue_map)
    told = _telling([*known.values()])
    by_map = {match.venue: match.score for match in route.venues}
    share = 1.0 if route.fallback else sum(by_map.get(venue, 0.0) for venue in known)
    if not told or not share or sum(profile.titles for profile in known.values()) < LEAST_TITLES:
        return route
    near = _communities(known, venue_map)
    speaks = {venue: _speaks(profile, near[venue], told) for venue, profile in known.items()}
    trust, floor = _trust(route)
    usual = _usual(known, venue_map)
    likely = {
        venue: math.log(by_map.get(venue, 0.0) + floor * usual[venue]) + trust * sum(speaks[venue].values())
        for venue in known
    }
    reasons = {venue: _reason(profile, speaks[venue]) for venue, profile in known.items()}
    return replace(route, venues=_weighed(route.venues, _shares(likely, share), reasons), fallback=False)


def _trust(route: Route) -> tuple[float, float]:
    """What the titles count beside the map, and what the map grants the average venue."""
    if route.fallback:
        return TRUST, UNLISTED_ANYWHERE
    sure = max((area.score for area in route.areas), default=0.0)
    return TRUST * (1 - SURE * sure), UNLISTED * (1 - sure) + UNLISTED_LEAST


def _usual(known: Collection[str], venue_map: VenueMap) -> dict[str, float]:
    """What the map grants each venue whatever the problem, 1 on average: by the square root of one more than the areas
    that list it, as a venue that the map names for many kinds of problems is the likelier place for a further one, and
    yet a special one must come in where its titles speak for it."""
    listed = Counter(venue for area in venue_map.areas.values() for venue, _ in area.venues)
    weight = {venue: math.sqrt(1 + listed[venue]) for venue in known}
    average = sum(weight.values()) / len(weight)
    return {venue: value / average for venue, value in weight.items()}


def _weighed(
    listed: Iterable[VenueMatch], shares: Mapping[str, float], reasons: Mapping[str, tuple[str, ...]]
) -> tuple[VenueMatch, ...]:
    """The listed venues with their shares where they have one, and those not listed whose titles speak for them."""
    matches = {
        match.venue: (shares.get(match.venue, match.score), match.why + reasons.get(match.venue, ()))
        for match in listed
    }
    for venue, share in shares.items():
        if venue not in matches and share >= LEAST_SHARE and reasons[venue]:
            matches[venue] = share, reasons[venue]
    whole = sum(share for share, _ in matches.values())
    order = sorted(matches, key=lambda venue: (-matches[venue][0], venue))
    return tuple(VenueMatch(venue, matches[venue][0] / whole, matches[venue][1]) for venue in order)


def _by_short_name(profiles: Iterable[VenueProfile], venue_map: VenueMap) -> dict[str, VenueProfile]:
    """The profiles of venues of the map that have enough titles, those of one venue added up."""
    same: dict[str, list[VenueProfile]] = defaultdict(list)
    for profile in profiles:
        short = venue_map.resolve(profile.venue)
        if short is not None:
            same[short].append(profile)
    joined = {short: _joined(short, found) for short, found in sorted(same.items())}
    return {short: profile for short, profile in joined.items() if profile.titles >= LEAST_OF_VENUE}


def _joined(venue: str, profiles: Sequence[VenueProfile]) -> VenueProfile:
    having = _summed(profiles)
    years = min(profile.years[0] for profile in profiles), max(profile.years[1] for profile in profiles)
    return VenueProfile(venue, sum(profile.titles for profile in profiles), years, having)


def _summed(profiles: Iterable[VenueProfile]) -> dict[str, int]:
    """Phrase to the number of titles with it in all the profiles."""
    having: dict[str, int] = {}
    for profile in profiles:
        for phrase, count in profile.having.items():
            having[phrase] = having.get(phrase, 0) + count
    return having


def _telling(profiles: Sequence[VenueProfile]) -> dict[str, float]:
    """Phrases to the share of all titles that hold them."""
    having, titles = _summed(profiles), sum(profile.titles for profile in profiles)
    return {phrase: count / titles for phrase, count in sorted(having.items()) if count}


def _speaks(profile: VenueProfile, community: VenueProfile, told: Mapping[str, float]) -> dict[str, float]:
    """Phrase to the logarithm of how much oftener it stands in titles of the venue than in those of all.

    What a venue's own titles leave open is taken from those of its community, and what these do from all.
    """
    speaks = {}
    for phrase, usual in told.items():
        near = (community.having.get(phrase, 0) / usual + OF_ALL) / (community.titles + OF_ALL)
        weight = OF_COMMUNITY + WITH_PHRASE / usual
        own = (profile.having.get(phrase, 0) / usual + weight * near) / (profile.titles + weight)
        speaks[phrase] = (PAIR if " " in phrase else 1.0) * math.log(own)
    return speaks


def _communities(known: Mapping[str, VenueProfile], venue_map: VenueMap) -> dict[str, VenueProfile]:
    """Venue to the profile of all known venues of its community."""
    members: dict[str, list[VenueProfile]] = defaultdict(list)
    for venue, profile in known.items():
        members[venue_map.venues[venue].community].append(profile)
    joined = {community: _joined(community, profiles) for community, profiles in members.items()}
    return {venue: joined[venue_map.venues[venue].community] for venue in known}


def _shares(likely: Mapping[str, float], whole: float) -> dict[str, float]:
    """Logarithms to shares that sum to `whole`."""
    top = max(likely.values())
    raw = {venue: math.exp(value - top) for venue, value in likely.items()}
    total = sum(raw.values())
    return {venue: whole * value / total for venue, value in raw.items()}


def _reason(profile: VenueProfile, speaks: Mapping[str, float]) -> tuple[str, ...]:
    """The phrases that speak most for the venue, in one sentence; none when none does."""
    best = sorted((phrase for phrase, value in speaks.items() if value > 0), key=lambda p: (-speaks[p], p))[:SHOWN]
    if not best:
        return ()
    shared = ", ".join(f"“{phrase}”" for phrase in best)
    return (f"its titles of {profile.years[0]} to {profile.years[1]} share {shared}",)
