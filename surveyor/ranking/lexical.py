"""Closeness of papers to a problem by their words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from surveyor.models import Paper
from surveyor.text import STOP_WORDS, segmented, words

def closeness(problem: str, papers: Sequence[Paper]) -> npt.NDArray[np.float64]:
    """Cosine of TF-IDF vectors of the problem and of each paper's title, short names and note, in [0, 1].

    Frequencies come from the given papers alone, so the values are comparable between papers of any
    source, and nothing outside the survey can shift them. Words and pairs of words; logarithmic counts
    (Salton and Buckley 1988, "Term-weighting approaches in automatic text retrieval").
    """
    if not papers:
        return np.zeros(0)
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(analyzer=_terms, sublinear_tf=True)
    try:
        matrix = vectorizer.fit_transform([_text(paper) for paper in papers])
    except ValueError:  # no paper has a single word
        return np.zeros(len(papers))
    return np.asarray((matrix @ vectorizer.transform([problem]).T).todense()).ravel()


def _text(paper: Paper) -> str:
    return f"{paper.title} {' '.join(paper.names)} {paper.note}"


def _terms(text: str) -> list[str]:
    content = [word for word in words(segmented(text)) if word not in STOP_WORDS]
    return content + [f"{a} {b}" for a, b in zip(content, content[1:], strict=False)]
