from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from surveyor.export import EXPORTS, document
from surveyor.library import Library, StoredSurvey
from surveyor.models import Survey
from tests.fakes import Run, refused, surveyor


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that keeps two surveys of one problem and one of another."""
    folder = tmp_path_factory.mktemp("cache")
    for problem, as_of in (
        ("query-doc relevance", "2019-06"),
        ("query-doc relevance", "2021-06"),
        ("文本蕴含", "2021-06"),
    ):
        assert surveyor("find", problem, "--as-of", as_of, "--cache-dir", folder).status == 0
    return folder


def ids(cache: Path) -> list[str]:
    return [line.split("\t")[0] for line in surveyor("list", "--cache-dir", cache).out.splitlines()]


def shown(cache: Path, some_id: str) -> Survey:
    return document.parse(surveyor("show", some_id, "--format", "json", "--cache-dir", cache).out)


def test_list_gives_id_month_and_problem_the_latest_first(cache: Path) -> None:
    run = surveyor("list", "--cache-dir", cache)
    assert (run.status, run.err) == (0, "")
    rows = [line.split("\t") for line in run.out.splitlines()]
    assert [row[1:] for row in rows] == [
        ["2021-06", "文本蕴含"],
        ["2021-06", "query-doc relevance"],
        ["2019-06", "query-doc relevance"],
    ]


def test_list_of_nothing_says_on_stderr_how_to_make_a_survey(tmp_path: Path) -> None:
    run = surveyor("list", "--cache-dir", tmp_path)
    assert (run.status, run.out) == (0, "")
    assert "surveyor find" in run.err


def test_show_prints_the_survey_by_its_id_the_beginning_or_the_end_of_it(cache: Path) -> None:
    latest, middle, _ = ids(cache)
    whole = surveyor("show", middle, "--cache-dir", cache)
    assert whole.status == 0
    assert whole.out.startswith("# query-doc relevance\n")
    assert middle in whole.out
    assert surveyor("show", middle[:-2], "--cache-dir", cache) == whole
    assert surveyor("show", middle[-8:], "--cache-dir", cache) == whole
    assert shown(cache, latest).id == latest


def test_show_in_each_form_begins_its_own_way(cache: Path) -> None:
    for form, first in (("json", "{\n"), ("markdown", "# 文本蕴含\n"), ("terminal", "\n文本蕴含\n")):
        run = surveyor("show", ids(cache)[0], "--format", form, "--cache-dir", cache)
        assert run.status == 0
        assert run.out.startswith(first)


def test_graph_writes_graphml_with_the_nodes_of_the_survey(cache: Path, tmp_path: Path) -> None:
    name = ids(cache)[0]
    run = surveyor("graph", name, "-o", tmp_path / "g.graphml", "--cache-dir", cache)
    assert (run.status, run.out) == (0, "")
    assert "g.graphml" in run.err
    made = shown(cache, name)
    graph = nx.read_graphml(tmp_path / "g.graphml")
    assert set(graph.nodes) == {paper.id for paper in made.papers}
    assert set(graph.edges) == {(c.citing, c.cited) for c in made.citations}


@pytest.mark.parametrize(("suffix", "export"), [(".md", "baselines"), (".json", "json"), (".bib", "bibtex")])
def test_baselines_writes_the_format_of_the_suffix(cache: Path, tmp_path: Path, suffix: str, export: str) -> None:
    name = ids(cache)[1]
    target = tmp_path / "new" / f"b{suffix}"
    run = surveyor("baselines", name, "-o", target, "--cache-dir", cache)
    assert (run.status, run.out) == (0, "")
    assert target.read_text(encoding="utf-8") == EXPORTS[export].render(shown(cache, name))


def call(cache: Path, command: str, some_id: str, target: Path) -> Run:
    output = [] if command == "show" else ["-o", target]
    return surveyor(command, some_id, *output, "--cache-dir", cache)


FILES = pytest.mark.parametrize(("command", "file"), [("show", "x"), ("graph", "x.graphml"), ("baselines", "x.md")])


@FILES
def test_an_unknown_id_is_an_error_that_says_where_ids_are(
    cache: Path, tmp_path: Path, command: str, file: str
) -> None:
    refused(call(cache, command, "nowhere", tmp_path / file), 1, "no survey 'nowhere'", "surveyor list")
    assert not (tmp_path / file).exists()


@FILES
def test_an_empty_id_is_no_survey(cache: Path, tmp_path: Path, command: str, file: str) -> None:
    refused(call(cache, command, "", tmp_path / file), 1, "surveyor list")


@FILES
def test_a_beginning_that_fits_two_is_an_error_that_names_both(
    cache: Path, tmp_path: Path, command: str, file: str
) -> None:
    refused(call(cache, command, "query-doc", tmp_path / file), 1, "fits 2 surveys", *ids(cache)[1:])


@pytest.mark.parametrize(
    ("command", "file", "known"),
    [("graph", "x.md", ".graphml"), ("graph", "x", ".graphml"), ("baselines", "x.docx", ".md, .json, .bib")],
)
def test_a_wrong_suffix_is_wrong_usage_and_the_right_ones_are_named(
    cache: Path, tmp_path: Path, command: str, file: str, known: str
) -> None:
    refused(call(cache, command, ids(cache)[0], tmp_path / file), 2, known)
    assert not (tmp_path / file).exists()


def test_a_suffix_may_be_in_capitals_and_its_folder_missing(cache: Path, tmp_path: Path) -> None:
    for name in ("x.GRAPHML", "new/x.graphml"):
        assert call(cache, "graph", ids(cache)[0], tmp_path / name).status == 0
    assert (tmp_path / "x.GRAPHML").read_bytes() == (tmp_path / "new" / "x.graphml").read_bytes()


def test_an_unwritable_place_is_an_error(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused(call(cache, "graph", ids(cache)[0], tmp_path / "file" / "x.graphml"), 1, "choose another place")


def test_without_an_output_it_is_wrong_usage(cache: Path) -> None:
    refused(surveyor("graph", ids(cache)[0], "--cache-dir", cache), 2, "--output")


def test_a_kept_survey_of_a_newer_schema_is_an_error(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db") as library:
        library.save_survey(StoredSurvey("later-12345678", "later", "2030-01", '{"schema_version": 9}'))
    refused(surveyor("show", "later", "--cache-dir", tmp_path), 1, "update surveyor")


def test_explain_tells_why_a_paper_stands_where_it_stands(cache: Path) -> None:
    name = ids(cache)[1]
    first = shown(cache, name).baselines[0]
    run = surveyor("explain", name, first.paper.id, "--cache-dir", cache)
    assert (run.status, run.err) == (0, "")
    assert f"Baseline 1 of {len(shown(cache, name).baselines)}, {first.role}" in run.out
    refused(surveyor("explain", name, "no such paper at all", "--cache-dir", cache), 2, "no paper", "surveyor show ID")
    refused(surveyor("explain", "nothing", first.paper.id, "--cache-dir", cache), 1, "nothing")
