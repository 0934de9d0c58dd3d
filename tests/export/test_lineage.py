from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from surveyor.export.lineage import png, svg
from surveyor.export.lineage.layout import BOX_HEIGHT, BOX_WIDTH, COLUMNS, FONT, SMALL, fitting, laid_out, width
from surveyor.export.lineage.tree import OTHERS, tree
from surveyor.models import Candidate, Citation, Role, Strategy, Survey, Trend
from tests.export.hostile import ANY_TEXT, hostile_papers
from tests.fakes import cite, make_paper, small_survey

ROLES = list(Role)


def family(count: int, pairs: set[tuple[int, int]], *, titles: list[str] | None = None) -> Survey:
    """A survey of `count` methods of six years; each pair cites, every other one compares."""
    papers = [
        replace(
            make_paper(f"p:{n}", f"20{10 + n % 6}-01"),
            title=(titles or ["A method for ranking"])[n % len(titles or [1])],
        )
        for n in range(count)
    ]
    baselines = [Candidate(p, 1.0, ROLES[n % 3], (), (), 9, 0.0, (), "told") for n, p in enumerate(papers)]
    citations: list[Citation] = [
        cite(f"p:{a}", f"p:{b}", **({"table": 1} if a % 2 else {})) for a, b in sorted(pairs) if a != b
    ]
    strategies = tuple(
        Strategy(f"way {lane}", (), tuple(f"p:{n}" for n in range(lane, count, 4)), count, 2010, 2015, Trend.STEADY, ())
        for lane in range(3)
    )
    made = small_survey()
    return replace(
        made, papers=tuple(papers), baselines=tuple(baselines), citations=tuple(citations), strategies=strategies
    )


SURVEYS = st.integers(1, 45).flatmap(
    lambda n: st.sets(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=80).map(lambda p: family(n, p))
)


@settings(max_examples=40, deadline=None)
@given(SURVEYS)
def test_no_two_boxes_overlap_and_all_lie_in_their_lane_year_and_picture(made: Survey) -> None:
    layout = laid_out(tree(made))
    for one, other in combinations(layout.boxes, 2):
        assert abs(one.x - other.x) >= BOX_WIDTH or abs(one.y - other.y) >= BOX_HEIGHT
    left = {year: x for first, last, x in layout.columns for year in range(first, last + 1)}
    for box in layout.boxes:
        band = layout.bands[box.work.lane]
        assert box.x == left[box.work.year]
        assert band.y <= box.y
        assert box.y + BOX_HEIGHT <= band.y + band.height
        assert box.x + BOX_WIDTH <= layout.width
        assert band.y + band.height <= layout.height


@settings(max_examples=40, deadline=None)
@given(SURVEYS)
def test_lines_run_from_older_to_younger_works_and_none_says_what_others_say(made: Survey) -> None:
    drawn = tree(made)
    pairs = {(d.older, d.younger): d.compares for d in drawn.descents}
    for (older, younger), compares in pairs.items():
        assert drawn.works[older].year <= drawn.works[younger].year
        for middle in range(len(drawn.works)):
            first, second = pairs.get((older, middle)), pairs.get((middle, younger))
            assert first is None or second is None or (first and second) < compares


@settings(max_examples=40, deadline=None)
@given(SURVEYS)
def test_no_line_runs_behind_a_box(made: Survey) -> None:
    layout = laid_out(tree(made))
    for line in layout.lines:
        between = [x for *_, x in layout.columns if layout.boxes[line.older].x < x < layout.boxes[line.younger].x]
        assert [x for x, _ in line.passes] == between
        for x, height in line.passes:
            assert not any(box.x == x and box.y < height < box.y + BOX_HEIGHT for box in layout.boxes)


def test_many_years_share_columns_and_all_stay_in_order() -> None:
    made = family(20, {(n + 1, n) for n in range(19)})
    papers = {f"p:{n}": 1990 + n for n in range(20)}
    dated = [replace(c, paper=replace(c.paper, year=papers[c.paper.id])) for c in made.baselines]
    layout = laid_out(tree(replace(made, baselines=tuple(dated))))
    assert len(layout.columns) == COLUMNS
    years = [year for first, last, _ in layout.columns for year in (first, last)]
    assert years == sorted(years)
    assert (years[0], years[-1]) == (1990, 2009)


def test_bold_text_of_the_widest_font_fits_its_box() -> None:
    """Widths in DejaVu Sans Bold, in ems, of what a box of 172 pixels shows."""
    ems = {"B": 0.762, "e": 0.678, "y": 0.652, "o": 0.687, "n": 0.712, "d": 0.716, " ": 0.348, "…": 1.0, "m": 1.042}
    shown = fitting("Beyond moon dome " * 3, FONT, BOX_WIDTH - 18)
    assert FONT * sum(ems[sign] for sign in shown) <= BOX_WIDTH - 18


@given(ANY_TEXT, st.sampled_from([FONT, SMALL]))
def test_a_text_is_cut_until_it_fits(text: str, size: float) -> None:
    assert width(fitting(text, size, 120), size) <= 120
    short = "ab"
    assert fitting(short, size, 120) == short


def test_lanes_are_shared_strategies_and_the_rest_stands_in_the_last() -> None:
    drawn = tree(family(12, set()))
    assert drawn.lanes == ("way 0", "way 1", "way 2", OTHERS)
    assert {work.id: work.lane for work in drawn.works} == {f"p:{n}": n % 4 for n in range(12)}


def test_the_picture_is_one_document_with_every_work_its_role_and_the_same_bytes_each_time() -> None:
    made = family(40, {(b, a) for a in range(20) for b in range(20, 40, 3)})
    text = svg(made)
    assert text == svg(made)
    root = etree.fromstring(text.encode())
    titles = [element.text or "" for element in root.iter("{*}title")]
    assert len(titles) == 41
    assert sum(": told" in title for title in titles) == 40
    assert {"simple", "classic", "frontier", "compares with", "cites"} <= {e.text for e in root.iter("{*}text")}


def test_hostile_titles_stay_text() -> None:
    titles = [paper.title for paper in hostile_papers()]
    text = svg(family(len(titles), set(), titles=titles), 60)
    root = etree.fromstring(text.encode())
    assert {etree.QName(element).localname for element in root.iter()} == {
        *("svg", "title", "desc", "rect", "text", "g", "path")
    }


def test_a_png_is_made_of_it() -> None:
    assert png(family(6, {(5, 0)})).startswith(b"\x89PNG")


def test_without_a_dated_baseline_the_picture_says_so() -> None:
    assert "No baseline with a year is known." in svg(replace(small_survey(), baselines=()))


def test_two_works_of_one_name_are_shown_by_their_titles() -> None:
    made = family(3, set(), titles=["Netter: the first", "Netter ways of ranking", "A third"])
    called = {"p:0": ("Net",), "p:1": ("NET",), "p:2": ("Third",)}
    named = [replace(c, paper=replace(c.paper, names=called[c.paper.id])) for c in made.baselines]
    works = tree(replace(made, baselines=tuple(named))).works
    assert {work.name for work in works} == {"Netter", "Netter ways of ranking", "Third"}
