"""The citation graph as a Mermaid flowchart, for Markdown pages that draw them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from surveyor.errors import ExportError
from surveyor.export.colours import COLOURS
from surveyor.export.network import Network, Node, network, shortened
from surveyor.export.timeline import by_year
from surveyor.models import Survey

MOST_EDGES, MOST_TEXT = 500, 50_000
"""What Mermaid draws at most unless the page says otherwise: edges, characters."""

_SPECIAL = re.compile(r"[^\w\s,.:?!()'/…–—-]|(?<![^\W_])_|_(?![^\W_])", re.ASCII)
_FIRST = re.compile(r"^[^A-Za-z]", re.ASCII)


def mermaid(survey: Survey) -> str:
    """Citing above cited, thick arrows for comparisons; ExportError: more than Mermaid draws."""
    net = network(survey)
    text = "\n".join(_lines(net)) + "\n"
    if len(net.edges) > MOST_EDGES or len(text) > MOST_TEXT:
        raise ExportError(
            f"Mermaid draws at most {MOST_EDGES} citations and {MOST_TEXT:,} characters, this graph has "
            f"{len(net.edges):,} and {len(text):,}: take fewer papers with --top 40, or another format"
        )
    return text


def _lines(net: Network) -> Iterator[str]:
    """No box a year: Mermaid lays those out so that lines cross the whole page."""
    yield "flowchart TB"
    for places in by_year(net.nodes):
        yield from (f'  n{place}["{_label(net.nodes[place])}"]' for place in places)
    yield from (f"  n{edge.citing} {'==>' if edge.compares else '-.->'} n{edge.cited}" for edge in net.edges)
    yield from _classes(net)


def _classes(net: Network) -> Iterator[str]:
    """A frame in the colour of the role."""
    for number, (role, colour) in enumerate(COLOURS.items()):
        of_role = [f"n{place}" for place, node in enumerate(net.nodes) if node.role == role]
        if of_role:
            yield f"  classDef r{number} stroke:{colour},stroke-width:2px"
            yield f"  class {','.join(of_role)} r{number}"


def _label(node: Node) -> str:
    return "<br>".join(inert(line) for line in (node.by, shortened(node.title, 60)) if line)


def inert(text: str) -> str:
    """The text with every sign that Mermaid, its Markdown or HTML could read as `#35;` and the like; the first sign too
    where it could begin a list.

    Mermaid breaks the line at a backslash before an n, even where it stands as a code: a sign that looks alike is put.
    """
    plain = _SPECIAL.sub(lambda sign: f"#{ord(sign[0])};", text.replace("\\", "∖"))
    return _FIRST.sub(lambda sign: sign[0] if sign[0] == "#" or ord(sign[0]) > 127 else f"#{ord(sign[0])};", plain)
