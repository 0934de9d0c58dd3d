from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from surveyor import places
from surveyor.dates import parse_month
from surveyor.export import document
from surveyor.models import Role, Survey
from surveyor.pipeline import survey
from surveyor.ranking.kinds import why_not
from surveyor.ranking.shown import shortlist
from surveyor.settings import Settings
from surveyor.sources import LibrarySource, open_shelf
from surveyor.venues import VenueMap, load
from tests.fakes import FakeSource, cite, make_paper, make_problem

RELEVANCE, INFERENCE = "query-doc relevance", "natural language inference"
COMPRESSION, DIALOGUE = "compress a matching model to be smaller and faster", "开放域对话生成"
FIRST = {
    RELEVANCE: {"SIGIR"},
    INFERENCE: {"ACL", "EMNLP"},
    COMPRESSION: {"ICLR", "NeurIPS", "ICML"},
    DIALOGUE: {"ACL", "EMNLP"},
}
ALL = pytest.mark.parametrize("text", list(FIRST))


@cache
def venue_map() -> VenueMap:
    return load(places.venues_file())


@cache
def shelf() -> LibrarySource:
    return open_shelf()


@cache
def made(text: str, as_of: str = "2026-11") -> Survey:
    return survey(make_problem(text, as_of=as_of), venue_map(), [shelf()])


@ALL
def test_the_route_begins_where_the_problem_is_at_home(text: str) -> None:
    best = [match.venue for match in made(text).route.venues]
    assert set(best[: len(FIRST[text])]) == FIRST[text]
    assert not made(text).route.fallback
    assert all(match.why for match in made(text).route.venues)


@ALL
def test_there_are_recent_papers_and_all_are_of_the_last_two_years(text: str) -> None:
    recent = [scored.paper for scored in made(text).recent]
    assert len(recent) >= 5
    assert {paper.year for paper in recent} <= {2024, 2025, 2026}
    assert all(parse_month("2024-11") <= (paper.month or 0) for paper in recent)


@ALL
def test_every_baseline_says_in_how_many_of_the_seeds_it_is_compared_with(text: str) -> None:
    survey_ = made(text)
    seeds = {s.paper.id for s in survey_.seeds}
    edges = {(c.citing, c.cited): c for c in survey_.citations}
    assert len(survey_.baselines) >= 10
    for candidate in survey_.baselines:
        assert candidate.of == len(seeds) == survey_.coverage.seeds
        assert set(candidate.compared_by) == {
            s for s in seeds if (c := edges.get((s, candidate.paper.id))) and c.compares
        }
        assert set(candidate.cited_by) == {s for s in seeds if (s, candidate.paper.id) in edges}
        assert not why_not(candidate.paper)
    assert sum(bool(c.compared_by) for c in survey_.baselines) >= 5


@pytest.mark.parametrize("text", [RELEVANCE, INFERENCE, COMPRESSION])
def test_the_shortlist_has_a_frontier_a_classic_and_a_simple_method(text: str) -> None:
    assert all(shortlist(made(text).baselines, role) for role in Role)


@ALL
def test_the_reading_list_is_there_and_names_nothing_twice(text: str) -> None:
    listed = [reading.paper.id for reading in made(text).reading]
    assert len(listed) >= 8
    assert len(set(listed)) == len(listed)
    assert all(reading.why for reading in made(text).reading)


@ALL
def test_nothing_is_both_a_baseline_and_set_aside(text: str) -> None:
    survey_ = made(text)
    assert not {c.paper.id for c in survey_.baselines} & {s.paper.id for s in survey_.set_aside}
    assert all(s.reason for s in survey_.set_aside)


@ALL
def test_two_runs_give_the_same_bytes_also_over_a_shelf_read_anew(text: str) -> None:
    again = survey(make_problem(text, as_of="2026-11"), load(places.venues_file()), [open_shelf()])
    assert document.render(again).encode() == document.render(made(text)).encode()


@ALL
def test_the_reader_is_told_that_it_rests_on_the_shelf(text: str) -> None:
    coverage = made(text).coverage
    assert coverage.rests_on_shelf
    assert any("shelf alone" in note for note in coverage.notes)
    assert [report.name for report in coverage.sources] == ["shelf"]


@ALL
@pytest.mark.parametrize("as_of", ["2019-06", "2016-01"])
def test_as_of_an_earlier_month_nothing_of_that_month_or_later_is_seen(text: str, as_of: str) -> None:
    survey_, cutoff = made(text, as_of), parse_month(as_of)
    assert survey_.papers
    lists = (survey_.recent, survey_.seeds, survey_.baselines, survey_.set_aside, survey_.related, survey_.reading)
    shown = [*survey_.papers, *(entry.paper for entries in lists for entry in entries)]
    assert all(paper.month is not None and paper.month < cutoff for paper in shown)
    assert {end for c in survey_.citations for end in (c.citing, c.cited)} <= {paper.id for paper in survey_.papers}
    assert all(report.reaches < as_of for report in survey_.coverage.sources)


@ALL
def test_as_of_an_earlier_month_no_paper_carries_a_later_year(text: str) -> None:
    later = [(p.id, p.year, p.venue) for p in made(text, "2019-06").papers if p.year is not None and p.year > 2019]
    assert later == []


def test_a_paper_excluded_is_nowhere_in_the_document_whatever_id_names_it() -> None:
    paper = made(INFERENCE).baselines[0].paper
    for name in (paper.id, paper.ids[-1]):
        problem = make_problem(INFERENCE, as_of="2026-11", exclude=[name])
        left = survey(problem, venue_map(), [shelf()])
        assert paper.id not in {p.id for p in left.papers}
        assert not {paper.id} & {end for c in left.citations for end in (c.citing, c.cited)}
        assert f'"title": "{paper.title}"' not in document.render(left)


def test_excluded_citing_papers_count_no_more() -> None:
    before = made(INFERENCE)
    hidden = before.seeds[0].paper.id
    after = survey(make_problem(INFERENCE, as_of="2026-11", exclude=[hidden]), venue_map(), [shelf()])
    assert all(hidden not in (*c.cited_by, *c.compared_by) for c in after.baselines)
    assert hidden not in {s.paper.id for s in after.seeds}


def test_limits_are_kept() -> None:
    settings = Settings(seeds=3, hops=1, walk=2, top=4)
    small = survey(make_problem(INFERENCE, as_of="2026-11"), venue_map(), [shelf()], settings)
    assert len(small.seeds) == 3
    assert small.coverage.walked == 2
    assert (len(small.baselines), len(small.related)) == (4, 4)


def test_progress_is_told_the_stages_in_their_order() -> None:
    told: list[str] = []
    survey(make_problem(), venue_map(), [], progress=told.append)
    assert [stage.split()[0] for stage in told] == ["routing", "gathering", "walking", "ranking", "strategies"]


def test_without_sources_the_answer_is_the_route_and_a_word_on_what_is_missing() -> None:
    bare = survey(make_problem(RELEVANCE), venue_map(), [])
    assert bare.route.venues[0].venue == "SIGIR"
    assert (bare.recent, bare.baselines, bare.reading, bare.papers) == ((), (), (), ())
    assert any("Nothing was found" in note for note in bare.coverage.notes)


def test_a_problem_of_no_area_gets_the_general_venues_and_says_so() -> None:
    strange = survey(make_problem("qwertyuiop"), venue_map(), [shelf()])
    assert strange.route.fallback
    assert strange.route.venues
    assert any("No area of the venue map matched" in note for note in strange.coverage.notes)


def test_two_sources_are_one_graph() -> None:
    seed = make_paper("arxiv:2601.00001", "2026-01", "Natural language inference with care", origins=("mine",))
    esim = made(INFERENCE).baselines[0].paper
    mine = FakeSource([seed, esim], [cite(seed.id, esim.id, table=2)], name="mine")
    both = survey(make_problem(INFERENCE, as_of="2026-11"), venue_map(), [mine, shelf()])
    turned = survey(make_problem(INFERENCE, as_of="2026-11"), venue_map(), [shelf(), mine])
    assert seed.id in {s.paper.id for s in both.seeds}
    assert (seed.id, esim.id) in {(c.citing, c.cited) for c in both.citations}
    assert not both.coverage.rests_on_shelf
    assert (both.papers, both.citations, both.baselines) == (turned.papers, turned.citations, turned.baselines)


def test_an_excluded_paper_is_hidden_also_where_a_source_knows_it_by_another_id_or_by_its_title_alone() -> None:
    title, authors = "Neural Ranking with Care and Patience", ("Ada Lovelace",)
    known = make_paper("arxiv:2001.00001", "2020-01", title, ids=("acl:2020.acl-main.1",), authors=authors)
    proceedings = make_paper("acl:2020.acl-main.1", "2020-07", title, authors=authors, origins=("other",))
    cited = make_paper("cited:neural", None, title, authors=authors, as_cited=True, origins=("other",))
    citing = make_paper("arxiv:2101.00002", "2021-01", "Neural Ranking Again", origins=("other",))
    sources = [FakeSource([known]), FakeSource([proceedings, citing], [cite(citing.id, proceedings.id)], name="other")]
    sources.append(FakeSource([citing, replace(cited, month=2020 * 12)], [cite(citing.id, cited.id)], name="third"))
    whole = survey(make_problem("neural ranking"), venue_map(), sources)
    left = survey(make_problem("neural ranking", exclude=["https://arxiv.org/abs/2001.00001v2"]), venue_map(), sources)
    assert title in {paper.title for paper in whole.papers}
    assert whole.citations
    assert {paper.title for paper in left.papers} == {"Neural Ranking Again"}
    assert left.citations == ()
