"""What speaks for a work as a baseline of a problem, in numbers told by words, dates and citations alone.

Everything is asked of groups of voters: papers close to the problem by their words, and papers that are like those by
what they cite, recent ones and of any age. Each feature is an array of shape (n,), a number a paper of the scene; NaN:
nothing like it is known of any paper, as where no mentions were located.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from surveyor.ranking.fusion import inciteful_like
from surveyor.ranking.graph import UNKNOWN, CitationGraph, Floats, Ints
from surveyor.ranking.links import adamic_adar, cited_together, coupled
from surveyor.ranking.pool import fused
from surveyor.ranking.scene import RECENT_MONTHS, Scene, closest
from surveyor.ranking.walks import personalised_pagerank

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Columns = dict[str, Floats]

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
    crowd = Crowd.of(scene)
    columns = {
        **_worded(scene, crowd),
        **_aged(scene, crowd),
        **_standing(scene, crowd),
        **_by_seeds(scene, crowd),
        **_by_citers(scene, crowd),
        **_beside(crowd),
        **_at_home(scene, crowd),
    }
    columns |= _in_order(columns)
    for name, weights in crowd.groups.items():
        columns |= {f"{name}: {what}": values for what, values in _voted(crowd, weights)}
    likely = fused(columns)
    told = {"place by all ranks": _place(likely), FUSED: likely}
    return columns | dict(_to_leaders(crowd, "likely", _leading(likely))) | told


@dataclass(frozen=True, eq=False)
class Crowd:
    """Who cites whom in the scene, and the groups of papers that vote."""

    graph: CitationGraph
    citing: Ints
    cited: Ints
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
        return cls(graph, *graph.ends(), likeness, groups)

    def to_cited(self, values: Floats) -> Floats:
        """(n,) sums over the citations of each cited paper, from values of (m,) citations."""
        return np.bincount(self.cited, values, self.graph.size).astype(np.float64)

    def to_citing(self, values: Floats) -> Floats:
        """(n,) sums over the citations of each citing paper."""
        return np.bincount(self.citing, values, self.graph.size).astype(np.float64)

    @cached_property
    def told(self) -> bool:
        """Whether any mention was located."""
        return bool(self.graph.count("mentions").any())

    @cached_property
    def compares(self) -> Floats:
        """(m,) 1.0 for citations where results stand: in experiments, in tables, under a heading of baselines."""
        found = (self.graph.count("compared") > 0) | (self.graph.count("tabled") > 0)
        return found.astype(np.float64)

    @cached_property
    def citations(self) -> Floats:
        """(n,) papers that cite each."""
        return np.bincount(self.cited, minlength=self.graph.size).astype(np.float64)

    @cached_property
    def comparisons(self) -> Floats:
        """(n,) papers that compare with each."""
        return self.to_cited(self.compares)

    def where(self, values: Floats) -> Floats:
        """The values where mentions were located at all, else NaN."""
        return values if self.told else np.full(len(values), np.nan)


# ------------------------------------------------------------------ one group a function


def _worded(scene: Scene, crowd: Crowd) -> Columns:
    echo = _share(scene.echo)
    return {
        "closeness of its words": _share(scene.close),
        "closeness in its area's words": _share(scene.meant),
        "closeness of its title": _share(scene.titled),
        "closeness to the name of the problem": _share(scene.named),
        "closeness to words of the closest": echo,
        "closeness of its citing papers to them": crowd.to_cited(echo[crowd.citing]) / (crowd.citations + 1),
        "likeness by words and references": crowd.likeness,
    }


def _at_home(scene: Scene, crowd: Crowd) -> Columns:
    """Whether it is known to be of the problem's area, how it stands to works that are, and how plainly the problem is
    said, the same for all works."""
    like = _even(scene.repute.home)
    return {
        "known in its area": scene.repute.home,
        "closeness of what is known of it there": scene.repute.fit,
        "known for a topic of the problem": scene.repute.topical,
        "standard for a topic of the problem": scene.repute.standard,
        "standard in its area": scene.repute.eminent,
        "cited together with works known in its area": cited_together(crowd.graph, like),
        "references shared with works known in its area": coupled(crowd.graph, like),
        "cited by works known in its area": crowd.to_cited(like[crowd.citing]),
        "closeness of the closest paper": np.full(crowd.graph.size, scene.close.max(initial=0.0)),
        "share of the best area": np.full(crowd.graph.size, scene.repute.home.max(initial=0.0)),
    }


def _in_order(columns: Columns) -> Columns:
    """Places, which say the same of a problem of few papers and of one of many."""
    ordered = ("closeness of its words", "likeness of all citing papers", "likeness of all comparing papers")
    return {f"place by {name}": _place(columns[name]) for name in ordered}


def _aged(scene: Scene, crowd: Crowd) -> Columns:
    years = _years(scene)
    lately = (years[crowd.citing] <= RECENT_MONTHS / 12).astype(np.float64)
    return {
        "years": years,
        "citations": np.log1p(crowd.citations),
        "citations a year": np.log1p(crowd.citations / np.maximum(years, 0.5)),
        "recent of its citations": crowd.to_cited(lately) / (crowd.citations + 1),
    }


def _standing(scene: Scene, crowd: Crowd) -> Columns:
    """What all that cite it do with it."""
    mentioned = crowd.graph.count("mentions") > 0
    located = crowd.to_cited(mentioned.astype(np.float64)) + 1
    years = _years(scene)[crowd.citing]
    lately = (years <= RECENT_MONTHS / 12).astype(np.float64)
    last = np.full(crowd.graph.size, OLDEST)
    np.minimum.at(last, crowd.cited, np.where(crowd.compares > 0, years, OLDEST))

    def of(values: npt.NDArray[np.generic]) -> Floats:
        return crowd.where((crowd.to_cited(values.astype(np.float64)) + 0.1) / located)

    return {
        "compared with by its citing papers": of(crowd.compares),
        "compared with by its recent citing papers": crowd.where(
            crowd.to_cited(lately * crowd.compares) / (crowd.to_cited(lately * mentioned) + 1)
        ),
        "years since it was compared with": crowd.where(last),
        "in tables of its citing papers": of(crowd.graph.count("tabled") > 0),
        "in related work of its citing papers": of(crowd.graph.count("related") > 0),
        "in methods of its citing papers": of(crowd.graph.count("method") > 0),
    }


def _by_seeds(scene: Scene, crowd: Crowd) -> Columns:
    """As simple rankings have it, from the papers closest by words."""
    seeds = scene.seeds()
    alike = (seeds > 0).astype(np.float64)
    compared = crowd.graph.matrix(crowd.compares)
    return {
        "near each seed": _share(inciteful_like(crowd.graph, alike)),
        "neighbours shared with seeds": _share(adamic_adar(crowd.graph, alike)),
        "reached from seeds": _share(personalised_pagerank(crowd.graph, alike)),
        "reached by comparisons": crowd.where(_share(_reached(compared, crowd.groups["80 recent"]))),
    }


def _by_citers(scene: Scene, crowd: Crowd) -> Columns:
    """How like the problem those are that cite it."""
    like = (crowd.likeness**SHARPENED)[crowd.citing]
    meant = (_share(scene.meant) ** SHARPENED)[crowd.citing]
    named = (_share(scene.named) ** SHARPENED)[crowd.citing]
    fading = np.exp(-FADING * _years(scene))[crowd.citing]
    nearest = np.zeros(crowd.graph.size)
    np.maximum.at(nearest, crowd.cited, scene.close[crowd.citing])
    return {
        "closest citing paper": _share(nearest),
        "likeness of all citing papers": _share(crowd.to_cited(like)),
        "closeness of all citing papers in its area's words": _share(crowd.to_cited(meant)),
        "closeness of all citing papers to the name of the problem": _share(crowd.to_cited(named)),
        "closeness of all comparing papers to the name of the problem": crowd.where(
            _share(crowd.to_cited(named * crowd.compares))
        ),
        "closeness of all comparing papers in its area's words": crowd.where(
            _share(crowd.to_cited(meant * crowd.compares))
        ),
        "mean likeness of citing papers": crowd.to_cited(like) / (crowd.citations + 1),
        "likeness of all comparing papers": crowd.where(_share(crowd.to_cited(like * crowd.compares))),
        "likeness of young comparing papers": crowd.where(_share(crowd.to_cited(like * crowd.compares * fading))),
        "mean likeness of comparing papers": crowd.where(
            crowd.to_cited(like * crowd.compares) / (crowd.comparisons + 1)
        ),
    }


def _voted(crowd: Crowd, weights: Floats) -> Iterator[tuple[str, Floats]]:
    """What a group of voters says: how often and where they mention it, and how alike they and it are cited and
    cite."""
    graph, voters = crowd.graph, _even(weights)
    says = voters[crowd.citing]
    counted = (weights > 0).astype(np.float64)[crowd.citing]
    young = _younger(graph.months, weights)
    cited, compared = crowd.to_cited(counted), crowd.to_cited(counted * crowd.compares)
    yield "cite it", cited / (np.maximum(young, cited) + CAUTION)
    yield "compare with it", crowd.where(compared / (np.maximum(young, compared) + CAUTION))
    yield "mentions", crowd.where(crowd.to_cited(says * np.log1p(graph.count("mentions"))))
    yield "mentions in results", crowd.where(crowd.to_cited(says * np.log1p(graph.count("compared"))))
    yield "in their tables", crowd.where(crowd.to_cited(says * _one(graph.count("tabled"))))
    yield "references shared", coupled(graph, voters)
    yield "cited together", cited_together(graph, voters)


def _beside(crowd: Crowd) -> Columns:
    """How it stands to the works that get most votes."""
    voters = _even(crowd.groups["80 recent"]) + _even(crowd.groups["60 of any age"])
    says = voters[crowd.citing]
    cited = _leading(crowd.to_cited(says))
    compared = _leading(crowd.to_cited(says * np.log1p(crowd.graph.count("compared"))))
    return {
        **dict(_to_leaders(crowd, "cited", cited)),
        **{name: crowd.where(values) for name, values in _to_leaders(crowd, "compared", compared)},
    }


def _to_leaders(crowd: Crowd, name: str, leaders: Floats) -> Iterator[tuple[str, Floats]]:
    """Beside the leaders in lists of references and in results, and citing them itself."""
    own = crowd.citations * leaders
    together = crowd.to_cited(crowd.to_citing(leaders[crowd.cited])[crowd.citing]) - own
    yield f"cited beside the most {name}", together / (crowd.citations + CAUTION)
    yield f"cites the most {name}", crowd.to_citing(leaders[crowd.cited])
    results = crowd.to_citing((leaders[crowd.cited]) * crowd.compares)
    beside = crowd.to_cited(results[crowd.citing] * crowd.compares) - crowd.comparisons * leaders
    yield f"in results beside the most {name}", crowd.where(beside / (crowd.comparisons + CAUTION))
    yield f"compares with the most {name}", crowd.where(results)
    alike = (results / np.sqrt(crowd.to_citing(crowd.compares) + CAUTION)) ** 2
    rivals = crowd.to_cited(alike[crowd.citing] * crowd.compares)
    yield f"compared with by who compares with the most {name}", crowd.where(_share(rivals))


# ------------------------------------------------------------------ scores


def _reached(compared: csr_array, seeds: Floats, damping: float = 0.7, steps: int = 8) -> Floats:
    """A random walk from the seeds along comparisons, either way, that starts anew with the probability 1 - damping."""
    both = compared + compared.T
    out = np.maximum(both.sum(axis=0), 1)
    found = restart = _even(seeds)
    for _ in range(steps):
        followed: Floats = both @ (found / out)
        found = damping * followed + (1 - damping) * restart
    return found


# ------------------------------------------------------------------ numbers


def _years(scene: Scene) -> Floats:
    """Age of each paper."""
    months = scene.graph.months
    years: Floats = np.where(months == UNKNOWN, OLDEST, np.clip((scene.cutoff - months) / 12, 0, OLDEST))
    return years


def _younger(months: Ints, voters: Floats) -> Floats:
    """How many of the voters are younger than each paper."""
    of_voters = np.sort(months[voters > 0])
    younger: Floats = (len(of_voters) - np.searchsorted(of_voters, months, "right")).astype(np.float64)
    return younger


def _leading(votes: Floats) -> Floats:
    """The votes of the leaders, summing to 1."""
    return _even(closest(votes, np.ones(len(votes), bool), LEADERS))


def _even(weights: Floats) -> Floats:
    """Summing to 1, unless all are 0."""
    total = float(weights.sum())
    return weights / total if total else weights


def _place(values: Floats) -> Floats:
    """Logarithm of one more than how many are larger; NaN stays."""
    told = np.sort(values[values > 0])
    larger = len(told) - np.searchsorted(told, values, "right")
    return np.where(np.isnan(values), values, np.log1p(larger.astype(np.float64)))


def _share(values: Floats) -> Floats:
    """Of the largest of them."""
    best = float(values.max(initial=0.0))
    return values / best if best else values


def _one(counts: Floats) -> Floats:
    return (counts > 0).astype(np.float64)
