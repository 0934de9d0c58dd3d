"""The citation graph as GEXF 1.3, for Gephi: laid out by year, coloured by role."""

from __future__ import annotations

from lxml import etree

from surveyor.export.colours import COLOURS
from surveyor.export.network import Edge, Node, network
from surveyor.export.timeline import positions
from surveyor.models import Survey

NAMESPACE = "http://gexf.net/1.3"
VIZ = f"{NAMESPACE}/viz"

_NODE_ATTRIBUTES = {"title": "string", "year": "integer", "venue": "string", "role": "string", "why": "string",
                    "link": "anyURI", "cited": "integer"}  # fmt: skip
_EDGE_ATTRIBUTES = {"compares": "boolean", "mentions": "integer"}


def gexf(survey: Survey) -> str:
    """Nodes labelled by author and year, as large as they are cited; an edge weighs one more than its mentions."""
    net = network(survey)
    root = etree.fromstring(f'<gexf xmlns="{NAMESPACE}" xmlns:viz="{VIZ}" version="1.3"/>')
    meta = etree.SubElement(root, _tag("meta"))
    etree.SubElement(meta, _tag("creator")).text = "surveyor"
    etree.SubElement(meta, _tag("description")).text = f"{net.problem} ({net.survey})"
    graph = etree.SubElement(root, _tag("graph"), {"defaultedgetype": "directed", "mode": "static"})
    _declare(graph, "node", _NODE_ATTRIBUTES)
    _declare(graph, "edge", _EDGE_ATTRIBUTES)
    nodes = etree.SubElement(graph, _tag("nodes"))
    for node, (x, y) in zip(net.nodes, positions(net.nodes), strict=True):
        _node(nodes, node, x, y)
    edges = etree.SubElement(graph, _tag("edges"))
    for number, edge in enumerate(net.edges):
        _edge(edges, number, edge, net.nodes)
    text: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return text.decode()


def _declare(graph: etree._Element, what: str, types: dict[str, str]) -> None:
    attributes = etree.SubElement(graph, _tag("attributes"), {"class": what})
    for name, kind in types.items():
        etree.SubElement(attributes, _tag("attribute"), {"id": name, "title": name, "type": kind})


def _node(nodes: etree._Element, node: Node, x: float, y: float) -> None:
    """Up is up in Gephi, so y is turned over."""
    element = etree.SubElement(nodes, _tag("node"), {"id": node.name, "label": node.short})
    _values(element, {name: getattr(node, name) for name in _NODE_ATTRIBUTES})
    red, green, blue = bytes.fromhex(COLOURS[node.role][1:])
    etree.SubElement(element, f"{{{VIZ}}}color", {"r": str(red), "g": str(green), "b": str(blue)})
    etree.SubElement(element, f"{{{VIZ}}}position", {"x": str(x), "y": str(-y), "z": "0.0"})
    etree.SubElement(element, f"{{{VIZ}}}size", {"value": str(10 + min(node.cited, 30))})


def _edge(edges: etree._Element, number: int, edge: Edge, nodes: tuple[Node, ...]) -> None:
    ends = {"source": nodes[edge.citing].name, "target": nodes[edge.cited].name}
    element = etree.SubElement(edges, _tag("edge"), {"id": str(number), **ends, "weight": str(1 + edge.mentions)})
    _values(element, {name: getattr(edge, name) for name in _EDGE_ATTRIBUTES})


def _values(element: etree._Element, values: dict[str, object]) -> None:
    """Those that are known; `true` and `false` as XML spells them."""
    inner = etree.SubElement(element, _tag("attvalues"))
    for name, value in values.items():
        if value not in (None, ""):
            spelt = str(value).lower() if isinstance(value, bool) else str(value)
            etree.SubElement(inner, _tag("attvalue"), {"for": name, "value": spelt})


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
