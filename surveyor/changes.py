"""Two surveys to what is different between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from surveyor.identity import Catalogue
from surveyor.models import Candidate, Changes, Manifest, Moved, Network, Paper, Scored, Share, Survey
from surveyor.ranking.shown import nearest

LOOKED_AT = 20
"""Baselines and recent papers of each survey that are compared."""

FAR = 3
"""Places that a work of the same evidence has moved by at least to be told."""

LEAST_SHARE = 0.01
"""A venue's share that is another by less than this is the same."""


def changes(old: Survey, new: Survey) -> Changes:
    """What is new, what is gone and what has moved among the first `LOOKED_AT`; a paper is one whatever id it has."""
    names = _names(old, new)
    return Changes(
        old=old.id,
        new=new.id,
        problems=(old.problem.text, new.problem.text),
        months=(old.problem.as_of, new.problem.as_of),
        made_by=tuple(_made_by(old, new)),
        venues=tuple(_venues(old, new)),
        recent=_only(nearest(new.recent, LOOKED_AT), old.recent, names),
        gone=_only(nearest(old.recent, LOOKED_AT), new.recent, names),
        moved=tuple(_moved(old, new, names)),
    )


def _names(old: Survey, new: Survey) -> Mapping[str, str]:
    """Every id to one name for its paper in both surveys."""
    catalogue = Catalogue()
    for made in (old, new):
        catalogue.add(made.papers)
        catalogue.add(entry.paper for entry in made.recent)
        catalogue.add(candidate.paper for candidate in made.baselines)
    return {some_id: paper.id for some_id, paper in catalogue.index().items()}


def _only(mine: Sequence[Scored], others: Sequence[Scored], names: Mapping[str, str]) -> tuple[Paper, ...]:
    known = {names[entry.paper.id] for entry in others}
    return tuple(entry.paper for entry in mine if names[entry.paper.id] not in known)


def _moved(old: Survey, new: Survey, names: Mapping[str, str]) -> Iterator[Moved]:
    before = {names[c.paper.id]: (place, c) for place, c in enumerate(old.baselines, 1)}
    after = {names[c.paper.id]: (place, c) for place, c in enumerate(new.baselines, 1)}
    order = list(before), list(after)
    for name, (place, candidate) in after.items():
        was, past = before.get(name, (None, None))
        if past is None or was is None:
            why = f"{candidate.role.value}: {candidate.why}"
        else:
            why = _why(past, candidate) or _passed(*order, was, place)
        if why and min(place, was or place) <= LOOKED_AT:
            yield Moved(candidate.paper, was, place, why)
    for name, (was, past) in before.items():
        if name not in after and was <= LOOKED_AT:
            yield Moved(past.paper, was, None, f"was {past.role.value}: {past.why}")


def _why(old: Candidate, new: Candidate) -> str:
    """What is different in the evidence of a work; empty where nothing is that matters."""
    parts = [f"{old.role.value} before, {new.role.value} now"] if old.role is not new.role else []
    if len(old.compared_by) != len(new.compared_by):
        figures = [f"{len(one.compared_by)} of {one.of}" for one in (new, old)]
        parts.append(f"compared with in {' instead of '.join(figures)}")
    return "; ".join(parts)


def _passed(before: Sequence[str], after: Sequence[str], was: int, place: int) -> str:
    """Which others made a work of the same evidence move far; empty where it did not."""
    if abs(place - was) < FAR:
        return ""
    ahead, behind = {*after[: place - 1]} - {*before[: was - 1]}, {*before[: was - 1]} - {*after[: place - 1]}
    if place > was:
        return f"{len(ahead)} others were put before it, {len(ahead - {*before})} of them new"
    return f"{len(behind)} others fell behind it, {len(behind - {*after})} of them gone"


def _venues(old: Survey, new: Survey) -> Iterator[Share]:
    before = {match.venue: match.score for match in old.route.venues}
    after = {match.venue: match.score for match in new.route.venues}
    for venue in dict.fromkeys((*after, *before)):
        share = Share(venue, before.get(venue, 0.0), after.get(venue, 0.0))
        if abs(share.new - share.old) >= LEAST_SHARE:
            yield share


def _made_by(old: Survey, new: Survey) -> Iterator[str]:
    if old.manifest and new.manifest:
        yield from _settings(old.manifest, new.manifest)
    before = {source.name: source.papers for source in old.coverage.sources}
    after = {source.name: source.papers for source in new.coverage.sources}
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield f"{name}: {before.get(name, 0):,} papers before, {after.get(name, 0):,} now"


def _settings(old: Manifest, new: Manifest) -> Iterator[str]:
    if old.version != new.version:
        yield f"surveyor {old.version} before, {new.version} now"
    if old.venues != new.venues:
        yield "the venue map is another"
    if old.files and new.files:
        yield from (f"{name} is another" for name in new.files if new.files[name] != old.files.get(name))
    for name in ("seeds", "hops", "walk", "top", "rank"):
        one, other = getattr(old, name), getattr(new, name)
        if one != other:
            yield f"--{name} {one} before, {other} now"
    if old.network and new.network and old.network != new.network:
        yield f"the network: {_allowed(old.network)} before, {_allowed(new.network)} now"
    if old.given != new.given:
        yield f"the papers to start from: {_started(old)} before, {_started(new)} now"


def _allowed(network: Network) -> str:
    read = "papers read in full" if network.deep else "no paper read in full"
    return f"{network.requests:,} requests and ${network.dollars:g} at most, {read}"


def _started(made_by: Manifest) -> str:
    return ", ".join(made_by.given) or "the closest ones"
