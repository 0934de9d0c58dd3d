"""The citation graph of a survey with all that a drawing of it needs: what the graph formats have in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from surveyor.authors import split_name
from surveyor.export.roles import NONE, Standing, standings
from surveyor.identity import link
from surveyor.models import Citation, Paper, Survey
from surveyor.text import clean

_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What an XML document may not hold, not even escaped."""


@dataclass(frozen=True, slots=True)
class Node:
    """A paper in the graph; each text is one printable line, empty where nothing is known."""

    name: str
    """Its id, made unique and without blanks or control characters."""
    short: str
    """As a paper is named in passing: `Devlin et al. 2019`; the title where no author is known."""
    title: str
    authors: str
    year: int | None
    venue: str
    link: str
    role: str
    why: str
    cited: int
    """How many papers of the graph cite it."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A citation; both ends are places in `Network.nodes`."""

    citing: int
    cited: int
    compares: bool
    mentions: int
    """In all sections; 0: in the reference list, no mention located."""


@dataclass(frozen=True, slots=True)
class Network:
    """The graph of one survey."""

    survey: str
    """Its id."""
    problem: str
    as_of: str
    met: int
    """How many papers the walk met, of which these are the most telling."""
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def network(survey: Survey) -> Network:
    """Papers in the order of the survey and the citations between them; one whose ends are not both there is left
    out."""
    names = node_names(paper.id for paper in survey.papers)
    place = {some_id: number for number, some_id in enumerate(names)}
    cited = Counter(citation.cited for citation in known(survey))
    papers = {paper.id: paper for paper in survey.papers}
    roles = standings(survey)
    return Network(
        survey=survey.id,
        problem=clean(survey.problem.text),
        as_of=survey.problem.as_of,
        met=max(survey.coverage.found, len(names)),
        nodes=tuple(_node(papers[i], names[i], roles.get(i, NONE), cited[i]) for i in names),
        edges=tuple(
            Edge(place[c.citing], place[c.cited], c.compares, sum(mention.count for mention in c.mentions))
            for c in known(survey)
        ),
    )


def known(survey: Survey) -> list[Citation]:
    """The citations between papers of the graph."""
    ids = {paper.id for paper in survey.papers}
    return [citation for citation in survey.citations if citation.citing in ids and citation.cited in ids]


def node_names(ids: Iterable[str]) -> dict[str, str]:
    """Each id once, to a name that every format can hold: what XML may not hold replaced, blanks as `_`, and names that
    became one told apart by `~2`, `~3` …"""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for some_id in dict.fromkeys(ids):
        stem = name = "_".join(legal(some_id).split())
        number = 1
        while name in taken:
            number += 1
            name = f"{stem}~{number}"
        taken.add(name)
        names[some_id] = name
    return names


def legal(text: str) -> str:
    """The text with what XML may not hold replaced."""
    return _NOT_XML.sub("\ufffd", text)


def shortened(text: str, length: int) -> str:
    """The text, cut between words where it is longer."""
    if len(text) <= length:
        return text
    head = text[: length - 1]
    return (head.rsplit(" ", 1)[0] if " " in head[length // 2 :] else head).rstrip(" ,;:-") + "…"


def _node(paper: Paper, name: str, standing: Standing, cited: int) -> Node:
    return Node(
        name=name,
        short=_short(paper),
        title=legal(clean(paper.title)),
        authors=legal(clean("; ".join(paper.authors))),
        year=paper.year,
        venue=legal(clean(paper.venue or "")),
        link=link(paper.ids),
        role=standing.role,
        why=legal(clean(standing.why)),
        cited=cited,
    )


def _short(paper: Paper) -> str:
    family = split_name(paper.authors[0]).family if paper.authors else ""
    if not family:
        return legal(shortened(clean(paper.title), 40))
    others = " et al." if len(paper.authors) > 1 else ""
    return legal(f"{family}{others} {paper.year or 'n.d.'}")
