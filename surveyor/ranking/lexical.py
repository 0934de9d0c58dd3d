"""Closeness of papers to a problem by their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise

import numpy as np
import numpy.typing as npt

from surveyor.models import Paper
from surveyor.text import WISHES, content_words, segmented

_Places = npt.NDArray[np.intp]


def closeness(
    problem: str, papers: Sequence[Paper], hints: str = "", hint_weight: float = 0.3
) -> npt.NDArray[np.float64]:
    """Cosine of TF-IDF vectors of the problem and of each paper's title, note, short names and areas, in [0, 1].

    `hints` are further words of the problem, at `hint_weight`.

    Frequencies come from the given papers alone, so the values are comparable between papers of any
    source, and nothing outside the survey can shift them. Words and pairs of words; logarithmic counts
    (Salton and Buckley 1988, "Term-weighting approaches in automatic text retrieval").
    """
    said = [_terms(_text(paper)) for paper in papers]
    number = {term: place for place, term in enumerate(dict.fromkeys(chain.from_iterable(said)))}
    if not number:
        return np.zeros(len(papers))
    row, term, count = _counted(said, number)
    rarity = np.log((1 + len(papers)) / (1 + np.bincount(term, minlength=len(number)))) + 1
    vectors = _of_length_one(row, (np.log(count) + 1) * rarity[term])

    asked = np.array([number[word] for word in sorted({*_terms(problem), *_terms(hints)}) if word in number], np.intp)
    query = np.zeros(len(number))
    for text, weight in ((problem, 1.0), (hints, hint_weight)):
        _, found, times = _counted([[word for word in _terms(text) if word in number]], number)
        one = np.zeros(len(number))
        one[found] = (np.log(times) + 1) * rarity[found]
        query[asked] += weight * _of_length_one(np.zeros_like(asked), one[asked])
    query[asked] = _of_length_one(np.zeros_like(asked), query[asked])
    return np.asarray(np.bincount(row, vectors * query[term], len(papers)), np.float64)


def _counted(texts: Sequence[Sequence[str]], number: Mapping[str, int]) -> tuple[_Places, _Places, _Places]:
    """Text, term by its number and how often it stands there, of each term of each text, in this order."""
    terms = np.array([number[term] for text in texts for term in text], np.intp)
    places = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    pairs, count = np.unique(places * len(number) + terms, return_counts=True)
    return *np.divmod(pairs, len(number)), count


def _of_length_one(row: _Places, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The values of each row divided by their length; nothing but zeros remains what it is."""
    length = np.sqrt(np.bincount(row, values * values))
    return values / np.where(length > 0, length, 1.0)[row]


def _text(paper: Paper) -> str:
    return f"{paper.title} {paper.note} {' '.join(paper.names + paper.areas)}"


@lru_cache(maxsize=1 << 15)
def _terms(text: str) -> tuple[str, ...]:
    """Kept, as one survey looks at most of its papers twice, and one problem's papers are often another's."""
    content = [word for word in content_words(segmented(text)) if word not in WISHES]
    return (*content, *map(" ".join, pairwise(content)))
