from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyor.models import Candidate, Citation, Hit, Kind, Paper, Role, Section
from surveyor.rank import rank
from surveyor.stages import Gathered, Ranking, Walk
from tests.fakes import cite, hits, make_paper, make_problem, make_route

SEEDS, WORKS = ("s1", "s2", "s3"), ("w1", "w2", "w3", "w4", "w5", "w6")
PROBLEM = make_problem("neural ranking", as_of="2026-01")
PAPERS = [
    *(make_paper(name, f"2025-0{i}", f"Neural ranking {name}", has_references=True) for i, name in enumerate(SEEDS, 1)),
    make_paper("w1", "2016-01", "A deep ranker"),
    make_paper("w2", "2025-06", "Large-scale ranking", has_references=True),
    make_paper("w3", "2015-01", "A simple baseline for ranking"),
    make_paper("w4", "2018-01", "A dataset of queries"),
    make_paper("w5", "2014-01", "Something else", kind=Kind.OPTIMIZER),
    make_paper("w6", None, "An undated thing"),
]
BY_ID = {paper.id: paper for paper in PAPERS}


def run(
    citations: list[Citation],
    papers: list[Paper] | None = None,
    *,
    seeds: tuple[str, ...] = SEEDS,
    extra: tuple[str, ...] = (),
    around: tuple[Hit, ...] = (),
    top: int = 100,
) -> Ranking:
    seed_hits = hits(*(BY_ID[i] for i in seeds))
    found = seed_hits + [Hit(BY_ID[i], 0.1) for i in extra]
    listed = PAPERS if papers is None else papers
    read = [i for i in (*SEEDS, "w2") if i in {paper.id for paper in listed}]
    gathered = Gathered(tuple(found), (), tuple(seed_hits), around=around)
    walked = Walk(tuple(listed), tuple(citations), tuple(read))
    return rank(PROBLEM, make_route("SIGIR"), gathered, walked, top=top)


def find(made: Ranking, name: str) -> Candidate:
    (candidate,) = [c for c in made.baselines if c.paper.id == name]
    return candidate


@st.composite
def evidence(draw: st.DrawFn) -> list[Citation]:
    edges = draw(st.sets(st.tuples(st.sampled_from((*SEEDS, "w2")), st.sampled_from(WORKS)), max_size=24))
    counts = st.integers(0, 3)
    return [
        cite(a, b, baseline=draw(st.booleans()), table=draw(counts), experiments=draw(counts), related=draw(counts))
        for a, b in sorted(edges)
        if a != b
    ]


@settings(max_examples=40, deadline=None)
@given(evidence())
def test_the_figures_of_a_candidate_equal_a_recount_from_the_citations(citations: list[Citation]) -> None:
    for candidate in run(citations).baselines:
        mine = [c for c in citations if c.cited == candidate.paper.id and c.citing in SEEDS]
        compared = {
            c.citing
            for c in mine
            if c.baseline_subsection or any(m.section in ("experiments", "table") and m.count for m in c.mentions)
        }
        assert candidate.of == len(SEEDS)
        assert set(candidate.cited_by) == {c.citing for c in mine}
        assert set(candidate.compared_by) == compared
        assert set(candidate.compared_by) <= set(candidate.cited_by)
        assert len(set(candidate.cited_by)) == len(candidate.cited_by) <= candidate.of
        assert {m.section: m.count for m in candidate.mentions} == {
            s: n for s in Section if (n := sum(c.count(s) for c in mine))
        }
        if compared:
            assert f"{len(compared)} of {len(SEEDS)} papers" in candidate.why


@settings(max_examples=40, deadline=None)
@given(evidence())
def test_nothing_is_both_a_baseline_and_set_aside_and_whatever_is_set_aside_has_a_reason(
    citations: list[Citation],
) -> None:
    made = run(citations)
    chosen = [c.paper.id for c in made.baselines]
    aside = [s.paper.id for s in made.set_aside]
    assert not set(chosen) & set(aside)
    assert len({*chosen, *aside}) == len(chosen) + len(aside)
    assert set(aside) == {"w4", "w5"} & {c.cited for c in citations}
    assert {c.cited for c in citations} <= {*chosen, *aside}
    for work in made.set_aside:
        assert work.reason
        assert set(work.cited_by) == {c.citing for c in citations if c.cited == work.paper.id and c.citing in SEEDS}
        assert work.of == len(SEEDS)


@settings(max_examples=40, deadline=None)
@given(evidence())
def test_scores_descend_and_lie_where_they_are_promised(citations: list[Citation]) -> None:
    made = run(citations)
    for scores in ([c.score for c in made.baselines], [s.score for s in made.related]):
        assert scores == sorted(scores, reverse=True)
        assert all(score > 0 for score in scores)
    assert all(s.score <= 1 + 1e-9 for s in made.related)


@settings(max_examples=30, deadline=None)
@given(evidence(), st.randoms(use_true_random=False))
def test_the_ranking_does_not_depend_on_the_order_of_papers_and_citations(
    citations: list[Citation], chance: random.Random
) -> None:
    papers, shuffled = list(PAPERS), list(citations)
    chance.shuffle(papers)
    chance.shuffle(shuffled)
    assert run(shuffled, papers) == run(citations)


@settings(max_examples=30, deadline=None)
@given(evidence(), st.integers(0, 4))
def test_top_cuts_the_same_ranking_short(citations: list[Citation], top: int) -> None:
    whole, short = run(citations), run(citations, top=top)
    assert [c.paper.id for c in short.baselines] == [c.paper.id for c in whole.baselines][:top]
    assert short.related == whole.related[:top]
    assert set(short.set_aside) <= set(whole.set_aside)


def test_a_work_in_tables_stands_above_one_in_related_work_and_popularity_does_not_help() -> None:
    citations = [cite(seed, "w1", table=1) for seed in SEEDS[:2]] + [cite(seed, "w6", related=1) for seed in SEEDS]
    papers = [BY_ID[s] for s in SEEDS] + [make_paper("w1", "2016-01", "Work"), make_paper("w6", "2016-01", "Work two")]
    assert run(citations, papers).baselines[0].paper.id == "w1"


def test_of_two_works_used_alike_the_younger_stands_first() -> None:
    papers = [BY_ID[s] for s in SEEDS] + [
        make_paper("w1", "2012-01", "Work one"),
        make_paper("w2", "2022-01", "Work two"),
    ]
    citations = [cite(seed, work, table=1) for seed in SEEDS for work in ("w1", "w2")]
    ranked = [c.paper.id for c in run(citations, papers).baselines if c.cited_by]
    assert ranked == ["w2", "w1"]


def test_a_vote_of_a_closer_paper_counts_more() -> None:
    papers = [BY_ID[s] for s in SEEDS] + [
        make_paper("w1", "2016-01", "Work one"),
        make_paper("w2", "2016-01", "Work two"),
    ]
    ranked = run([cite("s1", "w1", table=1), cite("s3", "w2", table=1)], papers).baselines
    assert [c.paper.id for c in ranked if c.cited_by] == ["w1", "w2"]


def test_roles_follow_age_and_the_words_of_the_title() -> None:
    made = run([cite("s1", work, table=1) for work in ("w1", "w2", "w3")])
    assert [find(made, work).role for work in ("w1", "w2", "w3")] == [Role.CLASSIC, Role.FRONTIER, Role.SIMPLE]


def test_recent_papers_that_nothing_cites_are_candidates_and_say_so() -> None:
    made = run([cite("s1", "w1", table=1)])
    young = find(made, "s2")
    assert (young.cited_by, young.compared_by, young.role) == ((), (), Role.FRONTIER)
    assert "itself one of the" in young.why


def test_old_papers_found_by_words_that_nothing_cites_are_no_candidates() -> None:
    made = run([], extra=("w1", "w3"))
    assert {c.paper.id for c in made.baselines} == set(SEEDS)
    assert {"w1", "w3"} <= {s.paper.id for s in made.related}


def test_works_cited_by_walked_papers_alone_come_after_those_cited_by_seeds() -> None:
    made = run([cite("s1", "w1", table=1), cite("w2", "w6", table=1)])
    ranked = [c.paper.id for c in made.baselines]
    assert ranked.index("w1") < ranked.index("w6")
    assert find(made, "w6").cited_by == ()
    assert "works that the closest papers build on" in find(made, "w6").why


def test_who_compares_is_named_closest_first() -> None:
    made = run([cite(seed, "w1", table=1) for seed in reversed(SEEDS)])
    assert find(made, "w1").compared_by == find(made, "w1").cited_by == SEEDS


@pytest.mark.parametrize("seeds", [(), SEEDS])
def test_without_citations_every_list_is_still_there(seeds: tuple[str, ...]) -> None:
    made = run([], seeds=seeds)
    assert made.set_aside == ()
    assert {c.of for c in made.baselines} <= {len(seeds)}


def test_empty_inputs_give_an_empty_ranking() -> None:
    assert run([], [], seeds=()) == Ranking((), (), ())


@given(evidence(), st.lists(st.sampled_from([*PAPERS, make_paper("n1", "2020-01", "New thing")]), unique=True))
def test_what_stands_around_is_related_whatever_its_words_and_changes_no_baseline(
    citations: list[Citation], near: list[Paper]
) -> None:
    plain, made = run(citations), run(citations, around=tuple(Hit(paper, 0.5) for paper in near))
    assert (made.baselines, made.set_aside) == (plain.baselines, plain.set_aside)
    ids = [entry.paper.id for entry in made.related]
    assert len(ids) == len(set(ids))
    assert {paper.id for paper in near} <= set(ids)
    assert {entry.paper.id for entry in plain.related} <= set(ids)
    assert made == run(citations, around=tuple(Hit(paper, 0.5) for paper in reversed(near)))


def test_a_survey_is_one_in_every_edition() -> None:
    editions = [
        make_paper("first", "2018-01", "Ranking from A to Z", kind=Kind.SURVEY),
        make_paper("second", "2021-01", "Ranking, from a to z"),
    ]
    cited = [cite("s1", paper.id, experiments=1) for paper in editions]
    made = run(cited, [*PAPERS, *editions])
    assert {one.paper.id for one in made.set_aside} == {"first", "second"}
