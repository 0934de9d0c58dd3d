"""The citation graph as one HTML file that draws itself by year and fetches nothing."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from string import Template
from typing import Any

import msgspec

from surveyor.errors import ExportError
from surveyor.export.network import Edge, Network, Node, network, node_names
from surveyor.export.timeline import by_year
from surveyor.models import Role, Survey
from surveyor.ranking.shown import shortlist

MOST_PAPERS, MOST_CITATIONS = 5_000, 50_000
"""What a browser draws without delay."""

DRAWN_WELL = 2_000
"""Papers that still make a page to read."""

_ROLES = ("simple", "classic", "frontier", "seed", "not a baseline", "")


def fits(survey: Survey) -> bool:
    """Whether the page draws a graph of this size."""
    return len(survey.papers) <= MOST_PAPERS and len(survey.citations) <= MOST_CITATIONS


def html(survey: Survey) -> str:
    """The page; ExportError: more papers or citations than it draws."""
    if not fits(survey):
        raise ExportError(
            f"the page draws at most {MOST_PAPERS:,} papers and {MOST_CITATIONS:,} citations, this graph has "
            f"{len(survey.papers):,} and {len(survey.citations):,}: take fewer papers with --top {DRAWN_WELL}"
        )
    net = network(survey)
    return Template(_part("page.html")).substitute(
        title=escape(net.problem),
        style=_part("page.css"),
        script=_part("page.js"),
        data=_inert(_document(net, _shortlist(survey))),
    )


def _part(name: str) -> str:
    return files("surveyor.export").joinpath("page", name).read_text("utf-8")


def _inert(document: dict[str, Any]) -> str:
    """JSON in which no sign can end the element that it stands in."""
    text = msgspec.json.encode(document).decode()
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _document(net: Network, shown: dict[str, list[str]]) -> dict[str, Any]:
    """What the script reads; papers stand by year there and are named by their places."""
    order = [place for places in by_year(net.nodes) for place in places]
    place = {old: new for new, old in enumerate(order)}
    named = {net.nodes[old].name: new for new, old in enumerate(order)}
    roles = {node.role for node in net.nodes}
    return {
        "about": _about(net),
        "roles": [role for role in _ROLES if role in roles],
        "shortlist": [[role, [named[name] for name in names]] for role, names in shown.items()],
        "nodes": [_node(net.nodes[old]) for old in order],
        "edges": [_edge(edge, place) for edge in net.edges],
    }


def _shortlist(survey: Survey) -> dict[str, list[str]]:
    """Role to the names of the papers that a person is shown of it, best first."""
    names = node_names(paper.id for paper in survey.papers)
    shown = {role: shortlist(survey.baselines, role) for role in (Role.SIMPLE, Role.CLASSIC, Role.FRONTIER)}
    return {role: [names[c.paper.id] for c in some if c.paper.id in names] for role, some in shown.items()}


def _about(net: Network) -> str:
    met = f" of {net.met:,} that were met" if len(net.nodes) < net.met else ""
    return f"{len(net.nodes):,} papers{met}, {len(net.edges):,} citations. As of {net.as_of}. Survey {net.survey}."


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
