"""What a field calls a problem that somebody says in other words."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor import venues
from surveyor.models import AT_HOME
from surveyor.plain import units
from surveyor.route import route
from surveyor.topics import (
    BESIDE,
    LEAST,
    MOST,
    foremost,
    matches,
    may_be_of,
    meant_by,
    of_areas,
    once,
    said_of,
    spoken_of,
)

MAP = venues.load(Path(__file__).parent.parent / "venues.yaml")
TOPICS = [(area.key, topic) for area in MAP.areas.values() for topic in area.topics]
WORDS = sorted({word for _, topic in TOPICS[::40] for phrase in topic.said for word in phrase.split()})


@pytest.mark.parametrize(
    ("problem", "topic"),
    [
        ("多个摄像头找同一个人", "person re-identification"),
        ("夜间拍的照片太暗", "low-light enhancement"),
        ("方言语音识别不准", "low-resource accented speech recognition"),
        ("people misspell brand names in the search box", "spelling correction of search queries"),
        ("根据病历预测再入院", "electronic health records prediction"),
    ],
)
def test_a_problem_in_plain_words_is_searched_for_by_what_papers_call_it(problem: str, topic: str) -> None:
    assert topic in route(problem, MAP).topics


@pytest.mark.parametrize(
    ("problem", "topic"),
    [
        (
            "estimate from observational data how much each patient would benefit from a treatment",
            "treatment effect estimation observational data",
        ),
        (
            "translation decoding is too slow because words come out one after another",
            "non-autoregressive translation fast decoding",
        ),
        ("find abnormal nodes in a network", "graph anomaly fraud detection"),
    ],
)
def test_a_problem_that_shares_no_phrase_with_its_topic_is_told_by_what_it_means(problem: str, topic: str) -> None:
    assert topic in route(problem, MAP).topics


def test_a_title_and_a_question_for_literature_have_their_terms_already() -> None:
    said = "choosing articles for visitors while exploring rewards"
    assert meant_by(said, MAP)
    assert meant_by(said.title(), MAP) == meant_by(f"Which papers are about {said}?".title(), MAP) == {}


def test_evidence_is_the_same_whatever_the_order_of_sets() -> None:
    look = (
        "from surveyor import places, venues; from surveyor.topics import meant_by, said_of, together; "
        "text, known = 'natural language inference', venues.load(places.venues_file()); "
        "print(sorted(together(said_of(text, known), meant_by(text, known)).items()))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", look],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1


def test_what_the_terms_of_the_field_cover_is_not_told_by_its_meaning_again() -> None:
    said = "boxes drawn around cars vanish in fog"
    worths = [sum(meant_by(said, MAP, covered).values()) for covered in (0.0, 0.5, 1.0)]
    assert worths == sorted(worths, reverse=True)
    assert worths[0] > worths[1] > worths[2] == 0


@pytest.mark.parametrize(
    "title",
    ["query-doc relevance", "Decoupling GCN with DropGraph Module", "PixelVAE++: Improved PixelVAE", "xyzzy", ""],
)
def test_what_says_nothing_plainly_has_no_topic(title: str) -> None:
    assert route(title, MAP).topics == ()


def test_a_topic_has_a_name_that_titles_can_hold_and_phrases_that_say_it() -> None:
    for area, topic in TOPICS:
        assert topic.name.isascii(), (area, topic.name)
        assert len(topic.name.split()) <= 8, (area, topic.name)
        assert topic.said, (area, topic.name)
        assert not [phrase for phrase in topic.said if not units(phrase)], (area, topic.name)
        assert len(set(topic.said)) == len(topic.said), (area, topic.name)


@given(st.lists(st.sampled_from(WORDS), max_size=8))
def test_a_longer_text_says_no_less_of_any_topic_by_its_words(said: list[str]) -> None:
    part, whole = (said_of(" , ".join(text), MAP) for text in (said[:-1], said))
    assert all(whole[name] >= worth - 1e-9 for name, worth in part.items())


def test_a_whole_phrase_says_more_than_its_words_in_several_phrases() -> None:
    area, topic = next((area, topic) for area, topic in TOPICS if topic.name == "churn prediction")
    phrase = next(said for said in topic.said if said.isascii())
    whole = said_of(phrase, MAP)[area, topic.name]
    assert whole > said_of(phrase.rsplit(" ", 1)[0], MAP)[area, topic.name]


@given(st.dictionaries(st.tuples(st.sampled_from("ab"), st.sampled_from("uvwxyz")), st.floats(0, 20), max_size=9))
def test_few_topics_are_told_each_of_them_nearly_as_well_said_as_the_first(
    evidence: dict[tuple[str, str], float],
) -> None:
    told = spoken_of(evidence, {"a"})
    best = max((worth for (area, _), worth in evidence.items() if area == "a"), default=0.0)
    assert len(told) <= MOST
    assert all(evidence["a", name] >= max(LEAST, BESIDE * best) for name in told)
    assert bool(told) is (best >= LEAST)
    assert of_areas(evidence).get("a", (0.0, ""))[0] == (best if best >= LEAST else 0.0)


@given(st.dictionaries(st.sampled_from([("a", "x"), ("a", "y"), ("b", "z")]), st.floats(0, 50)), st.floats(0, 50))
def test_topics_share_what_is_said_most_or_should_be(evidence: dict[tuple[str, str], float], in_terms: float) -> None:
    found = matches(evidence, {"a"}, in_terms)
    shares = [match.share for match in found]
    assert {(match.area, match.topic) for match in found} == {
        n for n, worth in evidence.items() if n[0] == "a" and worth
    }
    assert shares == sorted(shares, reverse=True)
    assert all(0 <= share <= 1 for share in shares)
    most = max((worth for (area, _), worth in evidence.items() if area == "a"), default=0.0)
    assert (1.0 in shares) == (most >= max(LEAST, in_terms))


@pytest.mark.parametrize("problem", ["few-shot text classification", "image inpainting"])
def test_who_says_the_name_of_a_topic_speaks_of_it_most(problem: str) -> None:
    assert route(problem, MAP).speaks_of[0].topic.startswith(problem)


def test_a_problem_speaks_of_topics_of_its_areas_even_where_it_has_the_terms() -> None:
    found = route("query-doc relevance", MAP)
    assert found.topics == ()
    assert found.speaks_of[0].topic == "neural reranking cross-encoder"
    assert {match.area for match in found.speaks_of} == {"query-document-relevance"}


def test_the_foremost_topics_are_few_say_much_and_no_less_than_the_fields_terms() -> None:
    evidence = {("a", "one"): 10.0, ("a", "two"): 7.0, ("b", "three"): 5.0, ("c", "four"): 6.5, ("c", "five"): 6.4}
    assert foremost(evidence, 0.0) == [("a", "one"), ("a", "two"), ("c", "four")]
    assert foremost(evidence, 8.0) == [("a", "one")]
    assert foremost(evidence, 11.0) == foremost({}, 0.0) == foremost({("a", "one"): LEAST - 0.1}, 0.0) == []


def test_a_topic_of_two_areas_speaks_for_the_one_that_is_said_most_and_then_for_the_one_that_says_more() -> None:
    evidence = {("a", "one"): 5.0, ("b", "one"): 6.0, ("a", "two"): 3.0, ("c", "two"): 3.0, ("c", "three"): 1.0}
    assert once(evidence, {"a": 1.0, "c": 2.0}) == {("b", "one"): 6.0, ("c", "two"): 3.0, ("c", "three"): 1.0}
    assert once(evidence, {}) == {("b", "one"): 6.0, ("a", "two"): 3.0, ("c", "three"): 1.0}
    for typed in ("time series anomaly detection", "alert when server metrics look strange"):
        found = route(typed, MAP)
        assert (found.areas[0].area, found.venues[0].venue) == ("time-series", "KDD")
        assert "out-of-distribution" not in {match.area for match in found.areas}


def test_an_area_is_at_home_in_a_problem_that_means_a_topic_of_it() -> None:
    found = route("customers stop using the app weeks before they cancel", MAP)
    assert "user-behaviour" in {match.area for match in found.areas[:3]}
    assert found.speaks_of


def test_a_title_found_by_a_word_of_another_meaning_is_of_another_area() -> None:
    assert may_be_of("Tiny Object Detection in Aerial Images with Dense Queries", {"object-detection"})
    assert not may_be_of("Small Language Models with Small Vocabularies", {"object-detection"})
    assert not may_be_of("Scanning Long Documents for Question Answering", {"medical-imaging"})
    for text, areas in (("xyzzy", {"object-detection"}), ("Tiny objects", set()), ("Tiny objects", {"no area"})):
        assert may_be_of(text, areas)


def test_a_topic_that_a_question_for_literature_names_in_passing_makes_no_area_of_its_own() -> None:
    said = "optical flow from event cameras with image inpainting"
    shares = [
        {match.area: match.score for match in route(text, MAP).areas} for text in (said, f"Which papers are on {said}?")
    ]
    assert [found["image-generation-editing"] >= AT_HOME for found in shares] == [True, False]
