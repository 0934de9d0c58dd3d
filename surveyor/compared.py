"""What a paper compares with: its references, those it compares with first, each with the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from surveyor.models import Citation, Comparison, Paper
from surveyor.ranking.compared import likelihoods
from surveyor.ranking.kinds import why_not
from surveyor.sources.base import Source, View


def compared(paper: Paper, source: Source, view: View) -> list[Comparison]:
    """All references of a paper that the source knows, ranked; empty where it knows none."""
    references = source.references([paper], view)
    return ranked(paper, references.papers, references.citations)


def ranked(citing: Paper, papers: Iterable[Paper], citations: Sequence[Citation]) -> list[Comparison]:
    """The works that a paper cites, those it compares with first; `citations` are all those out of it."""
    known = {paper.id: paper for paper in papers}
    comparisons = [
        Comparison(known[citation.cited], score, citation, why_not(known[citation.cited]))
        for citation, score in zip(citations, likelihoods(citing, citations, known), strict=True)
    ]
    return sorted(comparisons, key=lambda c: (-c.score, c.paper.id))
