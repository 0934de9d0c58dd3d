"""The peers over a library, and the command that prints their figures."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result

from surveyor.bench.peers import SEARCHES, Pool
from surveyor.bench.ranking import main
from surveyor.bench.tasks import Topic
from surveyor.library import Library
from surveyor.library.corpus import import_corpus
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


def named(library: Library, topic: Topic = TOPIC) -> dict[str, list[str]]:
    """Peer to the records that name the works it found, best first."""
    records = [row[0] for row in library.db.execute("select record from papers order by id")]
    return {found.peer: [records[work] for work in found.works] for found in Pool(library).rankings(topic)}


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
        rankings = [*Pool(library).rankings(TOPIC)]
        citing = {1, 3, 4, 5}
    for found in rankings:
        assert list(found.closed) == [work for work in found.works if work in citing], found.peer


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


def test_gold_is_found_under_any_id_and_kept_where_it_cannot_be_seen(library_of: LibraryOf) -> None:
    with library_of(x=(PAPERS + LATER, CITATIONS)) as library:
        pool = Pool(library)
        gold = pool.gold(["arXiv:1501.00001v2", "x:rival", "x:late", "x:nowhere", "x:self"], pool.seen(TOPIC))
    assert gold == {"0", "1", "x:late", "x:nowhere", "x:self"}


def test_an_id_is_that_of_the_record_it_names_before_others_that_bear_it(library_of: LibraryOf) -> None:
    stray = [{"id": "a:stray", "title": "Something else", "date": "2016-01", "ids": {"x": "rival"}, "as_cited": True}]
    with library_of(a=(stray, []), x=(PAPERS, CITATIONS)) as library:
        pool = Pool(library)
        assert pool.gold(["x:rival"], pool.seen(TOPIC)) == {"2"}


def test_a_ranking_made_elsewhere_is_told_by_ids(library_of: LibraryOf) -> None:
    with library_of(x=(PAPERS + LATER, CITATIONS)) as library:
        papers = [("x:rival",), ("z:unknown", "arxiv:1501.00001"), ("x:rival", "x:seed1"), ("x:late",)]
        found = Pool(library).told("mine", papers, TOPIC)
    assert (found.peer, found.works, found.closed, found.seconds) == ("mine", (1, 0), (1,), None)


def test_without_any_citation_search_alone_finds_something(library_of: LibraryOf) -> None:
    with library_of(x=(PAPERS, [])) as library:
        found = named(library)
    assert {peer for peer, works in found.items() if works} == set(SEARCHES)


# ---------------------------------------------------------------- the command


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory, write_corpus: Callable[..., Path]) -> Path:
    """A folder of the bench with a library beside its queries."""
    folder = tmp_path_factory.mktemp("bench")
    with Library.open(folder / "library.db") as library:
        import_corpus(library, [write_corpus(folder / "corpus", PAPERS + LATER, CITATIONS)], name="x", strict=True)
    queries: list[Row] = [
        {"qid": "q1", "problem": TOPIC.problem, "as_of": "2020-06", "exclude": ["x:self"]},
        {"qid": "q2", "problem": "parsing", "as_of": "2020-06"},
    ]
    lines(folder / "t1.queries.jsonl", map(json.dumps, queries))
    lines(folder / "t1.qrels", ["q1 0 x:classic 1", "q1 0 x:seed1 1", "q2 0 x:other 1"])
    lines(folder / "t1.strict.qrels", ["q2 0 x:other 1"])
    results = {"qid": "q1", "baselines": [{"id": "x:classic", "ids": []}, {"id": "x:seed1", "ids": []}]}
    lines(folder / "results.jsonl", [json.dumps(results)])
    return folder


def lines(file: Path, content: Iterable[str]) -> None:
    file.write_text("".join(f"{line}\n" for line in content), encoding="utf-8")


def called(bench: Path, *arguments: object) -> Result:
    return CliRunner().invoke(main, ["--data", str(bench), "--cache-dir", str(bench), *map(str, arguments)])


def cells(result: Result) -> dict[str, list[str]]:
    """First cell of each row of the tables to the others."""
    assert result.exit_code == 0, result.output
    parts = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in result.output.splitlines() if "|" in line
    ]
    return {row[0]: row[1:] for row in parts}


def test_one_run_prints_all_tasks(bench: Path) -> None:
    result = called(bench)
    assert [line.split(":")[0] for line in result.output.splitlines() if line.endswith("queries")] == [
        "t1",
        "t1c",
        "strict",
    ]
    assert result.output.count("| popularity |") == 3
    assert cells(result).keys() == {"peer", "---", *PEERS, *SEARCHES}


def test_rows_are_means_with_intervals_the_best_first(bench: Path) -> None:
    found = cells(called(bench, "--tasks", "t1", "--limit", 1, "--results", bench / "results.jsonl"))
    assert found["peer"] == ["R@5", "R@10", "R@20", "nDCG@10", "RR", "ms"]
    assert found["surveyor"] == ["1.000 [1.000, 1.000]"] * 5 + ["-"]
    gains = [float(row[3].split()[0]) for name, row in found.items() if name not in {"peer", "---"}]
    assert gains == sorted(gains, reverse=True)
    assert all(float(row[5]) >= 0 for name, row in found.items() if name not in {"peer", "---", "surveyor"})


def test_differences_are_taken_query_by_query(bench: Path) -> None:
    result = called(bench, "--tasks", "t1", "--against", "surveyor", "--results", bench / "results.jsonl")
    found = cells(result)
    assert found["peer"][5] == "nDCG@10 less that of surveyor"
    assert found["surveyor"][5] == "0.000 [0.000, 0.000]"
    mean, own = (float(found[peer][3].split()[0]) for peer in ("popularity", "surveyor"))
    assert float(found["popularity"][5].split()[0]) == pytest.approx(mean - own, abs=0.0011)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--tasks", "t9"], 2, "tasks are t1, t1c, strict"),
        (["--cache-dir", "/nowhere"], 1, "no library here"),
        (["--results", "/nowhere"], 1, "/nowhere: cannot be read"),
        (["--against", "nobody"], 2, "no row 'nobody'"),
        (["--against", "surveyor"], 2, "no row 'surveyor'"),
    ],
)
def test_a_wrong_call_is_one_line(bench: Path, arguments: list[str], status: int, said: str) -> None:
    result = called(bench, *arguments)
    assert result.exit_code == status
    assert said in result.output


def test_the_same_run_prints_the_same_figures(bench: Path) -> None:
    first, second = (cells(called(bench, "--tasks", "strict")) for _ in range(2))
    assert {name: row[:5] for name, row in first.items()} == {name: row[:5] for name, row in second.items()}
    assert np.isfinite([float(row[0].split()[0]) for name, row in first.items() if name in PEERS]).all()
