"""A genealogy as SVG and PNG."""

from __future__ import annotations

from importlib.util import find_spec

from lxml import etree

from surveyor.errors import UsageError
from surveyor.export.colours import COLOURS
from surveyor.export.lineage.layout import (
    BOX_HEIGHT,
    BOX_WIDTH,
    FONT,
    HEAD,
    MARGIN,
    SMALL,
    Box,
    Layout,
    Line,
    fitting,
    laid_out,
    width,
)
from surveyor.export.lineage.tree import MOST, Tree, tree
from surveyor.export.network import legal
from surveyor.models import Role, Survey
from surveyor.text import clean

_FONTS = "Helvetica, Arial, 'DejaVu Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
_NS = "http://www.w3.org/2000/svg"
_INK, _FAINT, _GROUND, _BAND = "#1d2329", "#5c636a", "#ffffff", "#f3f5f7"
_ROUND = {Role.SIMPLE.value: "0", Role.CLASSIC.value: "6", Role.FRONTIER.value: "19"}
"""Corners tell the roles as well as colours do."""

ZOOM = 2
"""Pixels of a PNG to a pixel of the picture."""


def svg(survey: Survey, most: int = MOST) -> str:
    """The picture as SVG, the same bytes each time; of a survey without dated baselines it says so."""
    drawn = tree(survey, most)
    root = _drawn(drawn, laid_out(drawn))
    return etree.tostring(root, pretty_print=True, encoding="unicode")


def png(survey: Survey, most: int = MOST) -> bytes:
    """The picture as PNG; UsageError: what draws it is not installed."""
    if not find_spec("resvg_py"):
        raise UsageError("a PNG needs resvg-py: pip install resvg-py; or write FILE.svg")
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg(survey, most), zoom=ZOOM, background=_GROUND))


def _drawn(drawn: Tree, layout: Layout) -> etree._Element:
    size = {"width": _n(layout.width), "height": _n(layout.height)}
    root = etree.Element(f"{{{_NS}}}svg", size, nsmap={None: _NS})  # type: ignore[dict-item]
    root.set("viewBox", f"0 0 {size['width']} {size['height']}")
    root.set("role", "img")
    root.set("font-family", _FONTS)
    title = f"Lineage of methods: {' '.join(drawn.title.split())}"
    _add(root, "title", legal(clean(title)))
    _add(
        root,
        "desc",
        f"{len(drawn.works)} methods by year and approach; lines run from older works to those that build on them.",
    )
    _add(root, "rect", width="100%", height="100%", fill=_GROUND)
    _text(root, MARGIN, 30, fitting(title, 17, layout.width - 2 * MARGIN), 17, _INK, weight="bold")
    _legend(root, drawn.as_of)
    if not drawn.works:
        _text(root, MARGIN, HEAD, "No baseline with a year is known.", FONT, _FAINT)
    for band in layout.bands:
        _add(root, "rect", x="0", y=_n(band.y), width=_n(layout.width), height=_n(band.height), fill=_BAND)
        _text(
            root, MARGIN, band.y + 15, fitting(band.name, FONT, layout.width - 2 * MARGIN), FONT, _FAINT, weight="bold"
        )
    for first, last, left in layout.columns:
        years = str(first) if first == last else f"{first}–{last}"
        _text(root, left + BOX_WIDTH / 2, HEAD - 8, years, FONT, _FAINT, anchor="middle", weight="bold")
    lines = _add(root, "g", fill="none", stroke=_INK)
    for line in sorted(layout.lines, key=lambda line: line.compares):
        _line(lines, layout, line)
    for box in layout.boxes:
        _box(root, box)
    return root


def _legend(root: etree._Element, as_of: str) -> None:
    x = MARGIN
    for role in Role:
        _add(
            root, "rect", x=_n(x), y="42", width="26", height="16", rx=_corner(role.value, 8), fill=_GROUND,
            stroke=COLOURS[role.value], **{"stroke-width": "2.5"},
        )  # fmt: skip
        _text(root, x + 32, 54, role.value, FONT, _INK)
        x += 100
    for said, dashes in (("compares with", ""), ("cites", "3 4")):
        _add(
            root,
            "path",
            d=f"M {_n(x)} 50 h 30",
            stroke=_INK,
            **{"stroke-width": "1.4", "stroke-dasharray": dashes or "none"},
        )
        _text(root, x + 36, 54, said, FONT, _INK)
        x += 36 + width(said, FONT) + 20
    _text(root, x, 54, f"as of {as_of}", FONT, _FAINT)


def _box(root: etree._Element, box: Box) -> None:
    group = _add(root, "g")
    _add(group, "title", legal(clean(f"{box.work.title} ({box.work.by}), {box.work.role}: {box.work.why}")))
    colour = COLOURS[box.work.role]
    _add(
        group, "rect", x=_n(box.x), y=_n(box.y), width=_n(BOX_WIDTH), height=_n(BOX_HEIGHT), fill=_GROUND,
        rx=_ROUND[box.work.role], stroke=colour, **{"stroke-width": "2"},
    )  # fmt: skip
    _text(group, box.x + BOX_WIDTH / 2, box.y + 16, box.lines[0], FONT, _INK, anchor="middle", weight="bold")
    _text(group, box.x + BOX_WIDTH / 2, box.y + 30, box.lines[1], SMALL, _FAINT, anchor="middle")


def _line(group: etree._Element, layout: Layout, line: Line) -> None:
    """From the right edge of the older work to the left edge of the younger, level through the columns in between;
    beside both within one column."""
    older, younger = layout.boxes[line.older], layout.boxes[line.younger]
    x, y = older.x + BOX_WIDTH, older.y + BOX_HEIGHT / 2
    end = younger.y + BOX_HEIGHT / 2
    path = f"M {_n(x)} {_n(y)}"
    if older.x == younger.x:
        path += f" C {_n(x + 26)} {_n(y)} {_n(x + 26)} {_n(end)} {_n(x)} {_n(end)}"
    else:
        for left, height in (*line.passes, (younger.x, end)):
            middle = _n((x + left) / 2)
            path += f" C {middle} {_n(y)} {middle} {_n(height)} {_n(left)} {_n(height)}"
            path += f" H {_n(left + BOX_WIDTH)}" if left != younger.x else ""
            x, y = left + BOX_WIDTH, height
    kind = {} if line.compares else {"stroke-dasharray": "3 4"}
    _add(
        group,
        "path",
        d=path,
        **{"stroke-width": "1.4" if line.compares else "1", "opacity": "0.75" if line.compares else "0.4"},
        **kind,
    )


def _text(
    parent: etree._Element,
    x: float,
    y: float,
    said: str,
    size: float,
    colour: str,
    *,
    anchor: str = "start",
    weight: str = "normal",
) -> None:
    _add(
        parent, "text", legal(clean(said)), x=_n(x), y=_n(y), fill=colour,
        **{"font-size": _n(size), "text-anchor": anchor, "font-weight": weight},
    )  # fmt: skip


def _add(parent: etree._Element, tag: str, said: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_NS}}}{tag}", attributes)
    element.text = said or None
    return element


def _corner(role: str, most: float) -> str:
    return _n(min(float(_ROUND[role]), most))


def _n(value: float) -> str:
    """A number without needless digits."""
    return f"{value:.1f}".removesuffix(".0")
