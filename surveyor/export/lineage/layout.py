"""Where everything of a genealogy stands, in pixels: columns of years, bands of lanes, boxes that do not overlap."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
_WIDTHS = {
    **dict.fromkeys("ijl ", 0.36),
    **dict.fromkeys("I.,:;'|-/", 0.42),
    **dict.fromkeys("frt!()[]", 0.5),
    **dict.fromkeys("wM@%…", 1.0),
    **dict.fromkeys("mW", 1.11),
}
_USUAL, _CAPITAL = 0.72, 0.85
"""Widths of characters in ems, no narrower than in the fonts of the stack, of which DejaVu Sans Bold is the widest."""

COLUMNS = 10
"""Columns that are legible on one page: where there are more years, the emptiest neighbours share one."""

CLEAR = GAP_Y / 2
"""Between a line and a box that it passes."""

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
    passes: tuple[tuple[float, float], ...]
    """The left edge of each column in between, and how high the line runs through it, behind no box."""


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
    columns: tuple[tuple[int, int, float], ...]
    """First and last year, and the left edge, of each column."""
    bands: tuple[Band, ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def laid_out(tree: Tree) -> Layout:
    """Boxes by year and lane; within both in an order that crosses few lines (barycentre heuristic, Sugiyama, Tagawa
    and Toda 1981, "Methods for visual understanding of hierarchical system structures")."""
    columns = _columns(tree)
    column = {year: number for number, years in enumerate(columns) for year in years}
    rows = _rows(tree, column)
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
            _left(column[work.year]),
            bands[work.lane].y + LANE_NAME + LANE_PAD + rows[place] * (BOX_HEIGHT + GAP_Y),
            (fitting(work.name, FONT, BOX_WIDTH - 18), fitting(work.by, SMALL, BOX_WIDTH - 18)),
        )
        for place, work in enumerate(tree.works)
    )
    lines = tuple(
        Line(older, younger, compares, tuple(_passes(boxes[older], boxes[younger], boxes)))
        for older, younger, compares in ((one.older, one.younger, one.compares) for one in tree.descents)
    )
    width = max(_left(len(columns) - 1) + BOX_WIDTH + MARGIN, 640.0)
    spans = tuple((years[0], years[-1], _left(number)) for number, years in enumerate(columns))
    return Layout(width, top + FOOT, spans, tuple(bands), boxes, lines)


def _left(column: int) -> float:
    return MARGIN + column * (BOX_WIDTH + GAP_X)


def _columns(tree: Tree) -> list[list[int]]:
    """Years by column, in order: one a year but that, where those are too many, neighbours share one, first such that
    no work of the one builds on one of the other, of these those with the fewest works."""
    works = Counter(work.year for work in tree.works)
    linked = [(tree.works[one.older].year, tree.works[one.younger].year) for one in tree.descents]
    columns = [[year] for year in sorted(works)]

    def cost(place: int) -> tuple[int, int, int]:
        early, late = columns[place], columns[place + 1]
        across = sum(older in early and younger in late for older, younger in linked)
        return across, sum(works[year] for year in early + late), place

    while len(columns) > COLUMNS:
        place = min(range(len(columns) - 1), key=cost)
        columns[place : place + 2] = [columns[place] + columns[place + 1]]
    return columns


def _passes(older: Box, younger: Box, boxes: Sequence[Box]) -> Iterable[tuple[float, float]]:
    """Through each column in between as straight as its boxes allow."""
    x, y = older.x, older.y
    while (x := x + BOX_WIDTH + GAP_X) < younger.x:
        share = (BOX_WIDTH + GAP_X) / (younger.x - x + BOX_WIDTH + GAP_X)
        y += (younger.y - y) * share
        middle = _free(y + BOX_HEIGHT / 2, [box.y for box in boxes if box.x == x])
        y = middle - BOX_HEIGHT / 2
        yield x, middle


def _free(height: float, tops: Sequence[float]) -> float:
    """The height nearest to the given one at which there is no box."""
    edges = [edge for top in tops for edge in (top - CLEAR, top + BOX_HEIGHT + CLEAR)]
    free = (y for y in (height, *edges) if not any(top - CLEAR < y < top + BOX_HEIGHT + CLEAR for top in tops))
    return min(free, key=lambda y: (abs(y - height), y))


def _rows(tree: Tree, column: Mapping[int, int]) -> list[int]:
    """Row of each work within its lane and the column of its year."""
    cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for place, work in enumerate(tree.works):
        cells[work.lane, column[work.year]].append(place)
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
