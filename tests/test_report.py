from __future__ import annotations

import dataclasses
import itertools
from dataclasses import replace

import pytest

from surveyor.dates import parse_month
from surveyor.export import EXPORTS
from surveyor.models import Hit, Kind, Role, Route, SourceReport, Survey
from surveyor.ranking.shown import shortlist
from surveyor.report import Parts, report
from surveyor.stages import Gathered, Ranking, Walk
from surveyor.usual import WRITTEN
from tests.fakes import cite, hits, make_paper, make_problem, make_route, make_survey, small_survey

MARKER = "xyzzymarker"
SHELF = SourceReport("shelf", 885, "2026-07")


def empty(**changes: object) -> Parts:
    nothing = Gathered((), (), ()), Walk((), (), ()), Ranking((), (), ())
    parts = Parts(make_problem(), make_route("SIGIR"), *nothing)
    return replace(parts, **changes)  # type: ignore[arg-type]


def notes(made: Survey) -> str:
    return "\n".join(made.coverage.notes)


def test_the_same_input_gives_the_same_survey() -> None:
    assert small_survey() == small_survey()


def test_the_id_names_the_problem_and_hangs_on_the_content_alone() -> None:
    one, same = small_survey(), small_survey()
    assert one.id == same.id
    assert one.id.startswith("neural-ranking-")
    assert small_survey(problem=make_problem("Query-doc 相关性 models")).id.startswith("query-doc-models-")
    changed = [
        small_survey(problem=make_problem(years=3)),
        small_survey(problem=make_problem(as_of="2026-10")),
        small_survey(problem=make_problem("neural ranking!")),
        small_survey(route=make_route("SIGIR")),
        small_survey(sources=[SHELF]),
    ]
    assert len({one.id, *(made.id for made in changed)}) == 1 + len(changed)


def test_the_id_of_a_chinese_problem_names_its_area_and_is_plain_ascii() -> None:
    made = report(empty(problem=make_problem("开放域对话生成")), 10)
    assert made.id.startswith("survey-")
    assert made.id.isascii()


def test_an_id_holds_nothing_that_a_file_name_or_shell_would_mind() -> None:
    made = report(empty(problem=make_problem("../../etc/passwd; $(rm) `x` \\ <b> " + "word " * 200)), 10)
    assert set(made.id) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(made.id) < 80


def test_abstracts_never_leave() -> None:
    papers = [
        make_paper("s1", "2026-01", "Neural ranking one", abstract=f"{MARKER} one"),
        make_paper("s2", "2026-02", "Neural ranking two", abstract=f"{MARKER} two"),
        make_paper("w1", "2016-01", "A deep ranker", abstract=f"{MARKER} three"),
        make_paper("w2", "2016-01", "A dataset of queries", abstract=f"{MARKER} four"),
        make_paper("w3", "2016-01", "A survey of neural ranking", abstract=f"{MARKER} five"),
    ]
    citations = [cite(seed, work, table=1) for seed in ("s1", "s2") for work in ("w1", "w2", "w3")]
    made = make_survey(papers, citations, seeds=("s1", "s2"))
    assert made.set_aside
    assert made.reading[0].paper.id == "w3"
    for name, export in EXPORTS.items():
        text = export.render(made)
        assert ("deep ranker" in text) == (name != "edgelist")
        assert MARKER not in text.lower()
    assert MARKER not in repr(dataclasses.asdict(made))


def test_scores_of_recent_papers_and_seeds_are_shares_of_the_best() -> None:
    made = small_survey()
    for listed in (made.recent, made.seeds):
        assert listed[0].score == 1
        assert [s.score for s in listed] == sorted((s.score for s in listed), reverse=True)


def test_every_paper_named_anywhere_is_a_node_and_every_edge_has_both_ends() -> None:
    made = small_survey()
    nodes = {paper.id for paper in made.papers}
    lists = (made.recent, made.seeds, made.baselines, made.set_aside, made.related, made.reading)
    assert {entry.paper.id for entry in itertools.chain.from_iterable(lists)} <= nodes
    assert {end for c in made.citations for end in (c.citing, c.cited)} <= nodes
    assert {i for c in made.baselines for i in (*c.cited_by, *c.compared_by)} <= nodes


def test_top_cuts_every_ranked_list() -> None:
    made = small_survey(top=1)
    assert (len(made.baselines), len(made.related)) == (1, 1)


def test_works_cited_once_and_shown_nowhere_are_left_out_of_the_graph() -> None:
    seeds = [make_paper(f"s{i}", "2026-01", f"Neural ranking {i}") for i in range(2)]
    works = [make_paper(f"w{i}", "2016-01", f"Work {i}") for i in range(9)]
    citations = [cite("s0", work.id, table=1) for work in works] + [cite("s1", "w8")]
    made = make_survey([*seeds, *works], citations, seeds=("s0", "s1"), top=3)
    shown = {c.paper.id for c in made.baselines} | {s.paper.id for s in (*made.related, *made.recent)}
    assert {paper.id for paper in made.papers} == shown | {"s0", "s1", "w8"}


def test_the_reading_list_goes_from_an_overview_over_simple_and_classic_to_the_frontier() -> None:
    made = small_survey()
    listed = [reading.paper.id for reading in made.reading]
    assert len(set(listed)) == len(listed)
    assert made.reading[0].paper.title == "A Survey of Neural Ranking"
    roles = {c.paper.id: c.role for c in made.baselines}
    order = [roles[i] for i in listed[1:] if i in roles]
    assert order == sorted(order, key=[Role.SIMPLE, Role.CLASSIC, Role.FRONTIER].index)
    assert {Role.SIMPLE, Role.CLASSIC, Role.FRONTIER} == set(order)


def test_classics_are_read_from_old_to_new() -> None:
    years = (2012, 2016, 2014, 2018)
    works = [make_paper(f"w{year}", f"{year}-01", f"Work {year}") for year in years]
    seeds = [make_paper(f"s{i}", "2026-01", f"Neural ranking {i}") for i in range(2)]
    citations = [cite(s.id, w.id, table=1) for s in seeds for w in works]
    made = make_survey([*seeds, *works], citations, seeds=("s0", "s1"))
    classics = [r.paper.year for r in made.reading if r.why.startswith("classic: ")]
    assert classics == sorted(years)


def test_a_survey_that_the_shelf_knows_by_kind_is_the_overview() -> None:
    papers = [
        make_paper("s1", "2026-01", "Neural ranking"),
        make_paper("o", "2020-01", "Neural ranking in depth", kind=Kind.SURVEY),
    ]
    assert make_survey(papers, [cite("s1", "o")], seeds=("s1",)).reading[0].paper.id == "o"


# ------------------------------------------------------------------ coverage


def test_nothing_found_is_said_and_what_to_do_about_it() -> None:
    made = report(empty(), 10)
    assert "Nothing was found for these words" in notes(made)
    assert "import a corpus" in notes(made)
    assert (made.coverage.seeds, made.coverage.walked, made.coverage.found, made.coverage.seeds_since) == (0, 0, 0, "")
    assert not made.coverage.rests_on_shelf


def test_no_recent_paper_is_said() -> None:
    old = make_paper("a", "2015-01", "Neural ranking")
    assert "No paper of the last 2 years was found" in notes(make_survey([old], found=["a"]))
    assert "No paper of the last" not in notes(small_survey())


def test_no_seeds_is_said() -> None:
    made = make_survey([make_paper("a", "2026-01", "Neural ranking")], found=["a"])
    assert "No close paper has references that are known here" in notes(made)
    assert made.coverage.seeds == 0


def test_old_seeds_are_said_with_their_number_and_the_oldest_year() -> None:
    papers = [make_paper("a", "2026-01", "Neural ranking"), make_paper("b", "2019-03", "Neural ranking too")]
    made = make_survey(papers, [cite("a", "b")], seeds=("a", "b"))
    assert "1 of the 2 papers walked from are older than the last 2 years (back to 2019)" in notes(made)
    assert made.coverage.seeds_since == "2019"


def test_young_seeds_are_not_said_to_be_old() -> None:
    assert "papers walked from are older" not in notes(small_survey())


def test_resting_on_the_shelf_alone_is_said_with_how_far_it_reaches() -> None:
    paper = make_paper("a", "2026-01", "Neural ranking", origins=("shelf",))
    made = make_survey([paper], found=["a"], sources=[SHELF])
    assert made.coverage.rests_on_shelf
    assert "built-in starter shelf alone" in notes(made)
    assert "reaches to 2026-07" in notes(made)


@pytest.mark.parametrize("origins", [("mine",), ("mine", "shelf")])
def test_one_shown_paper_of_another_source_is_enough_not_to_rest_on_the_shelf(origins: tuple[str, ...]) -> None:
    papers = [
        make_paper("a", "2026-01", "Neural ranking", origins=("shelf",)),
        make_paper("b", "2026-02", "Neural ranking two", origins=origins),
    ]
    made = make_survey(papers, found=["a", "b"], sources=[SHELF])
    assert not made.coverage.rests_on_shelf
    assert "shelf alone" not in notes(made)


def test_the_fallback_is_said() -> None:
    assert "No area of the venue map matched" in notes(report(empty(route=Route((), (), fallback=True)), 10))
    assert "No area of the venue map matched" not in notes(report(empty(), 10))


@pytest.mark.parametrize(("as_of", "told"), [("2022-01", True), (WRITTEN, False), ("2026-09", False)])
def test_what_is_usual_today_is_said_not_to_be_of_an_earlier_month(as_of: str, *, told: bool) -> None:
    known = replace(make_route("SIGIR"), warnings=("Judge with care.",))
    of_then = make_problem(as_of=as_of)
    said = f"those of {WRITTEN}, some perhaps younger than {as_of}"
    assert (said in notes(report(empty(problem=of_then, route=known), 10))) is told
    assert said not in notes(report(empty(problem=of_then), 10))


def test_recent_papers_that_could_not_be_walked_are_counted_in_words() -> None:
    paper = make_paper("a", "2026-01", "Neural ranking")
    made = report(empty(gathered=Gathered((), (Hit(paper, 1.0),), (), 7), walk=Walk((paper,), (), ())), 10)
    assert any("references" in note and "7" in note for note in made.coverage.notes)
    assert made.coverage.without_references == 7


def test_works_known_only_as_printed_are_counted_in_words() -> None:
    papers = [make_paper("s", "2026-01", "Neural ranking"), make_paper("x", "2015-01", "Work", as_cited=True)]
    made = make_survey(papers, [cite("s", "x")], seeds=("s",))
    assert made.coverage.unresolved == 1
    assert any("reference list" in note and "1" in note for note in made.coverage.notes)


def test_citations_left_out_as_wrong_matches_are_counted_in_words() -> None:
    papers = [make_paper("s", "2020-01", "Neural ranking"), make_paper("x", "2025-01", "Work")]
    made = make_survey(papers, [cite("s", "x")], seeds=("s",))
    assert any("wrong matches" in note and "1" in note for note in made.coverage.notes)
    assert "wrong matches" not in notes(make_survey(papers[:1], found=["s"]))


def test_a_role_without_a_candidate_is_said() -> None:
    papers = [make_paper("s", "2026-01", "Neural ranking"), make_paper("x", "2015-01", "Work")]
    made = make_survey(papers, [cite("s", "x", table=1)], seeds=("s",))
    missing = [role for role in Role if not shortlist(made.baselines, role)]
    assert missing == [Role.SIMPLE]
    assert "No simple method stands out" in notes(made)
    assert "No classic method" not in notes(made)


def test_the_figures_of_the_coverage_are_those_of_the_survey() -> None:
    made = small_survey(sources=[SHELF])
    assert made.coverage.sources == (SHELF,)
    assert made.coverage.seeds == len(made.seeds) == 3
    assert made.coverage.walked == 4
    assert made.coverage.found == 8
    assert made.coverage.seeds_since == "2026"


def test_a_seed_without_a_date_counts_as_old() -> None:
    paper = replace(make_paper("a", "2026-01", "Neural ranking", has_references=True), year=None, month=None)
    made = report(empty(gathered=Gathered((), (), tuple(hits(paper))), walk=Walk((paper,), (), ("a",))), 10)
    assert "All 1 papers walked from are older" in notes(made)
    assert made.coverage.seeds_since == ""


def test_the_recent_window_is_that_of_the_problem() -> None:
    problem = make_problem(as_of="2026-01", years=1)
    assert problem.since == parse_month("2025-01")
    made = small_survey(problem=problem)
    assert "last 1 year" in EXPORTS["reading-list"].render(made)
