"""Which technique a sentence credits with what is solved."""

from __future__ import annotations

import pytest

from surveyor.evidence.purpose import solved
from surveyor.ranking.credited import credited


@pytest.mark.parametrize(
    ("sentence", "technique"),
    [
        ("Knowledge distillation reduces the model size.", "knowledge distillation"),
        ("Weight sharing, which is widely used, can reduce the model size.", "weight sharing"),
        ("We use active learning to reduce the annotation cost.", "active learning"),
        ("We reduce the annotation cost by active learning.", "active learning"),
        ("To reduce the annotation cost, we propose active learning.", "active learning"),
        ("Instead of active learning, we reduce the annotation cost.", ""),
        ("Active learning fails to reduce the annotation cost.", ""),
        ("We reduce the size of BERT; it was trained by active learning.", ""),
        ("Parsers lack the active learning, which prevents label noise.", ""),
        ("Active Learning with Methods for Reducing Label Noise", ""),
        ("It trains the dual encoder well and reduces the annotation cost.", ""),
        ("Starting with active learning, and further reduces the annotation cost by sorting.", "sorting"),
        ("We take active learning by adding noise, reducing the annotation cost.", ""),
        ("We present matrix factorization and use active learning to reduce the annotation cost.", "active learning"),
        ("Parsers with active learning are slow, but ours reduces the annotation cost.", ""),
        ("It does not require any active learning to reduce the annotation cost.", ""),
        ("The difficulty of reducing the annotation cost with active learning remains.", ""),
        ("It sorts before active learning, which reduces the annotation cost.", ""),
        ("We present a way of imitating active learning, reducing the annotation cost.", ""),
        ("Tags are made by hand and active learning, respectively, to reduce the annotation cost.", ""),
        ("It tags by active learning and uses a rule to reduce the annotation cost.", ""),
        ("It tags by using active learning networks and reduces the annotation cost by sorting.", "sorting"),
        ("We reduce the annotation cost by 1) a rule, 2) using active learning.", ""),
        ("We reduce the annotation cost by rules where something is uncertain in the active learning module.", ""),
        ("Like grammars, which are proven to reduce the annotation cost, we sort by active learning.", ""),
        ("We reduce the annotation cost by revisiting active learning.", ""),
        ("To reduce the annotation cost, active learning methods have been proposed.", "active learning"),
        ("Active learning is used, at first by hand, to reduce the annotation cost.", "active learning"),
        ("To reduce the annotation cost, a promising way is to use active learning.", "active learning"),
        ("We explore active learning in parsers to reduce the annotation cost.", "active learning"),
        ("Active learning plays a vital role in reducing the annotation cost.", "active learning"),
        ("Active learning has been proposed as a simple way to reduce the annotation cost.", "active learning"),
        ("Active learning not only reduces the annotation cost.", "active learning"),
        ("Active learning tackles label noise.", "active learning"),
    ],
)
def test_a_technique_is_credited_with_what_the_sentence_says_that_it_does(sentence: str, technique: str) -> None:
    [clause] = solved(sentence)
    found = credited(sentence, clause)
    assert (found[0].printed if found else "") == technique
