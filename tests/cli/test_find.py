from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from surveyor.export import document
from surveyor.library import Library
from tests.fakes import Run, refused, surveyor

PROBLEM = "natural language inference"
FILES = {"lineage.svg", "reading-list.md", "baselines.md", "survey.json", "graph.html", "graph.graphml", "papers.bib"}


def find(cache: Path, *arguments: object, problem: str = PROBLEM) -> Run:
    return surveyor("find", problem, "--as-of", "2021-06", "--cache-dir", cache, *arguments)


def test_into_a_pipe_it_prints_markdown_and_nothing_else(tmp_path: Path) -> None:
    run = find(tmp_path)
    assert run.status == 0
    assert run.err == ""
    assert run.out.startswith(f"# {PROBLEM}\n")
    assert "## Reading order" in run.out


def test_as_json_it_prints_the_document_that_is_kept(tmp_path: Path) -> None:
    run = find(tmp_path, "--format", "json")
    made = document.parse(run.out)
    assert json.loads(run.out)["schema_version"] == 1
    assert made.problem.as_of == "2021-06"
    with Library.open(tmp_path / "library.db") as library:
        (kept,) = library.surveys()
    assert (kept.id, kept.problem, kept.document) == (made.id, PROBLEM, run.out)


def test_the_same_call_twice_prints_the_same_bytes_and_keeps_one_survey(tmp_path: Path) -> None:
    assert find(tmp_path) == find(tmp_path)
    assert len(surveyor("list", "--cache-dir", tmp_path).out.splitlines()) == 1


def test_out_writes_the_seven_files_and_says_so_on_stderr(tmp_path: Path) -> None:
    run = find(tmp_path / "cache", "--out", tmp_path / "deep" / "out", "--format", "json")
    assert run.status == 0
    assert {path.name for path in (tmp_path / "deep" / "out").iterdir()} == FILES
    assert all(name in run.err for name in FILES)
    assert (tmp_path / "deep" / "out" / "survey.json").read_text(encoding="utf-8") == run.out


def test_out_writes_over_what_an_earlier_run_wrote(tmp_path: Path) -> None:
    find(tmp_path, "--out", tmp_path / "out", problem="query-doc relevance")
    before = (tmp_path / "out" / "survey.json").read_text(encoding="utf-8")
    find(tmp_path, "--out", tmp_path / "out")
    assert (tmp_path / "out" / "survey.json").read_text(encoding="utf-8") != before
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES


def test_a_chinese_problem_is_answered_too(tmp_path: Path) -> None:
    run = find(tmp_path, problem="开放域对话生成")
    assert run.status == 0
    assert "开放域对话生成" in run.out
    assert "| **ACL** |" in run.out
    assert "## 阅读顺序" in run.out
    assert "## Reading order" in find(tmp_path, "--lang", "en", problem="开放域对话生成").out


def test_options_reach_the_survey(tmp_path: Path) -> None:
    run = find(tmp_path, "--venue", "sigir", "--years", 3, "--seeds", 4, "--hops", 1, "--walk", 2, "--format", "json")
    made = document.parse(run.out)
    assert [match.venue for match in made.route.venues] == ["SIGIR"]
    assert made.problem.years == 3
    assert (len(made.seeds), made.coverage.walked) == (4, 2)
    hidden = made.seeds[0].paper.id
    again = document.parse(find(tmp_path, "--exclude", hidden, "--format", "json").out)
    assert hidden not in {paper.id for paper in again.papers}


def test_in_a_terminal_form_it_prints_tables(tmp_path: Path) -> None:
    run = find(tmp_path, "--format", "terminal")
    assert run.status == 0
    for heading in ("Venues", "Baselines", "Reading order", "Coverage"):
        assert heading in run.out
    assert "# " not in run.out.split("\n")[1]


# ------------------------------------------------------------------ refused: status 2


@pytest.mark.parametrize("problem", ["", "   ", "\n\t", "—!?", "\x00\x07"])
def test_a_problem_without_a_word_is_refused_with_an_example(tmp_path: Path, problem: str) -> None:
    refused(find(tmp_path, problem=problem), 2, "say the problem in words", "surveyor find")


def test_a_problem_of_a_hundred_kilobytes_is_refused(tmp_path: Path) -> None:
    refused(find(tmp_path, problem="word " * 20_000), 2, "100,000 characters", "a sentence or two")


def test_a_problem_of_bytes_that_are_no_text_is_refused(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "surveyor", "find", b"\xff\xfe ranking", "--cache-dir", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, check=False)
    refused(Run(run.returncode, run.stdout.decode(), run.stderr.decode()), 2)


@pytest.mark.parametrize("paper", ["", " ", "\udcff"])
def test_what_cannot_be_an_id_is_not_excluded_but_refused(tmp_path: Path, paper: str) -> None:
    refused(find(tmp_path, "--exclude", paper), 2, "--exclude", "arxiv:1606.01933")


def test_an_unknown_venue_is_refused_with_the_nearest(tmp_path: Path) -> None:
    refused(find(tmp_path, "--venue", "SIGER"), 2, "unknown venue 'SIGER'", "did you mean SIGIR?")


def test_an_unknown_venue_that_resembles_none_is_refused_with_where_to_look(tmp_path: Path) -> None:
    refused(find(tmp_path, "--venue", "qqqqqqqqq"), 2, "unknown venue 'qqqqqqqqq'", "venues")


@pytest.mark.parametrize("as_of", ["soon", "2021", "2021-13", "2021-6", "21-06", "", "2021-06-31", "-1", "٢٠٢١-٠٦"])
def test_as_of_takes_months_only(tmp_path: Path, as_of: str) -> None:
    run = surveyor("find", PROBLEM, "--cache-dir", tmp_path, f"--as-of={as_of}")
    if as_of == "2021":
        assert run.status == 0, "a year means its January"
    else:
        refused(run, 2, "--as-of", "YYYY-MM", "2021-06")


def test_as_of_the_future_is_refused_with_the_latest_month(tmp_path: Path) -> None:
    refused(surveyor("find", PROBLEM, "--as-of", "9000-01", "--cache-dir", tmp_path), 2, "future", "latest month is 20")


def test_a_bad_venue_map_is_refused_with_one_line_a_mistake(tmp_path: Path) -> None:
    bad = tmp_path / "map.yaml"
    bad.write_text("version: 2\nvenues:\n  SIGIR: {name: x}\nareas: []\nfallback:\n  venues: {SIGER: why}\n", "utf-8")
    run = find(tmp_path, "--venues", bad)
    refused(run, 2, "map.yaml:1: ", "map.yaml:3: ", "map.yaml:6: ", "did you mean SIGIR?")
    assert all("map.yaml:" in line for line in run.err.splitlines())


def test_a_missing_venue_map_is_refused_with_the_option_to_change(tmp_path: Path) -> None:
    refused(find(tmp_path, "--venues", tmp_path / "no.yaml"), 2, "no.yaml", "--venues")


@pytest.mark.parametrize(
    "arguments",
    [
        ["find"],
        ["find", "a", "b"],
        ["find", "a", "--years", "0"],
        ["find", "a", "--seeds", "x"],
        ["find", "a", "--hops", "6"],
        ["find", "a", "--format", "docx"],
        ["find", "a", "--nonsense"],
        ["nonsense"],
    ],
)
def test_wrong_arguments_are_refused_with_the_usage(arguments: list[str]) -> None:
    refused(surveyor(*arguments), 2, "Usage: ")


def test_nothing_is_kept_of_a_refused_call(tmp_path: Path) -> None:
    find(tmp_path / "cache", "--venue", "SIGER")
    assert surveyor("list", "--cache-dir", tmp_path / "cache").out == ""


# ------------------------------------------------------------------ failed: status 1


def test_a_cache_that_is_a_file_is_an_error_with_the_option_to_change(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused(find(tmp_path / "file"), 1, "file/library.db", "--cache-dir")
    refused(find(tmp_path / "file" / "below"), 1, "--cache-dir")


def test_a_library_that_is_no_database_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "library.db").write_bytes(b"my poems, " * 1000)
    refused(find(tmp_path), 1, "no surveyor library", "--cache-dir")


def test_a_library_of_a_newer_surveyor_is_an_error_and_left_as_it_was(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db") as library, library.writing() as db:
        db["_sqlite_migrations"].insert({"migration_set": "surveyor", "name": "step_of_2030", "applied_at": "2030"})
    refused(find(tmp_path), 1, "newer surveyor", "update surveyor", "--cache-dir")


@pytest.mark.parametrize("below", ["file/out", "file/deep/out"])
def test_an_output_into_an_unwritable_place_is_refused_before_any_work_is_done_for_it(
    tmp_path: Path, below: str
) -> None:
    (tmp_path / "file").touch()
    refused(find(tmp_path, "--out", tmp_path / below), 1, "file", "choose another place")
    assert PROBLEM not in surveyor("list", "--cache-dir", tmp_path).out


def test_an_output_that_fails_half_way_leaves_no_scraps(tmp_path: Path) -> None:
    (tmp_path / "out" / "reading-list.md").mkdir(parents=True)
    refused(find(tmp_path, "--out", tmp_path / "out"), 1, "reading-list.md", "choose another place")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["reading-list.md"]


def test_an_empty_output_folder_is_wrong_usage_and_not_the_working_directory(tmp_path: Path) -> None:
    refused(find(tmp_path, "--out", ""), 2, "--out", "the name is empty")


def test_what_is_quoted_in_a_message_is_cut_and_kept_on_its_line(tmp_path: Path) -> None:
    run = find(tmp_path, "--venue", "x" * 100_000)
    refused(run, 2, "unknown venue 'xxx", "surveyor venues list")
    assert len(run.err) < 2500
    assert len(find(tmp_path / "two\nlines\x1b[31m", "--venue", "SIGER").err.splitlines()) == 1
    (tmp_path / "a\nb").touch()
    run = find(tmp_path / "a\nb")
    refused(run, 1, "--cache-dir")
    assert len(run.err.splitlines()) == 1


def test_an_output_folder_that_is_a_file_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused(find(tmp_path, "--out", tmp_path / "file"), 2, "--out")
    assert (tmp_path / "file").read_bytes() == b""


def test_a_simple_peer_ranks_where_one_is_chosen(tmp_path: Path) -> None:
    usual, coupled, again = (
        document.parse(
            surveyor("find", "query-doc relevance", *options, "--format", "json", "--cache-dir", tmp_path).out
        ).baselines
        for options in ((), ("--rank", "coupling"), ("--rank", "coupling"))
    )
    assert coupled == again
    assert [c.paper.id for c in coupled] != [c.paper.id for c in usual]
    assert all(0 < c.score <= 1 for c in coupled)
    refused(surveyor("find", "query-doc relevance", "--rank", "fame", "--cache-dir", tmp_path), 2, "coupling", "learnt")


def test_what_the_reader_has_is_read_before_anything_is_asked_and_marked_in_the_answer(tmp_path: Path) -> None:
    missing = find(tmp_path, "--have", tmp_path / "gone.bib")
    assert missing.status != 0
    assert "gone.bib" in missing.err
    assert not surveyor("list", "--cache-dir", tmp_path).out
    refs = tmp_path / "refs.bib"
    refs.write_text("@article{a, title={A Decomposable Attention Model for Natural Language Inference}, year=2016}")
    assert "(you have it)" in find(tmp_path, "--have", refs).out


def test_the_quick_answer_fits_on_a_screen_and_is_written_too(tmp_path: Path) -> None:
    run = find(tmp_path / "cache", "--quick", "--out", tmp_path / "out")
    assert len(run.out.splitlines()) <= 24
    assert "**Start from**" in run.out
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES


def test_the_lineage_and_the_experiments_of_a_survey_are_written(tmp_path: Path) -> None:
    find(tmp_path)
    for name in ("lineage.svg", "lineage.png"):
        assert surveyor("lineage", "natural", "-o", tmp_path / name, "--cache-dir", tmp_path).status == 0
        assert (tmp_path / name).stat().st_size > 1000
    assert surveyor("lineage", "natural", "-o", tmp_path / "x.pdf", "--cache-dir", tmp_path).status == 2
    assert "| Tag |" in surveyor("experiments", "natural", "--cache-dir", tmp_path).out
    assert surveyor("experiments", "natural", "-o", tmp_path / "e.csv", "--cache-dir", tmp_path).status == 0
