from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyor.export.graph import build, graphml
from surveyor.identity import link
from surveyor.models import Role, Survey
from tests.fakes import cite, make_paper, make_problem, make_survey, small_survey


def read(made: Survey) -> Any:
    return nx.read_graphml(io.BytesIO(graphml(made).encode()))


def test_read_back_it_holds_the_nodes_and_edges_of_the_survey() -> None:
    made = small_survey()
    graph = read(made)
    assert graph.is_directed()
    assert set(graph.nodes) == {paper.id for paper in made.papers}
    assert set(graph.edges) == {(c.citing, c.cited) for c in made.citations}
    assert graph.number_of_edges() == len(made.citations)


def test_nodes_carry_title_year_venue_and_link() -> None:
    made = small_survey()
    graph = read(made)
    for paper in made.papers:
        node = graph.nodes[paper.id]
        assert (node["title"], node["year"]) == (paper.title, paper.year)
        assert node.get("venue") == paper.venue
        assert node.get("link", "") == link(paper.ids)


def test_nodes_carry_their_role() -> None:
    made = small_survey()
    graph = read(made)
    for candidate in made.baselines:
        assert graph.nodes[candidate.paper.id]["role"] == candidate.role.value
    for aside in made.set_aside:
        assert graph.nodes[aside.paper.id]["role"] == "not a baseline"
    assert {Role.SIMPLE, Role.CLASSIC, Role.FRONTIER} <= {graph.nodes[n].get("role") for n in graph.nodes}


def test_edges_carry_the_mentions_by_section_and_whether_they_compare() -> None:
    made = small_survey()
    graph = read(made)
    for citation in made.citations:
        edge = graph.edges[citation.citing, citation.cited]
        assert edge["compares"] == citation.compares
        counts = {key: value for key, value in edge.items() if key != "compares"}
        assert counts == {m.section.value: m.count for m in citation.mentions}


def test_it_is_the_same_text_every_time() -> None:
    assert graphml(small_survey()) == graphml(small_survey())
    assert graphml(small_survey()).startswith('<?xml version="1.0" encoding="utf-8"?>')


def test_an_empty_survey_is_an_empty_graph() -> None:
    assert build(make_survey([])).number_of_nodes() == 0
    assert read(make_survey([])).number_of_nodes() == 0


@pytest.mark.parametrize("title", ["<script>alert(1)</script>", 'a "b" & <c>', "]]>", "&lt;", "汉字 é 😀", "tab\tend"])
def test_titles_with_markup_come_back_as_they_are(title: str) -> None:
    made = small_survey()
    odd = replace(made, papers=(replace(made.papers[0], title=title), *made.papers[1:]))
    assert read(odd).nodes[made.papers[0].id]["title"] == title


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=10))
def test_any_printable_title_and_problem_give_a_file_that_can_be_read(title: str) -> None:
    made = small_survey()
    problem = replace(make_problem(), text=title)
    odd = replace(made, problem=problem, papers=(replace(made.papers[0], title=title), *made.papers[1:]))
    assert read(odd).number_of_nodes() == len(made.papers)


def test_what_xml_may_not_hold_does_not_spoil_the_graph() -> None:
    papers = [make_paper("odd:\ufffe\x02", title="A\x00B\uffff", walkable=True), make_paper("b", "2020-01")]
    made = make_survey(papers, [cite("odd:\ufffe\x02", "b", table=1)], seeds=["odd:\ufffe\x02"])
    graph = read(made)
    assert graph.nodes["odd:\ufffd\ufffd"]["title"] == "A\ufffdB\ufffd"
    assert list(graph.edges) == [("odd:\ufffd\ufffd", "b")]
