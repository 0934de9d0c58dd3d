from __future__ import annotations

from pathlib import Path

import pytest

from surveyor.export import EXPORTS, Holds, document
from surveyor.export.narrow import top
from surveyor.models import Survey
from tests.fakes import Run, refused, surveyor

HELP = surveyor("export", "--help").out


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that keeps one survey."""
    folder = tmp_path_factory.mktemp("cache")
    assert surveyor("find", "query-doc relevance", "--as-of", "2021-06", "--cache-dir", folder).status == 0
    return folder


@pytest.fixture(scope="module")
def made(cache: Path) -> Survey:
    """That survey."""
    return document.parse(surveyor("show", "query", "--format", "json", "--cache-dir", cache).out)


def export(cache: Path, *arguments: object, some_id: str = "query-doc") -> Run:
    return surveyor("export", some_id, *arguments, "--cache-dir", cache)


@pytest.mark.parametrize("name", [name for name in EXPORTS if name not in ("baselines", "mermaid")])
def test_the_suffix_chooses_the_format(cache: Path, made: Survey, tmp_path: Path, name: str) -> None:
    target = tmp_path / "new" / f"x{EXPORTS[name].suffix}"
    run = export(cache, "-o", target)
    assert (run.status, run.out) == (0, "")
    assert target.name in run.err
    assert target.read_bytes() == EXPORTS[name].render(made).encode()


@pytest.mark.parametrize("name", ["reading-list", "baselines", "ris"])
def test_a_named_format_goes_before_the_suffix(cache: Path, made: Survey, tmp_path: Path, name: str) -> None:
    assert export(cache, "-o", tmp_path / "x.md", "--format", name).status == 0
    assert (tmp_path / "x.md").read_bytes() == EXPORTS[name].render(made).encode()


def test_without_a_file_it_goes_to_stdout(cache: Path, made: Survey) -> None:
    run = export(cache, "--format", "dot")
    assert (run.status, run.out, run.err) == (0, EXPORTS["dot"].render(made), "")


@pytest.mark.parametrize("name", [name for name in EXPORTS if EXPORTS[name].holds is not Holds.ALL])
def test_top_keeps_the_most_telling_papers(cache: Path, made: Survey, name: str) -> None:
    run = export(cache, "--format", name, "--top", 12)
    assert (run.status, run.out) == (0, EXPORTS[name].render(top(made, 12)))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "x.md", "--top", "5"], "--top is for papers and graphs"),
        (["-o", "x.docx"], "no format for 'x.docx': let the file's name end in .md, .json, .csv, .bib"),
        (["-o", "x"], "no format for 'x'"),
        (["-o", "x.bib", "--format", "bibtx"], "no format 'bibtx': choose reading-list, baselines, json"),
        ([], "without -o FILE say which format with --format"),
        (["-o", "x.json", "--top", "5"], "--top is for papers and graphs"),
        (["-o", "x.bib", "--top", "0"], "--top"),
        (["-o", ""], "the name is empty"),
    ],
)
def test_a_call_that_says_no_one_format_is_wrong_usage_in_one_line(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    refused(export(cache, *arguments), 2, said)
    assert list(tmp_path.iterdir()) == []


def test_a_graph_too_large_for_its_format_is_refused_with_the_way_out(cache: Path, tmp_path: Path) -> None:
    refused(export(cache, "-o", tmp_path / "x.mmd"), 1, "Mermaid draws at most 500 citations", "--top 40")
    assert export(cache, "-o", tmp_path / "x.mmd", "--top", 40).status == 0


def test_the_graph_command_takes_the_way_out_that_a_refusal_names(cache: Path, made: Survey, tmp_path: Path) -> None:
    target = tmp_path / "x.mmd"
    whole = surveyor("graph", "query-doc", "-o", target, "--cache-dir", cache)
    refused(whole, 1, "--top 40")
    assert surveyor("graph", "query-doc", "-o", target, "--top", 40, "--cache-dir", cache).status == 0
    assert target.read_text(encoding="utf-8") == EXPORTS["mermaid"].render(top(made, 40))


def test_an_unknown_id_is_an_error_that_says_where_ids_are(cache: Path, tmp_path: Path) -> None:
    refused(export(cache, "-o", tmp_path / "x.bib", some_id="nowhere"), 1, "no survey 'nowhere'", "surveyor list")


@pytest.mark.parametrize("name", list(EXPORTS))
def test_the_help_names_every_format_and_its_suffix(name: str) -> None:
    assert name in HELP
    assert EXPORTS[name].suffix in HELP
