from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path

import pytest

from surveyor.errors import UsageError
from surveyor.export import EXPORTS, FOLDER, folder, for_file
from surveyor.export.narrow import top
from tests.export.hostile import hostile_papers, survey_of
from tests.export.speed import large_survey
from tests.fakes import make_paper, make_survey, small_survey

VERBATIM = {"reading-list", "baselines", "json", "graphml"}
"""Formats that hold titles as the survey has them, which were cleaned when they were read."""
ALL = pytest.mark.parametrize("name", list(EXPORTS))


@pytest.mark.parametrize("name", [name for name in EXPORTS if name != "baselines"])
def test_a_file_is_of_the_format_whose_suffix_it_has_in_either_case(name: str) -> None:
    suffix = EXPORTS[name].suffix
    assert for_file(Path(f"x{suffix}")) is for_file(Path(f"a.b/x{suffix.upper()}")) is EXPORTS[name]


def test_the_longest_suffix_counts() -> None:
    assert for_file(Path("x.csl.json")) is EXPORTS["csl-json"]
    assert for_file(Path("x.csl.json.json")) is EXPORTS["json"]


def test_of_two_formats_with_one_suffix_the_first_counts() -> None:
    assert for_file(Path("x.md")) is EXPORTS["reading-list"]
    assert for_file(Path("x.md"), ("baselines", "json")) is EXPORTS["baselines"]


@pytest.mark.parametrize("file", ["x", "x.docx", "x.mdx", "md", "x.json.gz", "x."])
def test_an_unknown_suffix_is_refused_and_the_known_ones_are_named(file: str) -> None:
    with pytest.raises(UsageError, match=r"end in \.md, \.json$"):
        for_file(Path(file), ("baselines", "json"))


@ALL
def test_every_export_of_an_empty_survey_is_made(name: str) -> None:
    assert isinstance(EXPORTS[name].render(make_survey([])), str)


@ALL
def test_the_same_survey_gives_the_same_text(name: str) -> None:
    assert EXPORTS[name].render(small_survey()) == EXPORTS[name].render(small_survey())


@pytest.mark.parametrize("name", [name for name in EXPORTS if name not in VERBATIM])
def test_no_format_holds_a_control_character_or_a_mark_that_turns_the_text(name: str) -> None:
    text = EXPORTS[name].render(survey_of(hostile_papers())).replace("\r\n", "\n").removeprefix("\ufeff")
    assert not set(text) & set("\x00\x07\x0b\x0c\r\x1b\x7f\x9f\u2028\u202e"), name


@pytest.mark.parametrize("name", ["dot", "mermaid"])
def test_a_box_of_a_paper_without_authors_holds_its_title_once(name: str) -> None:
    words = "Walking far along many lines that were drawn before by others"
    papers = [replace(paper, title=words, authors=()) for paper in hostile_papers()[:1]]
    (label,) = re.findall(r'(?:label=|\[)"([^"]*Walking[^"]*)"', EXPORTS[name].render(survey_of(papers)))
    assert label.count("Walking") == 1
    assert re.sub(r"\\n|<br>", " ", label).rstrip("…") in words


def test_all_exports_of_two_thousand_papers_take_three_seconds_at_most() -> None:
    made = large_survey(2_000)
    began = time.process_time()
    for name, export in EXPORTS.items():
        export.render(top(made, 40) if name == "mermaid" else made)
    assert time.process_time() - began <= 3


def test_the_files_of_a_folder_have_the_suffixes_of_their_formats() -> None:
    assert all(for_file(Path(file), (name,)) is EXPORTS[name] for file, name in FOLDER.items())


def test_a_folder_holds_each_file_as_its_export_makes_it_and_the_reading_list_shows_the_lineage() -> None:
    made = small_survey()
    files = dict(folder(made))
    reading, picture = files["reading-list.md"].split("\n## Lineage\n")
    assert "](lineage.svg)" in picture
    files["reading-list.md"] = reading
    assert files == {file: EXPORTS[name].render(made) for file, name in FOLDER.items()}


def test_the_page_of_a_folder_draws_the_most_telling_papers_where_there_are_too_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("surveyor.export.html.MOST_PAPERS", 120)
    monkeypatch.setattr("surveyor.export.html.DRAWN_WELL", 50)
    page = dict(folder(large_survey(121)))["graph.html"]
    assert "50 papers of 121" in page


@pytest.mark.parametrize("name", ["bibtex", "ris", "csl-json"])
def test_a_bare_word_is_no_reference(name: str) -> None:
    bare = replace(make_paper("x:1", None), title="Zeppelin")
    for told in (
        {"authors": ("Ada Roe",)},
        {"year": 2020},
        {"venue": "X"},
        {"ids": ("doi:10.1000/x",)},
        {"title": "Z eppelin"},
    ):
        assert "eppelin" in EXPORTS[name].render(survey_of([replace(bare, **told)]))
    assert "Zeppelin" not in EXPORTS[name].render(survey_of([bare]))
    assert "Zeppelin" in EXPORTS["csv"].render(survey_of([bare]))
