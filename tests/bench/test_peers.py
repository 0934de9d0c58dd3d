"""The peers over a library."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from surveyor.bench.peers import Ranking, searches, walks
from surveyor.bench.pool import SEARCHES, Pool
from surveyor.bench.questions import Named, Topic
from surveyor.bench.tasks import Among
from surveyor.library import Library
from surveyor.library.network import Network
from surveyor.library.records import Records
from surveyor.ranking.peers import PEERS

Row = dict[str, Any]
LibraryOf = Callable[..., Library]

PAPERS: list[Row] = [
    {"id": "x:classic", "title": "Ranking with trees", "date": "2015-01", "ids": {"arxiv": "1501.00001"}},
    {"id": "x:rival", "title": "Ranking with nets", "date": "2019-01"},
    {"id": "x:other", "title": "Parsing of sentences", "date": "2018-05"},
    {"id": "x:seed1", "title": "Neural ranking of documents", "date": "2019-11"},
    {"id": "x:seed2", "title": "Document ranking by attention", "date": "2020-02"},
    {"id": "x:parser", "title": "Parsing with attention", "date": "2020-01"},
    {"id": "x:self", "title": "Ranking of documents by transformers", "date": "2020-05"},
]
CITATIONS: list[Row] = [
    {"citing": "x:seed1", "cited": "x:classic", "mentions": {"experiments": 2, "table": 1, "intro": 1}},
    {"citing": "x:seed1", "cited": "x:rival", "mentions": {"related": 1}},
    {"citing": "x:seed2", "cited": "x:classic", "mentions": {"table": 2}},
    {"citing": "x:seed2", "cited": "x:seed1", "mentions": {"intro": 1}},
    {"citing": "x:parser", "cited": "x:other", "mentions": {"table": 3}},
    {"citing": "x:rival", "cited": "x:classic", "mentions": {"method": 1}},
    {"citing": "x:self", "cited": "x:other", "mentions": {"table": 9}},
]
LATER: list[Row] = [
    {"id": "x:late", "title": "Neural ranking of documents again", "date": "2020-06"},
    {"id": "x:later", "title": "Ranking ranking documents", "year": 2020},
]
LATER_CITATIONS: list[Row] = [
    {"citing": "x:late", "cited": "x:other", "mentions": {"table": 5}},
    {"citing": "x:late", "cited": "x:classic"},
    {"citing": "x:later", "cited": "x:late"},
]
TOPIC = Topic("q", "ranking of documents", 2020 * 12 + 5, ("x:self",))


def rankings(library: Library, *among: Among, topic: Topic = TOPIC) -> list[Ranking]:
    pool = Pool(library)
    return [*searches(pool, topic, among), *walks(pool, topic, among)]


def named(library: Library, among: Among = "all", topic: Topic = TOPIC) -> dict[str, list[str]]:
    """Peer to the records that name the works it found, best first."""
    records = [row[0] for row in library.db.execute("select record from papers order by id")]
    return {
        found.peer: [records[work] for work in found.works[among]] for found in rankings(library, among, topic=topic)
    }


def test_every_peer_answers_and_seeds_vote(library_of: LibraryOf) -> None:
    with library_of(x=(PAPERS, CITATIONS)) as library:
        found = named(library)
    assert found.keys() == {*SEARCHES, *PEERS}
    assert found["recipe-compared"] == ["x:classic"]
    assert found["popularity"][0] == "x:classic"
    assert found["recipe-citations"][0] == "x:classic"
    assert set(found["bm25-title"]) == {"x:classic", "x:rival", "x:seed1", "x:seed2"}


def test_closed_rankings_hold_only_works_that_cite_others(library_of: LibraryOf) -> None:
    with library_of(x=(PAPERS, CITATIONS)) as library:
        found = rankings(library, "all", "closed")
    for one in found:
        assert list(one.works["closed"]) == [work for work in one.works["all"] if work in {1, 3, 4, 5}], one.peer


def test_models_are_voted_for_by_papers_of_any_age_and_found_beside_other_models(library_of: LibraryOf) -> None:
    models = [{"id": f"model:{name}", "title": name} for name in ("TREE", "NET", "BPR")]
    old = [{"id": "r:old", "title": "Ranking of documents by hand", "year": 1999}]
    cited = [("x:seed1", "model:TREE"), ("x:seed2", "model:TREE"), ("x:seed2", "model:NET"), ("r:old", "model:BPR")]
    citing = [{"citing": one, "cited": other, "mentions": {}} for one, other in cited]
    with library_of(x=([*PAPERS, *models, *old], CITATIONS + citing)) as library:
        found = named(library, "models")
    assert set(found["recipe-citations"]) == {"model:TREE", "model:NET", "model:BPR"}
    assert found["recipe-citations"][0] == found["popularity"][0] == "model:TREE"
    assert found["cocitation"][0] == "model:TREE"
    assert all(work.startswith("model:") for works in found.values() for work in works)


def test_what_lies_in_the_future_or_is_excluded_changes_nothing(library_of: LibraryOf) -> None:
    past = ([row for row in PAPERS if row["id"] != "x:self"], [row for row in CITATIONS if row["citing"] != "x:self"])
    with library_of(x=past) as library:
        wanted = named(library)
    with library_of(x=(PAPERS + LATER, CITATIONS + LATER_CITATIONS)) as library:
        assert named(library) == wanted


def test_records_of_one_work_are_one_paper_of_the_graph(library_of: LibraryOf) -> None:
    twin = [{"id": "y:classic", "title": "Ranking with trees", "year": 2016, "ids": {"arxiv": "1501.00001"}}]
    twin += [{"id": "y:seed1", "title": "Neural ranking of documents", "date": "2019-12", "same_as": "x:seed1"}]
    citing = [{"citing": "y:seed1", "cited": "y:classic", "mentions": {"experiments": 7}}]
    with library_of(x=(PAPERS, CITATIONS), y=(twin, citing)) as library:
        records = Records.load(library.db)
        seen = records.seen(TOPIC.cutoff)
        network = Network.of(records, seen)
    place = {int(work): at for at, work in enumerate(network.works)}
    assert network.works.tolist() == [0, 1, 2, 3, 4, 5, 6]
    assert network.graph.mentions[place[3], place[0]] == 7
    assert network.graph.compared[place[3], place[0]] == 7
    assert network.graph.months[place[0]] == 2015 * 12
    assert network.graph.months[place[3]] == 2019 * 12 + 10


def rights(*ids: str) -> list[Named]:
    return [Named((one,)) for one in ids]


def test_right_is_found_under_any_id_and_kept_where_it_cannot_be_seen(library_of: LibraryOf) -> None:
    with library_of(x=(PAPERS + LATER, CITATIONS)) as library:
        pool = Pool(library)
        wanted = rights("arXiv:1501.00001v2", "x:rival", "x:late", "x:nowhere", "x:self")
        documents, named = pool.documents(wanted, pool.seen(TOPIC))
    assert documents == {"0", "1", "x:late", "x:nowhere", "x:self"}
    assert named == {0: "0", 1: "1"}


def test_an_id_is_that_of_the_record_it_names_before_others_that_bear_it(library_of: LibraryOf) -> None:
    stray = [{"id": "a:stray", "title": "Something else", "date": "2016-01", "ids": {"x": "rival"}, "as_cited": True}]
    with library_of(a=(stray, []), x=(PAPERS, CITATIONS)) as library:
        pool = Pool(library)
        assert pool.documents(rights("x:rival"), pool.seen(TOPIC))[0] == {"2"}


def test_works_of_one_title_are_one_right_answer(library_of: LibraryOf) -> None:
    twin = [{"id": "y:rival", "title": "Ranking with nets!", "year": 2012, "authors": ["Somebody Else"]}]
    with library_of(x=(PAPERS, CITATIONS), y=(twin, [])) as library:
        pool = Pool(library)
        wanted = [Named(("x:rival",), "Ranking with nets"), Named((), "Parsing of sentences"), Named((), "Unheard of")]
        documents, named = pool.documents(wanted, pool.seen(TOPIC))
    assert documents == {"1", "2", "Unheard of"}
    assert named == {1: "1", 7: "1", 2: "2"}


def test_works_told_elsewhere_are_told_by_ids_and_strangers_stay(library_of: LibraryOf) -> None:
    with library_of(x=(PAPERS + LATER, CITATIONS)) as library:
        pool = Pool(library)
        names = [("x:rival",), ("z:unknown", "arxiv:1501.00001"), ("x:rival", "x:seed1"), ("x:late",), ("z:none",)]
        papers = [*map(Named, names), Named(("z:other",), "Parsing of sentences."), Named(("z:last",), "Unheard of")]
        assert pool.told(papers, pool.seen(TOPIC)) == [1, 0, "x:late", "z:none", 2, "z:last"]


def test_without_any_citation_search_alone_finds_something(library_of: LibraryOf) -> None:
    with library_of(x=(PAPERS, [])) as library:
        found = named(library)
    assert {peer for peer, works in found.items() if works} == set(SEARCHES)


def test_an_empty_library_answers_nothing(library: Library) -> None:
    assert not any(found.works["all"] for found in rankings(library, "all"))
