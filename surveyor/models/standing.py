"""How a cited work stands among all that cite it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """What others made of a work that a paper cites, before that paper: each figure counts visible papers alone, the
    paper itself left out."""

    citations: int
    """Papers that cite it."""
    recent: int
    """Those of the last two years before the paper."""
    located: int
    """Those in whose text a mention of it was found."""
    compared: int
    """Those that mention it in tables, in experiments or under a heading of baselines."""
    tabled: int
    """Those that mention it in tables."""
    beside: float
    """The share of the paper's other references that one of them cites too, on average; 0 where nobody cites it."""
    near: int
    """Citations, each as often as its paper cites another of the references."""
    near_compared: int
    """The same of those that are counted as `compared`."""
    compared_together: int
    """Pairs of a paper that compares with it and another reference that it compares with too."""
    compared_alike: int
    """The same of references that the paper mentions where its results stand."""
    siblings: int
    """The paper's other references that cite it."""
    siblings_compared: int
    """Those of them that are counted as `compared`."""
