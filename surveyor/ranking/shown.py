"""What a person is shown of the ranked lists; the document holds more."""

from __future__ import annotations

from collections.abc import Iterable

from surveyor.models import Candidate, Role, Scored

NEAR = 0.5
"""A recent paper is shown as close while it is at least this close, as a share of the closest."""


def nearest(recent: Iterable[Scored], limit: int) -> list[Scored]:
    """The recent papers that a person is shown; the document holds more."""
    return [entry for entry in recent if entry.score >= NEAR][:limit]


SHOWN = {Role.SIMPLE: 3, Role.CLASSIC: 5, Role.FRONTIER: 4}
"""Baselines of each role that a person is shown; the document holds more."""


FEW = 5
"""With fewer papers that could compare, in how many of them a method is compared with says less than its score."""


CHANCE = 2
"""A method that fewer papers compare with than this is placed by its score."""


COMPARED = 0.5
"""What being compared with by all papers adds to the likelihood of a method that was judged among all that a source
knows."""


RANKED = 25
"""A classic is shown before others that are compared with more often when it is among so many first baselines: what
everything is built on is compared with everywhere."""


UNPROVEN = 2
"""Frontier works that a person is shown though nobody is known to cite them: the newest may be the frontier, but a list
of them is no shortlist."""


LEAST = 0.3
"""Share of the first one's likelihood that a judged method is shown from: what the half `tune` of the labels of
`surveyor/bench/roles.py` holds of less likely ones is no frontier, and hardly where to start."""


def shortlist(baselines: Iterable[Candidate], role: Role) -> list[Candidate]:
    """The candidates of a role that a person is shown, best first.

    Simple methods and classics by their likelihood and by how many of the papers that could compare with them do; where
    no source judged them, by the latter first, as age takes nothing from it, or by score where few papers could
    compare. The frontier by score, and last some of what nobody is known to cite. What was judged far less likely than
    the first baseline is left out, but for the best simple method and the best classic.
    """
    listed = list(baselines)
    mine = [(place, candidate) for place, candidate in enumerate(listed) if candidate.role is role]
    likelihoods = [candidate.score for candidate in listed if candidate.reasons]
    judged, least = bool(likelihoods), LEAST * max(likelihoods, default=0.0)
    if role is not Role.FRONTIER:
        best = sorted(mine, key=lambda pair: _telling(*pair, judged=judged))
        likely = [candidate for _, candidate in best if _worth(candidate, judged=judged) >= least]
        return (likely or [candidate for _, candidate in best[:1]])[: SHOWN[role]]
    newest = [candidate for _, candidate in mine if candidate.score >= least]
    proven = [candidate for candidate in newest if candidate.cited_by or candidate.reasons]
    unproven = [candidate for candidate in newest if not (candidate.cited_by or candidate.reasons)]
    return [*proven, *unproven[:UNPROVEN]][: SHOWN[role]]


def _telling(place: int, candidate: Candidate, *, judged: bool) -> tuple[bool, float, float, str]:
    late = candidate.role is Role.CLASSIC and place >= RANKED
    return late, -_worth(candidate, judged=judged), -candidate.score, candidate.paper.id


def _worth(candidate: Candidate, *, judged: bool) -> float:
    rate = candidate.rate if candidate.of >= FEW and len(candidate.compared_by) >= CHANCE else 0.0
    return candidate.score + COMPARED * rate if judged else rate
