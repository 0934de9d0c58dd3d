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
from surveyor.plain import units
from surveyor.route import route
from surveyor.topics import BESIDE, LEAST, MOST, matches, of_areas, spoken_of, topic_evidence
from surveyor.topics_learnt import learnt_evidence, topic_words

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
def test_words_that_papers_on_a_topic_use_say_it_too(problem: str, topic: str) -> None:
    assert topic in route(problem, MAP).topics


def test_a_title_and_a_question_for_literature_have_their_terms_already() -> None:
    said = "choosing articles for visitors while exploring rewards"
    assert learnt_evidence(units(said))
    assert topic_evidence(said.title(), MAP) == topic_evidence(f"Which papers are about {said}?".title(), MAP)
    assert sum(topic_evidence(said, MAP).values()) > sum(topic_evidence(said.title(), MAP).values())


def test_evidence_is_the_same_whatever_the_order_of_sets() -> None:
    look = (
        "from surveyor import places, venues; from surveyor.topics import topic_evidence; "
        "print(sorted(topic_evidence('natural language inference', venues.load(places.venues_file())).items()))"
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


def test_what_was_learnt_is_of_topics_of_the_map() -> None:
    learnt = topic_words()
    assert set(learnt.topics) <= {topic.name for _, topic in TOPICS}
    places = {place for found in learnt.words.values() for place, _ in found}
    assert places == set(range(len(learnt.topics)))
    assert all(weight > 0 for found in learnt.words.values() for _, weight in found)


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
def test_a_longer_text_says_no_less_of_any_topic(said: list[str]) -> None:
    part, whole = topic_evidence(" , ".join(said[:-1]), MAP), topic_evidence(" , ".join(said), MAP)
    assert all(whole[name] >= worth - 1e-9 for name, worth in part.items())


def test_a_whole_phrase_says_more_than_its_words_in_several_phrases() -> None:
    area, topic = next((area, topic) for area, topic in TOPICS if topic.name == "churn prediction")
    phrase = next(said for said in topic.said if said.isascii())
    whole = topic_evidence(phrase, MAP)[area, topic.name]
    assert whole > topic_evidence(phrase.rsplit(" ", 1)[0], MAP)[area, topic.name]


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
