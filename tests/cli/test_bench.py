"""surveyor bench over the starter shelf and over a tiny library."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from surveyor import __version__
from surveyor.bench.comparisons import RULES
from surveyor.bench.pool import SEARCHES
from surveyor.bench.routes import CLASSIFIERS
from surveyor.ranking.peers import PEERS
from tests.fakes import Run, surveyor

Row = dict[str, Any]

PAPERS: list[Row] = [
    {"id": "x:classic", "title": "Ranking with trees", "date": "2015-01", "venue": "SIGIR", "year": 2015},
    {"id": "x:rival", "title": "Ranking with nets", "date": "2019-01", "venue": "SIGIR", "year": 2019},
    {"id": "x:other", "title": "Parsing of sentences", "date": "2018-05", "venue": "ACL", "year": 2018},
    {"id": "x:seed1", "title": "Neural ranking of documents", "date": "2019-11", "venue": "SIGIR", "year": 2019},
    {"id": "x:seed2", "title": "Document ranking by attention", "date": "2020-02"},
    {"id": "x:parser", "title": "Parsing with attention", "date": "2020-01", "venue": "ACL", "year": 2020},
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
QUERIES: list[Row] = [
    {"qid": "q1", "problem": "ranking of documents", "as_of": "2020-06", "exclude": ["x:self"]},
    {"qid": "q2", "problem": "parsing", "as_of": "2020-06"},
]
FILES: dict[str, list[str]] = {
    "t1.queries.jsonl": [json.dumps(row) for row in QUERIES],
    "t1.qrels": ["q1 0 x:classic 1", "q1 0 x:seed1 1", "q2 0 x:other 1"],
    "t1.strict.qrels": ["q2 0 x:other 1"],
    "t2.queries.jsonl": [json.dumps({"qid": "p", "problem": "", "as_of": "2019-11", "paper": "x:seed1"})],
    "t2.qrels": ["p 0 x:classic 1"],
    "t4.queries.jsonl": [json.dumps(row) for row in QUERIES],
    "t4.qrels": ["q1 0 x:seed2 1", "q2 0 x:parser 1"],
    "t5.queries.jsonl": [json.dumps(row | {"as_of": "2021"}) for row in QUERIES],
    "t5.qrels": ["q1 0 SIGIR 1", "q2 0 ACL 1"],
    "t5.community.qrels": ["q1 0 IR 1", "q2 0 NLP 1"],
}


def write(folder: Path, files: dict[str, list[str]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in files.items():
        (folder / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return folder


@pytest.fixture
def place(tmp_path: Path, write_corpus: Callable[..., Path]) -> Path:
    """A folder with questions in `tiny`, and a library beside."""
    write_corpus(tmp_path / "corpus", PAPERS, CITATIONS)
    assert surveyor("corpus", "import", tmp_path / "corpus", "--name", "mine", "--cache-dir", tmp_path).status == 0
    write(tmp_path / "tiny", FILES)
    return tmp_path


def bench(place: Path, *arguments: object) -> Run:
    return surveyor("bench", "--data", place / "tiny", "--jobs", 1, "--cache-dir", place, *arguments)


def tables(out: str) -> dict[str, dict[str, list[str]]]:
    """Task to the first cell of each row to its others."""
    found: dict[str, dict[str, list[str]]] = {}
    for line in out.splitlines():
        if line.startswith("**"):
            rows = found.setdefault(line.split("**")[1], {})
        elif line.startswith("| "):
            name, *cells = (cell.strip() for cell in line.strip("|").split("|"))
            rows[name] = cells
    return found


def figures(out: str) -> dict[str, dict[str, list[str]]]:
    """The same without times."""
    return {task: {name: cells[:-1] for name, cells in rows.items()} for task, rows in tables(out).items()}


def kept(place: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in sorted((place / "bench").rglob("*.jsonl"))}


def test_out_of_the_box_the_papers_of_the_shelf_are_asked_for(tmp_path: Path) -> None:
    run = surveyor("bench", "--limit", 3, "--jobs", 1, "--cache-dir", tmp_path)
    assert run.status == 0
    assert "**shelf**, baselines of the papers of the starter shelf: 3 queries; starter shelf" in run.out
    assert f"surveyor {__version__}" in run.out
    assert run.err == "shelf: surveyor, 3 questions\nshelf: its peers, 3 questions\n"
    [rows] = tables(run.out).values()
    assert rows.keys() == {"", "surveyor", *SEARCHES, *PEERS}
    assert float(rows["surveyor"][3].split()[0]) > 0
    assert float(rows["surveyor"][-1]) > 0
    before = kept(tmp_path)
    assert surveyor("bench", "--limit", 3, "--jobs", 1, "--cache-dir", tmp_path) == run
    assert kept(tmp_path) == before


def test_all_tasks_that_have_files_are_measured_and_the_others_named(place: Path) -> None:
    run = bench(place, "--tasks", "t1,t1c,strict,t2,t3,t4,t5")
    assert run.status == 0
    found = tables(run.out)
    assert list(found) == ["t1", "t1c", "strict", "t2", "t4", "t5"]
    assert f"t3 is left out: no {place / 'tiny' / 't3.queries.jsonl'}" in run.err
    ranked = {"", "surveyor", *SEARCHES, *PEERS}
    assert {task: rows.keys() for task, rows in found.items()} == {
        **dict.fromkeys(("t1", "t1c", "strict"), ranked),
        "t2": {"", "surveyor", *RULES},
        "t4": {"", "surveyor", *SEARCHES},
        "t5": {"", "surveyor", *CLASSIFIERS},
    }
    assert "2 queries; tiny/t1; corpora mine (7 papers); surveyor " in run.out
    assert found["t5"][""] == ["acc@1", "acc@3", "community", "acc@1: surveyor less it", "ms/query"]
    assert found["t5"]["bm25-knn50"][:3] == ["1.000 [1.000, 1.000]"] * 3
    assert found["t2"]["exp+3table+2subsection"][1] == "1.000 [1.000, 1.000]"
    assert float(found["t1c"]["surveyor"][0].split()[0]) > 0


def test_rows_stand_best_first_and_intervals_hold_their_means(place: Path) -> None:
    [rows] = figures(bench(place, "--tasks", "t1").out).values()
    cells = [cell for name, row in rows.items() if name for cell in row]
    for mean, low, high in (cell.translate(str.maketrans("", "", "[],")).split() for cell in cells):
        assert float(low) <= float(mean) <= float(high)
    gains = [float(row[3].split()[0]) for name, row in rows.items() if name]
    assert gains == sorted(gains, reverse=True)


def test_nobody_is_better_than_themselves(place: Path) -> None:
    [rows] = figures(bench(place, "--tasks", "t1").out).values()
    assert rows["surveyor"][-1] == "0.000 [0.000, 0.000]"
    [rows] = figures(bench(place, "--tasks", "t1", "--against", "popularity").out).values()
    assert rows[""][-1] == "nDCG@10: it less popularity"
    assert rows["popularity"][-1] == "0.000 [0.000, 0.000]"
    means = {name: float(row[3].split()[0]) for name, row in rows.items() if name}
    less = float(rows["surveyor"][-1].split()[0])
    assert less == pytest.approx(means["surveyor"] - means["popularity"], abs=0.0011)


def test_an_interrupted_run_goes_on_and_prints_the_same(place: Path) -> None:
    whole = figures(bench(place, "--tasks", "t1,t4").out)
    files = kept(place)
    for file, content in files.items():
        file.write_bytes(content[: -len(content) // 3])
    assert figures(bench(place, "--tasks", "t1,t4").out) == whole
    assert [len(one.splitlines()) for one in kept(place).values()] == [len(one.splitlines()) for one in files.values()]


def test_a_part_of_the_questions_is_the_beginning_of_all(place: Path) -> None:
    part = bench(place, "--tasks", "t1", "--limit", 1)
    assert ": 1 queries;" in part.out
    first = kept(place)
    assert figures(bench(place, "--tasks", "t1").out)["t1"].keys() == figures(part.out)["t1"].keys()
    assert all(kept(place)[file].startswith(content) for file, content in first.items())


def test_a_task_without_a_question_that_counts_is_an_empty_table(place: Path) -> None:
    run = bench(place, "--tasks", "strict", "--limit", 1)
    assert run.status == 0
    assert ": 0 queries;" in run.out


@pytest.mark.parametrize("change", ["questions", "corpora"])
def test_nothing_is_kept_of_other_questions_or_corpora(
    place: Path, write_corpus: Callable[..., Path], change: str
) -> None:
    before = bench(place, "--tasks", "t1").out
    if change == "questions":
        other = [json.dumps(row | {"as_of": "2016-01"}) for row in QUERIES]
        write(place / "tiny", {"t1.queries.jsonl": other})
    else:
        write_corpus(place / "corpus", PAPERS[:3], [])
        assert surveyor("corpus", "import", place / "corpus", "--name", "mine", "--cache-dir", place).status == 0
    assert figures(bench(place, "--tasks", "t1").out) != figures(before)


def test_other_gold_asks_surveyor_nothing_again(place: Path) -> None:
    before = bench(place, "--tasks", "strict").out
    results = place / "bench" / "t1" / "results.jsonl"
    content = results.read_bytes()
    write(place / "tiny", {"t1.strict.qrels": ["q2 0 x:rival 1"]})
    assert figures(bench(place, "--tasks", "strict").out) != figures(before)
    assert results.read_bytes() == content


def test_the_tables_are_written_as_json_too(place: Path) -> None:
    run = bench(place, "--tasks", "t1,t2", "--json", place / "out.json")
    document = json.loads((place / "out.json").read_text(encoding="utf-8"))
    assert [one["task"] for one in document] == ["t1", "t2"]
    rows = tables(run.out)["t1"]
    assert [row["name"] for row in document[0]["rows"]] == [name for name in rows if name]
    for row in document[0]["rows"]:
        assert f"{row['figures']['nDCG@10'][0]:.3f}" == rows[row["name"]][3].split()[0]


def said(run: Run) -> str:
    return run.err.splitlines()[-1]


@pytest.mark.parametrize(
    ("arguments", "status", "text"),
    [
        (["--tasks", "t9"], 2, "no task 't9': tasks are t1, t1c, strict, t2, t3, t4, t5, words, shelf"),
        (["--against", "nobody"], 2, "no row 'nobody' in any table"),
        (["--tasks", "t3"], 1, "nothing to measure"),
        (["--tasks", "words"], 1, "nothing to measure"),
        (
            ["--cache-dir", "/nowhere"],
            2,
            "no library here; import the corpora of the bench with `surveyor corpus import`",
        ),
    ],
)
def test_a_wrong_call_is_one_line(place: Path, arguments: list[str], status: int, text: str) -> None:
    run = bench(place, *arguments)
    assert (run.status, run.out) == (status, "")
    assert text in said(run)


def test_a_task_of_whose_answers_the_library_holds_none_is_left_out_with_the_remedy(place: Path) -> None:
    write(place / "tiny", {"t1.qrels": ["q1 0 y:1 1"]})
    run = bench(place, "--tasks", "t1")
    assert (
        "t1 is left out: nothing that is right is in the library; import its corpora with `surveyor corpus" in run.err
    )


def test_tasks_with_files_need_a_folder(tmp_path: Path) -> None:
    run = surveyor("bench", "--tasks", "t1", "--cache-dir", tmp_path)
    assert run.status == 1
    assert "t1 is left out: it needs --data DIR" in run.err


def test_without_ir_measures_nothing_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ir_measures", None)
    run = surveyor("bench", "--cache-dir", tmp_path)
    assert (run.status, said(run)) == (2, "surveyor: the bench needs ir-measures: pip install ir-measures")
    assert not (tmp_path / "bench").exists()


def test_damaged_answers_are_named(place: Path) -> None:
    assert bench(place, "--tasks", "t2").status == 0
    [file] = kept(place)
    file.write_bytes(b"{}\n")
    run = bench(place, "--tasks", "t2")
    assert run.status == 1
    assert "damaged" in said(run)
    assert str(file) in said(run)


@pytest.mark.parametrize("model", ["meaning", "techniques"])
def test_words_are_learnt_from_the_whole_library(model: str, tmp_path: Path) -> None:
    run = surveyor("bench", "train", model, "--limit", 5, "-o", tmp_path / "learnt.json")
    assert run.status == 2
    assert f"`{model}` is learnt from the whole library: leave --data and --limit out" in run.err
