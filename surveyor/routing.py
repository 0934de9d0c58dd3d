"""Where a problem belongs: by the venue map first, then by the titles that the sources hold."""

from __future__ import annotations

from collections.abc import Sequence

from surveyor.calibrate import calibrate, phrases, span
from surveyor.models import Problem, Route
from surveyor.route import route
from surveyor.sources.base import Profiling, Source, View
from surveyor.venues import VenueMap


def find_route(problem: Problem, venue_map: VenueMap, sources: Sequence[Source], view: View) -> Route:
    """Areas and venues of a problem; the venues it asks for are taken as they are."""
    found = route(problem.text, venue_map, problem.venues)
    profiling = [] if problem.venues else [source for source in sources if isinstance(source, Profiling)]
    looked_for = phrases(problem.text, found) if profiling else ()
    profiles = [one for source in profiling for one in source.profiles(looked_for, view, span(view.cutoff))]
    return calibrate(found, profiles, venue_map)
