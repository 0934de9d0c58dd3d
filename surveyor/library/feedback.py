"""The words of the closest papers, to search by again: what a question calls one way, its papers call another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from surveyor.library.records import Mask
from surveyor.library.search import Index
from surveyor.models import Hit

CLOSEST, SHARED, TERMS = 10, 0.25, 10
"""How many of the closest papers are read; a term is taken that at least so large a part of them holds, by their
closeness; and so many terms are, the most telling ones."""

SPELLED = 0.5
"""What a word that an abbreviation stands for counts beside one of the question."""

_COMMON = """accuracy achieve across algorithm based better both data dataset deep different effective efficient
    experiment extensive framework however learn learning model network neural novel outperform performance propose
    result show significantly state task technique train training"""
"""Words that most abstracts hold: they tell nothing apart, and their postings are long."""


def feedback(index: Index, hits: Iterable[Hit], said: Collection[str], visible: Mask) -> dict[str, float]:
    """Terms that the closest papers share beside those that were `said`, each with its share of them.

    Pseudo-relevance feedback: a term's weight is the part of the closeness that the papers holding it have, as in the
    relevance models of Lavrenko and Croft 2001, "Relevance-based language models"; the terms are chosen by weight times
    rarity among the visible records.
    """
    shares: defaultdict[str, float] = defaultdict(float)
    close = list(hits)
    total = sum(hit.score for hit in close)
    for hit in close:
        for term in index.words(f"{hit.paper.title} {hit.paper.abstract}"):
            shares[term] += hit.score / total
    left = {term for term, share in shares.items() if share >= SHARED} - {*said, *index.words(_COMMON)}
    worth = {term: shares[term] * index.rarity(term, visible) for term in left}
    return {term: shares[term] for term in sorted(worth, key=lambda term: (-worth[term], term))[:TERMS]}


def meant(index: Index, said: Mapping[str, float], spelled: Mapping[str, str]) -> dict[str, float]:
    """The terms that were `said`, and those of the words that the abbreviations among them are `spelled` out by."""
    words = index.words(" ".join(spelled.values()))
    return dict(said) | {word: max(SPELLED, said.get(word, 0.0)) for word in words}
