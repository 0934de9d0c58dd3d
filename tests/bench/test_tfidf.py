from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.bench.tfidf import Tfidf

WORDS = ["ranking", "parsing", "trees", "nets", "attention"]
TEXT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


def slow(titles: Sequence[str], visible: Sequence[bool], text: str) -> list[float]:
    """The cosines as the books have them."""
    shown = [title.split() for title, is_seen in zip(titles, visible, strict=True) if is_seen]

    def vector(line: str) -> dict[str, float]:
        idf = {word: sum(word in one for one in shown) for word in WORDS}
        return {
            w: n * (math.log(1 + len(shown)) - math.log(idf[w])) for w, n in Counter(line.split()).items() if idf[w]
        }

    def norm(weights: dict[str, float]) -> float:
        return math.sqrt(sum(weight**2 for weight in weights.values()))

    asked, scores = vector(text), []
    for title, is_seen in zip(titles, visible, strict=True):
        own = vector(title)
        dot = sum(weight * own.get(word, 0) for word, weight in asked.items())
        scores.append(dot / (norm(own) * norm(asked)) if is_seen and dot else 0.0)
    return scores


@given(st.lists(st.tuples(TEXT, st.booleans()), min_size=1, max_size=8), TEXT)
def test_closeness_is_the_cosine_of_what_may_be_seen(rows: list[tuple[str, bool]], text: str) -> None:
    titles, visible = [row[0] for row in rows], [row[1] for row in rows]
    found = Tfidf(titles).score(text, np.array(visible))
    assert found.tolist() == pytest.approx(slow(titles, visible, text), abs=1e-5)


def test_titles_without_words_are_close_to_nothing() -> None:
    assert Tfidf(["", "?"]).score("ranking", np.array([True, True])).tolist() == [0, 0]
    assert Tfidf([]).score("ranking", np.zeros(0, bool)).tolist() == []
    assert Tfidf(["ranking"]).score("???", np.array([True])).tolist() == [0]
