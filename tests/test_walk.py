from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyor.dates import build_month, parse_month
from surveyor.models import Citation, Hit, Mention, Paper, Section
from surveyor.ranking.votes import weight
from surveyor.sources.base import References, View
from surveyor.stages import Walk
from surveyor.walk import walk
from tests.fakes import VIEW, FakeSource, cite, hits, make_paper

NAMES = "abcdefgh"


def go(
    source: FakeSource, *seeds: str, hops: int = 2, budget: int = 40, view: View = VIEW, scores: tuple[float, ...] = ()
) -> Walk:
    by_id = {paper.id: paper for paper in source.papers}
    found = hits(*(by_id[i] for i in seeds), scores=scores)
    return walk(found, found, [source], view, hops=hops, budget=budget)


def pairs(made: Walk) -> list[tuple[str, str]]:
    return [(c.citing, c.cited) for c in made.citations]


def test_a_cycle_ends_and_every_paper_is_asked_once() -> None:
    source = FakeSource(map(make_paper, "abc"), [cite("a", "b"), cite("b", "c"), cite("c", "a")])
    made = go(source, "a", hops=10)
    assert made.walked == ("a", "b", "c")
    assert pairs(made) == [("a", "b"), ("b", "c"), ("c", "a")]
    assert [i for call in source.asked for i in call] == ["a", "b", "c"]


def test_a_paper_citing_itself_is_no_citation_and_not_counted_as_dropped() -> None:
    made = go(FakeSource(map(make_paper, "ab"), [cite("a", "a", table=9), cite("a", "b")]), "a")
    assert pairs(made) == [("a", "b")]
    assert made.dropped == 0


def test_two_records_of_one_paper_citing_each_other_are_no_citation() -> None:
    preprint = make_paper("arxiv:2401.00001", title="One Work")
    printed = make_paper("doi:10.1/x", title="One Work in Print", ids=["arxiv:2401.00001"])
    made = go(FakeSource([preprint, printed], [cite("doi:10.1/x", "arxiv:2401.00001", related=1)]), "doi:10.1/x")
    assert made.citations == ()
    assert [p.id for p in made.papers] == ["arxiv:2401.00001"]


@pytest.mark.parametrize(
    ("cited", "kept"), [("2024-01", True), ("2025-01", True), ("2025-02", False), ("2026-10", False)]
)
def test_a_cited_work_more_than_twelve_months_younger_is_dropped_and_counted(cited: str, kept: bool) -> None:
    made = go(FakeSource([make_paper("a", "2024-01"), make_paper("b", cited)], [cite("a", "b", table=1)]), "a")
    assert pairs(made) == ([("a", "b")] if kept else [])
    assert made.dropped == (0 if kept else 1)


def test_one_wrong_match_reported_by_two_sources_is_counted_once() -> None:
    papers = [make_paper("a", "2020-01"), make_paper("b", "2024-01")]
    sources = [FakeSource(papers, [cite("a", "b")], name=name) for name in ("one", "two")]
    seed = hits(sources[0].papers[0])
    made = walk(seed, seed, sources, VIEW, hops=1, budget=9)
    assert (pairs(made), made.dropped) == ([], 1)


def test_hops_limit_how_deep_it_goes() -> None:
    chain = [cite(a, b) for a, b in pairwise(NAMES)]
    for hops in (1, 2, 3, 5):
        made = go(FakeSource(map(make_paper, NAMES), chain), "a", hops=hops)
        assert made.walked == tuple(NAMES[:hops])
        assert pairs(made) == [("abcdefgh"[i], "abcdefgh"[i + 1]) for i in range(hops)]


def test_the_budget_holds_for_seeds_and_for_all() -> None:
    papers = list(map(make_paper, NAMES))
    star = [cite("a", other) for other in NAMES[1:]] + [cite(other, "a") for other in NAMES[1:]]
    assert len(go(FakeSource(papers, star), "a", budget=4).walked) == 4
    assert go(FakeSource(papers, star), "a", "b", "c", budget=2).walked == ("a", "b")


def test_a_work_whose_references_nobody_knows_takes_no_room_of_the_budget() -> None:
    papers = [make_paper("a"), make_paper("b"), make_paper("c")]
    source = FakeSource(papers, [cite("a", "b", table=9), cite("a", "c"), cite("c", "a")])
    assert go(source, "a", budget=2).walked == ("a", "c")


def test_seeds_come_first_in_the_order_given() -> None:
    source = FakeSource(map(make_paper, "abcd"), [cite(i, "d") for i in "abc"] + [cite("d", "a")])
    assert go(source, "c", "a", "b").walked == ("c", "a", "b", "d")


@st.composite
def graphs(draw: st.DrawFn) -> list[Citation]:
    edges = draw(st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=30))
    counts = st.integers(0, 4)
    return [
        cite(a, b, baseline=draw(st.booleans()), table=draw(counts), experiments=draw(counts), related=draw(counts))
        for a, b in sorted(edges)
    ]


def slow_walk(citations: list[Citation], seeds: dict[str, float], hops: int, budget: int) -> list[str]:
    walked = list(seeds)[:budget]
    layer = walked
    read: list[Citation] = []
    for _ in range(1, hops):
        read += [c for c in citations if c.citing in layer]
        votes = {
            i: sum(seeds[c.citing] * weight(c) for c in read if c.cited == i and c.citing in seeds)
            for i in {c.cited for c in read}
        }
        walkable = {c.citing for c in citations}
        layer = sorted((i for i in votes if i not in walked and i in walkable), key=lambda i: (-votes[i], i))
        layer = layer[: budget - len(walked)]
        walked = walked + layer
    return walked


@settings(max_examples=60, deadline=None)
@given(graphs(), st.integers(1, 4), st.integers(1, 8), st.randoms(use_true_random=False))
def test_the_order_is_that_of_a_slow_best_first_walk(
    citations: list[Citation], hops: int, budget: int, chance: random.Random
) -> None:
    seeds = dict(zip(chance.sample(NAMES, 3), (1.0, 0.5, 0.25), strict=True))
    made = go(FakeSource(map(make_paper, NAMES), citations), *seeds, hops=hops, budget=budget, scores=(1.0, 0.5, 0.25))
    assert list(made.walked) == slow_walk(citations, seeds, hops, budget)
    assert len(made.walked) <= budget
    assert {c.citing for c in made.citations} <= set(made.walked)


def test_duplicates_from_two_sources_become_one_node_with_all_ids() -> None:
    seed = make_paper("arxiv:2601.00001", "2026-01", "A Seed", has_references=True)
    preprint = make_paper("arxiv:2001.00001", "2020-01", "Dense Things for Search", origins=("one",))
    printed = make_paper("doi:10.1/d", "2020-07", "Dense things for search.", origins=("two",), venue="EMNLP")
    one = FakeSource([seed, preprint], [cite(seed.id, preprint.id, table=1, related=2)], name="one")
    two = FakeSource([seed, printed], [cite(seed.id, printed.id, table=3, baseline=True)], name="two")
    made = walk(hits(seed), hits(seed), [one, two], VIEW, hops=1, budget=9)
    (node,) = [p for p in made.papers if p.id != seed.id]
    assert set(node.ids) == {preprint.id, printed.id}
    assert (node.venue, node.month, node.origins) == ("EMNLP", parse_month("2020-01"), ("one", "two"))
    (edge,) = made.citations
    assert edge == cite(seed.id, node.id, table=3, related=2, baseline=True)


class Shuffled(FakeSource):
    """Answers in another order."""

    def __init__(self, papers: list[Paper], citations: list[Citation], chance: random.Random) -> None:
        super().__init__(papers, citations)
        self.chance = chance

    def references(self, papers: object, view: View) -> References:
        answer = super().references(papers, view)  # type: ignore[arg-type]
        listed, cited = list(answer.papers), list(answer.citations)
        self.chance.shuffle(listed)
        self.chance.shuffle(cited)
        return References(tuple(listed), tuple(cited))


@settings(max_examples=40, deadline=None)
@given(graphs(), st.randoms(use_true_random=False))
def test_the_result_does_not_depend_on_the_order_of_answers_or_sources(
    citations: list[Citation], chance: random.Random
) -> None:
    dates = {name: build_month(parse_month("2024-01") - place) for place, name in enumerate(NAMES)}
    first = [make_paper(name, dates[name], origins=("one",)) for name in NAMES]
    second = [
        make_paper(name.upper(), dates[name], f"Method {name}", ids=[f"doi:10.1/{name}"], origins=("two",))
        for name in NAMES
    ]
    other = [Citation(c.citing.upper(), c.cited.upper(), (Mention(Section.INTRO, 1),)) for c in citations[::2]]
    sources = [Shuffled(first, citations, chance), Shuffled(second, other, chance)]
    seeds = [Hit(paper, 1.0 - place / 10) for place, paper in enumerate(sources[0].papers[:3])]
    found = hits(*sources[1].papers)
    plain = walk(seeds, found, sources, VIEW, hops=3, budget=6)
    for _ in range(3):
        chance.shuffle(sources)
        chance.shuffle(found)
        assert walk(seeds, found, sources, VIEW, hops=3, budget=6) == plain


@settings(max_examples=40, deadline=None)
@given(graphs(), st.sets(st.sampled_from(NAMES[1:]), max_size=4))
def test_excluded_papers_and_edges_out_of_them_never_appear(citations: list[Citation], hidden: set[str]) -> None:
    view = View(VIEW.cutoff, frozenset(hidden))
    made = go(FakeSource(map(make_paper, NAMES), citations), "a", hops=4, view=view)
    seen = {p.id for p in made.papers} | set(made.walked) | {end for pair in pairs(made) for end in pair}
    assert not seen & hidden
    assert set(pairs(made)) <= {(c.citing, c.cited) for c in citations}


def test_nothing_to_start_from_gives_the_papers_found_and_no_more() -> None:
    source = FakeSource(map(make_paper, "ab"), [cite("a", "b")])
    made = walk([], hits(*source.papers), [source], VIEW, hops=2, budget=40)
    assert ([p.id for p in made.papers], made.citations, made.walked) == (["a", "b"], (), ())
    assert walk([], [], [], VIEW, hops=2, budget=40) == Walk((), (), (), 0)


def test_papers_and_citations_come_in_order_of_their_ids() -> None:
    made = go(FakeSource(map(make_paper, "dbca"), [cite("b", "d"), cite("b", "a"), cite("a", "d")]), "b")
    assert [p.id for p in made.papers] == ["a", "b", "d"]
    assert pairs(made) == [("a", "d"), ("b", "a"), ("b", "d")]
