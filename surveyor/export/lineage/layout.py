"""Where everything of a genealogy stands, in pixels: columns of years, bands of lanes, boxes that do not overlap."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from surveyor.export.lineage.tree import Tree, Work

BOX_WIDTH, BOX_HEIGHT = 190.0, 38.0
GAP_X, GAP_Y = 52.0, 12.0
"""Between columns, and between boxes of one column."""

MARGIN, HEAD, LANE_NAME, LANE_PAD, FOOT = 24.0, 96.0, 20.0, 10.0, 24.0
"""Around the picture; for title, legend and years; for the name of a lane; above and below its boxes; at the end."""

FONT, SMALL = 12.0, 10.5
"""Sizes of the two lines of a box."""

_WIDE = 1.05
_WIDTHS = {**dict.fromkeys("ijlt.,:;'|!I()[] ", 0.36), **dict.fromkeys("mwMW@%", 0.95)}
_USUAL, _CAPITAL = 0.58, 0.72
"""Widths of characters in ems, no narrower than in the fonts of the stack."""

SWEEPS = 4
"""Times that the order in the columns is mended, forward and back."""


@dataclass(frozen=True, slots=True)
class Box:
    """A work in its place."""

    work: Work
    x: float
    y: float
    lines: tuple[str, str]
    """What is printed, cut so that it fits."""


@dataclass(frozen=True, slots=True)
class Line:
    """From an older to a younger work; places in `Layout.boxes`."""

    older: int
    younger: int
    compares: bool


@dataclass(frozen=True, slots=True)
class Band:
    """A lane in its place."""

    name: str
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole picture."""

    width: float
    height: float
    years: tuple[tuple[int, float], ...]
    """Year, and the left edge of its column."""
    bands: tuple[Band, ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def laid_out(tree: Tree) -> Layout:
    """Boxes by year and lane; within both in an order that crosses few lines (barycentre heuristic, Sugiyama, Tagawa
    and Toda 1981, "Methods for visual understanding of hierarchical system structures")."""
    years = sorted({work.year for work in tree.works})
    left = {year: MARGIN + number * (BOX_WIDTH + GAP_X) for number, year in enumerate(years)}
    rows = _rows(tree)
    heights = [
        max(rows[place] for place, w in enumerate(tree.works) if w.lane == lane) + 1 for lane in range(len(tree.lanes))
    ]
    bands: list[Band] = []
    top = HEAD
    for name, count in zip(tree.lanes, heights, strict=True):
        height = LANE_NAME + 2 * LANE_PAD + count * BOX_HEIGHT + (count - 1) * GAP_Y
        bands.append(Band(name, top, height))
        top += height + 6
    boxes = tuple(
        Box(
            work,
            left[work.year],
            bands[work.lane].y + LANE_NAME + LANE_PAD + rows[place] * (BOX_HEIGHT + GAP_Y),
            (fitting(work.name, FONT, BOX_WIDTH - 18), fitting(work.by, SMALL, BOX_WIDTH - 18)),
        )
        for place, work in enumerate(tree.works)
    )
    lines = tuple(Line(descent.older, descent.younger, descent.compares) for descent in tree.descents)
    width = max(max(left.values(), default=0.0) + BOX_WIDTH + MARGIN, 640.0)
    return Layout(width, top + FOOT, tuple(left.items()), tuple(bands), boxes, lines)


def _rows(tree: Tree) -> list[int]:
    """Row of each work within its lane and year."""
    cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for place, work in enumerate(tree.works):
        cells[work.lane, work.year].append(place)
    row = {place: number for members in cells.values() for number, place in enumerate(members)}
    near: defaultdict[int, list[int]] = defaultdict(list)
    for descent in tree.descents:
        near[descent.older].append(descent.younger)
        near[descent.younger].append(descent.older)
    for sweep in range(SWEEPS):
        for key in sorted(cells, key=lambda cell: cell[1], reverse=bool(sweep % 2)):
            members = cells[key]
            members.sort(key=lambda place: (_middle(place, near[place], row, tree.works), place))
            row |= {place: number for number, place in enumerate(members)}
    return [row[place] for place in range(len(tree.works))]


def _middle(place: int, neighbours: Sequence[int], row: dict[int, int], works: Sequence[Work]) -> float:
    """Mean height of its neighbours, in lanes and rows; its own where it has none."""
    heights = [works[other].lane * 100 + row[other] for other in neighbours] or [works[place].lane * 100 + row[place]]
    return sum(heights) / len(heights)


def fitting(text: str, size: float, room: float) -> str:
    """The text, cut with an ellipsis where it is wider than the room."""
    flat = " ".join(text.split())
    if width(flat, size) <= room:
        return flat
    while flat and width(flat + "…", size) > room:
        flat = flat[:-1]
    return flat.rstrip(" ,;:-") + "…"


def width(text: str, size: float) -> float:
    """How wide the text is at most, in pixels at a size."""
    return size * sum(_ems(text))


def _ems(text: str) -> Iterable[float]:
    for sign in text:
        if unicodedata.east_asian_width(sign) in "WF":
            yield _WIDE
        elif sign in _WIDTHS:
            yield _WIDTHS[sign]
        else:
            yield _USUAL if sign.islower() or sign.isdigit() else _CAPITAL if sign.isascii() else _WIDE
