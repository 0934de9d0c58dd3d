"""What speaks for a work as a baseline of a problem, in numbers told by words, dates and citations alone.

Everything is asked of groups of voters: papers close to the problem by their words, and papers that are like those by
what they cite, recent ones and of any age. Each feature is an array of shape (n,), a number a paper of the scene; NaN:
nothing like it is known of any paper, as where no mentions were located.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from surveyor.ranking.fusion import inciteful_like
from surveyor.ranking.graph import UNKNOWN, CitationGraph, Floats, Ints, received
from surveyor.ranking.links import adamic_adar, cited_together, coupled
from surveyor.ranking.pool import fused
from surveyor.ranking.scene import RECENT_MONTHS, Scene, closest
from surveyor.ranking.walks import personalised_pagerank

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
        **_aged(crowd),
        **_standing(crowd),
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

    def by_citing(self, given: Floats) -> Floats:
        """(n,) what all that cite a paper give, from (n,) what each gives."""
        sums: Floats = self.graph.cites.T @ given
        return sums

    def by_comparing(self, given: Floats) -> Floats:
        """(n,) what all that compare with a paper give."""
        sums: Floats = self.graph.comparing.T @ given
        return sums

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
        "closeness of its citing papers to them": crowd.by_citing(echo) / (crowd.graph.citations + 1),
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
        "cited by works known in its area": crowd.by_citing(like),
        "closeness of the closest paper": np.full(crowd.graph.size, scene.close.max(initial=0.0)),
        "share of the best area": np.full(crowd.graph.size, scene.repute.home.max(initial=0.0)),
    }


def _in_order(columns: Columns) -> Columns:
    """Places, which say the same of a problem of few papers and of one of many."""
    ordered = ("closeness of its words", "likeness of all citing papers", "likeness of all comparing papers")
    return {f"place by {name}": _place(columns[name]) for name in ordered}


def _aged(crowd: Crowd) -> Columns:
    citations = crowd.graph.citations
    return {
        "years": crowd.years,
        "citations": np.log1p(citations),
        "citations a year": np.log1p(citations / np.maximum(crowd.years, 0.5)),
        "recent of its citations": crowd.by_citing(crowd.lately) / (citations + 1),
    }


def _standing(crowd: Crowd) -> Columns:
    """What all that cite it do with it."""
    graph = crowd.graph
    located = graph.counted["mentions"] + 1
    lately = np.flatnonzero(crowd.lately)
    lately_located = graph.mentions[lately].sign().sum(axis=0)
    last = np.full(graph.size, OLDEST)
    np.minimum.at(last, graph.comparing.indices, np.repeat(crowd.years, np.diff(graph.comparing.indptr)))

    def of(citing: Floats) -> Floats:
        return crowd.where((citing + 0.1) / located)

    return {
        "compared with by its citing papers": of(graph.comparisons),
        "compared with by its recent citing papers": crowd.where(
            crowd.by_comparing(crowd.lately) / (lately_located + 1)
        ),
        "years since it was compared with": crowd.where(last),
        "in tables of its citing papers": of(graph.counted["tabled"]),
        "in related work of its citing papers": of(graph.counted["related"]),
        "in methods of its citing papers": of(graph.counted["method"]),
    }


def _by_seeds(scene: Scene, crowd: Crowd) -> Columns:
    """As simple rankings have it, from the papers closest by words."""
    seeds = scene.seeds()
    alike = (seeds > 0).astype(np.float64)
    return {
        "near each seed": _share(inciteful_like(crowd.graph, alike)),
        "neighbours shared with seeds": _share(adamic_adar(crowd.graph, alike)),
        "reached from seeds": _share(personalised_pagerank(crowd.graph, alike)),
        "reached by comparisons": crowd.where(_share(_reached(crowd.graph, crowd.groups["80 recent"]))),
    }


def _by_citers(scene: Scene, crowd: Crowd) -> Columns:
    """How like the problem those are that cite it."""
    like, meant, named = (
        np.power(values, SHARPENED, where=scene.walkable, out=np.zeros(len(values)))
        for values in (crowd.likeness, _share(scene.meant), _share(scene.named))
    )
    young = like * np.exp(-FADING * crowd.years)
    by_like, comparing_like = crowd.by_citing(like), crowd.by_comparing(like)
    cites, nearest = crowd.graph.cites, np.zeros(crowd.graph.size)
    np.maximum.at(nearest, cites.indices, np.repeat(scene.close, np.diff(cites.indptr)))
    return {
        "closest citing paper": _share(nearest),
        "likeness of all citing papers": _share(by_like),
        "closeness of all citing papers in its area's words": _share(crowd.by_citing(meant)),
        "closeness of all citing papers to the name of the problem": _share(crowd.by_citing(named)),
        "closeness of all comparing papers to the name of the problem": crowd.where(_share(crowd.by_comparing(named))),
        "closeness of all comparing papers in its area's words": crowd.where(_share(crowd.by_comparing(meant))),
        "mean likeness of citing papers": by_like / (crowd.graph.citations + 1),
        "likeness of all comparing papers": crowd.where(_share(comparing_like)),
        "likeness of young comparing papers": crowd.where(_share(crowd.by_comparing(young))),
        "mean likeness of comparing papers": crowd.where(comparing_like / (crowd.graph.comparisons + 1)),
    }


def _voted(crowd: Crowd, weights: Floats) -> Iterator[tuple[str, Floats]]:
    """What a group of voters says: how often and where they mention it, and how alike they and it are cited and
    cite."""
    graph, voters = crowd.graph, _even(weights)
    counted = (weights > 0).astype(np.float64)
    of_voters = np.sort(graph.months[weights > 0])
    yield "cite it", _cautious(received(graph.cites, counted), graph.months, of_voters)
    yield "compare with it", crowd.where(_cautious(received(graph.comparing, counted), graph.months, of_voters))
    yield "mentions", crowd.where(received(graph.log_mentions, voters))
    yield "mentions in results", crowd.where(received(graph.log_compared, voters))
    yield "in their tables", crowd.where(received(graph.tabling, voters))
    yield "references shared", coupled(graph, voters)
    yield "cited together", cited_together(graph, voters)


def _beside(crowd: Crowd) -> Columns:
    """How it stands to the works that get most votes."""
    voters = _even(crowd.groups["80 recent"]) + _even(crowd.groups["60 of any age"])
    graph = crowd.graph
    cited = _leading(received(graph.cites, voters))
    compared = _leading(received(graph.log_compared, voters))
    return {
        **dict(_to_leaders(crowd, "cited", cited)),
        **{name: crowd.where(values) for name, values in _to_leaders(crowd, "compared", compared)},
    }


def _to_leaders(crowd: Crowd, name: str, leaders: Floats) -> Iterator[tuple[str, Floats]]:
    """Beside the leaders in lists of references and in results, and citing them itself."""
    graph = crowd.graph
    cites, compares = graph.cites @ leaders, graph.comparing @ leaders
    together = crowd.by_citing(cites) - graph.citations * leaders
    yield f"cited beside the most {name}", together / (graph.citations + CAUTION)
    yield f"cites the most {name}", cites
    beside = crowd.by_comparing(compares) - graph.comparisons * leaders
    yield f"in results beside the most {name}", crowd.where(beside / (graph.comparisons + CAUTION))
    yield f"compares with the most {name}", crowd.where(compares)
    rivals = crowd.by_comparing((compares / np.sqrt(graph.comparing.sum(axis=1) + CAUTION)) ** 2)
    yield f"compared with by who compares with the most {name}", crowd.where(_share(rivals))


# ------------------------------------------------------------------ scores


def _reached(graph: CitationGraph, seeds: Floats, damping: float = 0.7, steps: int = 8) -> Floats:
    """A random walk from the seeds along comparisons, either way, that starts anew with the probability 1 - damping."""
    both = graph.comparing_either_way
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


def _place(values: Floats) -> Floats:
    """Logarithm of one more than how many are larger; NaN stays."""
    told = np.flatnonzero(values > 0)
    larger = np.full(len(values), len(told))
    _, place, counts = np.unique(-values[told], return_inverse=True, return_counts=True)
    larger[told] = (np.cumsum(counts) - counts)[place]
    return np.where(np.isnan(values), values, np.log1p(larger.astype(np.float64)))


def _share(values: Floats) -> Floats:
    """Of the largest of them."""
    best = float(values.max(initial=0.0))
    return values / best if best else values
