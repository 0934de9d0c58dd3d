from __future__ import annotations

import pytest
from hypothesis import given

from surveyor.evidence.purpose import LONGEST, served, solved
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
        ("It handles sequences of length up to 8x of what was possible.", ["handles sequences of length up to 8x"]),
        ("We apply it to models and improve their efficiency.", []),
        (
            "It bridges the gap between large nets (LNs) and small ones, (which are slow).",
            ["bridges the gap between large nets (LNs) and small ones"],
        ),
        ("It bridges the gap between large nets, small ones and trees.", []),
        ("It bridges many small nets.", []),
        ("It reduces label noise and carefully generates tags.", ["reduces label noise"]),
        ("It reduces label noise to yield better tags.", ["reduces label noise"]),
        ("It reduces label noise---We tag.", ["reduces label noise"]),
        ("It improves the generalization ability.", ["improves the generalization ability"]),
        ("It improves both robustness and accuracy.", ["improves both robustness and accuracy"]),
        ("We improve tagging with consistency training.", []),
        ("Ease of answering counts.", []),
        ("It mitigates the weaknesses of earlier taggers.", []),
        ("It reduces the tagging problem to a search for trees.", []),
        ("We design trees to solve the generic...", []),
        ("We alleviate the aforementioned confusion.", []),
        ("We address this problem.", []),
        ("It overcomes these limitations.", []),
        ("We tackle the task of tagging.", []),
        ("It is addressed in Section 2.", []),
        ("A counterpart of the model", []),
        ("我们缓解标注噪声。", []),
    ],
)
def test_clauses_say_what_is_solved_in_words_of_the_sentence(sentence: str, clauses: list[str]) -> None:
    assert [clause.text for clause in solved(sentence)] == clauses


@pytest.mark.parametrize(
    ("title", "clauses"),
    [
        ("Meta-Learning for Cold-Start Recommendation", ["for Cold-Start Recommendation"]),
        ("Weak Supervision for Rare Words with Rules", ["for Rare Words"]),
        ("Learning without Forgetting", ["without Forgetting"]),
        ("Deep Nets", []),
    ],
)
def test_a_title_says_what_it_is_for(title: str, clauses: list[str]) -> None:
    assert [clause.text for clause in served(title)] == clauses


@given(ANY_TEXT)
def test_a_clause_is_never_invented_and_never_long(sentence: str) -> None:
    whole = f"We reduce {sentence}"
    for clause in solved(whole):
        assert len(clause.text) <= LONGEST + 1
        assert clause.text.removesuffix("…") in " ".join(whole[clause.start : clause.end].split())
