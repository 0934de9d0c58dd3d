"""The task of telling which of its references a paper compares with: `surveyor compared` beside simple rules."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from surveyor.bench.answers import Answers, Ask
from surveyor.bench.questions import Questions, Topic
from surveyor.compared import compared
from surveyor.errors import CorpusError
from surveyor.library import Library
from surveyor.models import Citation, Paper, Section, Standing
from surveyor.sources import LibrarySource, View

_EVER = View(10**6)


@dataclass(frozen=True, slots=True)
class Cited:
    """A reference with what a rule may look at."""

    qid: str
    paper: Paper
    citation: Citation
    citations: int
    """Papers before the citing one that cite it."""


def mentions(cited: Cited) -> float:
    """How often the paper mentions it; where equal, in how many kinds of sections."""
    found = cited.citation.mentions
    return sum(mention.count for mention in found) + 1e-3 * len(found)


def by_hand(cited: Cited) -> float:
    """Mentions in experiments, three times those in tables, two for a heading of baselines; where equal, all."""
    count = cited.citation.count
    telling = count(Section.EXPERIMENTS) + 3 * count(Section.TABLE) + 2 * cited.citation.baseline_subsection
    return telling + 1e-3 * mentions(cited)


def recency(cited: Cited) -> float:
    """The younger the better; what has no date comes last."""
    return float(cited.paper.month or 0)


def citation_count(cited: Cited) -> float:
    """How many papers cited it before."""
    return float(cited.citations)


def at_random(cited: Cited) -> float:
    """Chance, the same every time."""
    return int.from_bytes(hashlib.sha256(f"{cited.qid} {cited.paper.id}".encode()).digest()[:6], "big")


RULES: Mapping[str, Callable[[Cited], float]] = {
    "mentions": mentions,
    "exp+3table+2subsection": by_hand,
    "recency": recency,
    "citation-count": citation_count,
    "random": at_random,
}
"""Every peer by its name; a higher score is better, and ties stand in the order of ids."""


def asker(library: Library, task: str, questions: Questions) -> Ask:
    """A function that asks everybody about the references of the paper of a topic."""
    source = LibrarySource(library)

    def ask(topic: Topic) -> Answers:
        if not topic.paper:
            raise CorpusError(f'{topic.qid}: the query names no "paper" whose references are to be ranked')
        right = frozenset(name for one in questions.gold[task].get(topic.qid, ()) for name in one.ids)
        began = time.perf_counter()
        found = {"surveyor": _ours(source, topic)}
        read = time.perf_counter()
        references = _references(source, topic)
        ruled = time.perf_counter()
        found |= {name: _by(rule, references) for name, rule in RULES.items()}
        each = ruled - read + (time.perf_counter() - ruled) / len(RULES)
        documents = {name: [_document(paper, right) for paper in papers] for name, papers in found.items()}
        seconds = {"surveyor": read - began} | dict.fromkeys(RULES, each)
        return Answers(topic.qid, {task: sorted(right)}, {task: documents}, seconds)

    return ask


def _ours(source: LibrarySource, topic: Topic) -> list[Paper]:
    papers = source.lookup([topic.paper], _EVER)[:1]
    return [work.paper for paper in papers for work in compared(paper, source, _EVER).works]


def _by(rule: Callable[[Cited], float], references: Iterable[Cited]) -> list[Paper]:
    return [cited.paper for cited in sorted(references, key=lambda one: (-rule(one), one.paper.id))]


def _references(source: LibrarySource, topic: Topic) -> list[Cited]:
    rows = []
    for paper in source.lookup([topic.paper], _EVER)[:1]:
        found = source.references([paper], _EVER)
        known = {one.id: one for one in found.papers}
        standings = source.standings(paper, found.papers, (), _EVER, enough=0)
        rows += [
            Cited(topic.qid, known[citation.cited], citation, _citations(standings.get(citation.cited)))
            for citation in found.citations
        ]
    return rows


def _citations(standing: Standing | None) -> int:
    return standing.citations if standing else 0


def _document(paper: Paper, right: frozenset[str]) -> str:
    """The id under which it is right, or else its own."""
    return next((name for name in (paper.id, *paper.ids) if name in right), paper.id)
