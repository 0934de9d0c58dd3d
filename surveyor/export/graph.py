"""The citation graph as a networkx graph, and as GraphML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from surveyor.export.roles import NONE, standings
from surveyor.identity import link
from surveyor.models import Survey

if TYPE_CHECKING:
    import networkx as nx

_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What an XML document may not hold, not even escaped."""


def build(survey: Survey) -> nx.DiGraph[str]:
    """Papers with title, year, venue, role and link; edges from citing to cited with mentions by section."""
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph(problem=_legal(survey.problem.text), survey=survey.id)
    known = standings(survey)
    for paper in survey.papers:
        attributes = {
            "title": _legal(paper.title),
            "year": paper.year,
            "venue": _legal(paper.venue or ""),
            "link": _legal(link(paper.ids)),
            "role": known.get(paper.id, NONE).role,
        }
        graph.add_node(_legal(paper.id), **{key: value for key, value in attributes.items() if value})
    for citation in survey.citations:
        counts = {mention.section.value: mention.count for mention in citation.mentions}
        graph.add_edge(_legal(citation.citing), _legal(citation.cited), compares=citation.compares, **counts)
    return graph


def _legal(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def graphml(survey: Survey) -> str:
    """GraphML, readable by Gephi, yEd, Cytoscape and networkx."""
    import networkx as nx

    return '<?xml version="1.0" encoding="utf-8"?>\n' + "\n".join(nx.generate_graphml(build(survey))) + "\n"
