"""What all graph formats have in common: read back by another program, they hold the papers and citations."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable
from html import unescape
from typing import Any, NamedTuple

import networkx as nx
import pytest
from lxml import etree
from lxml import html as lxml_html

from surveyor.export import EXPORTS, GRAPHS
from surveyor.export.network import Network, network
from surveyor.models import Survey
from surveyor.text import clean
from tests.export.hostile import hostile_web
from tests.export.readers import read_dot
from tests.export.speed import large_survey
from tests.fakes import make_survey, small_survey


class Read(NamedTuple):
    """What a reader found."""

    nodes: dict[str, str]
    """Name to title; without titles in an edge list."""
    edges: set[tuple[str, str]]


def graphml(text: str) -> Read:
    return of(nx.read_graphml(io.BytesIO(text.encode())))


def gexf(text: str) -> Read:
    return of(nx.read_gexf(io.BytesIO(text.encode()), version="1.3"))


def cytoscape(text: str) -> Read:
    return of(nx.cytoscape_graph(json.loads(text)))


def edgelist(text: str) -> Read:
    columns = [("mentions", int), ("compares", int)]
    lines = text.splitlines()[1:]
    return of(nx.parse_edgelist(lines, comments=None, delimiter="\t", create_using=nx.DiGraph, data=columns))


def of(graph: Any) -> Read:
    assert graph.is_directed()
    return Read({name: str(data.get("title", "")) for name, data in graph.nodes(data=True)}, set(graph.edges))


def dot(text: str) -> Read:
    graph = read_dot(text)
    papers = {node.get_name(): node.get_attributes() for node in graph.get_nodes() if node.get_name()[0] == "n"}
    names = {number: plain(told["comment"]) for number, told in papers.items() if "comment" in told}
    titles = {names[number]: plain(papers[number].get("tooltip", '""')) for number in names}
    return Read(titles, {(names[edge.get_source()], names[edge.get_destination()]) for edge in graph.get_edges()})


def plain(quoted: str) -> str:
    """What Graphviz makes of a string."""
    return unescape(quoted[1:-1].replace('\\"', '"').replace("\\\\", "\\"))


def vosviewer(text: str) -> Read:
    found = json.loads(text)["network"]
    titles = {}
    for item in found["items"]:
        cells = [cell.text_content() for cell in lxml_html.fromstring(item["description"]).iter("td")]
        titles[item["id"]] = dict(zip(cells[::2], cells[1::2], strict=True)).get("Title:", "")
    return Read(titles, {(link["source_id"], link["target_id"]) for link in found["links"]})


def html(text: str) -> Read:
    page = etree.HTML(text.encode(), etree.HTMLParser(encoding="utf-8"))
    (data,) = page.xpath("//script[@id='data']/text()")
    found = json.loads(data)
    names = [node["id"] for node in found["nodes"]]
    titles = {node["id"]: node["title"] for node in found["nodes"]}
    return Read(titles, {(names[citing], names[cited]) for citing, cited, _ in found["edges"]})


READERS: dict[str, Callable[[str], Read]] = {
    "graphml": graphml,
    "gexf": gexf,
    "cytoscape": cytoscape,
    "edgelist": edgelist,
    "dot": dot,
    "vosviewer": vosviewer,
    "html": html,
}
ALL = pytest.mark.parametrize("name", list(READERS))


def read(name: str, made: Survey) -> Read:
    return READERS[name](EXPORTS[name].render(made))


def edges(net: Network) -> set[tuple[str, str]]:
    return {(net.nodes[edge.citing].name, net.nodes[edge.cited].name) for edge in net.edges}


def joined(pairs: Iterable[tuple[str, str]]) -> set[str]:
    return {name for pair in pairs for name in pair}


def test_every_graph_format_has_a_reader_but_mermaid_which_only_a_browser_reads() -> None:
    assert {*READERS, "mermaid"} == set(GRAPHS)


@ALL
@pytest.mark.parametrize("made", [small_survey(), hostile_web(), large_survey(60)], ids=["small", "hostile", "large"])
def test_read_back_it_holds_the_papers_and_citations(name: str, made: Survey) -> None:
    found, net = read(name, made), network(made)
    assert found.edges == edges(net)
    if name == "edgelist":
        assert set(found.nodes) == joined(edges(net))
        return
    assert set(found.nodes) == {node.name for node in net.nodes}
    titles = {key: clean(title.replace("\ufffd", "")) for key, title in found.nodes.items()}
    assert titles == {node.name: node.title for node in net.nodes}


@ALL
def test_an_empty_survey_is_an_empty_graph(name: str) -> None:
    assert read(name, make_survey([])) == Read({}, set())
