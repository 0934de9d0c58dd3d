"""What a reference list leaves out: what papers that cite the same compare with, and what is cited beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from surveyor.models import Citation, Section
from surveyor.ranking.fusion import reciprocal_rank_fusion
from surveyor.ranking.graph import CitationGraph, Floats, gathered
from surveyor.ranking.links import cited_together
from surveyor.ranking.scene import Scene
from surveyor.ranking.votes import BASELINES_HEADING, TABLE

CITED_ONLY = 0.3
"""What being cited by a paper counts beside being compared with once, both in logarithms of mentions."""

FIRST = 10
"""The k of the fusion: small, as the first places are what counts."""


def listed_weight(citation: Citation) -> float:
    """What a work of the list counts: 1, and more where it is compared with."""
    compared = citation.count(Section.EXPERIMENTS) + TABLE * citation.count(Section.TABLE)
    return 1 + math.log1p(compared + BASELINES_HEADING * citation.baseline_subsection)


def left_out(scene: Scene, listed: Floats) -> Floats:
    """How strongly each of the n works of a scene is missing from a list; 0 for those that nothing speaks for.

    `listed` (n,) holds what each work of the list counts, 0 for the others, which alone can be missing. Four rankings
    are fused: votes of the papers that share references with the list, co-citation with it, closeness of the title to
    the problem, and references shared with it. A work whose own references are not known has no place in the last, and
    counts there as in the mean of the others: not being known says nothing about it.
    """
    open_to = listed == 0
    shared = sharing(scene.graph, listed)
    told = votes(scene.graph, shared**2), cited_together(scene.graph, listed), scene.titled
    fused = _fused([scores * open_to for scores in told])
    by_list = np.where(scene.walkable, _fused([shared * open_to]), fused / len(told))
    spoken_for = (told[0] > 0) | (told[1] > 0) | (shared > 0)
    missing: Floats = (fused + by_list) * open_to * spoken_for
    return missing


def sharing(graph: CitationGraph, listed: Floats) -> Floats:
    """Bibliographic coupling of each paper with a list that stands for one (Kessler 1963): the works of the list that
    it cites, each by its weight and the square of 1 / log(2 + citations), by the root of the length of its own list."""
    return gathered(graph.cites, graph.rare * listed) / np.sqrt(graph.lengths + 1)


def votes(graph: CitationGraph, voters: Floats) -> Floats:
    """What papers compare with, by their weights: mentions in experiments and tables, and once more those in tables and
    under headings of baselines, in logarithms, and a little for any citation."""
    compared = np.log1p(graph.count("compared")) + np.log1p(graph.count("tabled")) + CITED_ONLY
    received: Floats = graph.matrix(compared).T @ voters
    return received


def _fused(scores: Sequence[Floats]) -> Floats:
    return reciprocal_rank_fusion(scores, k=FIRST)
