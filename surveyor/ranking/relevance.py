"""Everything relevant to a problem, whether anybody compares with it or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from surveyor.identity import by_any_id
from surveyor.models import Hit, Paper, Problem, Route, Scored, spoken
from surveyor.ranking.lexical import closeness
from surveyor.text import subject

LINKED, VOTED = 0.5, 0.25
"""What standing near the closest papers by citations, and the votes of the walk, count beside closeness."""


def near_by_words(
    problem: Problem, route: Route, papers: Sequence[Paper], found: Mapping[str, float]
) -> dict[str, float]:
    """The mean of two views of closeness, each as a share of the best: the source's, scores by `Paper.id` in `found`,
    and that of the titles."""
    by_title = closeness(subject(spoken(problem, route)), papers, " ".join(route.expansion))
    best_title, best_found = float(by_title.max(initial=0.0)) or 1.0, max(found.values(), default=0.0) or 1.0
    return {
        paper.id: (value / best_title + found.get(paper.id, 0.0) / best_found) / 2
        for paper, value in zip(papers, by_title.tolist(), strict=True)
    }


def relevant(
    problem: Problem,
    route: Route,
    papers: Sequence[Paper],
    found: Mapping[str, float],
    around: Sequence[Hit],
    ballot: Mapping[str, float],
) -> tuple[Scored, ...]:
    """The papers of a walk and those `around` it, most relevant first, scores in (0, 1].

    By closeness, by how near the closest papers are by citations, and by the votes of the walk, each as a share of the
    best; `found` and `ballot` by `Paper.id`.
    """
    home = {some_id: paper.id for some_id, paper in by_any_id(papers).items()}
    linked = {home.get(hit.paper.id, hit.paper.id): hit.score for hit in around}
    listed = [*papers, *(hit.paper for hit in around if hit.paper.id not in home)]
    near = near_by_words(problem, route, listed, found)
    most = max(ballot.values(), default=0.0) or 1.0
    scores = {i: near[i] + LINKED * linked.get(i, 0.0) + VOTED * ballot.get(i, 0.0) / most for i in near}
    best = max(scores.values(), default=0.0)
    order = sorted(listed, key=lambda paper: (-scores[paper.id], paper.id))
    return tuple(Scored(paper, scores[paper.id] / best) for paper in order if scores[paper.id] > 0)
