"""Routing: the practitioners' rules, and the laws that hold for any text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyor import venues
from surveyor.errors import UsageError
from surveyor.route import route

if TYPE_CHECKING:
    from surveyor.models import Route

MAP = venues.load(Path(__file__).parent.parent / "venues.yaml")
NLP, IR, ML = {"ACL", "EMNLP", "NAACL", "COLING"}, {"SIGIR", "CIKM", "WSDM", "ECIR", "WWW"}, {"ICLR", "NeurIPS", "ICML"}
SMALL = """\
version: 1
venues:
  SIGIR: {name: Information Retrieval, community: IR}
  ICLR: {name: Learning Representations, community: ML}
  AAAI: {name: Artificial Intelligence, community: general}
areas:
  ranking:
    name: document ranking
    zh: 文档排序
    terms: [ranking, learning to rank, user model]
    terms_zh: [排序, 排序学习]
    venues: {SIGIR: home of ranking, AAAI: sometimes}
    datasets: [MS MARCO]
    metrics: [nDCG]
    warnings: [Labels are sparse.]
  learning:
    name: representation learning
    zh: 表示学习
    terms: [deep learning, language model]
    terms_zh: [学习]
    venues: {ICLR: home of learning}
    datasets: [ImageNet]
fallback:
  venues: {AAAI: cannot tell}
"""


def short(found: Route, count: int = 3) -> list[str]:
    return [match.venue for match in found.venues[:count]]


def areas(found: Route) -> list[str]:
    return [match.area for match in found.areas]


@pytest.mark.parametrize(
    "problem",
    [
        "query-doc relevance",
        "query-doc相关性匹配",
        "how relevant is a document to a search query",
        "文档和查询的匹配程度",
        "Query Document RELEVANCE",
    ],
)
def test_relevance_matching_belongs_to_ir(problem: str) -> None:
    found = route(problem, MAP)
    assert areas(found)[0] == "query-document-relevance"
    assert short(found, 2) == ["SIGIR", "CIKM"]
    assert set(short(found, 5)) <= IR


@pytest.mark.parametrize(
    "problem",
    [
        "natural language inference",
        "NLI",
        "文本蕴含",
        "question answering",
        "智能问答",
        "open-domain dialogue generation",
        "开放域对话生成",
    ],
)
def test_inference_answers_and_dialogue_belong_to_nlp(problem: str) -> None:
    assert set(short(route(problem, MAP), 4)) == NLP


@pytest.mark.parametrize(
    "problem",
    [
        "compress a matching model to be smaller and faster",
        "compress a query-document relevance matching model",
        "speed up inference of a ranking model",
        "make my retrieval model faster",
        "模型压缩",
        "压缩相关性匹配模型，使其更小更快",
        "知识蒸馏",
    ],
)
def test_compression_belongs_to_ml_whatever_is_compressed(problem: str) -> None:
    found = route(problem, MAP)
    assert areas(found)[0] == "model-compression"
    assert found.venues[0].venue == "ICLR"


def test_plain_compression_names_the_three_ml_venues_first() -> None:
    assert short(route("compress a matching model to be smaller and faster", MAP)) == ["ICLR", "NeurIPS", "ICML"]


@pytest.mark.parametrize(
    "problem", ["something nobody knows xyzzy", "", "   ", "？！", "随便什么都行", "my problem is hard"]
)
def test_what_nobody_knows_goes_to_the_general_venues(problem: str) -> None:
    found = route(problem, MAP)
    assert found.fallback
    assert short(found) == ["AAAI", "IJCAI"]
    assert not any((found.areas, found.datasets, found.metrics, found.warnings, found.expansion))
    assert "mixed" in found.venues[0].why[0]


def test_examples_of_the_map_route_to_their_area() -> None:
    examples = [(example, area.key) for area in MAP.areas.values() for example in area.examples]
    assert [(problem, areas(route(problem, MAP))[:1]) for problem, _ in examples] == [(p, [key]) for p, key in examples]


@pytest.mark.parametrize(
    ("problem", "area"),
    [
        ("contrastive learning for sequential recommendation", "sequential-recommendation"),
        ("machine translation with reinforcement learning", "machine-translation"),
        ("predict which ads users click", "ctr-prediction"),
        ("translate Chinese to English", "machine-translation"),
        ("recommend movies to users", "recommendation"),
        ("the pre-trained dialogue system", "open-domain-dialogue"),
        ("detect fake news", "fact-checking"),
        ("股票价格预测", "time-series"),
    ],
)
def test_the_problem_outweighs_the_means(problem: str, area: str) -> None:
    assert areas(route(problem, MAP))[0] == area


def test_warnings_that_practitioners_know() -> None:
    dialogue = " ".join(route("open-domain dialogue generation", MAP).warnings)
    assert "BLEU" in dialogue
    assert "9 to 1" in dialogue
    assert "hypothesis" in " ".join(route("natural language inference", MAP).warnings)
    assert "MS MARCO" in " ".join(route("query-doc relevance", MAP).warnings)


def test_why_names_area_share_terms_and_reason() -> None:
    found = route("document ranking", venues.parse(SMALL, "v.yaml"))
    assert found.venues[0].why == ("document ranking (1.00): matched “document ranking”; home of ranking",)


def test_data_sets_come_only_from_areas_that_matter() -> None:
    small = venues.parse(SMALL, "v.yaml")
    assert route("ranking documents", small).datasets == ("MS MARCO",)
    assert set(route("ranking and deep learning", small).datasets) == {"MS MARCO", "ImageNet"}
    assert route("deep learning", small).metrics == ()


def test_side_by_side_counts_more_than_scattered() -> None:
    small = venues.parse(SMALL, "v.yaml")
    near = route("deep learning for a user model", small)
    apart = route("deep learning for a model that a user knows", small)
    assert areas(near)[0] == "ranking"
    assert near.areas[0].score > next(match.score for match in apart.areas if match.area == "ranking")


def test_chinese_takes_the_longest_term_once() -> None:
    found = route("排序学习", venues.parse(SMALL, "v.yaml"))
    assert areas(found)[0] == "ranking"
    assert found.areas[0].terms == ("排序学习",)


def test_expansion_holds_english_words_that_the_problem_does_not_say() -> None:
    for problem in ("query-doc relevance", "开放域对话生成", "文本蕴含", "时间序列预测", "压缩相关性匹配模型"):
        words = route(problem, MAP).expansion
        assert 1 <= len(words) <= 8
        assert len(set(words)) == len(words)
        assert all(word.isascii() for word in words)
        assert not set(words) & set(problem.replace("-", " ").split())
    assert {"pruning", "distillation"} <= set(route("模型压缩", MAP).expansion)
    assert route("xyzzy", MAP).expansion == ()


def test_covered_is_the_share_of_words_that_are_terms_of_the_areas() -> None:
    assert route("natural language inference", MAP).covered == 1.0
    assert 0 < route("natural language inference with xyzzy", MAP).covered < 1
    assert route("xyzzy", MAP).covered == 0.0


def test_wanted_venues_are_the_route_in_their_order() -> None:
    found = route("query-doc relevance", MAP, ["nips", "SIGIR 2020", "NeurIPS"])
    assert [(match.venue, match.why) for match in found.venues] == [
        ("NeurIPS", ("asked for",)),
        ("SIGIR", ("asked for",)),
    ]
    assert not found.fallback
    assert areas(found)[0] == "query-document-relevance"
    assert found.datasets
    assert not route("xyzzy", MAP, ["KDD"]).fallback


def test_unknown_wanted_venue_is_a_usage_error_with_a_hint() -> None:
    with pytest.raises(UsageError, match=r"unknown venue 'SIGIRR'; did you mean SIGIR\?"):
        route("anything", MAP, ["SIGIRR"])
    with pytest.raises(UsageError, match=r"unknown venue 'qqqqzzzz'; see: surveyor venues list"):
        route("anything", MAP, ["qqqqzzzz"])


TERMS = sorted({term for area in MAP.areas.values() for term in (*area.terms, *area.terms_zh)})
PROBLEMS = st.lists(st.sampled_from(TERMS) | st.text(max_size=8), max_size=6).map(" ".join)


@given(PROBLEMS)
@settings(max_examples=200, deadline=None)
def test_laws_of_a_route(problem: str) -> None:
    found = route(problem, MAP)
    assert found == route(problem, MAP)
    assert sum(match.score for match in found.venues) == pytest.approx(1)
    assert [match.score for match in found.venues] == sorted((m.score for m in found.venues), reverse=True)
    assert len({match.venue for match in found.venues}) == len(found.venues)
    assert all(match.venue in MAP.venues and match.why for match in found.venues)
    assert found.fallback == (not found.areas)
    if found.areas:
        assert sum(match.score for match in found.areas) == pytest.approx(1)
        assert all(match.terms for match in found.areas)


@given(st.lists(st.sampled_from([term for term in TERMS if term.isascii()]), min_size=1, max_size=4))
@settings(max_examples=100, deadline=None)
def test_hyphens_do_not_matter_nor_how_a_title_is_written(terms: list[str]) -> None:
    problem = ", ".join(terms)
    plain = route(problem, MAP)
    assert route(problem.upper(), MAP) == route(problem.title(), MAP)
    assert route(problem.replace(" ", "-"), MAP) == plain
    assert route(f"  {problem}  ", MAP) == plain


@given(st.text(alphabet="qxz ", max_size=40))
def test_unknown_words_fall_back(problem: str) -> None:
    assert route(problem, MAP).fallback


@pytest.mark.parametrize("term", ["pretraining", "pre-training", "pre training"])
def test_run_together_is_the_same_word(term: str) -> None:
    assert areas(route(term, MAP))[0] == "language-models"
