from __future__ import annotations

import shutil
import subprocess

import pytest
from hypothesis import given, settings
from lxml import etree

from surveyor.export.dot import dot, quoted
from surveyor.export.narrow import top
from surveyor.export.network import network
from surveyor.models import Survey
from surveyor.text import clean
from tests.export.hostile import ANY_TEXT, hostile_web
from tests.export.readers import read_dot
from tests.export.speed import large_survey
from tests.fakes import small_survey


def test_papers_of_a_year_share_a_row() -> None:
    graph = read_dot(dot(small_survey()))
    nodes = network(small_survey()).nodes
    rows = [rows for rows in graph.get_subgraphs() if rows.get_attributes().get("rank") == "same"]
    years = [
        {nodes[int(node.get_name()[1:])].year for node in row.get_nodes() if "n" in node.get_name()} for row in rows
    ]
    assert years == [{2026}, {2025}, {2020}, {2017}, {2016}]


def test_a_comparison_is_dark_and_a_role_has_its_colour() -> None:
    text = dot(small_survey())
    graph = read_dot(text)
    net = network(small_survey())
    dark = {(e.get_source(), e.get_destination()) for e in graph.get_edges() if "penwidth" in e.get_attributes()}
    assert dark == {(f"n{edge.citing}", f"n{edge.cited}") for edge in net.edges if edge.compares}
    assert text.count('color="#0072b2"') == sum(node.role == "classic" for node in net.nodes) > 0


@settings(max_examples=60, deadline=None)
@given(ANY_TEXT)
def test_any_text_is_one_string(text: str) -> None:
    line = " ".join(text.split())
    graph = read_dot(f"digraph {{ a [label={quoted(line)}]; b; }}")
    assert [node.get_name() for node in graph.get_nodes()] == ["a", "b"]


@pytest.mark.skipif(not shutil.which("dot"), reason="no Graphviz here")
@pytest.mark.parametrize("made", [hostile_web(), top(large_survey(200), 40)], ids=["hostile", "large"])
def test_graphviz_draws_every_paper_with_its_title_and_every_citation(made: Survey) -> None:
    run = subprocess.run(["dot", "-Tsvg"], input=dot(made), capture_output=True, text=True, check=True)
    assert "rror" not in run.stderr
    drawn = etree.fromstring(run.stdout.encode())
    names = [name for group in drawn.iter("{*}g") if (name := group.findtext("{*}title")) and name[0] == "n"]
    net = network(made)
    assert sum("->" in name for name in names) == len(net.edges)
    assert sum("->" not in name for name in names) == len(net.nodes)
    told = {str(title) for title in drawn.xpath("//@*[local-name()='title']")}
    titles = {node.title for node in net.nodes if node.link and node.title}
    twice_read = {title for title in titles if "\\" in title}  # Graphviz takes escapes out of a tooltip, then again
    assert titles - twice_read <= {clean(title) for title in told}
