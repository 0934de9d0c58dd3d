"""The citation graph as DOT, for Graphviz: a row a year, citing above cited."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from surveyor.export.colours import COLOURS
from surveyor.export.network import Edge, Network, Node, network, shortened
from surveyor.export.timeline import by_year
from surveyor.models import Survey

_HEAD = """\
  rankdir=TB; ranksep=0.6; nodesep=0.2; labelloc=t; fontname="Helvetica"; fontsize=18;
  node [shape=box, style="rounded,filled", fontname="Helvetica", fontsize=10, margin="0.08,0.05", penwidth=1.5,
        fillcolor=white];
  edge [arrowsize=0.5, color="#a9b1b9"];
"""

_LEGEND = (
    "\n(frames: simple green, classic blue, frontier orange, seed pink, not a baseline dark grey; dark lines compare)"
)


def dot(survey: Survey) -> str:
    """`dot -Tsvg FILE` draws it; a frame has the colour of the role, a dark line is a comparison."""
    net = network(survey)
    return "\n".join(_lines(net)) + "\n"


def _lines(net: Network) -> Iterator[str]:
    yield "digraph survey {"
    yield f"  label={quoted(net.problem + _LEGEND)};"
    yield _HEAD.rstrip()
    years = by_year(net.nodes)
    said = [str(net.nodes[places[0]].year or "no year") for places in years]
    if said:
        chain = " -> ".join(f"y{number}" for number in range(len(said)))
        yield f'  {{ node [shape=plaintext, style="", fontsize=14]; edge [style=invis]; {chain}; }}'
    for number, places in enumerate(years):
        yield f"  y{number} [label={quoted(said[number])}];"
        yield f"  {{ rank=same; y{number}; {' '.join(f'n{place};' for place in sorted(places))} }}"
    for place, node in enumerate(net.nodes):
        yield f"  n{place} [{_node(node)}];"
    yield from (_edge(edge, net.nodes) for edge in net.edges)
    yield "}"


def _node(node: Node) -> str:
    attributes = {
        "label": "\n".join(filter(None, [node.by, *textwrap.wrap(shortened(node.title, 70), 28)])),
        "tooltip": node.title,
        "comment": node.name,
        "color": COLOURS[node.role],
        "URL": node.link,
    }
    return ", ".join(f"{name}={quoted(value)}" for name, value in attributes.items() if value)


def _edge(edge: Edge, nodes: Sequence[Node]) -> str:
    """Only a citation of an earlier year pulls the cited paper below the citing one."""
    attributes = ['color="#24292f"', "penwidth=1.3"] if edge.compares else []
    attributes += ["constraint=false"] if (nodes[edge.citing].year or 0) <= (nodes[edge.cited].year or 0) else []
    told = f" [{', '.join(attributes)}]" if attributes else ""
    return f"  n{edge.citing} -> n{edge.cited}{told};"


def quoted(text: str) -> str:
    """A DOT string: Graphviz reads escapes such as `\\N` and entities such as `&lt;` in it."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;").replace("\n", "\\n")
    return f'"{plain}"'
