"""What a paper says that a technique is for."""

from __future__ import annotations

import pytest

from surveyor.ranking.purposes import said_of
from surveyor.ranking.techniques import key_of

NONE = frozenset[str]()


@pytest.mark.parametrize(
    ("sentences", "purposes"),
    [
        (["Tagging", "We use active learning to reduce label noise."], [("reduce label noise", False)]),
        (["Reducing Label Noise by Active Learning"], [("Reducing Label Noise", True)]),
        (["Active Learning for Noisy Labels"], [("for Noisy Labels", True)]),
        (["Active Learning Methods for Noisy Labels"], [("for Noisy Labels", True)]),
        (["Active Learning for Cross-Lingual Tagging"], []),
        (["Active Learning and a Parser for Noisy Labels"], []),
        (["With Active Learning", "We propose TAL to reduce label noise."], [("reduce label noise", False)]),
        (["With Active Learning", "We propose a filter to reduce label noise."], []),
        (["With Active Learning", "We propose a filter that can reduce label noise of what others develop."], []),
        (["With Active Learning", "We present TAL: 1) a net to tag, 2) a filter to reduce label noise."], []),
        (["Trees Trained with Active Learning", "We propose TAL to reduce label noise."], []),
        (["With Active Learning", "We watch data for developing trees and mitigate label noise."], []),
        (["Active Learning for Attack Detection"], []),
        (["Active Learning for Measuring Robustness"], []),
        (["Active Learning for Generative Adversarial Networks"], []),
        (["Active Learning for Coreference Resolution"], []),
        (["Active Learning for Word Sense Disambiguation"], []),
        (["Active Learning for Data Storage Systems"], []),
        (["Tagging", "We use active learning to solve multi-modal tagging."], []),
        (
            ["Tagging", "We use active learning to solve the covariate mismatch."],
            [("solve the covariate mismatch", False)],
        ),
    ],
)
def test_a_purpose_is_what_a_paper_says_of_the_technique(
    sentences: list[str], purposes: list[tuple[str, bool]]
) -> None:
    assert list(said_of(sentences, {key_of("active learning")}, NONE, is_note=False)) == purposes


def test_one_word_names_a_technique_only_by_itself() -> None:
    def told(name: str) -> list[tuple[str, bool]]:
        said = ["Tagging", f"We use {name} to reduce label noise."]
        return list(said_of(said, {key_of("decomposition")}, NONE, is_note=False))

    assert told("decomposition") == [("reduce label noise", False)]
    assert told("tensor decomposition") == []


def test_of_a_note_all_speaks_of_the_proposal() -> None:
    noted = ["With Active Learning", "Picks what to label; eases label noise."]
    assert list(said_of(noted, {key_of("active learning")}, NONE, is_note=True)) == [("eases label noise", False)]
