"""Titles by the cosine of TF-IDF vectors (Salton and Buckley 1988, "Term-weighting approaches in automatic text
retrieval"), with document frequencies of what may be seen alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import CountVectorizer

from surveyor.library.records import Mask

_TINY = np.finfo(np.float32).tiny


class Tfidf:
    """The words of n titles, to be weighed for each view."""

    def __init__(self, titles: Sequence[str]) -> None:
        self._words = CountVectorizer(stop_words="english", dtype=np.float32)
        try:
            self._counts = self._words.fit_transform(titles).tocsr()
        except ValueError:  # no title holds a word
            self._counts = None
            return
        self._squares = self._counts.power(2)
        self._holds = self._counts.astype(bool).astype(np.float32)

    def score(self, text: str, visible: Mask) -> npt.NDArray[np.float32]:
        """Cosine of each title with `text`, shape (n,), in [0, 1]; 0 for what may not be seen."""
        if self._counts is None or not visible.any():
            return np.zeros(len(visible), np.float32)
        seen = visible.astype(np.float32)
        frequency = self._holds.T @ seen
        idf = np.where(frequency > 0, np.log1p(seen.sum()) - np.log(np.maximum(frequency, 1)), 0)
        query = self._words.transform([text]).toarray().ravel() * idf
        lengths = np.sqrt((self._squares @ idf**2) * (query @ query))
        cosines: npt.NDArray[np.float32] = (self._counts @ (query * idf)) / np.maximum(lengths, _TINY)
        return (cosines * seen).astype(np.float32)
