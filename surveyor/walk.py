"""Seeds to citation graph: backward along references, best first, within a budget."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from surveyor.identity import Catalogue
from surveyor.models import Citation, Hit, Mention, Paper, Reported
from surveyor.ranking.votes import weight
from surveyor.sources.base import Source, View
from surveyor.stages import Walk

FUTURE_SLACK = 12
"""Months by which a cited work may be younger (a later version of it); beyond, it is a wrong match."""


def walk(
    seeds: Sequence[Hit], found: Iterable[Hit], sources: Sequence[Source], view: View, *, hops: int, budget: int
) -> Walk:
    """Read the references of the seeds, then of the works they cite most, `hops` deep and `budget` papers in all.

    Every paper is walked once, so cycles end; a paper citing itself is no citation.
    """
    catalogue = Catalogue()
    hits = [hit.paper for hit in (*seeds, *found)]
    catalogue.add((*view.hidden, *hits))
    closeness = {catalogue[hit.paper.id].id: hit.score for hit in seeds}
    citations: list[Citation] = []
    reported: list[Reported] = []
    walked: list[str] = []
    layer = list(closeness)[:budget]
    for hop in range(hops):
        asked = [catalogue[i] for i in layer]
        for source in sources:
            references = source.references(asked, view)
            catalogue.add(references.papers)
            citations += references.citations
            reported += references.reported
        walked += layer
        if hop + 1 < hops:
            done = {catalogue[i].id for i in walked} | _gone(catalogue, view, hits)
            layer = _best_next(catalogue, citations, closeness, done, budget - len(walked))
    gone = _gone(catalogue, view, hits)
    kept, dropped = _between(catalogue, citations, gone)
    papers = tuple(paper for paper in catalogue if paper.id not in gone)
    told = {(home := catalogue[one.paper].id): replace(one, paper=home) for one in reported}
    return Walk(
        papers,
        tuple(kept),
        tuple(catalogue[i].id for i in walked),
        dropped,
        tuple(told[i] for i in sorted(told.keys() - gone)),
    )


def _gone(catalogue: Catalogue, view: View, hits: Iterable[Paper]) -> set[str]:
    """Ids of papers that may not be seen, as things stand; what was found before it was known to be one stays."""
    return {catalogue[paper.id].id for paper in view.hidden} - {catalogue[paper.id].id for paper in hits}


def _best_next(
    catalogue: Catalogue, citations: Sequence[Citation], closeness: dict[str, float], done: set[str], room: int
) -> list[str]:
    """The works that are not done that the seeds vote for most."""
    home = catalogue.index()
    votes: defaultdict[str, float] = defaultdict(float)
    for citation in citations:
        votes[home[citation.cited].id] += closeness.get(home[citation.citing].id, 0.0) * weight(citation)
    open_works = [i for i in votes if i not in done and home[i].has_references]
    return sorted(open_works, key=lambda i: (-votes[i], i))[: max(0, room)]


def _between(catalogue: Catalogue, citations: Iterable[Citation], gone: set[str]) -> tuple[list[Citation], int]:
    """One citation a pair of papers; several reports of it are joined by the larger count of each section."""
    home = catalogue.index()
    pairs: dict[tuple[str, str], Citation] = {}
    dropped = set()
    for citation in citations:
        citing, cited = home[citation.citing], home[citation.cited]
        pair = (citing.id, cited.id)
        if citing.id == cited.id or not gone.isdisjoint(pair):
            continue
        if _from_the_future(citing, cited):
            dropped.add(pair)
            continue
        moved = (
            citation
            if pair == (citation.citing, citation.cited)
            else replace(citation, citing=citing.id, cited=cited.id)
        )
        pairs[pair] = _together(pairs[pair], moved) if pair in pairs else moved
    return [pairs[pair] for pair in sorted(pairs)], len(dropped)


def _from_the_future(citing: Paper, cited: Paper) -> bool:
    return citing.month is not None and cited.month is not None and cited.month > citing.month + FUTURE_SLACK


def _together(one: Citation, other: Citation) -> Citation:
    counts: dict[str, Mention] = {}
    for mention in (*one.mentions, *other.mentions):
        if mention.section not in counts or counts[mention.section].count < mention.count:
            counts[mention.section] = mention
    return replace(
        one,
        mentions=tuple(counts[section] for section in sorted(counts)),
        baseline_subsection=one.baseline_subsection or other.baseline_subsection,
        places=max(one.places, other.places, key=len),
        scores=max(one.scores, other.scores, key=len),
        use=one.use or other.use,
    )
