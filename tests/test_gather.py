from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.canon import canon
from surveyor.dates import parse_month
from surveyor.gather import gather, query_of
from surveyor.models import AreaMatch, Hit, Paper, Problem, TopicMatch
from surveyor.sources.base import View
from surveyor.stages import Gathered
from tests.fakes import FakeSource, make_paper, make_problem, make_route

PROBLEM = make_problem("neural ranking", as_of="2026-01")
VIEW = View(PROBLEM.cutoff)


def run(
    papers: list[Paper], scores: dict[str, float] | None = None, *, venues: tuple[str, ...] = (), seeds: int = 20
) -> Gathered:
    return gather(PROBLEM, make_route(*venues), [FakeSource(papers, scores=scores)], VIEW, seeds)


def ids(found: tuple[Hit, ...]) -> list[str]:
    return [hit.paper.id for hit in found]


def test_only_papers_of_the_last_years_are_recent() -> None:
    dates = {"a": "2025-12", "b": "2024-01", "c": "2023-12", "d": None}
    papers = [make_paper(name, date, "Neural ranking") for name, date in dates.items()]
    made = run(papers)
    assert ids(made.recent) == ["a", "b"]
    assert ids(made.found) == ["a", "b", "c"]


def test_years_widen_the_recent_window() -> None:
    problem = make_problem(as_of="2026-01", years=3)
    source = FakeSource([make_paper("c", "2023-01", "Neural ranking"), make_paper("d", "2022-12", "Neural ranking")])
    assert ids(gather(problem, make_route(), [source], VIEW, 5).recent) == ["c"]


def test_nothing_from_the_month_of_the_survey_on_is_found() -> None:
    papers = [make_paper("a", "2025-12", "Neural ranking"), make_paper("b", "2026-01", "Neural ranking", walkable=True)]
    made = run(papers)
    assert ids(made.found) == ids(made.recent) == ["a"]
    assert made.seeds == ()


def test_seeds_have_known_references_and_are_no_more_than_wanted() -> None:
    papers = [make_paper(f"p{i}", "2025-06", f"Neural ranking {i}", walkable=i % 2 == 0) for i in range(10)]
    made = run(papers, seeds=3)
    assert len(made.seeds) == 3
    assert all(hit.paper.has_references for hit in made.seeds)


def test_a_paper_of_the_first_routed_venue_is_raised_above_one_equally_close() -> None:
    papers = [
        make_paper("a", "2025-06", venue="AAAI"),
        make_paper("b", "2025-06", venue="SIGIR"),
        make_paper("c", "2025-06"),
    ]
    scores = {"a": 0.8, "b": 0.75, "c": 0.79}
    assert ids(run(papers, scores, venues=("SIGIR", "CIKM")).recent) == ["b", "a", "c"]
    assert ids(run(papers, scores).recent) == ["a", "c", "b"]


def test_a_better_routed_venue_raises_more() -> None:
    papers = [make_paper(v, "2025-06", venue=v, walkable=True) for v in ("SIGIR", "CIKM", "WSDM", "JMLR")]
    made = run(papers, dict.fromkeys(("SIGIR", "CIKM", "WSDM", "JMLR"), 0.5), venues=("WSDM", "SIGIR", "CIKM"))
    assert ids(made.recent) == ids(made.seeds) == ["WSDM", "SIGIR", "CIKM", "JMLR"]


def test_an_older_paper_is_a_seed_before_a_recent_one_only_when_it_is_nearer() -> None:
    papers = [make_paper("new", "2025-06", walkable=True), make_paper("old", "2021-06", walkable=True)]
    assert ids(run(papers, {"new": 0.7, "old": 0.7}).seeds) == ["new", "old"]
    assert ids(run(papers, {"new": 0.7, "old": 0.8}).seeds) == ["new", "old"]
    assert ids(run(papers, {"new": 0.3, "old": 1.0}).seeds) == ["old", "new"]


@given(st.integers(0, 20), st.integers(0, 20))
def test_of_two_seeds_equally_close_the_younger_comes_first(one: int, other: int) -> None:
    papers = [make_paper("a", f"{2025 - one}-06", walkable=True), make_paper("b", f"{2025 - other}-06", walkable=True)]
    order = ids(run(papers, {"a": 0.9, "b": 0.9}).seeds)
    recent = (parse_month("2025-06") - PROBLEM.since) // 12
    if max(one, recent) != max(other, recent):
        assert order == (["a", "b"] if one < other else ["b", "a"])
    else:
        assert order == ["a", "b"]


def test_a_paper_far_from_the_words_is_no_seed() -> None:
    papers = [make_paper(f"p{i}", "2025-06", walkable=True) for i in range(10)]
    papers.append(make_paper("far", "2025-06", walkable=True))
    made = run(papers, {**{f"p{i}": 1.0 for i in range(10)}, "far": 0.2})
    assert "far" in ids(made.found)
    assert "far" not in ids(made.seeds)


def test_recent_papers_closer_than_the_last_seed_but_without_references_are_counted() -> None:
    papers = [make_paper(n, "2025-06", walkable=n == "s") for n in ("x", "y", "s", "z")]
    made = run(papers, {"x": 1.0, "y": 0.95, "s": 0.9, "z": 0.8})
    assert ids(made.seeds) == ["s"]
    assert made.without_references == 2


def test_one_paper_from_two_sources_is_one_hit_with_its_best_score() -> None:
    one = FakeSource([make_paper("arxiv:2501.00001", "2025-01", "Neural Ranking", origins=("one",))], name="one")
    printed = make_paper("doi:10.1/a", "2025-07", "Neural ranking", origins=("two",), venue="SIGIR")
    two = FakeSource([printed], name="two", scores={"doi:10.1/a": 0.25})
    for sources in ([one, two], [two, one]):
        (hit,) = gather(PROBLEM, make_route(), sources, VIEW, 5).found
        assert hit.score == 1.0
        assert set(hit.paper.ids) == {"arxiv:2501.00001", "doi:10.1/a"}


def test_found_papers_come_closest_first_and_equals_by_id() -> None:
    papers = [make_paper(n, "2025-06") for n in ("c", "b", "a", "d")]
    assert ids(run(papers, {"a": 0.5, "b": 0.5, "c": 0.9, "d": 0.7}).found) == ["c", "d", "a", "b"]


def test_every_question_carries_the_view_and_one_asks_for_recent_walkable_papers() -> None:
    source = FakeSource([make_paper("a", "2025-06", "Neural ranking")])
    view = View(PROBLEM.cutoff, frozenset(["x"]))
    gather(PROBLEM, make_route(), [source], view, 5)
    assert {query.view for query in source.queries} == {view}
    assert any(query.walkable and query.since == PROBLEM.since for query in source.queries)


@pytest.mark.parametrize("problem", [PROBLEM, make_problem("quite another thing")])
def test_no_hits_give_an_empty_answer(problem: Problem) -> None:
    nothing = Gathered((), (), (), 0)
    assert gather(problem, make_route("SIGIR"), [FakeSource([])], VIEW, 20) == nothing
    assert gather(problem, make_route(), [], VIEW, 20) == nothing
    assert gather(problem, make_route(), [FakeSource([make_paper("a", title="Cooking")])], VIEW, 20) == nothing


def test_a_chinese_problem_is_asked_with_the_english_name_of_its_area() -> None:
    route = replace(make_route("ACL"), areas=(AreaMatch("dialogue", "dialogue systems", 1.0, ("对话",)),))
    source = FakeSource([make_paper("a", "2025-06", "Dialogue systems")])
    assert ids(gather(make_problem("对话生成", as_of="2026-01"), route, [source], VIEW, 5).found) == ["a"]


@pytest.mark.parametrize(
    ("text", "topics", "name"),
    [
        ("alert when metrics look strange", ("anomaly detection", "time series"), "anomaly detection time series"),
        ("alert when metrics look strange", (), ""),
        ("指标异常报警", ("anomaly detection",), "anomaly detection"),
        ("指标异常报警", (), "Time series"),
    ],
)
def test_sources_are_told_what_papers_call_the_problem_besides_its_own_words(
    text: str, topics: tuple[str, ...], name: str
) -> None:
    source = FakeSource([])
    areas = (AreaMatch("time-series", "Time series", 0.9, ()), AreaMatch("web", "Web mining", 0.1, ()))
    route = replace(make_route(), areas=areas, topics=topics)
    gather(make_problem(text, as_of="2026-01"), route, [source], VIEW, 5)
    assert {query.named for query in source.queries} == {name}
    assert all(f"{text} {name}".split() == query.text.split() for query in source.queries)


@pytest.mark.parametrize(
    ("text", "counts"), [("alert when metrics look strange", True), ("Alerting on Strange Metrics of Servers", False)]
)
def test_what_is_named_first_on_a_topic_counts_for_a_problem_and_not_for_a_title(text: str, *, counts: bool) -> None:
    work = canon()["time-series"]["time series anomaly detection"].standard[0]
    spoken = (TopicMatch("time-series", "time series anomaly detection", 1.0),)
    route = replace(make_route(), areas=(AreaMatch("time-series", "Time series", 1.0, ()),), speaks_of=spoken)
    known = make_paper(work, "2020-01", "A Work on Alerts")
    (told,) = query_of(make_problem(text, as_of="2026-01"), route, VIEW, [known]).at_home
    assert (told.fame.topical, told.fame.foremost) == (1.0, float(counts))
