"""The features of the ranking in groups, told by their names, to leave out one group at a time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from surveyor.errors import SurveyorError

FROM_SEEDS = "simple rankings from seeds"
OWN_REFERENCES = "its own references"
CITED_TOGETHER = "cited together"
ALL_RANKS = "all ranks fused"

GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "words": (
            "closeness of its words",
            "closeness in its area's words",
            "closeness of its title",
            "closeness to words of the closest",
            "closeness to the name of the problem",
            "closeness of the closest paper",
            "place by closeness of its words",
        ),
        "its area": ("known in its area", "closeness of what is known of it there", "share of the best area"),
        "what it is known for": ("known for a topic .+", "standard .+"),
        "dates and popularity": ("years", "citations", "citations a year", "recent of its citations"),
        "where citing papers mention it": (
            r"compared with by its( recent)? citing papers",
            "years since it was compared with",
            r"in (tables|related work|methods) of its citing papers",
        ),
        FROM_SEEDS: ("near each seed", "neighbours shared with seeds", "reached from seeds", "reached by comparisons"),
        "votes by citing": (
            ".+: cite it",
            "cited by works known in its area",
            "closest citing paper",
            "closeness of its citing papers to them",
            "(mean likeness of|(place by )?likeness of all) citing papers",
            "closeness of all citing papers (in its area's words|to the name of the problem)",
        ),
        "votes by comparing, mentions, tables": (
            ".+: (compare with it|mentions|mentions in results|in their tables)",
            "(mean likeness of|likeness of young|(place by )?likeness of all) comparing papers",
            "closeness of all comparing papers (in its area's words|to the name of the problem)",
        ),
        OWN_REFERENCES: (
            ".+: references shared",
            "references shared with .+",
            "likeness by words and references",
            "cites the most .+",
            "compares with the most .+",
        ),
        CITED_TOGETHER: (".+: cited together", "cited together with .+"),
        "beside the leaders": (
            "cited beside the most .+",
            "in results beside the most .+",
            "compared with by who compares with the most .+",
        ),
        ALL_RANKS: ("place by all ranks",),
    }
)
"""Group to patterns of the names of its features; a name matches those of one group alone."""

TOGETHER: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "coupling-type": (OWN_REFERENCES, CITED_TOGETHER, FROM_SEEDS, ALL_RANKS),
        "all votes": ("votes by citing", "votes by comparing, mentions, tables", "beside the leaders"),
    }
)
"""Name to groups that are left out at once as well. Coupling-type is what gains by gold that lies among the works with
full texts, works whose own references are known: whatever looks at those, and what is cited together. The fused ranks
are made of it as of all else."""


class FeatureGroupError(SurveyorError):
    """A feature is in no group, or in several."""


def group_of(name: str) -> str:
    """The group that a feature belongs to; FeatureGroupError where that is not one."""
    found = [group for group, patterns in GROUPS.items() if any(re.fullmatch(one, name) for one in patterns)]
    if len(found) != 1:
        known = " and ".join(found) or "no group"
        raise FeatureGroupError(f"the feature {name!r} is in {known}: put it into one of feature_groups.GROUPS")
    return found[0]


def columns_left(names: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """What is left out, a group or several, to the columns that stay; groups without a feature are left out."""
    groups = [group_of(name) for name in names]
    without = {group: (group,) for group in GROUPS} | dict(TOGETHER)
    left = {what: tuple(i for i, group in enumerate(groups) if group not in gone) for what, gone in without.items()}
    return {what: columns for what, columns in left.items() if 0 < len(columns) < len(names)}
