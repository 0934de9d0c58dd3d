from __future__ import annotations

import pytest
from hypothesis import given

from surveyor.evidence.purpose import LONGEST, purposes
from tests.export.hostile import ANY_TEXT


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        ("To alleviate the label noise, we train two nets.", ["alleviate the label noise"]),
        ("It mitigates exposure bias by sampling and thus improves results.", ["mitigates exposure bias"]),
        (
            "This reduces the memory of the index and improves the robustness to typing errors.",
            ["reduces the memory of the index", "improves the robustness to typing errors"],
        ),
        ("Bridging the vocabulary gap with expansion", ["Bridging the vocabulary gap"]),
        ("We address this problem.", []),
        ("It overcomes these limitations.", []),
        ("We tackle the task of tagging.", []),
        ("It is addressed in Section 2.", []),
        ("A counterpart of the model", []),
        ("我们缓解标注噪声。", []),
    ],
)
def test_clauses_say_what_is_solved_in_words_of_the_sentence(sentence: str, clauses: list[str]) -> None:
    assert list(purposes(sentence)) == clauses


@given(ANY_TEXT)
def test_a_clause_is_never_invented_and_never_long(sentence: str) -> None:
    for clause in purposes(f"We reduce {sentence}"):
        assert len(clause) <= LONGEST + 1
        assert clause.removesuffix("…") in " ".join(f"We reduce {sentence}".split())
