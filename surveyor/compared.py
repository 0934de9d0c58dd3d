"""What a paper compares with: its references, those it compares with first, each with the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from surveyor.evidence.cited import Cited
from surveyor.models import Citation, Compared, Comparison, Paper, Standing
from surveyor.ranking.compared import likelihoods
from surveyor.ranking.kinds import why_not
from surveyor.resolve import resolve
from surveyor.sources.base import Source, View
from surveyor.sources.local import LibrarySource


def compared(paper: Paper, source: Source, view: View) -> Compared:
    """Of a paper that a source knows with its references; without works where it does not."""
    references = source.references([paper], view)
    sources = [source] if isinstance(source, LibrarySource) else []
    standings = _standings(paper, references.papers, references.citations, sources, view)
    return Compared(paper, ranked(paper, references.papers, references.citations, standings))


def compared_in(cited: Cited, sources: Sequence[LibrarySource], view: View) -> Compared:
    """Of a paper that was read; its references as the papers that the sources know."""
    found = resolve(cited, sources, view)
    papers, citations = found.cited.papers, found.cited.citations
    works = ranked(cited.citing, papers, citations, _standings(cited.citing, papers, citations, sources, view))
    told = tuple(replace(work, told_by=found.how[work.paper.id]) for work in works)
    return Compared(cited.citing, told, cited.uncited, cited.ours, cited.practice)


def _standings(
    citing: Paper,
    papers: Sequence[Paper],
    citations: Iterable[Citation],
    sources: Sequence[LibrarySource],
    view: View,
) -> Mapping[str, Standing]:
    """How the cited papers stood before `citing`, by the source that knows the most citations of them."""
    compared = {citation.cited for citation in citations if citation.compares}
    answers = [source.standings(citing, papers, compared, view) for source in sources]
    return max(answers, key=lambda known: sum(one.citations for one in known.values()), default={})


def ranked(
    citing: Paper,
    papers: Iterable[Paper],
    citations: Sequence[Citation],
    standings: Mapping[str, Standing] | None = None,
) -> tuple[Comparison, ...]:
    """The works that a paper cites, those it compares with first; `citations` are all those out of it.

    A work with figures of its own in a comparison table is a system there, whatever its title says.
    """
    known = {paper.id: paper for paper in papers}
    comparisons = [
        Comparison(
            known[citation.cited],
            score,
            citation,
            "" if citation.scores else why_not(known[citation.cited], citation.use),
        )
        for citation, score in zip(citations, likelihoods(citing, citations, known, standings), strict=True)
    ]
    return tuple(sorted(comparisons, key=lambda c: (-c.score, c.paper.id)))
