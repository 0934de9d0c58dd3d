from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.ranking.techniques import key_of, mentions, techniques
from tests.export.hostile import ANY_TEXT

PAPERS = {
    "a": [
        "Ranking via Knowledge Distillation",
        "We propose a knowledge distillation framework for question answering.",
    ],
    "b": ["Small models", "The student is trained using knowledge-distillation and contrastive learning."],
    "c": ["Question Answering with Contrastive Learning", "It is trained by contrastive learning."],
    "d": ["Retrieval for Question Answering", "The task of question answering is hard."],
}


def names(texts: dict[str, list[str]], tasks: tuple[str, ...] = ()) -> list[str]:
    return [one.name for one in techniques(texts, tasks)]


def test_what_papers_do_something_with_is_a_technique_and_what_they_do_it_for_is_none() -> None:
    assert names(PAPERS) == ["contrastive learning", "knowledge distillation"]


def test_a_task_that_is_named_and_its_ends_are_none_either() -> None:
    assert names(PAPERS, ("fast contrastive learning",)) == ["knowledge distillation"]


def test_the_stuff_of_the_task_is_no_technique() -> None:
    texts = {name: ["Tagging with query embeddings and query expansion"] for name in "abc"}
    assert names(texts, ("query and document",)) == ["query expansion"]


def test_self_supervised_learning_is_self_supervision() -> None:
    texts = {"a": ["Tagging with self-supervised learning"], "b": ["Tagging with self-supervision"]}
    assert len(names(texts)) == 1


def test_a_technique_of_one_paper_alone_is_not_shared() -> None:
    assert names({"a": PAPERS["a"]}) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pre-training", "Pretraining"),
        ("knowledge distillation", "Knowledge-Distillation"),
        ("hard negatives", "hard negative"),
    ],
)
def test_spellings_of_one_name_are_one(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


def test_a_part_of_a_longer_name_is_not_told_apart() -> None:
    texts = {name: ["Tagging with conditional random fields"] for name in "abc"}
    assert names(texts) == ["conditional random fields"]


def test_generic_words_and_verbs_name_nothing() -> None:
    texts = {
        name: ["We do so by proposing a novel method, using experiments and by introducing the results."]
        for name in "abc"
    }
    assert names(texts) == []


@pytest.mark.parametrize(
    "title",
    [
        "Tagging with user interactions",
        "Tagging by revisiting feather clustering",
        "Tagging in a feather tree module",
    ],
)
def test_stuff_and_what_something_is_done_to_or_done_in_is_no_means(title: str) -> None:
    assert names({name: [title] for name in "abc"}) == []


def test_a_piece_of_longer_names_is_none() -> None:
    kinds = ("striped", "spotted", "tiny", "blue")
    texts = {kind: [f"Tagging with {kind} feather augmentation"] for kind in kinds}
    assert names(texts) == []
    assert names({**texts, "e": ["With feather augmentation"], "f": ["Feather augmentation"]}) == [
        "feather augmentation"
    ]


def test_names_keep_their_capitals_where_they_are_abbreviations() -> None:
    texts = {name: ["Tagging With BiLSTM-CRF", "With Active Learning"] for name in "ab"}
    assert names(texts) == ["BiLSTM-CRF", "active learning"]


@given(st.lists(ANY_TEXT, max_size=4))
def test_any_text_is_read_and_every_name_occurs_in_it(sentences: list[str]) -> None:
    for sentence in sentences:
        for mention in mentions(sentence):
            assert set(mention.printed.casefold().split()) <= _words(sentence)


def _words(sentence: str) -> set[str]:
    tokens = re.findall(r"\d*[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*", sentence)
    return {token.casefold() for token in tokens} | {token.casefold().rsplit("-", 1)[0] for token in tokens}
