"""What stands around a reference list: the papers that cite as it does, and the works that it leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from surveyor.gather import query_of
from surveyor.identity import Catalogue
from surveyor.library.match import Wanted
from surveyor.models import Around, Comparison, Paper, Scored, Survey
from surveyor.ranking.graph import CitationGraph, Floats
from surveyor.ranking.left_out import left_out, listed_weight, sharing
from surveyor.ranking.scene import Scene
from surveyor.sources.base import Source, View
from surveyor.sources.local import LibrarySource

NEIGHBOURS = 20
"""Papers that share most references with the list."""

DEPTH = 300
"""Works of the list of what is left out."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """A scene with the reference list in it."""

    scene: Scene
    listed: Floats
    """What each work of the scene counts in the list; 0: not in it."""
    source: LibrarySource | None
    """Whose scene it is; None: of the papers that the survey walked."""


def around(survey: Survey, works: Sequence[Comparison], sources: Iterable[Source], view: View) -> Around:
    """By the widest citation graph that there is: that of a library, or the one that the survey walked."""
    grounds = [_walked(survey, works), *_of_libraries(survey, works, sources, view)]
    ground = max(grounds, key=lambda one: (np.count_nonzero(one.listed), one.scene.graph.cites.nnz))
    missing = left_out(ground.scene, ground.listed)
    neighbours = _best(sharing(ground.scene.graph, ground.listed), NEIGHBOURS)
    lost = _best(missing, DEPTH)
    best = missing.max(initial=0.0) or 1.0
    papers = tuple(_papers(ground, survey, neighbours, view))
    return Around(
        papers,
        ground.source.references(papers, view).citations if ground.source else (),
        tuple(
            Scored(paper, float(missing[at] / best))
            for at, paper in zip(lost, _papers(ground, survey, lost, view), strict=True)
        ),
        int(np.count_nonzero(ground.listed)),
    )


def same_as(draft: Paper, sources: Iterable[Source], view: View) -> frozenset[str]:
    """Ids of the draft, and of what the libraries hold under its ids or its title."""
    wanted = [Wanted(tuple(draft.ids), draft.title, authors=draft.authors, year=draft.year)]
    told = [
        paper for source in sources if isinstance(source, LibrarySource) for paper, _ in source.resolve(wanted, view)
    ]
    return frozenset({*draft.ids, *(some_id for paper in told if paper for some_id in paper.ids)})


def _of_libraries(
    survey: Survey, works: Sequence[Comparison], sources: Iterable[Source], view: View
) -> Iterator[_Ground]:
    query = query_of(survey.problem, survey.route, view)
    for source in sources:
        if isinstance(source, LibrarySource):
            places = source.places([work.paper for work in works], view)
            scene = source.scene(query)
            yield _Ground(scene, _weights(works, places, scene.graph.size), source)


def _walked(survey: Survey, works: Sequence[Comparison]) -> _Ground:
    """The papers of the survey, close by the words that its list of related papers counts."""
    catalogue = Catalogue()
    catalogue.add((*survey.papers, *(work.paper for work in works)))
    index = catalogue.index()
    at = {index[paper.id].id: place for place, paper in enumerate(survey.papers)}
    names = ((work.paper.id, index[work.paper.id].id) for work in works)
    places = {name: at[home] for name, home in names if home in at}
    near = {entry.paper.id: entry.score for entry in survey.related}
    close = np.array([near.get(paper.id, 0.0) for paper in survey.papers])
    graph = CitationGraph.from_papers(survey.papers, survey.citations)
    scene = replace(Scene.by_words(graph, close, survey.problem.cutoff), echo=np.zeros_like(close))
    return _Ground(scene, _weights(works, places, graph.size), None)


def _weights(works: Iterable[Comparison], places: Mapping[str, int], size: int) -> Floats:
    weights = np.zeros(size)
    for work in works:
        if work.paper.id in places:
            at = places[work.paper.id]
            weights[at] = max(weights[at], listed_weight(work.citation))
    return weights


def _best(scores: Floats, limit: int) -> list[int]:
    """Places of the best scores above 0, ties in order."""
    found = np.flatnonzero(scores > 0)
    best: list[int] = found[np.lexsort((found, -scores[found]))][:limit].tolist()
    return best


def _papers(ground: _Ground, survey: Survey, places: Sequence[int], view: View) -> list[Paper]:
    if ground.source is None:
        return [survey.papers[at] for at in places]
    return ground.source.standing_at(places, view)
