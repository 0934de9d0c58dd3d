"""Titles by the cosine of TF-IDF vectors (Salton and Buckley 1988, "Term-weighting approaches in automatic text
retrieval"), with document frequencies of what may be seen alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import CountVectorizer

from surveyor.library.records import Mask


class Tfidf:
    """The words of n titles, to be weighed for each view."""

    def __init__(self, titles: Sequence[str]) -> None:
        self._words = CountVectorizer(stop_words="english", dtype=np.float32)
        try:
            self._counts = self._words.fit_transform(titles).tocsr()
        except ValueError:  # no title holds a word
            self._counts = None

    def score(self, text: str, visible: Mask) -> npt.NDArray[np.float32]:
        """Cosine of each title with `text`, shape (n,), in [0, 1]; 0 for what may not be seen."""
        if self._counts is None or not visible.any():
            return np.zeros(len(visible), np.float32)
        seen = visible.astype(np.float32)
        weights = self._counts.copy()
        weights.data[:] = 1
        frequency = weights.T @ seen
        idf = np.where(frequency > 0, np.log1p(visible.sum()) - np.log(np.maximum(frequency, 1)), 0)
        weights.data = self._counts.data * idf[weights.indices]
        query = self._words.transform([text]).toarray().ravel() * idf
        norms = np.sqrt(np.asarray(weights.multiply(weights).sum(axis=1)).ravel())
        dots = weights @ query
        scores = dots / np.maximum(norms * np.linalg.norm(query), np.finfo(np.float32).tiny)
        shown: npt.NDArray[np.float32] = (scores * seen).astype(np.float32)
        return shown
