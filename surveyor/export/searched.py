"""Where a problem belongs and what it was searched for as, in words."""

from __future__ import annotations

from surveyor.export.phrases import ENGLISH, Voice
from surveyor.models import Route, VenueMatch


def searched_for(route: Route) -> str:
    """One clause that names the topics; empty where the problem's own words are all."""
    return f"searched for as {' and as '.join(f'“{topic}”' for topic in route.topics)} too" if route.topics else ""


def belongs_to(route: Route, spoken: Voice = ENGLISH) -> str:
    """The areas of a problem, each with its share and what it was found by; empty where none matched."""
    told = "{area} ({share:.2f}, by {terms})"
    in_chinese = spoken.language == "zh"
    areas = (
        spoken.say(told, area=(in_chinese and area.zh) or area.name, share=area.score, terms=area.found_by)
        for area in route.areas
    )
    return spoken.tell("; ").join(areas)


def reasons(venue: VenueMatch, route: Route) -> str:
    """Why a venue is one to look at, without what `belongs_to` says of the areas."""
    return "; ".join(_besides(why, route) for why in venue.why)


def _besides(why: str, route: Route) -> str:
    heads = (f"{area.told}; " for area in route.areas)
    return why.removeprefix(next((head for head in heads if why.startswith(head)), ""))
