"""Papers of a survey to the techniques that they share: what each is for, where it was shown, what it builds on."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from surveyor.evidence.purpose import Clause, served, solved
from surveyor.evidence.sentences import split
from surveyor.models import (
    Candidate,
    Citation,
    Kind,
    Paper,
    Problem,
    Purpose,
    Reported,
    Route,
    Section,
    Shown,
    Strategy,
    Trend,
)
from surveyor.ranking.concerns import concerns_of
from surveyor.ranking.credited import credited
from surveyor.ranking.kinds import kind_of
from surveyor.ranking.techniques import Technique, key_of, mentions, techniques
from surveyor.text import title_key

MOST, PURPOSES, VARIANTS, DATASETS, BASES = 12, 3, 4, 4, 3
"""Strategies that are kept; of each its purposes, other names, datasets and baselines built on."""

LATELY, RISING, FADING, ENOUGH = 2, 1.5, 0.6, 4
"""Years that are lately; how many times its share of the papers of then a technique has of all for it to rise or to
fade; papers that a trend needs, and a technique of which nobody says what it is for."""

LONGEST_NAME = 4
"""Words of a dataset's name; what is longer is a title."""

NAMED = 0.5
"""A longer name gives its name to a family when so large a part of the family's papers hold it."""

_PROPOSES = re.compile(
    r"\b(?:we|this (?:paper|work|article)|our)\b.*\b(?:propos|introduc|present|develop|design|leverag|explor|use)",
    re.IGNORECASE,
)

_OPEN = re.compile(r"solv|address|tackl|handl|resolv|deal|cop", re.IGNORECASE)
"""Verbs of which the object may be a task as well as a trouble."""


def strategies(
    problem: Problem,
    route: Route,
    papers: Sequence[Paper],
    *,
    baselines: Sequence[Candidate],
    citations: Iterable[Citation],
    known: Iterable[Paper],
    reported: Iterable[Reported] = (),
) -> tuple[Strategy, ...]:
    """The techniques that the `papers` share, the one that most of them do something with first.

    `papers` are those to look at, closest to the problem first; `known` are all of the walk, among them the datasets
    that they cite. Techniques are phrases that occur in titles and abstracts; nothing is said that no paper says.
    """
    papers = _once(papers)
    texts = {paper.id: (paper.title, *split(paper.abstract)) for paper in papers}
    tasks = [problem.text, *(area.name for area in route.areas), *(term for area in route.areas for term in area.terms)]
    known = list(known)
    systems = _systems(known)
    families = _families([one for one in techniques(texts, tasks) if not _is_system(one, systems)])
    own = [citation for citation in citations if citation.citing in texts]
    field = _Field(papers, texts, baselines, own, _datasets(known, own), list(reported), problem)
    made = (field.strategy(family) for family in families)
    return tuple(islice((one for one in made if _tells(one)), MOST))


def _once(papers: Iterable[Paper]) -> list[Paper]:
    """The papers without further records of the same title."""
    first: dict[str, Paper] = {}
    for paper in papers:
        first.setdefault(title_key(paper.title), paper)
    return list(first.values())


def _tells(strategy: Strategy) -> bool:
    """Whether it is known what it is for, or at least where many show it."""
    return bool(strategy.solves) or (len(strategy.papers) >= ENOUGH and bool(strategy.shown_on))


def _systems(known: Iterable[Paper]) -> set[str]:
    """Keys of what known works call themselves in one word with capitals, such as `BERT`: baselines, no techniques."""
    names = {name for paper in known for name in (*paper.names, paper.title.partition(":")[0])}
    return {key_of(name) for name in names if " " not in name and sum(map(str.isupper, name)) > 1}


def _is_system(one: Technique, systems: Collection[str]) -> bool:
    return key_of(one.name.split()[-1]) in systems


@dataclass(frozen=True, slots=True)
class _Family:
    """A technique and its kinds: names that end alike."""

    name: str
    variants: tuple[str, ...]
    keys: frozenset[str]
    texts: frozenset[str]
    means: frozenset[str]


def _families(found: Sequence[Technique]) -> list[_Family]:
    """Techniques whose names end in another's are of one family; most used as a means first."""
    head = {one.name: _head(one, found) for one in found}
    members: dict[str, list[Technique]] = defaultdict(list)
    for one in found:
        members[head[one.name]].append(one)
    made = [_family(of) for of in members.values()]
    return sorted(made, key=lambda family: (-len(family.means), -len(family.texts), family.name))


def _head(one: Technique, found: Sequence[Technique]) -> str:
    """The shortest name that its name ends in."""
    words = one.name.replace("-", " ").split()
    names = {key_of(other.name): other.name for other in reversed(found)}
    tails = (key_of(" ".join(words[at:])) for at in range(len(words) - 1, -1, -1))
    return next((names[tail] for tail in tails if tail in names), one.name)


def _family(members: Sequence[Technique]) -> _Family:
    texts = frozenset[str]().union(*(one.texts for one in members))
    long = [one for one in members if " " in one.name and len(one.texts) >= NAMED * len(texts)]
    name = (long or list(members))[0].name
    ordered = sorted((one for one in members if one.name != name), key=lambda one: (-len(one.texts), one.name))
    return _Family(
        name,
        tuple(one.name for one in ordered[:VARIANTS]),
        frozenset[str]().union(*(one.keys for one in members)),
        texts,
        frozenset[str]().union(*(one.means for one in members)),
    )


@dataclass(frozen=True, slots=True)
class _Field:
    """The papers among which strategies are looked for."""

    papers: Sequence[Paper]
    texts: Mapping[str, Sequence[str]]
    baselines: Sequence[Candidate]
    citations: Sequence[Citation]
    datasets: Mapping[str, str]
    """Id of what they cite where results stand to its name, of datasets."""
    reported: Sequence[Reported]
    problem: Problem

    def strategy(self, family: _Family) -> Strategy:
        """All that is known of a family."""
        users = [paper for paper in self.papers if paper.id in family.texts]
        ids = {paper.id for paper in users}
        years = [paper.year for paper in users if paper.year]
        solves = self._solves(family, users)
        concerns = Counter(key for purpose in solves for key in concerns_of(purpose.text))
        return Strategy(
            name=family.name,
            variants=family.variants,
            papers=tuple(paper.id for paper in users),
            of=len(self.papers),
            first=min(years, default=None),
            latest=max(years, default=None),
            trend=self._trend(years),
            solves=tuple(solves[:PURPOSES]),
            concerns=tuple(sorted(concerns, key=lambda key: (-concerns[key], key))),
            shown_on=tuple(self._shown(ids)),
            added_to=tuple(self._bases(ids)),
        )

    def _solves(self, family: _Family, users: Iterable[Paper]) -> list[Purpose]:
        """One a paper, the closest first."""
        said: dict[str, Purpose] = {}
        for paper in users:
            for text, where in islice(_said(self.texts[paper.id], family.keys), 1):
                said.setdefault(text.casefold(), Purpose(text, paper.id, where))
        return list(said.values())

    def _trend(self, years: Sequence[int]) -> Trend:
        """The share of it that is of the last years, beside that of all papers."""
        since = int(self.problem.as_of[:4]) - LATELY
        dated = [paper.year for paper in self.papers if paper.year]
        if len(years) < ENOUGH or not any(year >= since for year in dated):
            return Trend.UNKNOWN
        usual = sum(year >= since for year in dated) / len(dated)
        ratio = sum(year >= since for year in years) / len(years) / usual
        return Trend.RISING if ratio >= RISING else Trend.FADING if ratio <= FADING else Trend.STEADY

    def _shown(self, users: Collection[str]) -> Iterator[Shown]:
        """Datasets that the papers report on where they were read in full, and those that they cite in experiments."""
        cited = (c for c in self.citations if c.citing in users and c.cited in self.datasets and c.compares)
        read = (one for one in self.reported if one.paper in users)
        pairs = {(citation.citing, self.datasets[citation.cited]) for citation in cited}
        pairs |= {(one.paper, used.name) for one in read for used in one.practice.datasets}
        counts = Counter(name for _, name in pairs)
        for name in sorted(counts, key=lambda name: (-counts[name], name))[:DATASETS]:
            yield Shown(name, counts[name])

    def _bases(self, users: Collection[str]) -> list[str]:
        """Baselines that the papers mention where they describe their own method."""
        names = {candidate.paper.id for candidate in self.baselines}
        counts = Counter(
            c.cited
            for c in self.citations
            if c.citing in users and c.cited in names - set(users) and c.count(Section.METHOD)
        )
        return sorted(counts, key=lambda work: (-counts[work], work))[:BASES]


def _datasets(known: Iterable[Paper], citations: Iterable[Citation]) -> dict[str, str]:
    """Id to name of the datasets that are cited where results stand; without those of which only a title is known."""
    compared = {citation.cited for citation in citations if citation.compares}
    named = {p.id: _short(p) for p in known if p.id in compared and kind_of(p) is Kind.DATASET}
    return {paper: name for paper, name in named.items() if len(name.split()) <= LONGEST_NAME}


def _short(paper: Paper) -> str:
    """The name of a dataset: a short one that is known, else its title up to a colon."""
    return (paper.names or (paper.title.partition(":")[0],))[0]


def _said(sentences: Sequence[str], keys: Collection[str]) -> Iterator[tuple[str, str]]:
    """What a paper says that a technique is for: what it credits it with; of a technique in its title, what the title
    says it is for, and what the proposal is to solve."""
    others: list[tuple[str, str]] = []
    for place, sentence in enumerate(sentences):
        where = "abstract" if place else "title"
        for clause in filter(_is_trouble, solved(sentence)):
            by = credited(sentence, clause)
            if any(mention.key in keys for mention in by):
                yield clause.text, where
            elif not by and place and (_PROPOSES.search(sentence) or sentence.startswith("To ")):
                others.append((clause.text, where))
    if not any(mention.key in keys and not mention.is_end for mention in mentions(sentences[0])):
        return
    for clause in served(sentences[0]):
        if concerns_of(clause.text):
            yield clause.text, "title"
    yield from others


def _is_trouble(clause: Clause) -> bool:
    """Whether it is more than a task that is solved."""
    return not _OPEN.match(clause.text) or bool(concerns_of(clause.text))
