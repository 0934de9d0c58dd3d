from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyor.models import Paper
from surveyor.ranking.lexical import closeness
from surveyor.text import STOP_WORDS, words
from tests.fakes import make_paper

VOCABULARY = ["neural", "ranking", "query", "the", "document", "of", "compression"]
TEXTS = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=6).map(" ".join)


def titled(*titles: str) -> list[Paper]:
    return [make_paper(f"p{number}", title=title) for number, title in enumerate(titles)]


def slow_closeness(problem: str, titles: list[str], hints: str = "", hint_weight: float = 0.3) -> list[float]:
    def terms(text: str) -> Counter[str]:
        content = [word for word in words(text) if word not in STOP_WORDS]
        return Counter(content + [f"{a} {b}" for a, b in pairwise(content)])

    documents = [terms(title) for title in titles]
    known = {term for document in documents for term in document}
    idf = {t: 1 + math.log((1 + len(documents)) / (1 + sum(t in d for d in documents))) for t in known}

    def vector(counts: Counter[str]) -> dict[str, float]:
        raw = {t: (1 + math.log(n)) * idf[t] for t, n in counts.items() if t in known}
        norm = math.sqrt(sum(v * v for v in raw.values())) or 1.0
        return {t: v / norm for t, v in raw.items()}

    said, meant = vector(terms(problem)), vector(terms(hints))
    query = {t: said.get(t, 0) + hint_weight * meant.get(t, 0) for t in known}
    norm = math.sqrt(sum(v * v for v in query.values())) or 1.0
    return [sum(v * query[t] / norm for t, v in vector(d).items()) for d in documents]


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.lists(TEXTS, min_size=1, max_size=5), st.one_of(st.just(""), TEXTS))
def test_it_is_the_cosine_of_a_slow_tf_idf(problem: str, titles: list[str], hints: str) -> None:
    assert closeness(problem, titled(*titles), hints) == pytest.approx(slow_closeness(problem, titles, hints), abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.lists(TEXTS, min_size=1, max_size=5), TEXTS)
def test_values_lie_between_zero_and_one(problem: str, titles: list[str], hints: str) -> None:
    values = closeness(problem, titled(*titles), hints)
    assert values.shape == (len(titles),)
    assert np.all(values >= 0)
    assert np.all(values <= 1 + 1e-9)


def test_the_same_words_are_as_close_as_can_be_and_other_words_not_at_all() -> None:
    same, part, other = closeness("neural ranking", titled("Neural Ranking", "Neural Parsing", "Image Compression"))
    assert same == pytest.approx(1)
    assert 0 < part < same
    assert other == 0


def test_words_in_the_order_of_the_problem_are_closer() -> None:
    in_order, turned = closeness("document ranking models", titled("Document ranking", "Ranking document"))
    assert in_order > turned


def test_hints_bring_a_paper_nearer_but_less_than_words_of_the_problem() -> None:
    papers = titled("Neural ranking", "Dense retrieval", "Cooking")
    assert closeness("neural ranking", papers)[1] == 0
    said, meant, neither = closeness("neural ranking", papers, "dense retrieval")
    assert said > meant > neither == 0


def test_the_note_the_short_names_and_the_areas_are_read_too_but_not_the_abstract() -> None:
    noted = make_paper("a", title="BERT", note="ranking of passages")
    at_home = make_paper("b", title="T5", areas=("passage-ranking",))
    hidden = make_paper("c", title="GPT", abstract="ranking of passages")
    values = closeness("passage ranking", [noted, at_home, hidden])
    assert values[0] > 0
    assert values[1] > 0
    assert values[2] == 0


def test_chinese_titles_are_compared_by_pairs_of_characters() -> None:
    near, far = closeness("开放域对话生成", titled("面向对话生成的模型", "图像压缩"))
    assert near > far == 0


def test_no_papers_or_papers_without_a_word_give_zeros() -> None:
    assert closeness("neural ranking", []).tolist() == []
    assert closeness("neural ranking", titled("the of", "—", "of the")).tolist() == [0, 0, 0]


def test_a_problem_of_unknown_words_is_close_to_nothing() -> None:
    assert closeness("xylophone", titled("Neural ranking", "Cooking")).tolist() == [0, 0]
