"""A draft beside its neighbours: what they compare with and it does not cite, or cites without comparing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from surveyor.identity import Catalogue
from surveyor.models import Around, Audit, Citation, Compared, Comparison, Finding, Paper, Section, SetAside, Survey
from surveyor.ranking.kinds import why_not
from surveyor.ranking.roles import Evidence

FEW = 2
"""Neighbours that have to compare with what the draft cites without comparing, or cite what is set aside."""


def audit(survey: Survey, draft: Compared, around: Around) -> Audit:
    """Hold a draft against the papers around it and the seeds of the survey of its problem.

    A work is missing in the order of `around.left_out`, if a neighbour cites it or it is one itself, perhaps too young
    to be cited, and nothing says that it is nothing to compare with.
    """
    side = _Side(survey, draft, around)
    missing, aside = side.not_cited()
    tells = any(work.citation.mentions for work in draft.works)
    return Audit(
        draft=draft.paper,
        problem=survey.problem,
        tells_comparing=tells,
        references=len(draft.works),
        known=around.known,
        neighbours=side.neighbours,
        coupled=side.coupled,
        missing=tuple(missing),
        uncompared=tuple(side.uncompared()) if tells else (),
        set_aside=tuple(aside),
        notes=survey.coverage.notes,
    )


class _Side:
    """The draft and its neighbours, every paper under one name."""

    def __init__(self, survey: Survey, draft: Compared, around: Around) -> None:
        catalogue = Catalogue()
        catalogue.add((draft.paper, *survey.papers, *around.neighbours, *(work.paper for work in draft.works)))
        catalogue.add(entry.paper for entry in around.left_out)
        self._home = catalogue.index()
        self._area = survey.route.areas[0].area if survey.route.areas else ""
        self._left_out = self._papers(entry.paper for entry in around.left_out)
        self._listed = {self._home[work.paper.id].id: work for work in draft.works}
        own = self._home[draft.paper.id]
        coupled = [paper for paper in self._papers(around.neighbours) if paper is not own]
        seeds = [paper for paper in self._papers(entry.paper for entry in survey.seeds) if paper is not own]
        self.coupled = len(coupled)
        self.neighbours = tuple(dict.fromkeys((*coupled, *seeds)))
        self._evidence = Evidence(
            self._citations((*around.citations, *survey.citations)), [p.id for p in self.neighbours]
        )

    def not_cited(self) -> tuple[list[Finding], list[SetAside]]:
        """Neighbours, and what they cite, that the draft does not cite: methods, and the rest with the reason."""
        missing: list[Finding] = []
        aside: list[SetAside] = []
        for paper in self._left_out:
            cited_by = self._evidence.cited_by(paper)
            if paper.id in self._listed or not (cited_by or paper in self.neighbours):
                continue
            reason = why_not(paper, self._evidence.use(paper), self._area)
            if not reason:
                missing.append(self._finding(paper))
            elif len(cited_by) >= FEW:
                aside.append(SetAside(paper, reason, cited_by, self._evidence.of))
        return missing, sorted(aside, key=lambda one: -len(one.cited_by))

    def uncompared(self) -> Iterator[Finding]:
        """What neighbours compare with and the draft mentions outside its results alone."""
        found = [
            self._finding(self._home[name], work)
            for name, work in self._listed.items()
            if not (work.citation.compares or work.citation.scores or work.why_not)
        ]
        methods = (one for one in found if not why_not(one.paper, self._evidence.use(one.paper), self._area))
        telling = (one for one in methods if len(one.compared_by) >= FEW)
        yield from sorted(telling, key=lambda one: (-len(one.compared_by), -len(one.tabled_by), one.paper.id))

    def _finding(self, paper: Paper, work: Comparison | None = None) -> Finding:
        return Finding(
            paper=paper,
            compared_by=self._evidence.compared_by(paper),
            tabled_by=self._evidence.tabled_by(paper),
            cited_by=self._evidence.cited_by(paper),
            of=self._evidence.of,
            sections=tuple(mention.section for mention in work.citation.mentions) if work else (),
            places=work.citation.places if work else (),
        )

    def _papers(self, papers: Iterable[Paper]) -> list[Paper]:
        return list(dict.fromkeys(self._home[paper.id] for paper in papers))

    def _citations(self, citations: Sequence[Citation]) -> list[Citation]:
        """Under the names that papers have here, the most telling of two on the same papers."""
        best: dict[tuple[str, str], Citation] = {}
        for citation in citations:
            ends = [self._home.get(name) for name in (citation.citing, citation.cited)]
            if ends[0] and ends[1]:
                pair = (ends[0].id, ends[1].id)
                best[pair] = max((citation, best.get(pair, citation)), key=_telling)
        return [
            Citation(*pair, one.mentions, one.baseline_subsection, one.places, one.scores, one.use)
            for pair, one in best.items()
        ]


def _telling(citation: Citation) -> tuple[int, int]:
    return citation.count(Section.EXPERIMENTS, Section.TABLE) + citation.baseline_subsection, citation.count(*Section)
