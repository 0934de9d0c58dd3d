"""Everything relevant to a problem, whether anybody compares with it or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from surveyor.identity import by_any_id
from surveyor.models import Hit, Paper, Problem, Route, Scored, spoken
from surveyor.ranking.lexical import closeness
from surveyor.ranking.related import ALL, shares
from surveyor.text import subject

TITLED, VOTED = 0.5 / ALL, 0.25 / ALL
"""What closeness of the titles, and the votes of the walk, count beside what the sources say."""


def near_by_words(
    problem: Problem, route: Route, papers: Sequence[Paper], found: Mapping[str, float]
) -> dict[str, float]:
    """The mean of two views of closeness, each as a share of the best: the source's, scores by `Paper.id` in `found`,
    and that of the titles."""
    best = _best(found)
    titled = _by_title(problem, route, papers)
    return {i: (value + found.get(i, 0.0) / best) / 2 for i, value in titled.items()}


def relevant(
    problem: Problem,
    route: Route,
    papers: Sequence[Paper],
    found: Mapping[str, float],
    around: Sequence[Hit],
    ballot: Mapping[str, float],
) -> tuple[Scored, ...]:
    """The papers of a walk and those `around` it, most relevant first, scores in (0, 1].

    By what the sources say of their relevance, by closeness of the titles and by the votes of the walk, the latter two
    as a share of the best; `found` and `ballot` by `Paper.id`. A paper that was met by words alone is as relevant as
    its share of the best words.
    """
    home = {some_id: paper.id for some_id, paper in by_any_id(papers).items()}
    listed = [*papers, *(hit.paper for hit in around if hit.paper.id not in home)]
    told = {i: score / _best(found) / ALL for i, score in found.items()}
    told |= {home.get(hit.paper.id, hit.paper.id): hit.score for hit in around}
    titled, most = _by_title(problem, route, listed), _best(ballot)
    scores = {i: told.get(i, 0.0) + TITLED * near + VOTED * ballot.get(i, 0.0) / most for i, near in titled.items()}
    best = _best(scores)
    order = sorted(listed, key=lambda paper: (-scores[paper.id], paper.id))
    return tuple(Scored(paper, scores[paper.id] / best) for paper in order if scores[paper.id] > 0)


def _by_title(problem: Problem, route: Route, papers: Sequence[Paper]) -> dict[str, float]:
    """Closeness of the titles, as a share of the best."""
    near = shares(closeness(subject(spoken(problem, route)), papers, " ".join(route.expansion)))
    return {paper.id: value for paper, value in zip(papers, near.tolist(), strict=True)}


def _best(scores: Mapping[str, float]) -> float:
    return max(scores.values(), default=0.0) or 1.0
