"""Which of the works that a paper cites it compares with, judged by where and how often it mentions them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from surveyor.models import Citation, Kind, Paper, Section
from surveyor.ranking.kinds import kind_of
from surveyor.text import content_words

WEIGHTS: Mapping[str, float] = {
    "in a table": 0.95,
    "share of experiments": 0.78,
    "share of mentions": 1.51,
    "under baselines": 0.29,
    "not located": 1.35,
    "years": -0.82,
    "log years": 2.08,
    "words of the title": 1.05,
    "dataset": -1.01,
}
"""Logistic regression over 1,068 papers of 2012 to 2021 with 50,574 references, 7,488 of them on one leaderboard with
the paper that cites them. A reference that no mention was found of counts for it: such are often lost out of tables."""

BIAS = -3.26
SCORED = 3.0
"""Added for a reference with figures of its own in a comparison table. Not fitted: the papers above came with counts of
mentions alone."""
_UNDATED, _OLDEST = 3.0, 20.0


def likelihoods(citing: Paper, citations: Sequence[Citation], papers: Mapping[str, Paper]) -> list[float]:
    """How likely `citing` compares with each work that it cites, in (0, 1), in the order of `citations`.

    `citations` are all those out of `citing`, `papers` the cited ones by id: a mention counts by its share of the most
    that any reference of the paper has.
    """
    most_experiments = max((math.log1p(c.count(Section.EXPERIMENTS)) for c in citations), default=0.0) or 1.0
    most_mentions = max((math.log1p(_all(c)) for c in citations), default=0.0) or 1.0
    words = set(content_words(citing.title))

    def signs(citation: Citation) -> dict[str, float]:
        cited = papers[citation.cited]
        years = _years(citing, cited)
        return {
            "in a table": float(citation.count(Section.TABLE) > 0),
            "share of experiments": math.log1p(citation.count(Section.EXPERIMENTS)) / most_experiments,
            "share of mentions": math.log1p(_all(citation)) / most_mentions,
            "under baselines": float(citation.baseline_subsection),
            "not located": float(not citation.mentions),
            "years": years,
            "log years": math.log1p(years),
            "words of the title": len(words & set(content_words(cited.title))) / max(1, len(words)),
            "dataset": float(kind_of(cited) is Kind.DATASET),
        }

    return [
        _logistic(sum(WEIGHTS[name] * value for name, value in signs(c).items()) + SCORED * bool(c.scores) + BIAS)
        for c in citations
    ]


def _all(citation: Citation) -> int:
    return sum(mention.count for mention in citation.mentions)


def _years(citing: Paper, cited: Paper) -> float:
    if citing.month is None or cited.month is None:
        return _UNDATED
    return min(_OLDEST, max(0.0, (citing.month - cited.month) / 12))


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value))
