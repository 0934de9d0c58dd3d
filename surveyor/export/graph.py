"""The citation graph as a networkx graph, and as GraphML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveyor.identity import link
from surveyor.models import Survey

if TYPE_CHECKING:
    import networkx as nx


def build(survey: Survey) -> nx.DiGraph[str]:
    """Papers with title, year, venue, role and link; edges from citing to cited with mentions by section."""
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph(problem=survey.problem.text, survey=survey.id)
    roles: dict[str, str] = {s.paper.id: "seed" for s in survey.seeds}
    roles |= {s.paper.id: "not a baseline" for s in survey.set_aside}
    roles |= {c.paper.id: c.role.value for c in reversed(survey.baselines)}
    for paper in survey.papers:
        attributes = {"title": paper.title, "year": paper.year, "venue": paper.venue, "link": link(paper.ids)}
        attributes["role"] = roles.get(paper.id, "")
        graph.add_node(paper.id, **{key: value for key, value in attributes.items() if value})
    for citation in survey.citations:
        counts = {mention.section.value: mention.count for mention in citation.mentions}
        graph.add_edge(citation.citing, citation.cited, compares=citation.compares, **counts)
    return graph


def graphml(survey: Survey) -> str:
    """GraphML, readable by Gephi, yEd, Cytoscape and networkx."""
    import networkx as nx

    return '<?xml version="1.0" encoding="utf-8"?>\n' + "\n".join(nx.generate_graphml(build(survey))) + "\n"
