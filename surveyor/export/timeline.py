"""Where the papers of a graph stand when it is drawn by year."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, sqrt

from surveyor.export.network import Node

COLUMN, ROW, BETWEEN = 180.0, 60.0, 40.0
"""Width of a column, height of a row, and what lies between two years besides."""

_BROAD = 1.6
"""How much wider than high the drawing of many papers is."""

_ORDER = {"simple": 0, "classic": 1, "frontier": 2, "seed": 3, "not a baseline": 4, "": 5}


def by_year(nodes: Sequence[Node]) -> list[list[int]]:
    """Places of the nodes, a list a year, the latest year first and papers without one last; within a year baselines,
    then seeds, then the others, the most cited first."""
    years: dict[int, list[int]] = {}
    for place, node in enumerate(nodes):
        years.setdefault(node.year or 0, []).append(place)
    for places in years.values():
        places.sort(key=lambda place: (_ORDER[nodes[place].role], -nodes[place].cited, nodes[place].name))
    return [years[year] for year in sorted(years, reverse=True)]


def positions(nodes: Sequence[Node]) -> list[tuple[float, float]]:
    """(x, y) of every node, y downwards: the latest year at the top, a year in as many rows as it takes, no two nodes
    nearer to each other than a column or a row."""
    broad = max(8, ceil(sqrt(len(nodes) * _BROAD * ROW / COLUMN)))
    where = [(0.0, 0.0)] * len(nodes)
    top = 0.0
    for places in by_year(nodes):
        for number, place in enumerate(places):
            row, column = divmod(number, broad)
            where[place] = (column * COLUMN, top + row * ROW)
        top += ceil(len(places) / broad) * ROW + BETWEEN
    return where
