from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes import TODAY, refused, surveyor

GOOD = """\
version: 1
venues:
  SIGIR: {name: Information Retrieval, community: IR}
  ICLR: {name: Learning Representations, community: ML}
areas:
  ranking:
    name: document ranking
    zh: 文档排序
    terms: [ranking]
    terms_zh: [排序]
    venues: {SIGIR: home of ranking}
    warnings: [Labels are sparse.]
fallback:
  venues: {ICLR: general}
"""


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "map.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_check_of_a_good_map_counts_what_is_in_it(good: Path) -> None:
    run = surveyor("venues", "check", good)
    assert (run.status, run.err) == (0, "")
    assert run.out == f"{good}: 2 venues, 1 areas, no mistakes\n"


def test_check_without_a_file_checks_the_map_in_use() -> None:
    run = surveyor("venues", "check")
    assert run.status == 0
    assert "venues.yaml: " in run.out
    assert "no mistakes" in run.out


@pytest.mark.parametrize("how", ["argument", "option"])
def test_check_of_a_bad_map_names_every_mistake_in_a_line_of_its_own(good: Path, how: str) -> None:
    good.write_text(GOOD.replace("{SIGIR: home", "{SIGER: home").replace("  zh: ", "  zhh: "), encoding="utf-8")
    run = surveyor("venues", "check", *([good] if how == "argument" else ["--venues", good]))
    refused(run, 2, "map.yaml:8: unknown field 'zhh'", "did you mean zh?", "map.yaml:11: unknown venue 'SIGER'")
    assert all(line.startswith("map.yaml:") for line in run.err.splitlines())


def test_check_of_a_missing_file_says_so(tmp_path: Path) -> None:
    refused(surveyor("venues", "check", tmp_path / "no.yaml"), 2, "no.yaml", "--venues")


def test_list_names_venues_and_areas(good: Path) -> None:
    run = surveyor("venues", "list", "--venues", good)
    assert run.status == 0
    assert "SIGIR\tIR\tInformation Retrieval\n" in run.out
    assert "ranking\t文档排序\tSIGIR\n" in run.out


def test_show_prints_a_venue_by_any_of_its_names_and_where_it_is_at_home(good: Path) -> None:
    for name in ("SIGIR", "sigir", "information retrieval"):
        run = surveyor("venues", "show", name, "--venues", good)
        assert run.status == 0
        assert "Information Retrieval" in run.out
        assert "ranking" in run.out


def test_show_prints_an_area(good: Path) -> None:
    run = surveyor("venues", "show", "ranking", "--venues", good)
    assert run.status == 0
    assert "Labels are sparse." in run.out


def test_show_of_an_unknown_name_suggests_the_nearest_or_where_to_look(good: Path) -> None:
    refused(surveyor("venues", "show", "SIGER", "--venues", good), 2, "did you mean SIGIR?")
    refused(surveyor("venues", "show", "qqqqqqqq", "--venues", good), 2, "surveyor venues list")


def test_route_prints_venues_with_share_and_reason_and_warns_on_stderr(good: Path) -> None:
    run = surveyor("route", "ranking", "--venues", good)
    assert run.status == 0
    assert run.out.startswith("1.000  SIGIR")
    assert "home of ranking" in run.out
    assert run.err == "beware: Labels are sparse.\n"


def test_route_of_an_unknown_field_says_on_stderr_that_these_are_the_general_venues(good: Path) -> None:
    run = surveyor("route", "qwertyuiop", "--venues", good)
    assert run.status == 0
    assert "ICLR" in run.out
    assert "general venues" in run.err


def test_route_as_json_parses(good: Path) -> None:
    run = surveyor("route", "ranking", "--venues", good, "--format", "json")
    found = json.loads(run.out)
    assert [venue["venue"] for venue in found["venues"]] == ["SIGIR"]
    assert run.err == ""


def test_route_refuses_what_find_refuses(good: Path) -> None:
    refused(surveyor("route", "", "--venues", good), 2, "say the problem in words")
    refused(surveyor("route", "ranking", "--venue", "SIGER", "--venues", good), 2, "did you mean SIGIR?")


def test_the_environment_names_the_map_too(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SURVEYOR_VENUES", str(good))
    assert surveyor("venues", "check").out.startswith(str(good))


def test_route_uses_the_titles_of_the_library_and_makes_none(
    good: Path, tmp_path: Path, write_corpus: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("route", "ranking trees", "--venues", good, "--cache-dir", tmp_path / "cache")
    monkeypatch.setattr("surveyor.cli.options.today", lambda: TODAY)
    plain = surveyor(*asked)
    assert not (tmp_path / "cache").exists()
    rows = [
        {"id": f"a:{number}", "title": f"{title} {number}", "venue": venue, "year": 2023}
        for number, (venue, title) in enumerate([("SIGIR", "Ranking")] * 600 + [("ICLR", "Nets")] * 600)
    ]
    surveyor("corpus", "import", write_corpus(tmp_path, rows), "--name", "mine", "--cache-dir", tmp_path / "cache")
    told = surveyor(*asked)
    assert told.status == 0
    assert told.out == plain.out.replace("\n", "; its titles of 2023 to 2026 share “ranking”\n")
