"""The citation graph as a networkx graph, and as GraphML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveyor.export.network import known, legal, node_names
from surveyor.export.roles import NONE, standings
from surveyor.identity import link
from surveyor.models import Survey

if TYPE_CHECKING:
    import networkx as nx


def build(survey: Survey) -> nx.DiGraph[str]:
    """Papers with title, year, venue, role and link; edges from citing to cited with mentions by section."""
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph(problem=legal(survey.problem.text), survey=survey.id)
    roles = standings(survey)
    names = node_names(paper.id for paper in survey.papers)
    for paper in {paper.id: paper for paper in survey.papers}.values():
        attributes = {
            "title": legal(paper.title),
            "year": paper.year,
            "venue": legal(paper.venue or ""),
            "link": legal(link(paper.ids)),
            "role": roles.get(paper.id, NONE).role,
        }
        graph.add_node(names[paper.id], **{key: value for key, value in attributes.items() if value})
    for citation in known(survey):
        counts = {mention.section.value: mention.count for mention in citation.mentions}
        graph.add_edge(names[citation.citing], names[citation.cited], compares=citation.compares, **counts)
    return graph


def graphml(survey: Survey) -> str:
    """GraphML, readable by Gephi, yEd, Cytoscape and networkx."""
    import networkx as nx

    return '<?xml version="1.0" encoding="utf-8"?>\n' + "\n".join(nx.generate_graphml(build(survey))) + "\n"
