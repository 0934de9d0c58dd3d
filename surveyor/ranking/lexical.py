"""Closeness of papers to a problem by their words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from surveyor.models import Paper
from surveyor.text import WISHES, content_words, segmented


def closeness(
    problem: str, papers: Sequence[Paper], hints: str = "", hint_weight: float = 0.3
) -> npt.NDArray[np.float64]:
    """Cosine of TF-IDF vectors of the problem and of each paper's title, note, short names and areas, in [0, 1].

    `hints` are further words of the problem, at `hint_weight`.

    Frequencies come from the given papers alone, so the values are comparable between papers of any
    source, and nothing outside the survey can shift them. Words and pairs of words; logarithmic counts
    (Salton and Buckley 1988, "Term-weighting approaches in automatic text retrieval").
    """
    if not papers:
        return np.zeros(0)
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize

    vectorizer = TfidfVectorizer(analyzer=_terms, sublinear_tf=True)
    try:
        matrix = vectorizer.fit_transform([_text(paper) for paper in papers])
    except ValueError:  # no paper has a single word
        return np.zeros(len(papers))
    said, meant = vectorizer.transform([problem, hints])
    query = normalize(said + hint_weight * meant)
    return np.asarray((matrix @ query.T).todense()).ravel()


def _text(paper: Paper) -> str:
    return f"{paper.title} {paper.note} {' '.join(paper.names + paper.areas)}"


@lru_cache(maxsize=1 << 15)
def _terms(text: str) -> tuple[str, ...]:
    """Kept, as one survey looks at most of its papers twice, and one problem's papers are often another's."""
    content = [word for word in content_words(segmented(text)) if word not in WISHES]
    return (*content, *map(" ".join, pairwise(content)))
