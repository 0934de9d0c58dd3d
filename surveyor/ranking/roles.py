"""Which candidate is frontier, which a classic, which the simple method to start from, and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from statistics import median

from surveyor.models import Citation, Kind, Mention, Paper, Role, Section
from surveyor.ranking.over_time import OverTime, Trend, over_time

FRONTIER_YEARS = 1
"""A candidate of the survey's year or of this many calendar years before is frontier, an older one a classic; chosen
on the half `tune` of the labels of `surveyor/bench/roles.py`. Bounds by the median age of the seeds, or of what they
compare with, agree better with that half and worse with the other."""

AT_HOME = 3
"""A method of more areas than this is part of how everything is built, not where to start a problem of one of them,
unless it is a standard work on what the problem speaks of."""

ANCESTOR_SHARE = 0.25
"""A plain ancestor is cited by at least this share of the other candidates whose references are known."""

CAUTION = 3
"""Seeds added that compare with nothing, so that one of one is less than five of six."""

STILL_COMPARED = 0.15
"""Share of the seeds that compare with it, for a plain ancestor to be a method to start from."""

_SIMPLE_TITLE = re.compile(
    r"\b(?:simple (?:but|and|yet)|(?:with|by|via|using|into) (?:a )?simple|simple baselines?|strong baselines?|"
    r"tough[- ]to[- ]beat|embarrassingly|frustratingly|bag of (?:tricks|words))\b",
    re.IGNORECASE,
)
"""A title that calls its method plain; of a work that is known by hand, the hand tells it."""

_PLAIN_METHOD = re.compile(
    r"\b(?:logistic regression|nearest[- ]neighbou?rs?|naive bayes|tf-?idf|bm25|matrix factorization)\b", re.IGNORECASE
)
"""A title that names a plain method: an old work is about that method, a young one builds on it."""


class Evidence:
    """Who among the seeds cites a work, and where."""

    def __init__(
        self, citations: Iterable[Citation], seeds: Sequence[str], months: Mapping[str, int | None] | None = None
    ) -> None:
        """`seeds` are ids, closest first; `months` says of when they and the works they cite are, where known."""
        self.of = len(seeds)
        dated = {paper: month for paper, month in (months or {}).items() if month is not None}
        self._months = {seed: dated[seed] for seed in seeds if seed in dated}
        citations = list(citations)
        self._cited = {citation.cited for citation in citations}
        place = self._seeds = {seed: i for i, seed in enumerate(seeds)}
        mine = sorted((c for c in citations if c.citing in place), key=lambda c: place[c.citing])
        self._by_cited: dict[str, list[Citation]] = {}
        for citation in mine:
            self._by_cited.setdefault(citation.cited, []).append(citation)
        compared = {c.cited for c in mine if c.compares}
        self.verb = "compare with" if compared else "cite"
        self._years = [dated[work] // 12 for work in compared or self._by_cited if work in dated]

    def is_seed(self, paper: Paper) -> bool:
        """Whether it is one of those that were walked from."""
        return paper.id in self._seeds

    def is_too_young(self, paper: Paper) -> bool:
        """Whether no seed of known date is younger than it, so that none could compare with it."""
        return bool(self._months) and not self._younger(paper)

    def _younger(self, paper: Paper) -> int:
        return sum(month > (paper.month or 0) for month in self._months.values())

    def is_cited(self, paper: Paper) -> bool:
        """Whether any paper that was walked cites it."""
        return paper.id in self._cited

    def cited_by(self, paper: Paper) -> tuple[str, ...]:
        """Ids of the seeds that cite it, closest first."""
        return tuple(c.citing for c in self._by_cited.get(paper.id, ()))

    def compared_by(self, paper: Paper) -> tuple[str, ...]:
        """Ids of the seeds that mention it in experiments or tables, closest first."""
        return tuple(c.citing for c in self._by_cited.get(paper.id, ()) if c.compares)

    def rate(self, paper: Paper) -> float:
        """Share of the seeds younger than the work that compare with it, as if `CAUTION` more did not."""
        compared = len(self.compared_by(paper))
        return compared / (max(compared, self._younger(paper)) + CAUTION)

    def over_time(self, paper: Paper) -> OverTime | None:
        """How the seeds that could have compared with it do so over time; None where they are too few to tell."""
        compare = set(self.compared_by(paper))
        dated = self._months.items()
        return over_time([(m, seed in compare) for seed, m in dated if seed in compare or m > (paper.month or 0)])

    def older(self, paper: Paper) -> float:
        """Share of the field's works that are of an earlier year; 0 where none are known.

        Those are the works that the seeds compare with, or cite where it is not known what they compare with; `verb`
        says which.
        """
        return sum(one < (paper.year or 0) for one in self._years) / max(1, len(self._years))

    def is_old(self, paper: Paper) -> bool:
        """Whether it is older than the median of the field's works; yes where none are known."""
        return not self._years or (paper.year or 0) < median(self._years)

    def tabled_by(self, paper: Paper) -> tuple[str, ...]:
        """Ids of the seeds that mention it in a table or under a heading of baselines, closest first."""
        mine = self._by_cited.get(paper.id, ())
        return tuple(c.citing for c in mine if c.count(Section.TABLE) or c.baseline_subsection)

    def in_tables_of(self, paper: Paper) -> int:
        """How many seeds mention it in a table."""
        return sum(c.count(Section.TABLE) > 0 for c in self._by_cited.get(paper.id, ()))

    def use(self, paper: Paper) -> Kind | None:
        """What more than half of the seeds that cite it say they take it as; None where any reports figures of it."""
        citations = self._by_cited.get(paper.id, [])
        uses = Counter(citation.use for citation in citations)
        best = min(uses.keys() - {None}, key=lambda use: (-uses[use], str(use)), default=None)
        return best if uses[best] * 2 > len(citations) and not any(c.scores for c in citations) else None

    def mentions(self, paper: Paper) -> tuple[Mention, ...]:
        """Mentions by section, summed over the seeds."""
        counts = {s: sum(c.count(s) for c in self._by_cited.get(paper.id, ())) for s in Section}
        return tuple(Mention(section, count) for section, count in counts.items() if count)


def ancestors(
    candidates: Sequence[Paper], citations: Iterable[Citation], walked: Iterable[str]
) -> dict[str, tuple[int, int]]:
    """Plain ancestors among the candidates: id to (candidates citing it, candidates whose references are known).

    A plain ancestor is cited by many of the others, builds on none of them, and its own references are known.
    """
    names = {paper.id for paper in candidates}
    known = names & set(walked)
    inner = [c for c in citations if c.citing in names and c.cited in names]
    building = {c.citing for c in inner}
    cited: dict[str, set[str]] = {}
    for citation in inner:
        cited.setdefault(citation.cited, set()).add(citation.citing)
    return {
        i: (len(by), len(known - {i}))
        for i, by in cited.items()
        if i in known - building and len(by) >= max(3, ANCESTOR_SHARE * len(known - {i}))
    }


def role_of(
    paper: Paper,
    age: float,
    *,
    areas: Collection[str],
    plain: Mapping[str, tuple[int, int]],
    evidence: Evidence,
    standard: bool = False,
) -> Role:
    """`age` in calendar years before the survey's, `areas` those of the route, `plain` as `ancestors` gives it,
    `standard`: the work is known to be standard on what the problem speaks of.

    A method known to belong to other areas is not the simple one of this problem, nor is one of many areas that is not
    known to be standard here. A plain ancestor, and a work on a method that is known as plain, is simple only when
    older than most of what this field compares with, and an ancestor only while it is still compared with.
    """
    own = not set(areas).isdisjoint(paper.areas) and (standard or len(paper.areas) <= AT_HOME)
    at_home = own or not paper.areas or not areas
    if at_home and (paper.simple or (not paper.areas and _SIMPLE_TITLE.search(paper.title))):
        return Role.SIMPLE
    old = at_home and evidence.is_old(paper)
    if old and _PLAIN_METHOD.search(paper.title):
        return Role.SIMPLE
    if age <= FRONTIER_YEARS:
        return Role.FRONTIER
    still = len(evidence.compared_by(paper)) >= STILL_COMPARED * evidence.of
    return Role.SIMPLE if old and paper.id in plain and still else Role.CLASSIC


def sentence(
    paper: Paper, role: Role, evidence: Evidence, plain: Mapping[str, tuple[int, int]], known_for: str = ""
) -> str:
    """One sentence made of the candidate's own figures; `known_for` is the topic that it is a standard work on."""
    compared, cited, tables = (
        len(evidence.compared_by(paper)),
        len(evidence.cited_by(paper)),
        evidence.in_tables_of(paper),
    )
    known = evidence.is_cited(paper)
    standard = f"a standard work on {known_for}" if known_for else ""
    if compared:
        said = f"compared with in {compared} of {evidence.of} papers" + (f" (in a table of {tables})" if tables else "")
        said += _time_clause(evidence.over_time(paper))
    elif cited:
        said = f"cited by {cited} of {evidence.of} papers, in none of their experiments"
    elif known:
        said = "cited only by works that the closest papers build on"
    else:
        said = f"known as {standard or 'a method of this area'}" if paper.areas else "close to the problem"
        said += _uncited_clause(paper, evidence)
    if standard and (compared or cited or known):
        said += f"; {standard}"
    return said + _role_clause(paper, role, evidence, plain)


def _uncited_clause(paper: Paper, evidence: Evidence) -> str:
    """Why nobody can be known to cite it."""
    if evidence.is_seed(paper):
        return f", itself one of the {evidence.of} papers walked from"
    if evidence.is_too_young(paper):
        return f", younger than all {evidence.of} papers walked from"
    return "; nothing that was walked cites it"


def _time_clause(over: OverTime | None) -> str:
    if over is None:
        return ""
    if not over.younger.compare and over.last // 12 < over.until // 12:
        return f", last in {over.last // 12}"
    word = {Trend.RISING: "", Trend.STEADY: "still ", Trend.FADING: "only "}[over.trend] if over.younger.compare else ""
    return f", {word}in {over.younger.compare or 'none'} of the {over.younger.of} youngest"


def _role_clause(paper: Paper, role: Role, evidence: Evidence, plain: Mapping[str, tuple[int, int]]) -> str:
    if role is Role.FRONTIER:
        share = evidence.older(paper) if evidence.cited_by(paper) else 0.0
        return f"; younger than {share:.0%} of what they {evidence.verb}" if share else ""
    if paper.id in plain:
        return "; {} of {} other candidates cite it and it builds on none of them".format(*plain[paper.id])
    if role is Role.SIMPLE:
        return "; a plain method to start from" + ("" if paper.simple else " by its own title")
    return ""
