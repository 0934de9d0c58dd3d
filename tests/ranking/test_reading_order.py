from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from surveyor.models import Candidate, Citation, Kind, Paper, Reading, Role, Route, Scored, TopicMatch
from surveyor.ranking.reading_order import PER_PAGE, overviews, reading_order
from tests.fakes import cite, make_paper


def candidate(paper: Paper, role: Role) -> Candidate:
    return Candidate(paper, 1.0, role, (), (), 20, 0.0, (), "told")


def order(
    baselines: list[Candidate], citations: list[Citation], related: Sequence[Paper] = (), recent: Sequence[Paper] = ()
) -> list[Reading]:
    papers = [*(c.paper for c in baselines), *related, *recent]
    begin = overviews([Scored(paper, 1.0) for paper in related], papers, Route((), (), fallback=True))
    return list(reading_order(2026, [Scored(p, 1.0) for p in recent], baselines, begin, papers, citations))


PAPERS = [make_paper(f"p:{n}", f"20{10 + n}-01") for n in range(8)]


@given(
    st.lists(st.sampled_from(list(Role)), min_size=8, max_size=8),
    st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] != pair[1])),
)
def test_nothing_stands_before_what_it_cites_and_nothing_twice(roles: list[Role], pairs: set[tuple[int, int]]) -> None:
    baselines = [candidate(paper, role) for paper, role in zip(PAPERS, roles, strict=True)]
    found = [reading.paper.id for reading in order(baselines, [cite(f"p:{a}", f"p:{b}") for a, b in sorted(pairs)])]
    assert len(found) == len(set(found))
    for citing, cited in pairs:
        if cited < citing and {f"p:{citing}", f"p:{cited}"} <= {*found}:
            assert found.index(f"p:{cited}") < found.index(f"p:{citing}")


def test_an_overview_comes_first_then_simple_then_classics_then_the_frontier_then_recent_ones() -> None:
    overview = make_paper("s:1", "2024-01", "A survey of ranking", kind=Kind.SURVEY)
    recent = make_paper("r:1", "2026-01")
    roles = [Role.FRONTIER, Role.CLASSIC, Role.SIMPLE]
    listed = order([candidate(p, r) for p, r in zip(PAPERS, roles, strict=False)], [], [overview], [recent])
    assert [reading.paper.id for reading in listed] == ["s:1", "p:2", "p:1", "p:0", "r:1"]
    assert listed[0].why == "an overview to begin with"


def test_an_overview_that_the_shelf_knows_for_the_topic_serves_where_none_is_related() -> None:
    area, topic = "query-document-relevance", "neural reranking cross-encoder"
    known, other = (
        make_paper(name, "2021-10", kind=Kind.SURVEY)
        for name in ("shelf:pretrained-transformers-for-text-ranking", "s:1")
    )
    route = Route((), (), fallback=False, speaks_of=(TopicMatch(area, topic, 1.0),))
    assert overviews([], [other, known], route) == [known]
    assert overviews([Scored(other, 1.0)], [known], route) == [other, known]


def test_an_old_overview_is_said_to_be_old() -> None:
    (reading,) = order([], [], [make_paper("s:1", "2012-01", "A survey of ranking", kind=Kind.SURVEY)])
    assert reading.why == "an overview to begin with, 14 years old: it lacks what came since"


def test_what_lies_on_the_main_path_is_read_even_where_the_shortlist_is_full() -> None:
    classics = [replace(candidate(p, Role.CLASSIC), rate=0.5) for p in PAPERS[:5]]
    root = candidate(PAPERS[5], Role.CLASSIC)
    seeds = [make_paper(f"s:{n}", "2025-01") for n in range(3)]
    citations = [cite(seed.id, root.paper.id) for seed in seeds]
    found = {reading.paper.id: reading.why for reading in order([*classics, root], citations, [], seeds)}
    assert found[root.paper.id] == "on the chains of citations back to the roots: told"


def test_minutes_are_told_by_pages_where_they_are_known() -> None:
    known, unknown = order(
        [candidate(replace(PAPERS[0], pages=10), Role.SIMPLE), candidate(PAPERS[1], Role.SIMPLE)], []
    )
    assert (known.minutes, unknown.minutes) == (10 * PER_PAGE, None)


def test_years_rise_within_a_stage_and_a_work_without_one_stands_before_what_builds_on_it() -> None:
    whole_year, preprint = make_paper("p:a", "2018-12"), replace(make_paper("p:b", "2018-10"), year=2019)
    undated, unused = (replace(make_paper(name, "2000-01"), year=None, month=None) for name in ("p:c", "p:d"))
    classics = [candidate(paper, Role.CLASSIC) for paper in (preprint, undated, unused, whole_year)]
    found = [reading.paper.id for reading in order(classics, [cite("p:b", "p:c")])]
    assert found == ["p:a", "p:c", "p:b", "p:d"]
