"""The citation graph as VOSviewer JSON, for VOSviewer and VOSviewer Online: a cluster a role."""

from __future__ import annotations

from html import escape
from typing import Any

import msgspec

from surveyor.export.colours import COLOURS
from surveyor.export.network import Node, network
from surveyor.models import Survey

_CLUSTERS = {role: number for number, role in enumerate(COLOURS, 1)}


def vosviewer(survey: Survey) -> str:
    """Items sized by citations and to be coloured by year; links as strong as one more than their mentions. VOSviewer
    lays them out itself."""
    net = network(survey)
    links = [
        {"source_id": net.nodes[e.citing].name, "target_id": net.nodes[e.cited].name, "strength": 1 + e.mentions}
        for e in net.edges
    ]
    document = {
        "network": {
            "items": [_item(node) for node in net.nodes],
            "links": links,
            "clusters": [{"cluster": number, "label": role or "other"} for role, number in _CLUSTERS.items()],
        },
        "config": {
            "color_schemes": {
                "cluster_colors": [{"cluster": number, "color": COLOURS[role]} for role, number in _CLUSTERS.items()]
            },
            "terminology": {"item": "paper", "items": "papers", "link": "citation", "links": "citations"},
        },
    }
    return msgspec.json.encode(document).decode() + "\n"


def _item(node: Node) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "id": node.name,
        "label": node.short,
        "description": _description(node),
        "url": node.link,
        "cluster": _CLUSTERS[node.role],
        "weights": {"Citations": node.cited},
        "scores": {"Year": node.year} if node.year else {},
    }
    return {key: value for key, value in fields.items() if value}


def _description(node: Node) -> str:
    """HTML, as VOSviewer shows it beside a selected item."""
    rows = {
        "Title": node.title,
        "Authors": node.authors,
        "Venue": node.venue,
        "Year": node.year,
        "Role": node.role,
        "Why": node.why,
    }
    told = (f"<tr><td>{name}:</td><td>{escape(str(value))}</td></tr>" for name, value in rows.items() if value)
    return f"<table>{''.join(told)}</table>"
