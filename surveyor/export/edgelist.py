"""The citation graph as a list of edges, for igraph, networkx, R and scripts."""

from __future__ import annotations

from surveyor.export.network import network
from surveyor.models import Survey


def edgelist(survey: Survey) -> str:
    """A line a citation: citing id, cited id, mentions, compares (1 or 0), between tabs; `#` begins the head.

    Papers that neither cite nor are cited here are in no line.
    """
    net = network(survey)
    lines = (
        f"{net.nodes[edge.citing].name}\t{net.nodes[edge.cited].name}\t{edge.mentions}\t{edge.compares:d}\n"
        for edge in net.edges
    )
    return "# citing\tcited\tmentions\tcompares\n" + "".join(lines)
