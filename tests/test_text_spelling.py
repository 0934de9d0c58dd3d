"""Both spellings of a word are one word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.text import words
from surveyor.text_spelling import american, spellings

PAIRS = [
    ("personalised", "personalized"),
    ("summarisation", "summarization"),
    ("tokenise", "tokenize"),
    ("organisers", "organizers"),
    ("neighbourhood", "neighborhood"),
    ("colourisation", "colorization"),
    ("behaviour", "behavior"),
    ("favourite", "favorite"),
    ("rumour", "rumor"),
    ("unlabelled", "unlabeled"),
    ("modelling", "modeling"),
    ("analyse", "analyze"),
    ("centre", "center"),
    ("docs", "documents"),
]
OF_ONE_SPELLING = """noise denoising precise exercise unsupervised pairwise promising compromise enterprise arise hour
    contour detour bias crisis series horizon size laboratory collaborate random model signal surprise comprise
    revised""".split()


@pytest.mark.parametrize(("british", "us"), PAIRS)
def test_a_british_word_is_its_american_one(british: str, us: str) -> None:
    assert american(british) == us
    assert american(us) == us
    assert words(british) == words(us)
    assert {british, us} <= {*spellings(british), *spellings(us)}
    assert spellings(british)[0] == us


@pytest.mark.parametrize("word", OF_ONE_SPELLING)
def test_other_words_stay(word: str) -> None:
    assert american(word) == word


@given(st.text(alphabet="abeilmnorsuyz", min_size=1, max_size=14))
def test_a_word_is_respelled_once(word: str) -> None:
    us = american(word)
    assert american(us) == us
    assert spellings(word)[0] == us
