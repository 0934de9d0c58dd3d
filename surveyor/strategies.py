"""Papers of a survey to the techniques that they share: what each is for, where it was shown, what it builds on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

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
from surveyor.ranking.kinds import kind_of
from surveyor.ranking.purposes import said_of
from surveyor.ranking.techniques import Technique, is_known, is_long, key_of, techniques
from surveyor.stages import Walk
from surveyor.text import stem, title_key, words

MOST, PURPOSES, VARIANTS, DATASETS, BASES = 12, 3, 4, 4, 3
"""Strategies that are kept; of each its purposes, other names, datasets and baselines built on."""

LATELY, RISING, FADING, DATED = 2, 1.5, 0.6, 6
"""Years that are lately; how many times its share of the papers of then a technique has of all for it to rise or to
fade; papers that a trend needs."""

ENOUGH = 3
"""Papers that a technique needs of which nobody says what it is for; it has to be known as one besides."""

LONGEST_NAME = 4
"""Words of a dataset's name; what is longer is a title."""

NAMED = 0.5
"""A longer name gives its name to a family when so large a part of the family's papers hold it."""

_SAYS_NOTHING = frozenset("the a an of in to for with and problem issue challenge task".split())
"""Stems of words that a problem is talked of with, whichever it is."""


def strategies(
    problem: Problem,
    route: Route,
    papers: Sequence[Paper],
    baselines: Sequence[Candidate],
    walked: Walk,
) -> tuple[Strategy, ...]:
    """The techniques that the `papers` share, the one that most of them do something with first; before those of which
    no paper says what they are for, the others.

    `papers` are those to look at, closest to the problem first; the walk tells what they cite, and knows the datasets
    among that. Techniques are phrases that occur in titles and abstracts, or in the shelf's notes on papers without
    an abstract; nothing is said that none of these says.
    """
    papers = _once(papers)
    texts = {paper.id: (paper.title, *split(paper.abstract or paper.note)) for paper in papers}
    tasks = [problem.text, *(area.name for area in route.areas), *(term for area in route.areas for term in area.terms)]
    systems = _systems(walked.papers)
    families = _families([one for one in techniques(texts, tasks) if not _is_system(one, systems)])
    own = [citation for citation in walked.citations if citation.citing in texts]
    usual = frozenset(key for task in tasks for key in concerns_of(task))
    told = frozenset(stem(word) for task in tasks for word in words(task))
    datasets = _datasets(walked.papers, own)
    field = _Field(papers, texts, baselines, own, datasets, walked.reported, problem, usual, told)
    made = field.strategies(families)
    purposeful = [one for one in made if one.solves]
    used = [
        one
        for one, of in zip(made, families, strict=True)
        if of.is_known and not one.solves and len(one.papers) >= ENOUGH
    ]
    return tuple([*purposeful, *used][:MOST])


def _once(papers: Iterable[Paper]) -> list[Paper]:
    """The papers without further records of the same title."""
    first: dict[str, Paper] = {}
    for paper in papers:
        first.setdefault(title_key(paper.title), paper)
    return list(first.values())


def _systems(known: Iterable[Paper]) -> set[str]:
    """Keys of what known works call themselves with an abbreviation, such as `BERT`: baselines, no techniques."""
    names = {name for paper in known for name in (*paper.names, paper.title.partition(":")[0])}
    last = ((name, name.split()[-1]) for name in names if name and len(name.split()) <= 2)
    return {key_of(name) for name, word in last if sum(map(str.isupper, word)) > 1}


def _is_system(one: Technique, systems: set[str]) -> bool:
    return not systems.isdisjoint((*one.keys, key_of(one.name.split()[-1])))


@dataclass(frozen=True, slots=True)
class _Family:
    """A technique and its kinds: names that end alike."""

    name: str
    variants: tuple[str, ...]
    keys: frozenset[str]
    texts: frozenset[str]
    means: frozenset[str]
    is_known: bool
    """Whether one of the names is a technique wherever it stands."""


def _families(found: Sequence[Technique]) -> list[_Family]:
    """Techniques whose names end in another's are of one family; most used as a means first."""
    head = {one.name: _head(one, found) for one in found}
    members: dict[str, list[Technique]] = defaultdict(list)
    for one in found:
        members[head[one.name]].append(one)
    made = [family for of in members.values() if (family := _family(of))]
    return sorted(made, key=lambda family: (-len(family.means), -len(family.texts), family.name))


def _head(one: Technique, found: Sequence[Technique]) -> str:
    """The shortest name that its name ends in."""
    words = one.name.replace("-", " ").split()
    names = {key_of(other.name): other.name for other in reversed(found)}
    tails = (key_of(" ".join(words[at:])) for at in range(len(words) - 1, -1, -1))
    return next((names[tail] for tail in tails if tail in names), one.name)


def _family(members: Sequence[Technique]) -> _Family | None:
    """None where only single words name it: they say too little of what is done."""
    texts = frozenset[str]().union(*(one.texts for one in members))
    long = [one for one in members if is_long(one.name)]
    many = [one for one in long if len(one.texts) >= NAMED * len(texts)]
    if not long:
        return None
    if not many:
        members, texts = long, frozenset[str]().union(*(one.texts for one in long))
    name = (many or [one for one in long if is_known(one)] or long)[0].name
    ordered = sorted((one for one in members if one.name != name), key=lambda one: (-len(one.texts), one.name))
    return _Family(
        name,
        tuple(one.name for one in ordered[:VARIANTS]),
        frozenset[str]().union(*(one.keys for one in members)),
        texts,
        frozenset[str]().union(*(one.means for one in members)),
        any(is_known(one) for one in members),
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
    usual: frozenset[str]
    """Kinds of problem that the problem itself speaks of: that a paper is for these goes without saying."""
    told: frozenset[str]
    """Stems of the words that the problem and its areas are told in."""

    def strategies(self, families: Sequence[_Family]) -> list[Strategy]:
        """All that is known of each family. What a paper says of several at once it says of none of them."""
        users = [[paper for paper in self.papers if paper.id in family.texts] for family in families]
        solves = [self._solves(family, by) for family, by in zip(families, users, strict=True)]
        said = Counter((one.paper, one.text) for of in solves for one in of)
        own = [[one for one in of if said[one.paper, one.text] == 1] for of in solves]
        return [self._strategy(*of) for of in zip(families, users, own, strict=True)]

    def _strategy(self, family: _Family, users: Sequence[Paper], solves: Sequence[Purpose]) -> Strategy:
        ids = {paper.id for paper in users}
        years = [paper.year for paper in users if paper.year]
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
        """One a paper, the closest first, but of those that say the problem over again, one, and last."""
        said: dict[str, Purpose] = {}
        for paper in users:
            below = "abstract" if paper.abstract else "note"
            for text, title in islice(said_of(self.texts[paper.id], family.keys, self.usual, below == "note"), 1):
                said.setdefault(text.casefold(), Purpose(text, paper.id, "title" if title else below))
        told = list(said.values())
        over = [one for one in told if self._is_said_over(one.text)]
        return [one for place, one in enumerate(told) if one not in over and not _is_again(one, told[:place])] + over[
            :1
        ]

    def _is_said_over(self, text: str) -> bool:
        """Whether it names nothing besides the problem itself: "address the cold-start problem"."""
        return self.told.issuperset({stem(word) for word in words(text)[1:]} - _SAYS_NOTHING)

    def _trend(self, years: Sequence[int]) -> Trend:
        """The share of it that is of the last years, beside that of all papers."""
        since = int(self.problem.as_of[:4]) - LATELY
        dated = [paper.year for paper in self.papers if paper.year]
        if len(years) < DATED or not any(year >= since for year in dated):
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


def _is_again(purpose: Purpose, others: Iterable[Purpose]) -> bool:
    """Whether a title is for what is said already: "for Low-Resource Parsing" behind "for Low-Resource Tagging"."""
    kinds = frozenset(concerns_of(purpose.text))
    return purpose.text.startswith("for ") and not all(kinds.isdisjoint(concerns_of(one.text)) for one in others)
