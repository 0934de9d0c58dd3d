from __future__ import annotations

import json
from pathlib import Path

from tests.fakes import surveyor

PROBLEM = "natural language inference"


def made(cache: Path, as_of: str) -> str:
    run = surveyor("find", PROBLEM, "--as-of", as_of, "--cache-dir", cache, "--format", "json")
    return str(json.loads(run.out)["id"])


def test_two_surveys_of_one_problem_are_compared(tmp_path: Path) -> None:
    old, new = made(tmp_path, "2020-06"), made(tmp_path, "2021-06")
    run = surveyor("diff", old, new, "--cache-dir", tmp_path)
    assert run.status == 0
    assert "## New papers" in run.out
    assert f"From `{old}` (as of 2020-06) to `{new}` (as of 2021-06)." in run.out
    told = json.loads(surveyor("diff", old, new, "--cache-dir", tmp_path, "--format", "json").out)
    assert told["old"] == old


def test_an_update_keeps_the_new_survey_and_tells_what_is_new(tmp_path: Path) -> None:
    old = made(tmp_path, "2020-06")
    run = surveyor("update", old, "--as-of", "2021-06", "--cache-dir", tmp_path)
    assert run.status == 0
    assert "## Baselines" in run.out
    kept = [line.split("\t")[0] for line in surveyor("list", "--cache-dir", tmp_path).out.splitlines()]
    assert len(kept) == 2
    again = surveyor("update", old, "--as-of", "2020-06", "--cache-dir", tmp_path)
    assert "No difference." in again.out
    assert "nothing new since 2020-06" in again.err


def test_an_update_of_a_walk_starts_from_the_same_papers(tmp_path: Path) -> None:
    walked = ("walk", "arxiv:1606.01933", "--problem", PROBLEM, "--cache-dir", tmp_path, "--format", "json")
    old = json.loads(surveyor(*walked, "--as-of", "2020-06").out)
    run = surveyor("update", old["id"], "--as-of", "2021-06", "--cache-dir", tmp_path)
    new = json.loads(surveyor("show", run.err.split()[-1], "--cache-dir", tmp_path, "--format", "json").out)
    assert new["manifest"]["given"] == old["manifest"]["given"] == ["arxiv:1606.01933"]
    assert [entry["paper"]["title"] for entry in new["seeds"]] == [entry["paper"]["title"] for entry in old["seeds"]]


def test_a_survey_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    for command in (("diff", "a", "b"), ("update", "a")):
        run = surveyor(*command, "--cache-dir", tmp_path)
        assert run.status == 1
        assert "no survey 'a'" in run.err


def test_the_reading_list_ends_with_the_command_that_makes_it_again(tmp_path: Path) -> None:
    asked = ("find", PROBLEM, "--as-of", "2020-06", "--seeds", "5", "--cache-dir", tmp_path)
    again = (
        "again by `surveyor find 'natural language inference' --as-of 2020-06 --years 2 --hops 2 --walk 40 --seeds 5 "
        "--rank learnt"
    )
    for network, told in (
        ((), " --max-requests 30 --budget 0.01"),
        (("--no-deep", "--max-requests", "2", "--budget", "0"), " --no-deep --max-requests 2 --budget 0"),
    ):
        assert surveyor(*asked, *network).out.rstrip().endswith(f"{again}{told}`.")
