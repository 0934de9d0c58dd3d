"""A library as a source: above all, what may not be seen leaves no trace."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyor.canon import Fame
from surveyor.dates import parse_month
from surveyor.library import Library
from surveyor.library.corpus import remove_corpus
from surveyor.models import LONGEST_QUOTE, Hit, Section
from surveyor.ranking.baselines import RANKERS
from surveyor.sources import SOURCES, LibrarySource, Query, View, open_sources
from surveyor.sources.base import Known
from tests.fakes import make_paper

Row = dict[str, Any]
LibraryOf = Callable[..., Library]

ALL = View(2200 * 12)
WORDS = ["net", "tree", "rank", "word"]
FAR = 10**9


def when(row: Row) -> int:
    if "date" in row:
        return parse_month(row["date"])
    return row["year"] * 12 + 11 if "year" in row else FAR


def sliced(papers: list[Row], citations: list[Row], view: View) -> tuple[list[Row], list[Row]]:
    """The rows that one query may see, by the rule of visibility: nothing else of the corpus exists for it."""
    published = {row["id"]: when(row) for row in papers}
    seen = {name for name, month in published.items() if month < view.cutoff and name not in view.exclude}
    cited = {row["cited"] for row in citations if row["citing"] in seen}
    seen |= {name for name, month in published.items() if month == FAR and name in cited and name not in view.exclude}
    return (
        [row for row in papers if row["id"] in seen],
        [row for row in citations if row["citing"] in seen and row["cited"] in seen],
    )


DATES = st.sampled_from([{"year": 2018}, {"year": 2019}, {"date": "2019-03", "year": 2020}, {"date": "2020-02"}, {}])
VIEWS = st.builds(
    View,
    st.sampled_from(["2019-01", "2019-04", "2020-01", "2020-03", "2026-01"]).map(parse_month),
    st.frozensets(st.integers(0, 6).map("a:{}".format), max_size=2),
)


@st.composite
def corpora(draw: st.DrawFn, sharing: bool = False) -> tuple[list[Row], list[Row]]:
    papers = []
    for number in range(draw(st.integers(1, 7))):
        title = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)))
        row = {"id": f"a:{number}", "title": title if sharing else f"{title} {number}"} | draw(DATES)
        if sharing:
            row |= draw(st.sampled_from([{}, {}, {"ids": {"arxiv": "2001.00001"}}, {"ids": {"doi": "10.1145/1"}}]))
            row |= draw(st.sampled_from([{}, {}, {"ids": {"arxiv": "2001.00001", "doi": "10.1145/1"}}]))
        papers.append(row)
    number_of = st.integers(0, len(papers) - 1)
    pairs = draw(st.lists(st.tuples(number_of, number_of), unique=True, max_size=10))
    citations = [
        {"citing": f"a:{a}", "cited": f"a:{b}", "mentions": draw(st.sampled_from([{}, {"table": 1}, {"intro": 2}]))}
        for a, b in pairs
    ]
    return papers, citations


def answers(library: Library, view: View, names: Iterable[str]) -> dict[str, object]:
    source = LibrarySource(library)
    papers = source.lookup(list(names), view)
    return {
        "papers": papers,
        "each": {name: source.lookup([name], view) for name in names},
        "references": source.references(papers, view),
        "searches": {
            (text, walkable, since): source.search(Query(text, view, 50, walkable=walkable, since=since))
            for text in (*WORDS, "net tree")
            for walkable in (False, True)
            for since in (None, parse_month("2019-06"))
        },
        "around": source.around(
            [Hit(paper, 1 / (1 + place)) for place, paper in enumerate(papers[:3])], Query("net tree", view, 4)
        ),
        "report": source.reports(view),
    }


# ------------------------------------------------------------------ what may not be seen


@settings(max_examples=75)
@given(corpora(), VIEWS)
def test_a_view_answers_as_a_library_of_the_visible_rows_alone(
    library_of: LibraryOf, corpus: tuple[list[Row], list[Row]], view: View
) -> None:
    names = [row["id"] for row in corpus[0]]
    with library_of(mine=corpus) as whole, library_of(mine=sliced(*corpus, view)) as part:
        assert answers(whole, view, names) == answers(part, View(view.cutoff), names)


@settings(max_examples=75)
@given(corpora(sharing=True), VIEWS.map(lambda view: View(view.cutoff)))
def test_records_of_one_paper_that_may_not_be_seen_leave_no_trace(
    library_of: LibraryOf, corpus: tuple[list[Row], list[Row]], view: View
) -> None:
    names = [row["id"] for row in corpus[0]]
    with library_of(mine=corpus) as whole, library_of(mine=sliced(*corpus, view)) as part:
        assert answers(whole, view, names) == answers(part, View(view.cutoff), names)


def test_a_record_of_the_future_does_not_join_two_papers_of_today(library_of: LibraryOf) -> None:
    papers = [
        {"id": "a:1", "title": "Net", "year": 2018, "ids": {"arxiv": "2001.00001"}},
        {"id": "a:2", "title": "Tree", "year": 2018, "ids": {"doi": "10.1145/1"}},
        {"id": "a:3", "title": "Net Tree", "year": 2020, "ids": {"arxiv": "2001.00001", "doi": "10.1145/1"}},
    ]
    with library_of(mine=(papers, [])) as library:
        source = LibrarySource(library)
        assert len(source.lookup(["a:1", "a:2"], ALL)) == 1
        assert len(source.lookup(["a:1", "a:2"], View(2020 * 12))) == 2


def test_an_id_of_the_future_is_not_known_yet(library_of: LibraryOf) -> None:
    papers = [
        {"id": "arxiv:2001.00001", "title": "Net", "date": "2020-01"},
        {"id": "pl:1", "title": "Net", "year": 2021, "ids": {"arxiv": "2001.00001"}, "venue": "X"},
    ]
    with library_of(mine=(papers, [])) as library:
        source = LibrarySource(library)
        assert [paper.venue for paper in source.lookup(["pl:1"], ALL)] == ["X"]
        assert source.lookup(["pl:1"], View(2021 * 12)) == []
        [paper] = source.lookup(["arxiv:2001.00001"], View(2021 * 12))
        assert (paper.ids, paper.venue) == (("arxiv:2001.00001",), None)


def test_a_paper_whose_references_are_all_unseen_has_none(library_of: LibraryOf) -> None:
    papers = [{"id": "a:1", "title": "Net", "year": 2018}, {"id": "a:2", "title": "Tree", "year": 2019}]
    citations = [{"citing": "a:1", "cited": "a:2", "mentions": {}}]
    with library_of(mine=(papers, citations)) as library:
        source = LibrarySource(library)
        for view in (View(2019 * 12), View(ALL.cutoff, frozenset(["a:2"]))):
            [paper] = source.lookup(["a:1"], view)
            assert source.references([paper], view).citations == ()
            assert not paper.has_references
            assert source.search(Query("net", view, 9, walkable=True)) == []


def test_an_undated_work_that_only_an_excluded_paper_cites_is_not_seen(library_of: LibraryOf) -> None:
    papers = [{"id": "a:1", "title": "Net", "year": 2018}, {"id": "model:TREE", "title": "TREE"}]
    citations = [{"citing": "a:1", "cited": "model:TREE", "mentions": {"table": 1}}]
    with library_of(mine=(papers, citations)) as library:
        source = LibrarySource(library)
        assert len(source.search(Query("tree", ALL, 9))) == 1
        assert source.search(Query("tree", View(ALL.cutoff, frozenset(["a:1"])), 9)) == []


def test_what_is_excluded_is_gone_with_every_citation_to_it_and_out_of_it(library_of: LibraryOf) -> None:
    papers = [{"id": f"a:{n}", "title": f"Net {n}", "year": 2018} for n in range(3)]
    citations = [{"citing": f"a:{a}", "cited": f"a:{b}", "mentions": {}} for a in range(3) for b in range(3) if a != b]
    with library_of(mine=(papers, citations)) as library:
        source = LibrarySource(library)
        every = source.lookup(["a:0", "a:1", "a:2"], ALL)
        view = View(ALL.cutoff, frozenset(["a:1", "no:such"]))
        found = source.references(every, view)
        assert [(c.citing, c.cited) for c in found.citations] == [("a:0", "a:2"), ("a:2", "a:0")]
        assert [paper.id for paper in found.papers] == ["a:0", "a:2"]
        assert source.lookup(["a:1"], view) == []
        assert source.reports(view)[0].papers == 2


def test_one_source_answers_every_view_as_a_new_one_would(library_of: LibraryOf) -> None:
    papers = [{"id": f"a:{n}", "title": f"Net {n}", "year": 2016 + n} for n in range(4)]
    views = [ALL, View(2018 * 12), View(ALL.cutoff, frozenset(["a:0"])), View(2018 * 12, frozenset(["a:1"])), ALL]
    with library_of(mine=(papers, [])) as library:
        source = LibrarySource(library)
        for view in views:
            query = Query("net", view, 9)
            assert source.search(query) == LibrarySource(library).search(query)
            assert source.reports(view) == LibrarySource(library).reports(view)


# ------------------------------------------------------------------ what is answered

BOTH = {"arxiv": "2001.00001", "doi": "10.1145/1"}
MERGED = [
    {"id": "arxiv:2001.00001", "title": "Rank Net", "date": "2020-01", "abstract": "A net."},
    {"id": "pl:1", "title": "A Net to rank", "year": 2021, "venue": "X"} | {"ids": BOTH},
    {"id": "w:1", "title": "Net to rank", "year": 2020, "as_cited": True, "ids": {"doi": "10.1145/1"}},
    {"id": "w:2", "title": "Old Tree", "year": 1999, "as_cited": True},
    {"id": "pl:2", "title": "Word Tree", "year": 2010},
]  # fmt: skip
EDGES = [
    {"citing": "arxiv:2001.00001", "cited": "w:2", "mentions": {"intro": 1, "table": 1}},
    {"citing": "pl:1", "cited": "w:2", "mentions": {"table": 3}, "baseline_subsection": True},
    {"citing": "pl:1", "cited": "pl:2", "mentions": {}},
    {"citing": "pl:1", "cited": "w:1", "mentions": {"other": 1}},
]


@pytest.mark.parametrize(
    "name", ["arxiv:2001.00001", "pl:1", "w:1", "doi:10.1145/1", "https://arxiv.org/abs/2001.00001v2"]
)
def test_a_merged_paper_is_known_by_every_id_and_cites_what_any_record_cites(library_of: LibraryOf, name: str) -> None:
    with library_of(mine=(MERGED, EDGES)) as library:
        source = LibrarySource(library)
        [paper] = source.lookup([name], ALL)
        assert paper.ids == ("arxiv:2001.00001", "doi:10.1145/1", "pl:1", "w:1")
        assert (paper.id, paper.title, paper.venue, paper.abstract) == (paper.ids[0], "A Net to rank", "X", "A net.")
        found = source.references([paper], ALL)
        assert {(c.citing, c.cited) for c in found.citations} == {(paper.id, "w:2"), (paper.id, "pl:2")}
        [twice] = [c for c in found.citations if c.cited == "w:2"]
        assert (twice.count(Section.TABLE), twice.count(Section.INTRO), twice.baseline_subsection) == (3, 1, True)
        assert {p.id for p in found.papers} == {"w:2", "pl:2"}


def test_a_paper_known_to_another_source_is_answered_by_any_shared_id(library_of: LibraryOf) -> None:
    from surveyor.models import Paper

    with library_of(mine=(MERGED, EDGES)) as library:
        elsewhere = Paper("s2:7", ("doi:10.1145/1", "s2:7"), "Net")
        found = LibrarySource(library).references([elsewhere], ALL)
        assert {(c.citing, c.cited) for c in found.citations} == {
            ("arxiv:2001.00001", "w:2"),
            ("arxiv:2001.00001", "pl:2"),
        }


def test_a_work_known_as_cited_keeps_its_own_id_beside_the_one_it_was_printed_with(library_of: LibraryOf) -> None:
    papers = [
        {"id": "arxiv:2001.00001", "title": "Rank Net", "year": 2020},
        {
            "id": "w:1",
            "title": "Something else entirely",
            "year": 2019,
            "as_cited": True,
            "ids": {"arxiv": "2001.00001"},
        },
    ]
    with library_of(mine=(papers, [])) as library:
        source = LibrarySource(library)
        [cited] = source.lookup(["w:1"], ALL)
        assert (cited.id, cited.ids, cited.as_cited) == ("w:1", ("arxiv:2001.00001", "w:1"), True)
        assert {paper.id for paper in source.lookup(["arxiv:2001.00001"], ALL)} == {"arxiv:2001.00001", "w:1"}


def test_a_search_may_be_limited_to_recent_and_to_walkable_papers(library_of: LibraryOf) -> None:
    with library_of(mine=(MERGED, EDGES)) as library:
        source = LibrarySource(library)
        found = {
            "all": source.search(Query("net tree rank", ALL, 9)),
            "recent": source.search(Query("net tree rank", ALL, 9, since=parse_month("2010-01"))),
            "walkable": source.search(Query("net tree rank", ALL, 9, walkable=True)),
            "one": source.search(Query("net tree rank", ALL, 1)),
        }
    ids = {name: {hit.paper.id for hit in hits} for name, hits in found.items()}
    assert ids["all"] == {"arxiv:2001.00001", "pl:2", "w:2"}
    assert ids["recent"] == {"arxiv:2001.00001", "pl:2"}
    assert ids["walkable"] == {"arxiv:2001.00001"}
    assert found["one"] == found["all"][:1]
    scores = [hit.score for hit in found["all"]]
    assert scores == sorted(scores, reverse=True)
    assert [hit.paper.id for hit in found["all"]].count("arxiv:2001.00001") == 1


def test_a_lookup_is_sorted_and_passes_over_unknown_ids(library_of: LibraryOf) -> None:
    with library_of(mine=(MERGED, EDGES)) as library:
        found = LibrarySource(library).lookup(["w:2", "no:such", "pl:2", "pl:1", "w:2", "'"], ALL)
    assert [paper.id for paper in found] == ["arxiv:2001.00001", "pl:2", "w:2"]


def test_more_papers_than_a_statement_may_name_are_answered(library_of: LibraryOf) -> None:
    papers = [{"id": f"a:{n}", "title": f"Net {n}", "year": 2020} for n in range(1300)]
    citations = [{"citing": f"a:{n}", "cited": f"a:{n + 1}", "mentions": {}} for n in range(1299)]
    with library_of(mine=(papers, citations)) as library:
        source = LibrarySource(library)
        found = source.lookup([row["id"] for row in papers], ALL)
        assert len(found) == 1300
        references = source.references(found, ALL)
    assert len({(c.citing, c.cited) for c in references.citations}) == len(references.citations) == 1299
    assert len({paper.id for paper in references.papers}) == len(references.papers) == 1299


@pytest.mark.parametrize(
    ("as_of", "records", "reaches"),
    [
        ("2018-01", 0, ""),
        ("2019-01", 1, "2018"),
        ("2019-04", 2, "2019-03"),
        ("2020-01", 2, "2019-03"),
        ("2021-01", 4, "2020"),
    ],
)
def test_a_report_tells_how_far_the_visible_records_reach(
    library_of: LibraryOf, as_of: str, records: int, reaches: str
) -> None:
    papers = [
        {"id": "a:1", "title": "Net", "year": 2018},
        {"id": "a:2", "title": "Tree", "date": "2019-03", "year": 2019},
        {"id": "a:3", "title": "Rank", "year": 2020},
        {"id": "a:4", "title": "POP"},
    ]
    citations = [{"citing": "a:3", "cited": "a:4", "mentions": {}}]
    with library_of(mine=(papers, citations)) as library:
        [report] = LibrarySource(library, "mine").reports(View(parse_month(as_of)))
    assert (report.name, report.papers, report.reaches, report.problem) == ("mine", records, reaches, "")


def test_a_reach_that_is_told_goes_before_the_records_but_never_beyond_the_view(library_of: LibraryOf) -> None:
    with library_of(mine=([{"id": "a:1", "title": "Net", "year": 2018}], [])) as library:
        source = LibrarySource(library, reaches="2021-07")
        assert source.reports(View(parse_month("2024-01")))[0].reaches == "2021-07"
        assert source.reports(View(parse_month("2020-05")))[0].reaches == "2020-04"


def test_the_shelf_answers_beside_a_library_and_alone_where_there_is_none(
    library: Library, library_of: LibraryOf
) -> None:
    assert [source.name for source in open_sources(library)] == ["shelf"]
    with library_of(mine=(MERGED, EDGES)) as filled:
        assert [source.name for source in open_sources(filled)] == ["library", "shelf"] == list(SOURCES)


def test_what_stands_around_a_citation_comes_with_it_experiments_first(library_of: LibraryOf) -> None:
    papers = [{"id": "a:1", "title": "Old", "year": 2018}, {"id": "a:2", "title": "New", "year": 2020}]
    contexts = [
        {"section": "related", "text": "Old  is\nold."},
        {"section": "experiments", "text": "We run Old " + "again " * 60},
        {"section": "elsewhere", "text": "Old."},
    ]
    library = library_of(one=(papers, [{"citing": "a:2", "cited": "a:1", "contexts": contexts}]))
    source = LibrarySource(library)
    (citation,) = source.references(source.lookup(["a:2"], ALL), ALL).citations
    assert [place.section for place in citation.places] == [Section.EXPERIMENTS, Section.RELATED, Section.OTHER]
    assert citation.places[1].text == "Old is old."
    assert len(citation.places[0].text) <= LONGEST_QUOTE
    remove_corpus(library, "one")
    with library.reading() as db:
        assert db.execute("select count(*) from quotes").fetchone() == (0,)


def test_around_papers_stands_what_they_cite_and_what_is_cited_beside_them(library_of: LibraryOf) -> None:
    papers = [{"id": f"a:{name}", "title": name * 9, "year": 2018} for name in "hcbox"]
    citations = [{"citing": f"a:{a}", "cited": f"a:{b}"} for a, b in ("hc", "bh", "bx", "oo")]
    with library_of(mine=(papers, citations)) as library:
        source = LibrarySource(library)
        (hit,) = source.lookup(["a:h"], ALL)
        found = source.around([Hit(hit, 0.5)], Query("unheard", ALL, 10))
        assert {one.paper.id: one.score for one in found} == pytest.approx(
            {"a:h": 0.6 / 1.9, "a:c": 0.3 / 1.9, "a:x": 0.3 / 1.9}
        )
        assert source.around([Hit(hit, 0.5)], Query("unheard", ALL, 2)) == found[:2]
        without = source.around([Hit(hit, 0.5)], Query("unheard", View(ALL.cutoff, frozenset(["a:b"])), 9))
        assert {one.paper.id for one in without} == {"a:h", "a:c"}
        assert source.around([], Query("title", ALL, 10)) == []


def test_around_papers_stands_what_holds_the_words_of_the_query_or_theirs(library_of: LibraryOf) -> None:
    papers = [
        {"id": "a:hit", "title": "Radiance fields", "abstract": "Views rendered by rays", "year": 2018},
        {"id": "a:said", "title": "Fields of wheat", "year": 2018},
        {"id": "a:echo", "title": "Rendered views", "year": 2018},
        {"id": "a:else", "title": "Parsing trees", "year": 2018},
    ]
    with library_of(mine=(papers, [])) as library:
        source = LibrarySource(library)
        hits = source.search(Query("radiance field", ALL, 1))
        found = source.around(hits, Query("radiance field", ALL, 10))
    assert [one.paper.id for one in found] == ["a:hit", "a:said", "a:echo"]
    assert found[0].score == pytest.approx(1.3 / 1.9)


def test_works_are_judged_by_all_citations_where_enough_are_known(library_of: LibraryOf) -> None:
    papers = [
        {"id": "a:seed", "title": "rank word", "date": "2019-03"},
        {"id": "a:other", "title": "tree word", "date": "2019-02"},
        {"id": "a:rival", "title": "net", "date": "2018-02"},
        {"id": "a:far", "title": "net of nets", "date": "2018-02"},
        {"id": "a:late", "title": "rank word again", "date": "2020-01"},
    ]
    citations = [
        {"citing": "a:seed", "cited": "a:rival", "mentions": {"table": 2}},
        {"citing": "a:other", "cited": "a:far", "mentions": {"intro": 1}},
        {"citing": "a:late", "cited": "a:far", "mentions": {"table": 9}},
    ]
    query = Query("rank word", View(parse_month("2020-01")), 10)
    with library_of(a=(papers, citations)) as library:
        assert LibrarySource(library).judge(query, RANKERS["recipe-compared"]) == ()
        judged = LibrarySource(library, wide=2).judge(query, RANKERS["recipe-compared"])
        assert [(one.paper.id, one.score) for one in judged] == [("a:rival", 1.0)]
        assert [reason.feature for reason in judged[0].reasons] == ["recipe-compared"]
        learnt = LibrarySource(library, wide=2).judge(query, RANKERS["learnt"])
        assert {one.paper.id for one in learnt} == {"a:seed", "a:other", "a:rival", "a:far"}
        assert LibrarySource(library, wide=2).judge(replace(query, limit=1), RANKERS["learnt"]) == learnt[:1]


def test_works_known_at_home_are_judged_where_no_citation_of_them_is_known(library_of: LibraryOf) -> None:
    papers = [
        {"id": name, "title": title, "date": "2020-01"}
        for name, title in (
            ("a:citing", "Trees"),
            ("a:cited", "Forests"),
            ("b:alone", "Ranking"),
            ("b:strange", "Rivers"),
        )
    ]
    with library_of(mine=(papers, [{"citing": "a:citing", "cited": "a:cited"}])) as library:
        source = LibrarySource(library, wide=1)
        known = [Known(paper, 0.8, 1.0, Fame(1.0, 1.0)) for paper in source.lookup(["b:alone"], ALL)]
        query = Query("ranking of documents", ALL, 5, at_home=tuple(known))
        scene = source.scene(query)
        assert {one.paper.id for one in source.judge(query, RANKERS["learnt"])} >= {"b:alone"}
        (unranked,) = source.judge(query, RANKERS["recipe-compared"])
        assert (unranked.paper.id, unranked.score) == ("b:alone", 0.0)
    assert scene.graph.size == 3
    assert scene.graph.linked.tolist() == [True, True, False]
    assert scene.graph.months.tolist() == [2020 * 12] * 3
    assert scene.repute.standard.tolist() == [0.0, 0.0, 1.0]
    assert scene.close[-1] > 0


@pytest.mark.parametrize(("year", "known"), [(2018, 1.0), (2020, 1.0), (2021, 0.0)])
def test_a_known_work_and_a_record_of_its_title_are_one_whether_preprint_or_proceedings(
    library_of: LibraryOf, year: int, known: float
) -> None:
    papers = [
        {"id": "a:1", "title": "Ranking by trees", "year": 2018},
        {"id": "a:2", "title": "Trees", "year": 2019},
    ]
    work = make_paper("shelf:trees", f"{year}-01", "Ranking by trees")
    query = Query("ranking", ALL, 5, at_home=(Known(work, 0.8, 1.0, Fame(1.0, 1.0)),))
    with library_of(mine=(papers, [{"citing": "a:1", "cited": "a:2"}])) as library:
        assert max(LibrarySource(library).scene(query).repute.standard) == known


def test_a_scene_tells_who_is_close_to_the_name_of_the_problem_where_it_has_one(library_of: LibraryOf) -> None:
    titles = {"a:1": "Anomaly detection", "a:2": "Strange metrics", "a:3": "Trees"}
    papers = [{"id": name, "title": title, "date": "2020-01"} for name, title in titles.items()]
    citations = [{"citing": "a:3", "cited": name} for name in ("a:1", "a:2")]
    query = Query("strange metrics anomaly detection", ALL, 5)
    with library_of(mine=(papers, citations)) as library:
        source = LibrarySource(library)
        order = source.standing_at(range(3), ALL)
        named = source.scene(replace(query, named="anomaly detection")).named.tolist()
        assert source.scene(query).named.tolist() == [0, 0, 0]
    assert [paper.id for paper, near in zip(order, named, strict=True) if near > 0] == ["a:1"]
