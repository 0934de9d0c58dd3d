from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.errors import ExportError
from surveyor.export import document
from surveyor.identity import link
from tests.fakes import make_paper, make_problem, make_survey, small_survey

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


def papers_of(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, dict):
        own = [node] if "title" in node and "ids" in node else []
        return own + [paper for value in node.values() for paper in papers_of(value)]
    return [paper for item in node for paper in papers_of(item)] if isinstance(node, list) else []


def test_parse_is_the_inverse_of_render() -> None:
    made = small_survey()
    assert document.parse(document.render(made)) == made
    assert document.parse(document.render(made).encode()) == made
    assert document.render(document.parse(document.render(made))) == document.render(made)


@given(TEXT, TEXT, st.lists(TEXT, max_size=2))
def test_parse_is_the_inverse_of_render_for_any_text(title: str, note: str, authors: list[str]) -> None:
    made = small_survey()
    odd = replace(made.papers[0], title=title, note=note, authors=tuple(authors))
    changed = replace(made, papers=(odd, *made.papers[1:]))
    assert document.parse(document.render(changed)) == changed


def test_it_is_plain_json_that_says_its_schema_first_and_ends_with_one_newline() -> None:
    text = document.render(small_survey())
    fields = json.loads(text)
    assert next(iter(fields)) == "schema_version"
    assert fields["schema_version"] == 1
    assert text.endswith("}\n")
    assert not text.endswith("\n\n")


def test_every_paper_has_its_link_and_its_date_and_no_abstract() -> None:
    made = small_survey()
    papers = papers_of(json.loads(document.render(made)))
    assert len(papers) >= len(made.papers) + len(made.baselines)
    for paper in papers:
        assert paper.get("link", "") == link(paper["ids"])
        assert "abstract" not in paper
        assert paper["date"][:4] == str(paper["year"])
    assert sum("link" in paper for paper in papers) > len(papers) / 2


def test_an_undated_paper_has_no_date() -> None:
    undated = replace(make_paper("a", "2026-01", "Neural ranking"), year=None, month=None)
    made = replace(make_survey([make_paper("a", "2026-01")], found=["a"]), papers=(undated,))
    (listed,) = json.loads(document.render(made))["papers"]
    assert not listed.get("date")
    assert not listed.get("link")


@pytest.mark.parametrize("version", [0, 2, 99, "1", None])
def test_another_schema_is_refused_with_the_remedy(version: object) -> None:
    fields = json.loads(document.render(small_survey())) | {"schema_version": version}
    with pytest.raises(ExportError, match="update surveyor"):
        document.parse(json.dumps(fields))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', '{"schema_version": 1}', b"\xff\xfe", "{}"])
def test_what_is_no_survey_is_refused(text: str | bytes) -> None:
    with pytest.raises(ExportError):
        document.parse(text)


def test_fields_of_the_wrong_kind_are_refused() -> None:
    fields = json.loads(document.render(small_survey()))
    fields["baselines"][0]["role"] = "emperor"
    with pytest.raises(ExportError, match="no survey document"):
        document.parse(json.dumps(fields))


def test_unknown_fields_of_a_later_surveyor_are_read_over() -> None:
    fields = json.loads(document.render(small_survey())) | {"later": [1]}
    assert document.parse(json.dumps(fields)) == small_survey()


def test_a_chinese_problem_stands_in_it_as_typed() -> None:
    made = small_survey(problem=make_problem("开放域对话生成"))
    assert "开放域对话生成" in document.render(made)
    assert document.parse(document.render(made)).problem.text == "开放域对话生成"


@pytest.mark.parametrize("exclude", [(), ("b", "a", "c")])
def test_excluded_ids_stand_in_one_order(exclude: tuple[str, ...]) -> None:
    made = small_survey(problem=make_problem(exclude=exclude))
    assert json.loads(document.render(made))["problem"]["exclude"] == sorted(exclude)
