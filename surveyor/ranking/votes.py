"""What a citation says for the cited work as a baseline."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping

from surveyor.models import Citation, Section

TABLE = 3.0
"""A mention in a table, in mentions in the text: works in result tables are three times enriched in baselines."""

BASELINES_HEADING = 2.0
"""Being mentioned under a heading such as Baselines, in the same unit."""

ELSEWHERE = 0.5
"""What a mention outside the experiments counts."""

LISTED = 0.05
"""What standing in the reference list counts, when no mention was located."""


def weight(citation: Citation) -> float:
    """Evidence that `citing` treats `cited` as something to compare with; at least a little for any citation.

    Logarithmic in the mentions, so that ten say more than one but not ten times as much.
    """
    compared = citation.count(Section.EXPERIMENTS) + TABLE * citation.count(Section.TABLE)
    compared += BASELINES_HEADING * citation.baseline_subsection
    elsewhere = sum(m.count for m in citation.mentions) - citation.count(Section.EXPERIMENTS, Section.TABLE)
    return LISTED + math.log1p(compared) + ELSEWHERE * math.log1p(elsewhere)


def votes(citations: Iterable[Citation], voters: Mapping[str, float]) -> dict[str, float]:
    """Votes for each cited work: `weight` of the citations out of the voters, times the voter's share of all weight.

    `voters` maps paper ids to weights above 0; a work every voter mentions alike gets that mention's weight.
    """
    total = sum(voters.values())
    received: defaultdict[str, float] = defaultdict(float)
    for citation in citations:
        if citation.citing in voters:
            received[citation.cited] += voters[citation.citing] / total * weight(citation)
    return dict(received)
