"""A task that needs no corpora: the papers of the starter shelf, asked for what they compare with.

Each paper of the shelf that is known to compare with at least three of its methods is hidden in turn, and its title is
asked as of its month; right are the methods that it mentions in experiments, in tables or under a heading of baselines,
as far as they were out by then. Of a paper with a year alone the month is the January of that year.

Limits. The shelf is small, with citations in eight areas, and chosen by the hand that made surveyor, which reads the
kinds, areas and short names that the shelf notes of each work; the peers do not. Named is only what is on the shelf,
and what a paper compares with is told by the sections of its citations, the very evidence that surveyor ranks by, from
other papers. So the figures say that everything works, and which peers are hopeless; how good surveyor is they do not
say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from surveyor.bench.questions import Named, Questions, Topic
from surveyor.library import Library
from surveyor.models import Citation, Kind, Paper
from surveyor.sources import LibrarySource, View

ENOUGH = 3
"""Named works that a question needs."""

_EVER = View(10**6)


def of_its_papers(library: Library) -> Questions:
    """The questions that the papers of a library make, oldest first."""
    source = LibrarySource(library)
    with library.reading() as db:
        names = [name for (name,) in db.execute("select distinct record from papers")]
    papers = {paper.id: paper for paper in source.lookup(names, _EVER)}
    months = {name: _asked_in(paper.month) for name, paper in papers.items() if paper.month is not None}
    compared = _compared(source.references(papers.values(), _EVER).citations)
    topics, gold = [], {}
    for name in sorted(months, key=lambda name: (months[name], name)):
        paper, month = papers[name], months[name]
        right = [papers[work] for work in compared[name] if _is_right(papers[work], month)]
        if len(right) >= ENOUGH:
            topics.append(Topic(name, paper.title, month, paper.ids))
            gold[name] = tuple(Named(work.ids) for work in right)
    return Questions("shelf", tuple(topics), {"shelf": gold})


def _compared(citations: Iterable[Citation]) -> dict[str, list[str]]:
    found = defaultdict(list)
    for citation in citations:
        if citation.compares:
            found[citation.citing].append(citation.cited)
    return found


def _asked_in(month: int) -> int:
    """The month itself; but a December may be that of a year alone, so that it is the January before."""
    return month - 11 if month % 12 == 11 else month


def _is_right(work: Paper, before: int) -> bool:
    return work.kind is Kind.METHOD and work.month is not None and work.month < before
