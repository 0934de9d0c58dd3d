"""What a paper compares with: its references, those it compares with first, each with the evidence."""

from __future__ import annotations

from collections.abc import Sequence

from surveyor.models import Citation, Comparison, Paper
from surveyor.ranking.compared import likelihoods
from surveyor.ranking.kinds import why_not
from surveyor.sources.base import Source, View


def compared(paper: Paper, source: Source, view: View) -> list[Comparison]:
    """All references of a paper that the source knows, ranked; empty where it knows none."""
    references = source.references([paper], view)
    papers = {cited.id: cited for cited in references.papers}
    scores = likelihoods(paper, references.citations, papers)
    return sorted(_comparisons(references.citations, scores, papers), key=lambda c: (-c.score, c.paper.id))


def _comparisons(citations: Sequence[Citation], scores: Sequence[float], papers: dict[str, Paper]) -> list[Comparison]:
    return [
        Comparison(papers[citation.cited], score, citation, why_not(papers[citation.cited]))
        for citation, score in zip(citations, scores, strict=True)
    ]
