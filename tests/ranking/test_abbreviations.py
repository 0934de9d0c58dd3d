"""What abbreviations stand for, as papers introduce them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.ranking.abbreviations import introduced, spelled_out

WORD = st.text("abcdefghij", min_size=2, max_size=6)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We train large language models (LLMs) at scale", ("llm", "large language models")),
        ("on Neural Radiance Fields (NeRF).", ("nerf", "neural radiance fields")),
        ("a neural tangent kernel (NTK) of", ("ntk", "neural tangent kernel")),
        ("named-entity recognition (NER)", ("ner", "named-entity recognition")),
        ("multi-modal knowledge graphs (MMKGs)", ("mmkg", "multi-modal knowledge graphs")),
    ],
)
def test_an_abbreviation_in_brackets_stands_for_the_words_before_it(text: str, expected: tuple[str, str]) -> None:
    assert list(introduced(text)) == [expected]


@pytest.mark.parametrize("text", ["", "(LLM)", "as others do (LLM)", "a model (see below)", "of models (Kim)", "x ()"])
def test_brackets_without_such_words_introduce_nothing(text: str) -> None:
    assert not list(introduced(text))


@given(st.lists(WORD, min_size=2, max_size=5), st.lists(WORD, max_size=4))
def test_the_first_letters_of_words_are_always_matched_within_what_stands_before(
    words: list[str], before: list[str]
) -> None:
    short = "".join(word[0] for word in words)
    (found,) = introduced(f"{' '.join([*before, *words])} ({short.upper()})")
    assert found[0] == short
    assert " ".join([*before, *words]).endswith(found[1])
    assert found[1][0] == short[0]


def test_the_most_frequent_reading_that_two_texts_tell_is_taken() -> None:
    texts = [
        "differential privacy (DP)",
        "dynamic programming (DP)",
        "the Differential Privacy (DP)",
        "beam search (BS)",
    ]
    assert spelled_out("DPs with BS?", texts) == {"dp": "differential privacy"}
    assert spelled_out("DPs with BS?", reversed(texts)) == {"dp": "differential privacy"}
    assert spelled_out("dp", texts) == {}
    assert spelled_out("DP", texts[1:3]) == {}
