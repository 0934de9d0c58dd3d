"""The citation graph as one HTML file that draws itself by year and fetches nothing."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from string import Template
from typing import Any

import msgspec

from surveyor.errors import ExportError
from surveyor.export.network import Edge, Network, Node, network
from surveyor.export.timeline import by_year
from surveyor.models import Survey

MOST_PAPERS, MOST_CITATIONS = 5_000, 50_000
"""What a browser draws without delay."""

DRAWN_WELL = 2_000
"""Papers that still make a page to read."""

_ROLES = ("simple", "classic", "frontier", "seed", "not a baseline", "")


def html(survey: Survey) -> str:
    """The page; ExportError: more papers or citations than it draws."""
    if len(survey.papers) > MOST_PAPERS or len(survey.citations) > MOST_CITATIONS:
        raise ExportError(
            f"the page draws at most {MOST_PAPERS:,} papers and {MOST_CITATIONS:,} citations, this graph has "
            f"{len(survey.papers):,} and {len(survey.citations):,}: take fewer papers with --top {DRAWN_WELL}"
        )
    net = network(survey)
    parts = {name: files("surveyor.export").joinpath("page", f"page.{name}").read_text("utf-8") for name in _FILES}
    page = Template(parts["html"])
    return page.substitute(title=escape(net.problem), style=parts["css"], script=parts["js"], data=_data(net))


_FILES = ("html", "css", "js")


def _data(net: Network) -> str:
    """The graph as JSON in which no sign can end the element that it stands in."""
    order = [place for places in by_year(net.nodes) for place in places]
    place = {old: new for new, old in enumerate(order)}
    roles = {node.role for node in net.nodes}
    document = {
        "about": _about(net),
        "roles": [role for role in _ROLES if role in roles],
        "nodes": [_node(net.nodes[old]) for old in order],
        "edges": [_edge(edge, place) for edge in net.edges],
    }
    text = msgspec.json.encode(document).decode()
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _about(net: Network) -> str:
    papers = f"The {len(net.nodes):,} most telling of {net.of:,}" if len(net.nodes) < net.of else f"{net.of:,}"
    return f"{papers} papers, {len(net.edges):,} citations. As of {net.as_of}. Survey {net.survey}."


def _node(node: Node) -> dict[str, Any]:
    return {
        "id": node.name,
        "short": node.short,
        "title": node.title,
        "authors": node.authors,
        "year": node.year,
        "venue": node.venue,
        "link": node.link,
        "role": node.role,
        "why": node.why,
    }


def _edge(edge: Edge, place: dict[int, int]) -> tuple[int, int, int]:
    """Place of the citing and of the cited paper, and 1 for a comparison."""
    return place[edge.citing], place[edge.cited], int(edge.compares)
