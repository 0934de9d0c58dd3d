"""What speaks for a work as a baseline of a problem, in numbers told by words, dates and citations alone.

Everything is asked of groups of voters: papers close to the problem by their words, and papers that are like those by
what they cite, recent ones and of any age. Each feature is an array, a number a paper: of all of the scene, or of those
worth a closer look, which are told by few plain features. NaN: nothing like it is known of any paper, as where no
mentions were located.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from surveyor.ranking.fusion import inciteful_like
from surveyor.ranking.graph import ALL, UNKNOWN, CitationGraph, Floats, Ints, Places, gathered, received
from surveyor.ranking.links import adamic_adar, cited_together, coupled
from surveyor.ranking.pool import BY, fused, pooled
from surveyor.ranking.scene import RECENT_MONTHS, Scene, closest
from surveyor.ranking.walks import personalised_pagerank

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Columns = dict[str, Floats]
Column = Callable[[Places], Floats]
"""A feature, worked out for the papers at some places."""

OLDEST = 30.0
"""Years; of what has no date as well."""

CAUTION = 3
"""Voters added that do not vote, so that one of one is less than five of six."""

LEADERS = 30
"""How many of the works that get most votes are what others are seen beside."""

SHARPENED = 4
"""Exponent that lets the papers most like the problem outweigh the many that are a little like it."""

FADING = 0.5
"""Rate at which the say of a citing paper fades, a year."""


FUSED = "fused ranks"
"""Name of the column that says which works are worth a closer look (see `pool`); learnt from are its places."""


def features(scene: Scene) -> Columns:
    """Name to a number a paper."""
    return _picked(scene, lambda _: ALL)[1]


def of_pool(scene: Scene) -> tuple[Ints, Columns]:
    """Places of the works that are worth a closer look, and name to a number each of them."""
    places, columns = _picked(scene, pooled)
    return np.arange(scene.graph.size)[places], columns


def _picked(scene: Scene, pick: Callable[[Floats], Places]) -> tuple[Places, Columns]:
    """Places picked by the fused ranks of the plain features, which are worked out for all, and the features there."""
    crowd = Crowd.of(scene)
    columns = {
        **_worded(scene, crowd),
        **_aged(crowd),
        **_standing(crowd),
        **_by_seeds(scene, crowd),
        **_by_citers(scene, crowd),
        **_beside(crowd),
        **_at_home(scene, crowd),
    }
    columns |= _in_order(columns)
    for name, weights in crowd.groups.items():
        columns |= {f"{name}: {what}": column for what, column in _voted(crowd, weights)}
    plain = {name: columns[name](ALL) for name in BY}
    likely = fused(plain)
    columns |= dict(_to_leaders(crowd, "likely", _leading(likely)))
    columns |= {name: _at(values) for name, values in plain.items()}
    columns |= {"place by all ranks": _place(likely), FUSED: _at(likely)}
    places = pick(likely)
    return places, {name: column(places) for name, column in columns.items()}


@dataclass(frozen=True, eq=False)
class Crowd:
    """Who cites whom in the scene, and the groups of papers that vote."""

    graph: CitationGraph
    years: Floats
    """(n,) age of each paper."""
    likeness: Floats
    """(n,) how like the problem a paper is by its words and by what it cites, in [0, 1]."""
    groups: dict[str, Floats]
    """Name to weights of the voters, (n,), 0 for who is none."""

    @classmethod
    def of(cls, scene: Scene) -> Crowd:
        """Recent papers most like the problem, few and many, and those of any age; and those closest by words alone."""
        graph = scene.graph
        likeness = _share(_share(coupled(graph, scene.seeds())) + _share(scene.close) + _share(scene.echo))
        groups = {
            "30 recent": closest(likeness, scene.recent, 30),
            "80 recent": closest(likeness, scene.recent, 80),
            "60 of any age": closest(likeness, scene.walkable, 60),
            "20 closest": scene.seeds(),
            "40 closest of any age": scene.seeds(40, scene.walkable),
            "30 closest in its area's words": closest(scene.meant, scene.recent, 30),
            "60 closest in its area's words of any age": closest(scene.meant, scene.walkable, 60),
        }
        return cls(graph, _years(scene), likeness, groups)

    @cached_property
    def told(self) -> bool:
        """Whether any mention was located."""
        return bool(self.graph.counted["mentions"].any())

    @cached_property
    def lately(self) -> Floats:
        """(n,) 1.0 for recent papers."""
        return (self.years <= RECENT_MONTHS / 12).astype(np.float64)

    def where(self, column: Column) -> Column:
        """The column where mentions were located at all, else NaN."""
        return column if self.told else _at(np.full(self.graph.size, np.nan))


# ------------------------------------------------------------------ one group a function


def _worded(scene: Scene, crowd: Crowd) -> dict[str, Column]:
    echo = _share(scene.echo)
    return {
        "closeness of its words": _at(_share(scene.close)),
        "closeness in its area's words": _at(_share(scene.meant)),
        "closeness of its title": _at(_share(scene.titled)),
        "closeness to the name of the problem": _at(_share(scene.named)),
        "closeness to words of the closest": _at(echo),
        "closeness of its citing papers to them": _mean(crowd.graph.cited_by, echo),
        "likeness by words and references": _at(crowd.likeness),
    }


def _at_home(scene: Scene, crowd: Crowd) -> dict[str, Column]:
    """Whether it is known to be of the problem's area, how it stands to works that are, and how plainly the problem is
    said, the same for all works."""
    graph, like = crowd.graph, _even(scene.repute.home)
    return {
        "known in its area": _at(scene.repute.home),
        "closeness of what is known of it there": _at(scene.repute.fit),
        "known for a topic of the problem": _at(scene.repute.topical),
        "standard for a topic of the problem": _at(scene.repute.standard),
        "standard in its area": _at(scene.repute.eminent),
        "cited together with works known in its area": lambda at: cited_together(graph, like, at),
        "references shared with works known in its area": lambda at: coupled(graph, like, at),
        "cited by works known in its area": lambda at: gathered(graph.cited_by, like, at),
        "closeness of the closest paper": _at(np.full(graph.size, scene.close.max(initial=0.0))),
        "share of the best area": _at(np.full(graph.size, scene.repute.home.max(initial=0.0))),
    }


def _in_order(columns: dict[str, Column]) -> dict[str, Column]:
    """Places, which say the same of a problem of few papers and of one of many."""
    ordered = ("closeness of its words", "likeness of all citing papers", "likeness of all comparing papers")
    return {f"place by {name}": _place(columns[name](ALL)) for name in ordered}


def _aged(crowd: Crowd) -> dict[str, Column]:
    years, citations = crowd.years, crowd.graph.citations
    return {
        "years": _at(years),
        "citations": lambda at: np.log1p(citations[at]),
        "citations a year": lambda at: np.log1p(citations[at] / np.maximum(years[at], 0.5)),
        "recent of its citations": _mean(crowd.graph.cited_by, crowd.lately),
    }


def _standing(crowd: Crowd) -> dict[str, Column]:
    """What all that cite it do with it."""
    graph, lately = crowd.graph, crowd.lately
    last = np.full(graph.size, OLDEST)
    np.minimum.at(last, graph.comparing.indices, np.repeat(crowd.years, np.diff(graph.comparing.indptr)))

    def of(citing: Floats) -> Column:
        return crowd.where(lambda at: (citing[at] + 0.1) / (graph.counted["mentions"][at] + 1))

    return {
        "compared with by its citing papers": of(graph.comparisons),
        "compared with by its recent citing papers": crowd.where(
            lambda at: gathered(graph.compared_by, lately, at) / (received(graph.mentions, lately, np.sign)[at] + 1)
        ),
        "years since it was compared with": crowd.where(_at(last)),
        "in tables of its citing papers": of(graph.counted["tabled"]),
        "in related work of its citing papers": of(graph.counted["related"]),
        "in methods of its citing papers": of(graph.counted["method"]),
    }


def _by_seeds(scene: Scene, crowd: Crowd) -> dict[str, Column]:
    """As simple rankings have it, from the papers closest by words."""
    seeds = scene.seeds()
    alike = (seeds > 0).astype(np.float64)
    return {
        "near each seed": _at(_share(inciteful_like(crowd.graph, alike))),
        "neighbours shared with seeds": _at(_share(adamic_adar(crowd.graph, alike))),
        "reached from seeds": _at(_share(personalised_pagerank(crowd.graph, alike))),
        "reached by comparisons": crowd.where(_at(_share(_reached(crowd.graph, crowd.groups["80 recent"])))),
    }


def _by_citers(scene: Scene, crowd: Crowd) -> dict[str, Column]:
    """How like the problem those are that cite it."""
    like, meant, named = (
        np.power(values, SHARPENED, where=scene.walkable, out=np.zeros(len(values)))
        for values in (crowd.likeness, _share(scene.meant), _share(scene.named))
    )
    graph, nearest = crowd.graph, np.zeros(crowd.graph.size)
    np.maximum.at(nearest, graph.cites.indices, np.repeat(scene.close, np.diff(graph.cites.indptr)))

    def citing(given: Floats) -> Column:
        return _at(_share(gathered(graph.cited_by, given)))

    def comparing(given: Floats) -> Column:
        return crowd.where(_at(_share(gathered(graph.compared_by, given))))

    return {
        "closest citing paper": _at(_share(nearest)),
        "likeness of all citing papers": citing(like),
        "closeness of all citing papers in its area's words": citing(meant),
        "closeness of all citing papers to the name of the problem": citing(named),
        "closeness of all comparing papers to the name of the problem": comparing(named),
        "closeness of all comparing papers in its area's words": comparing(meant),
        "mean likeness of citing papers": _mean(graph.cited_by, like),
        "likeness of all comparing papers": comparing(like),
        "likeness of young comparing papers": comparing(like * np.exp(-FADING * crowd.years)),
        "mean likeness of comparing papers": crowd.where(_mean(graph.compared_by, like)),
    }


def _voted(crowd: Crowd, weights: Floats) -> Iterator[tuple[str, Column]]:
    """What a group of voters says: how often and where they mention it, and how alike they and it are cited and
    cite."""
    graph, voters = crowd.graph, _even(weights)
    counted = (weights > 0).astype(np.float64)
    months = np.sort(graph.months[weights > 0])
    yield "cite it", lambda at: _cautious(received(graph.cites, counted)[at], graph.months[at], months)
    yield (
        "compare with it",
        crowd.where(lambda at: _cautious(received(graph.comparing, counted)[at], graph.months[at], months)),
    )
    yield "mentions", crowd.where(lambda at: received(graph.mentions, voters, np.log1p)[at])
    yield "mentions in results", crowd.where(lambda at: received(graph.compared, voters, np.log1p)[at])
    yield "in their tables", crowd.where(lambda at: received(graph.matrix(graph.count("tabled")), voters, np.sign)[at])
    yield "references shared", lambda at: coupled(graph, voters, at)
    yield "cited together", lambda at: cited_together(graph, voters, at)


def _beside(crowd: Crowd) -> dict[str, Column]:
    """How it stands to the works that get most votes."""
    voters = _even(crowd.groups["80 recent"]) + _even(crowd.groups["60 of any age"])
    cited = _leading(received(crowd.graph.cites, voters))
    compared = _leading(received(crowd.graph.compared, voters, np.log1p))
    return {
        **dict(_to_leaders(crowd, "cited", cited)),
        **{name: crowd.where(column) for name, column in _to_leaders(crowd, "compared", compared)},
    }


def _to_leaders(crowd: Crowd, name: str, leaders: Floats) -> Iterator[tuple[str, Column]]:
    """Beside the leaders in lists of references and in results, and citing them itself."""
    graph = crowd.graph
    cites, compares = received(graph.cited_by, leaders), received(graph.compared_by, leaders)
    rivals = gathered(graph.compared_by, (compares / np.sqrt(graph.comparing.sum(axis=1) + CAUTION)) ** 2)

    def beside(together: Floats, citing: Floats, at: Places) -> Floats:
        return (together - citing[at] * leaders[at]) / (citing[at] + CAUTION)

    yield f"cited beside the most {name}", lambda at: beside(gathered(graph.cited_by, cites, at), graph.citations, at)
    yield f"cites the most {name}", _at(cites)
    yield (
        f"in results beside the most {name}",
        crowd.where(lambda at: beside(gathered(graph.compared_by, compares, at), graph.comparisons, at)),
    )
    yield f"compares with the most {name}", crowd.where(_at(compares))
    yield f"compared with by who compares with the most {name}", crowd.where(_at(_share(rivals)))


# ------------------------------------------------------------------ scores


def _reached(graph: CitationGraph, seeds: Floats, damping: float = 0.7, steps: int = 8) -> Floats:
    """A random walk from the seeds along comparisons, either way, that starts anew with the probability 1 - damping."""
    out = np.maximum(graph.comparisons + graph.comparing.sum(axis=1), 1)
    found = restart = _even(seeds)
    for _ in range(steps):
        passed = found / out
        followed = gathered(graph.comparing, passed) + gathered(graph.compared_by, passed)
        found = damping * followed + (1 - damping) * restart
    return found


# ------------------------------------------------------------------ numbers


def _years(scene: Scene) -> Floats:
    """Age of each paper."""
    months = scene.graph.months
    years: Floats = np.where(months == UNKNOWN, OLDEST, np.clip((scene.cutoff - months) / 12, 0, OLDEST))
    return years


def _cautious(votes: Floats, months: Ints, of_voters: Ints) -> Floats:
    """Votes for each paper as a share of the voters that are younger, or of those that vote if they are more; the
    months of the voters are sorted."""
    shares = np.zeros(len(votes))
    found = np.flatnonzero(votes > 0)
    younger = len(of_voters) - np.searchsorted(of_voters, months[found], "right")
    shares[found] = votes[found] / (np.maximum(younger, votes[found]) + CAUTION)
    return shares


def _leading(votes: Floats) -> Floats:
    """The votes of the leaders, summing to 1."""
    return _even(closest(votes, np.ones(len(votes), bool), LEADERS))


def _even(weights: Floats) -> Floats:
    """Summing to 1, unless all are 0."""
    total = float(weights.sum())
    return weights / total if total else weights


def _at(values: Floats) -> Column:
    """Those of (n,) values that are asked for."""
    return lambda at: values[at]


def _mean(by: csr_array, given: Floats) -> Column:
    """Mean of what the papers of a row give, as if there were one more that gives nothing."""
    return lambda at: gathered(by, given, at) / (np.diff(by.indptr)[at] + 1)


def _place(values: Floats) -> Column:
    """Logarithm of one more than how many are larger; NaN stays."""
    told = np.sort(values[values > 0])

    def place(at: Places) -> Floats:
        larger = len(told) - np.searchsorted(told, values[at], "right")
        return np.where(np.isnan(values[at]), values[at], np.log1p(larger.astype(np.float64)))

    return place


def _share(values: Floats) -> Floats:
    """Of the largest of them."""
    best = float(values.max(initial=0.0))
    return values / best if best else values
