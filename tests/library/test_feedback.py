"""Words of the closest papers: which are taken to search again, held against a slow twin."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from hypothesis import given
from hypothesis import strategies as st

from surveyor.library import Library
from surveyor.library.feedback import SHARED, SPELLED, TERMS, feedback, meant
from surveyor.library.records import Records
from surveyor.library.search import Index
from surveyor.models import Hit, Paper

LibraryOf = Callable[..., Library]

WORDS = ("net", "word", "tree", "graph", "verb", "noun", "rank", "cell", "robot", "lidar", "voxel", "kernel", "speech")
TITLES = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9, unique=True).map(" ".join), min_size=4)


WEIGHTS = ([1.0], [1.0, 1.0], [2.0, 1.0, 1.0], [4.0, 2.0, 1.0, 1.0])
"""Of sums that divide exactly, so that ties are ties."""


def slow_feedback(titles: Sequence[str], weights: Sequence[float], said: str) -> dict[str, float]:
    shares = {
        word: sum(w for title, w in zip(titles, weights, strict=False) if word in title.split()) / sum(weights)
        for word in WORDS
    }
    having = {word: sum(word in title.split() for title in titles) for word in WORDS}
    rarity = {w: math.log(1 + (len(titles) - n + 0.5) / (n + 0.5)) for w, n in having.items()}
    left = [word for word in WORDS if shares[word] >= SHARED and word != said]
    best = sorted(left, key=lambda word: (-shares[word] * rarity[word], word))[:TERMS]
    return {word: shares[word] for word in best}


def ask(library: Library, hits: Sequence[Hit], said: str) -> dict[str, float]:
    with library.reading() as db:
        records = Records.load(db)
        seen = records.seen(2200 * 12)
        return feedback(Index(db, records), hits, [said], seen.visible)


@given(TITLES, st.sampled_from(WEIGHTS), st.sampled_from(WORDS))
def test_terms_are_those_of_the_slow_twin(
    library_of: LibraryOf, titles: list[str], weights: list[float], said: str
) -> None:
    hits = [Hit(Paper(f"a:{at}", (), titles[at]), weight) for at, weight in enumerate(weights)]
    with library_of(mine=([{"id": f"a:{at}", "title": t, "year": 2018} for at, t in enumerate(titles)], [])) as library:
        assert ask(library, hits, said) == slow_feedback(titles, weights, said)


def test_words_of_every_abstract_are_not_taken_and_nothing_without_hits(library_of: LibraryOf) -> None:
    paper = Paper("a:1", (), "Voxels", abstract="We propose a novel neural network that outperforms rays")
    with library_of(mine=([{"id": "a:1", "title": "Voxels", "year": 2018}], [])) as library:
        assert set(ask(library, [Hit(paper, 1.0)], "kernel")) == {"voxel", "rai"}
        assert ask(library, [], "kernel") == {}


def test_words_of_an_abbreviation_are_meant_at_less_than_those_said(library_of: LibraryOf) -> None:
    with library_of(mine=([{"id": "a:1", "title": "Voxels", "year": 2018}], [])) as library, library.reading() as db:
        index = Index(db, Records.load(db))
        found = meant(index, {"llm": 1.0, "model": 1.0, "word": 0.1}, {"llm": "large word models"})
    assert found == {"llm": 1.0, "model": 1.0, "word": SPELLED, "larg": SPELLED}
