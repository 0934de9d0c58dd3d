from __future__ import annotations

import json
from pathlib import Path

from tests.fakes import Run, refused, surveyor

ROWS = [
    {"qid": "a", "problem": "query-doc relevance", "as_of": "2019-06"},
    {"qid": "b", "problem": "natural language inference", "as_of": "2021-06", "venues": ["SIGIR"]},
]


def written(folder: Path, *lines: str) -> Path:
    path = folder / "queries.jsonl"
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def run(folder: Path, *lines: str) -> Run:
    queries = written(folder, *lines)
    return surveyor(
        "batch", queries, "-o", folder / "r.jsonl", "--top", 5, "--jobs", 1, "--cache-dir", folder / "cache"
    )


def test_every_row_is_answered_and_talk_goes_to_stderr(tmp_path: Path) -> None:
    made = run(tmp_path, *map(json.dumps, ROWS))
    assert (made.status, made.out) == (0, "")
    assert "2 of 2 rows answered now, 0 were there" in made.err
    rows = [json.loads(line) for line in (tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["qid"] for row in rows] == ["a", "b"]
    assert all(len(row["baselines"]) == len(row["related"]) == 5 for row in rows)


def test_a_second_run_goes_on_where_the_first_stopped(tmp_path: Path) -> None:
    run(tmp_path, json.dumps(ROWS[0]))
    first = (tmp_path / "r.jsonl").read_bytes()
    made = run(tmp_path, *map(json.dumps, ROWS))
    assert "1 of 2 rows answered now, 1 were there" in made.err
    assert (tmp_path / "r.jsonl").read_bytes().startswith(first)
    assert "0 of 2 rows answered now, 2 were there" in run(tmp_path, *map(json.dumps, ROWS)).err


def test_a_bad_row_is_an_error_before_anything_is_answered(tmp_path: Path) -> None:
    refused(run(tmp_path, json.dumps(ROWS[0]), '{"qid": "b"}'), 1, "queries.jsonl:2: ", "problem")
    assert not (tmp_path / "r.jsonl").exists()
    bad_venue = json.dumps(ROWS[1] | {"venues": ["SIGER"]})
    refused(run(tmp_path, json.dumps(ROWS[0]), bad_venue), 1, "queries.jsonl:2: ", "did you mean SIGIR?")
    assert not (tmp_path / "r.jsonl").exists()


def test_a_foreign_output_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text("my notes\n", encoding="utf-8")
    refused(run(tmp_path, json.dumps(ROWS[0])), 1, "r.jsonl", "choose another -o")
    assert (tmp_path / "r.jsonl").read_text(encoding="utf-8") == "my notes\n"


def test_missing_queries_are_named(tmp_path: Path) -> None:
    call = surveyor("batch", tmp_path / "no.jsonl", "-o", tmp_path / "r.jsonl", "--cache-dir", tmp_path)
    refused(call, 1, "no.jsonl", "No such file")


def test_an_unwritable_output_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    queries = written(tmp_path, json.dumps(ROWS[0]))
    target = tmp_path / "file" / "r.jsonl"
    refused(surveyor("batch", queries, "-o", target, "--jobs", 1, "--cache-dir", tmp_path), 1, "file/r.jsonl")


def test_wrong_usage_is_refused(tmp_path: Path) -> None:
    queries = written(tmp_path, json.dumps(ROWS[0]))
    refused(surveyor("batch", queries), 2, "--output")
    refused(surveyor("batch", queries, "-o", tmp_path / "r.jsonl", "--jobs", 0), 2, "--jobs")
    refused(surveyor("batch", queries, "-o", tmp_path), 2, "directory")
