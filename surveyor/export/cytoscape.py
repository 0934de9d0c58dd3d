"""The citation graph as Cytoscape JSON, for Cytoscape and Cytoscape.js: laid out by year."""

from __future__ import annotations

from typing import Any

import msgspec

from surveyor.export.colours import COLOURS
from surveyor.export.network import Edge, Network, Node, network
from surveyor.export.timeline import positions
from surveyor.models import Survey


def cytoscape(survey: Survey) -> str:
    """`elements` with `data` and `position`; `name` is what Cytoscape prints at a node."""
    net = network(survey)
    where = positions(net.nodes)
    document = {
        "data": {"name": net.problem, "survey": net.survey, "as_of": net.as_of},
        "directed": True,
        "multigraph": False,
        "elements": {
            "nodes": [_node(node, x, y) for node, (x, y) in zip(net.nodes, where, strict=True)],
            "edges": [_edge(edge, net) for edge in net.edges],
        },
    }
    return msgspec.json.encode(document).decode() + "\n"


def _node(node: Node, x: float, y: float) -> dict[str, Any]:
    data = {
        "id": node.name,
        "value": node.name,
        "name": node.short,
        "title": node.title,
        "year": node.year,
        "venue": node.venue,
        "role": node.role,
        "why": node.why,
        "link": node.link,
        "cited": node.cited,
        "color": COLOURS[node.role],
    }
    return {"data": {key: value for key, value in data.items() if value is not None}, "position": {"x": x, "y": y}}


def _edge(edge: Edge, net: Network) -> dict[str, Any]:
    citing, cited = net.nodes[edge.citing].name, net.nodes[edge.cited].name
    ends = {"id": f"{citing} → {cited}", "source": citing, "target": cited}
    return {"data": {**ends, "compares": edge.compares, "mentions": edge.mentions}}
